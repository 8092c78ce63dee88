"""What lies around a device: neighbours, spanning tree, aggregated links, redundancy, routing sessions."""

from __future__ import annotations

import pytest

from examine import NOW, examine
from netmaintd.checks import registry
from netmaintd.model.facts import (
    Documented,
    Earlier,
    Fact,
    Facts,
    Interface,
    LagMember,
    LinkStatus,
    Missing,
    Neighbor,
    Quantity,
    RoutingPeer,
    Sensor,
    SnmpAgent,
    SpanningTree,
    SshLogin,
    StackMember,
    State,
    VirtualRouter,
)
from netmaintd.model.results import Measurement, Status

OK, WARNING, CRITICAL, UNKNOWN = Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN
AGENT = SnmpAgent(version="3", level="authPriv")
LOGIN = SshLogin(privileged=True, prompt="sw-1#", host_key_type="ssh-ed25519", host_key_sha256="x")
BARE = Documented(name="sw-1")
DRAWN = Documented(name="sw-1", uplinks=("Gi0/1",), neighbors=(("Gi0/1", "rt-1"), ("Gi0/2", "sw-2")))


def near(port: str, name: str | None) -> Neighbor:
    return Neighbor(protocol="lldp", local_port=port, remote_name=name)


RT, SW = near("Gi0/1", "rt-1"), near("Gi0/2", "sw-2")


@pytest.mark.parametrize(
    ("found", "expected", "summary"),
    [
        ((RT, SW), OK, "2 tetangga sesuai inventaris"),
        ((near("Gi0/1", "RT-1.kota.go.id"), SW), OK, "2 tetangga sesuai inventaris"),
        ((RT,), WARNING, "Gi0/2: sw-2 tidak terlihat"),
        ((SW,), CRITICAL, "Gi0/1: rt-1 tidak terlihat"),
        ((RT, near("Gi0/2", "sw-9")), WARNING, "Gi0/2: sw-9, seharusnya sw-2"),
        ((RT, SW, near("Gi0/7", "asing")), OK, "2 tetangga sesuai inventaris"),
        ((RT, near("Gi0/2", None)), WARNING, "Gi0/2: sw-2 tidak terlihat"),
    ],
)
def test_documented_neighbours_are_compared_port_by_port(
    found: tuple[Neighbor, ...], expected: Status, summary: str
) -> None:
    result = examine("neighbors", AGENT, DRAWN, *found)

    assert (result.status, result.summary) == (expected, summary)


def test_the_inventory_may_say_the_long_name_of_a_port() -> None:
    port = Interface(name="Gi0/1", descr="GigabitEthernet0/1")
    drawn = Documented(name="sw-1", neighbors=(("GigabitEthernet0/1", "rt-1"),))

    assert examine("neighbors", AGENT, drawn, port, RT).status is OK


def test_without_documentation_the_last_examination_is_what_is_compared_with() -> None:
    assert examine("neighbors", AGENT, BARE, RT).summary == (
        "Tidak diperiksa: inventaris tidak menyebut tetangga perangkat ini; "
        "tetangga kini menjadi pembanding berikutnya"
    )  # fmt: skip
    assert examine("neighbors", AGENT, BARE, RT, earlier=(RT,)).status is OK
    gone = examine("neighbors", AGENT, BARE, RT, earlier=(RT, SW))
    assert (gone.status, gone.summary) == (WARNING, "Gi0/2: sw-2 tidak terlihat lagi")
    new = examine("neighbors", AGENT, DRAWN, RT, SW, near("Gi0/7", "asing"), earlier=(RT, SW))
    assert (new.status, new.summary) == (WARNING, "Gi0/7: asing baru")
    assert examine("neighbors", AGENT, BARE, RT, SW, earlier=(RT,), report_new=False).status is OK


def test_what_is_measured_is_who_is_there_and_who_should_be() -> None:
    result = examine("neighbors", AGENT, DRAWN, RT)

    assert result.measurements == (
        Measurement("Gi0/1", "rt-1", threshold="rt-1"),
        Measurement("Gi0/2", "-", threshold="sw-2"),
    )


ROOT, OTHER, OWN, NONE = "00112233aabb", "00112233ccdd", "001122330001", "0" * 12


def tree(root: str | None = ROOT, changes: int | None = 100, own: str = OWN) -> SpanningTree:
    return SpanningTree(bridge_address=own, root_address=root, topology_changes=changes)


@pytest.mark.parametrize(
    ("wanted", "now", "before", "expected"),
    [
        (ROOT, tree(), None, OK),
        (OWN, tree(OWN), None, OK),
        (ROOT, tree(OTHER), None, CRITICAL),
        (ROOT, tree(), tree(OTHER), OK),
        (None, tree(), None, UNKNOWN),
        (None, tree(), tree(), OK),
        (None, tree(OTHER), tree(), WARNING),
        (None, tree(), tree(NONE), UNKNOWN),
        (None, tree(), tree(own="001122330002"), UNKNOWN),
        (ROOT, tree(NONE), None, UNKNOWN),
        (ROOT, tree(None), None, UNKNOWN),
        # 24 a day for ninety days
        (ROOT, tree(changes=100 + 2160), tree(), OK),
        (ROOT, tree(changes=100 + 2161), tree(), WARNING),
        (ROOT, tree(changes=5), tree(), OK),
        (ROOT, tree(changes=None), tree(), OK),
    ],
)
def test_the_root_is_the_documented_one_else_that_of_last_time(
    wanted: str | None, now: SpanningTree, before: SpanningTree | None, expected: Status
) -> None:
    documented = Documented(name="sw-1", stp_root=wanted)

    result = examine("spanning-tree", documented, now, earlier=(before,) if before else None)

    assert result.status is expected


def test_both_roots_and_the_rate_are_told() -> None:
    wrong = examine("spanning-tree", Documented(name="sw-1", stp_root=ROOT), tree(OTHER))
    assert wrong.summary == "Root STP 00:11:22:33:cc:dd, seharusnya 00:11:22:33:aa:bb"
    calm = examine("spanning-tree", BARE, tree(changes=190), earlier=(tree(),))
    assert calm.summary == "Root STP 00:11:22:33:aa:bb, 1 perubahan topologi per hari"


def member(port: int, *, bundled: bool = True, group: int = 48) -> LagMember:
    return LagMember(if_index=port, group=group, bundled=bundled)


PORTS = tuple(
    Interface(name=name, if_index=index, oper_status=LinkStatus.UP)
    for name, index in (("p1", 1), ("p2", 2), ("Po1", 48))
)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ((member(1), member(2)), (), OK),
        ((member(1), member(2, bundled=False)), (), WARNING),
        ((member(1, bundled=False), member(2, bundled=False)), (), CRITICAL),
        ((member(1),), (member(1), member(2)), WARNING),
        ((member(1),), (member(1), member(2, bundled=False)), OK),
        ((member(1),), (member(2, group=49),), CRITICAL),
        ((), (member(1), member(2)), CRITICAL),
        ((), (), UNKNOWN),
    ],
)
def test_a_member_out_of_its_bundle_is_missed(
    now: tuple[LagMember, ...], before: tuple[LagMember, ...], expected: Status
) -> None:
    assert examine("link-aggregation", BARE, AGENT, *PORTS, *now, earlier=before or None).status is expected


def test_a_member_whose_port_is_down_carries_nothing() -> None:
    dead = Interface(name="p2", if_index=2, oper_status=LinkStatus.DOWN)
    result = examine("link-aggregation", BARE, AGENT, PORTS[0], dead, PORTS[2], member(1), member(2))

    assert (result.status, result.summary) == (WARNING, "Po1 kehilangan p2")
    assert result.measurements[0].value == "1/2"


def by_command(port: str, *, bundled: bool = True, group: str = "Po1") -> LagMember:
    return LagMember(port=port, group_name=group, bundled=bundled)


@pytest.mark.parametrize(
    ("now", "before", "expected", "summary"),
    [
        ((by_command("Gi0/1"), by_command("Gi0/2")), (), OK, "1 grup lengkap"),
        ((by_command("Gi0/1"), by_command("Gi0/2", bundled=False)), (), WARNING, "Po1 kehilangan Gi0/2"),
        ((by_command("Gi0/1", bundled=False),), (), CRITICAL, "Po1 mati, anggota Gi0/1"),
        ((by_command("Gi0/1"),), (by_command("Gi0/1"), by_command("Gi0/2")), WARNING, "Po1 kehilangan Gi0/2"),
        ((), (by_command("Gi0/1"),), CRITICAL, "Po1 mati, anggota Gi0/1"),
        # What the agent told the last time goes by other names, and says nothing of these.
        ((by_command("Gi0/1"),), (member(1), member(2)), OK, "1 grup lengkap"),
    ],
)
def test_groups_that_a_command_tells_are_judged_by_names(
    now: tuple[LagMember, ...], before: tuple[LagMember, ...], expected: Status, summary: str
) -> None:
    result = examine("link-aggregation", BARE, LOGIN, *now, earlier=before or None)

    assert (result.status, result.summary) == (expected, summary)


def test_only_who_told_of_groups_can_say_that_they_are_gone() -> None:
    assert examine("link-aggregation", BARE, LOGIN, earlier=(member(1),)).status is UNKNOWN
    assert examine("link-aggregation", BARE, AGENT, earlier=(by_command("Gi0/1"),)).status is UNKNOWN


def in_stack(number: str, role: str = "member", *, ready: bool | None = True, state: str = "Ready") -> StackMember:
    return StackMember(member=number, role=role, ready=ready, state=state)


LEAD, SECOND = in_stack("1", "master"), in_stack("2", "standby")


@pytest.mark.parametrize(
    ("now", "before", "expected", "summary"),
    [
        ((LEAD, SECOND), (), OK, "2 bagian redundansi baik"),
        ((LEAD, SECOND), (LEAD, SECOND), OK, "2 bagian redundansi baik"),
        (
            (LEAD, in_stack("2", ready=False, state="Provisioned")), (), CRITICAL,
            "Anggota stack 2 Provisioned",
        ),
        ((LEAD, in_stack("2", ready=False, state="\x1b")), (), CRITICAL, "Anggota stack 2 tidak siap"),
        ((LEAD,), (LEAD, SECOND), CRITICAL, "Anggota stack 2 hilang"),
        ((in_stack("1"), in_stack("2", "Master")), (LEAD, SECOND), WARNING, "Anggota stack 2 kini master"),
        ((in_stack("1", ready=None),), (), UNKNOWN,
         "Tidak diperiksa: perangkat tidak menyebut keadaan stack maupun VRRP-nya"),
    ],
)  # fmt: skip
def test_a_stack_that_a_command_tells_is_judged_by_its_members_and_by_who_leads(
    now: tuple[StackMember, ...], before: tuple[StackMember, ...], expected: Status, summary: str
) -> None:
    result = examine("redundancy", BARE, LOGIN, *now, earlier=before or None)

    assert (result.status, result.summary) == (expected, summary)


def test_a_stack_of_which_no_command_could_ask_is_not_gone() -> None:
    facts = Facts((BARE, AGENT), (Missing(StackMember, "sambungan terputus di tengah pemeriksaan"),), NOW)

    result = registry.build("redundancy").run(facts, Earlier(Facts((LEAD, SECOND)), NOW))

    assert (result.status, result.summary) == (UNKNOWN, "Tidak diperiksa: sambungan terputus di tengah pemeriksaan")


def test_a_virtual_router_that_a_command_tells_goes_by_the_name_of_its_port() -> None:
    now = VirtualRouter(interface="Vlan10", vrid=10, state="Standby")
    before = VirtualRouter(interface="Vlan10", vrid=10, state="Active")

    assert examine("redundancy", BARE, LOGIN, now, earlier=(before,)).summary == "VRRP 10 Vlan10 kini standby"
    assert examine("redundancy", BARE, LOGIN, now, earlier=(now,)).status is OK


def stack(name: str, state: State = State.OK) -> Sensor:
    return Sensor(name=name, quantity=Quantity.STATE, state=state, part="stack")


ONE, TWO = stack("Stack state 1"), stack("Stack state 2")
OPEN = stack("Stack ring", State.WARNING)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ((ONE, TWO), (), OK),
        ((ONE, TWO, OPEN), (), WARNING),
        ((ONE, OPEN), (), OK),
        ((ONE, stack("Stack state 2", State.CRITICAL)), (), CRITICAL),
        ((ONE,), (ONE, TWO), CRITICAL),
        ((stack("Stack state 1", State.UNKNOWN),), (), UNKNOWN),
        ((), (ONE, TWO), CRITICAL),
        ((), (), UNKNOWN),
    ],
)
def test_a_stack_is_judged_by_its_members_and_its_ring(
    now: tuple[Sensor, ...], before: tuple[Sensor, ...], expected: Status
) -> None:
    assert examine("redundancy", BARE, AGENT, *now, earlier=before or None).status is expected


@pytest.mark.parametrize(
    ("role", "before", "expected"),
    [("master", None, OK), ("backup", None, OK), ("initialize", None, WARNING), ("master", "master", OK),
     ("backup", "master", WARNING), ("master", "initialize", OK)],
)  # fmt: skip
def test_a_virtual_router_in_another_role_is_worth_a_look(role: str, before: str | None, expected: Status) -> None:
    def router(state: str) -> VirtualRouter:
        return VirtualRouter(if_index=12, vrid=10, state=state)

    earlier = (router(before),) if before else None

    assert examine("redundancy", BARE, AGENT, router(role), earlier=earlier).status is expected


def test_the_virtual_router_is_named_by_its_port() -> None:
    port = Interface(name="Vlan10", if_index=12)
    facts = [VirtualRouter(if_index=12, vrid=10, state=state) for state in ("backup", "master")]

    assert examine("redundancy", BARE, AGENT, port, facts[0], earlier=(port, facts[1])).summary == (
        "VRRP 10 Vlan10 kini backup"
    )


def peer(
    state: str = "established", address: str = "10.0.0.9", *, age_s: float | None = None, enabled: bool | None = None
) -> RoutingPeer:
    return RoutingPeer(protocol="bgp", peer=address, state=state, established_s=age_s, enabled=enabled)


WANTED = Documented(name="rt-1", peers=("10.0.0.9",))


@pytest.mark.parametrize(
    ("documented", "now", "before", "expected"),
    [
        (BARE, (peer(),), (), OK),
        (BARE, (peer("full"),), (), OK),
        (BARE, (peer("twoWay"),), (), OK),
        (BARE, (peer("active"),), (), WARNING),
        (BARE, (peer("active"),), (peer("active"),), WARNING),
        (BARE, (peer("active"),), (peer(),), CRITICAL),
        (BARE, (peer(), peer(address="10.0.0.8")), (peer(),), OK),
        (BARE, (peer(address="10.0.0.8"),), (peer(),), CRITICAL),
        (BARE, (peer("idle", enabled=False),), (), UNKNOWN),
        (BARE, (peer(age_s=86400),), (), OK),
        (BARE, (peer(age_s=86399),), (), WARNING),
        (BARE, (), (), UNKNOWN),
        (BARE, (), (peer(),), CRITICAL),
        (WANTED, (peer(),), (), OK),
        (WANTED, (peer("active"),), (), CRITICAL),
        (WANTED, (peer(address="10.0.0.8"),), (), CRITICAL),
        (WANTED, (peer("idle", enabled=False),), (), CRITICAL),
        (WANTED, (), (), CRITICAL),
    ],
)
def test_a_peer_that_should_be_up_and_is_not_is_critical(
    documented: Documented, now: tuple[RoutingPeer, ...], before: tuple[RoutingPeer, ...], expected: Status
) -> None:
    assert examine("routing-peers", AGENT, documented, *now, earlier=before or None).status is expected


@pytest.mark.parametrize(
    ("check", "kind", "before"),
    [("routing-peers", RoutingPeer, peer()), ("neighbors", Neighbor, RT), ("link-aggregation", LagMember, member(1))],
)
def test_a_table_that_broke_off_is_no_proof_that_something_is_gone(check: str, kind: type[Fact], before: Fact) -> None:
    documented = Documented(name="sw-1", peers=("10.0.0.9",), neighbors=(("Gi0/1", "rt-1"),))
    facts = Facts((AGENT, documented, *PORTS), (Missing(kind, "jawaban perangkat terpotong"),), NOW)
    earlier = Earlier(Facts((before,)), NOW)

    result = registry.build(check).run(facts, earlier)

    assert (result.status, result.summary) == (UNKNOWN, "Tidak diperiksa: jawaban perangkat terpotong")


def test_neighbours_that_are_all_gone_are_missed_and_documented_ones_as_well() -> None:
    assert examine("neighbors", AGENT, BARE, earlier=(RT,)).summary == "Gi0/1: rt-1 tidak terlihat lagi"
    assert examine("neighbors", AGENT, DRAWN).status is CRITICAL
    assert examine("neighbors", AGENT, BARE).summary == "Tidak diperiksa: perangkat tidak memberikan data ini"


def test_the_critical_peer_stands_first() -> None:
    result = examine("routing-peers", AGENT, WANTED, peer("idle", "10.0.0.1"), peer("active"))

    assert result.summary == "bgp 10.0.0.9 active; bgp 10.0.0.1 idle"


@pytest.mark.parametrize("name", ["neighbors", "routing-peers"])
def test_what_commands_tell_is_judged_without_an_agent_and_no_session_proves_nothing(name: str) -> None:
    login = SshLogin(privileged=True, prompt="#", host_key_type="ed25519", host_key_sha256="x")
    documented = DRAWN if name == "neighbors" else WANTED
    lost = Facts((documented,), (Missing(SnmpAgent, "tidak menjawab"),), NOW)

    assert examine(name, login, documented).status is CRITICAL
    assert registry.build(name).run(lost).summary == "Tidak diperiksa: tidak menjawab"
