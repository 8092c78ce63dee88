"""Agents that loop, lie, babble or say nothing: each ends with a name, within bounds, and delays nobody else."""

from __future__ import annotations

import socket
import threading
import time
import tracemalloc
from collections.abc import Iterable

import pytest

import ber
from netmaintd.errors import DeviceTimeout, Garbled
from netmaintd.model.credentials import SnmpCredential
from netmaintd.model.snmp import Oid, SmiType, SnmpValue
from netmaintd.transport import snmp_gufo, snmp_walk
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.snmp import SnmpSession
from netmaintd.transport.snmp_walk import Walk
from small_agent import BULK, Answers, Request, SmallAgent

SYS_DESCR: Oid = (1, 3, 6, 1, 2, 1, 1, 1, 0)
NAMES: Oid = (1, 3, 6, 1, 2, 1, 2, 2, 1, 2)
SPEEDS: Oid = (1, 3, 6, 1, 2, 1, 2, 2, 1, 5)
BEHIND: Oid = (1, 3, 6, 1, 6, 3, 10, 2, 1, 1, 0)
ROWS = 40
TABLE: dict[Oid, SnmpValue] = {
    SYS_DESCR: SnmpValue(SmiType.OCTETS, b"sakelar"),
    **{(*NAMES, row): SnmpValue(SmiType.OCTETS, b"port %d" % row) for row in range(1, ROWS + 1)},
    **{(*SPEEDS, row): SnmpValue(SmiType.GAUGE32, 1000) for row in range(1, ROWS + 1)},
    BEHIND: SnmpValue(SmiType.OCTETS, b"mesin"),
}
PUBLIC = SnmpCredential("uji", community="public")


@pytest.fixture(
    params=[
        pytest.param(True, id="gufo", marks=pytest.mark.skipif(not snmp_gufo.AVAILABLE, reason="no extra fast")),
        pytest.param(False, id="pysnmp"),
    ]
)
def fast(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def session(agent: SmallAgent, *, fast: bool, seconds: float = 60, timeout_s: float = 15.0) -> SnmpSession:
    device = agent.device(timeout_s=timeout_s)
    assert device.snmp is not None
    return SnmpSession(device, device.snmp, PUBLIC, deadline=Deadline(seconds), fast=fast)


def walk(
    answers: Answers | None, *, fast: bool, columns: Iterable[Oid] = (NAMES, SPEEDS), timeout_s: float = 15.0
) -> tuple[Walk, SmallAgent]:
    with SmallAgent(TABLE, answers) as agent, session(agent, fast=fast, timeout_s=timeout_s) as asked:
        return asked.walk(tuple(columns)), agent


def bulk(answers: Answers) -> Answers:
    """Answer GET rightly, and what is asked in bulk like this."""
    return lambda request, agent: answers(request, agent) if request.verb == BULK else [agent.right(request)]


def test_a_healthy_agent_gives_everything(fast: bool) -> None:
    found, agent = walk(None, fast=fast)

    assert len(found.values) == 2 * ROWS
    assert found.incomplete == ()
    assert len(agent.asked) < 12


def test_an_agent_with_an_ipv6_address_is_read(fast: bool) -> None:
    with SmallAgent(TABLE, host="::1") as agent, session(agent, fast=fast) as asked:
        assert len(asked.walk((NAMES, SPEEDS)).values) == 2 * ROWS


def test_a_loop_is_left_with_its_reason_and_other_objects_come(fast: bool) -> None:
    def loops(request: Request, agent: SmallAgent) -> Iterable[bytes]:
        if request.names[0][: len(NAMES)] == NAMES and len(request.names[0]) > len(NAMES):
            first = (*NAMES, 1)
            return [request.answer([agent.bind(first, ber.value(TABLE[first]))] * len(request.names) * request.rows)]
        return [agent.right(request)]

    found, agent = walk(bulk(loops), fast=fast)

    assert (NAMES, "the agent answers in a circle") in found.incomplete
    assert len(agent.asked) < 20
    assert not [name for name in found.trusted if name[: len(NAMES)] == NAMES]


def test_a_table_without_end_is_left_at_its_limit(fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snmp_walk, "MOST_VALUES", 2000)

    def endless(request: Request, agent: SmallAgent) -> Iterable[bytes]:
        binds = []
        last = {name: name[-1] if len(name) > len(NAMES) else 0 for name in request.names}
        for row in range(1, request.rows + 1):
            for name in request.names:
                binds.append(agent.bind((*name[: len(NAMES)], last[name] + row), ber.integer(1)))
        return [request.answer(binds)]

    found, _ = walk(bulk(endless), fast=fast)

    assert {reason for _, reason in found.incomplete} == {"more than 2000 values"}
    assert len(found.values) < 2000 + 2 * snmp_walk.VALUES_AT_ONCE
    assert found.trusted == {}


def test_twenty_thousand_interfaces_are_read_or_left_within_bounds(fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snmp_walk, "WALK_S", 3.0)
    many = {(*NAMES, row): SnmpValue(SmiType.OCTETS, b"port %d" % row) for row in range(1, 20_001)}

    with SmallAgent(many) as agent, session(agent, fast=fast) as asked:
        tracemalloc.start()
        found = asked.walk((NAMES,))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert len(found.values) == 20_000 or found.incomplete[0][1].startswith("not at its end after")
    assert peak < 40 << 20


@pytest.mark.parametrize(
    "content",
    [
        b"\x05\x00",  # NULL, which is no value
        b"\x47\x02\x01\x02",  # a type of RFC 1442 that was taken back
        b"\x30\x03\x02\x01\x01",  # a sequence
        b"\x46\x0a" + b"\xff" * 10,  # a Counter64 of ten bytes
        b"\x40\x05\x01\x02\x03\x04\x05",  # an address of five bytes
        b"\x44\x07\x9f\x78\x04\x42\x28\x00\x00",  # a float in Opaque
        b"\x06\x03\x2a\x03\x04",  # an OID of four numbers, which looks like an address to gufo
        b"\x06\x01\x80",  # an OID that is cut off
        b"\x02\x00",  # a number without a digit
    ],
)
def test_a_strange_type_costs_its_own_object_at_most(content: bytes, fast: bool) -> None:
    def strange(request: Request, agent: SmallAgent) -> Iterable[bytes]:
        right = agent.right(request)
        odd = agent.bind((*NAMES, 7), ber.value(TABLE[*NAMES, 7]))
        return [right] if odd not in right else [_rebuilt(request, agent, content)]

    found, agent = walk(bulk(strange), fast=fast, timeout_s=1.0)  # what an engine cannot read is silence to it

    speeds = {name for name in found.trusted if name[: len(SPEEDS)] == SPEEDS}
    assert len(speeds) == ROWS
    assert len(agent.asked) < 40


def test_both_engines_read_strange_types_alike() -> None:
    if not snmp_gufo.AVAILABLE:
        pytest.skip("no extra fast")
    odd = {
        (*NAMES, 1): SnmpValue(SmiType.IP_ADDRESS, bytes((1, 2, 3, 4))),
        (*NAMES, 2): SnmpValue(SmiType.IP_ADDRESS, bytes((10, 2, 3, 4))),
        (*NAMES, 3): SnmpValue(SmiType.OID, (1, 2, 3, 4)),
        (*NAMES, 4): SnmpValue(SmiType.OPAQUE, b"\x9f\x78\x04\x42\x28\x00\x00"),
        (*NAMES, 5): SnmpValue(SmiType.OPAQUE, b"\x9f\x79\x08\x40\x45\x00\x00\x00\x00\x00\x00"),
        (*NAMES, 6): SnmpValue(SmiType.COUNTER64, 2**64 - 1),
        (*NAMES, 7): SnmpValue(SmiType.INTEGER, -(2**31)),
        (*NAMES, 8): SnmpValue(SmiType.OCTETS, b"\xff\x00\xfe"),
        (*NAMES, 9): SnmpValue(SmiType.OID, (0, 0)),
        (*NAMES, 10): SnmpValue(SmiType.GAUGE32, 2**32 - 1),
        (*NAMES, 11): SnmpValue(SmiType.IP_ADDRESS, bytes(4)),
        (*NAMES, 12): SnmpValue(SmiType.OID, (2, 999, 3)),
        (*NAMES, 13): SnmpValue(SmiType.OCTETS, b""),
    }
    with SmallAgent(odd) as agent, session(agent, fast=True) as fast, session(agent, fast=False) as plain:
        one, other = fast.walk((NAMES,)), plain.walk((NAMES,))

    assert {name: v.value for name, v in one.values.items()} == {name: v.value for name, v in other.values.items()}
    assert {name: v.value for name, v in other.values.items()} == {name: v.value for name, v in odd.items()}


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"\x30",
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x80\x02\x01\x01",
        b"garbage of an agent that speaks something else",
        bytes(60_000),
        b"\x30\x82" + b"\x30\x82" * 5000,
    ],
)
def test_malformed_packets_are_no_answer(packet: bytes, fast: bool) -> None:
    with SmallAgent(TABLE, lambda *_: [packet]) as agent, session(agent, fast=fast, timeout_s=0.3) as asked:
        with pytest.raises((DeviceTimeout, Garbled)):
            asked.get((SYS_DESCR,))
        assert len(agent.asked) <= 2


def test_malformed_packets_beside_the_answer_do_no_harm(fast: bool) -> None:
    found, _ = walk(lambda request, agent: [b"\x30\x03\x02", agent.right(request)], fast=fast)

    assert len(found.values) == 2 * ROWS


def test_a_value_without_content_does_not_bring_the_engine_down_for_others(fast: bool) -> None:
    """gufo 0.13 fails inside at an empty variable binding."""
    found: list[int] = []
    with SmallAgent(TABLE, lambda request, _: [request.answer([b"\x30\x00"])]) as agent, SmallAgent(TABLE) as other:
        with session(agent, fast=fast, timeout_s=0.3) as asked, pytest.raises((DeviceTimeout, Garbled)):
            asked.get((SYS_DESCR,))
        with session(other, fast=fast) as asked:
            found.append(len(asked.walk((NAMES, SPEEDS)).values))

    assert found == [2 * ROWS]


def test_answers_to_other_questions_are_passed_over(fast: bool) -> None:
    def late(request: Request, agent: SmallAgent) -> Iterable[bytes]:
        lie = agent.bind(request.names[0], ber.tlv(4, b"terlambat"))
        return [request.answer([lie], ident=b"\x01\x02\x03"), agent.right(request)]

    with SmallAgent(TABLE, late) as agent, session(agent, fast=fast) as asked:
        assert asked.get((SYS_DESCR,))[SYS_DESCR].value == b"sakelar"
        assert len(asked.walk((NAMES, SPEEDS)).values) == 2 * ROWS


def test_a_flood_of_foreign_answers_ends_with_the_time_for_one(fast: bool) -> None:
    stop = threading.Event()

    def flood(request: Request, agent: SmallAgent) -> Iterable[bytes]:
        foreign = request.answer([agent.bind(SYS_DESCR, ber.tlv(4, b"bukan"))], ident=b"\x01")
        while not stop.wait(0.005):
            yield foreign

    began = time.monotonic()
    with SmallAgent(TABLE, flood) as agent, session(agent, fast=fast, timeout_s=0.3) as asked:
        try:
            with pytest.raises(DeviceTimeout):
                asked.get((SYS_DESCR,))
        finally:
            stop.set()
    assert time.monotonic() - began < 30  # it never ends by itself


def test_an_answer_from_another_port_is_not_believed_by_the_fast_engine() -> None:
    if not snmp_gufo.AVAILABLE:
        pytest.skip("no extra fast")

    def elsewhere(request: Request, agent: SmallAgent) -> Iterable[bytes]:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.bind(("127.0.0.1", 0))
            lie = request.answer([agent.bind(SYS_DESCR, ber.tlv(4, b"palsu"))])
            other.sendto(lie, agent.asker)
        return []

    with (
        SmallAgent(TABLE, elsewhere) as agent,
        session(agent, fast=True, timeout_s=0.3) as asked,
        pytest.raises(DeviceTimeout),
    ):
        asked.get((SYS_DESCR,))


def test_an_error_is_named_and_never_an_empty_table(fast: bool) -> None:
    def refuses(request: Request, agent: SmallAgent) -> Iterable[bytes]:
        touches = any(name[: len(NAMES)] == NAMES for name in request.names)
        return [request.answer([], status=5, index=1)] if touches else [agent.right(request)]

    found, _ = walk(bulk(refuses), fast=fast, columns=(NAMES, (*SPEEDS,)))

    assert found.incomplete == ((NAMES, "the agent answers with error genErr"),)
    assert len(found.values) == ROWS


def test_answers_too_large_for_the_agent_are_asked_for_in_smaller_ones(fast: bool) -> None:
    def small(request: Request, agent: SmallAgent) -> Iterable[bytes]:
        too_big = len(request.names) * request.rows > 6
        return [request.answer([], status=1) if too_big else agent.right(request)]

    found, _ = walk(bulk(small), fast=fast)

    assert found.incomplete == ()
    assert len(found.values) == 2 * ROWS


def test_silence_in_the_middle_is_a_timeout_after_few_questions(fast: bool) -> None:
    with SmallAgent(TABLE, bulk(lambda *_: [])) as agent, session(agent, fast=fast, timeout_s=1.0) as asked:
        asked.get((SYS_DESCR,))
        with pytest.raises(DeviceTimeout, match="no SNMP answer"):
            asked.walk((NAMES, SPEEDS))
        assert len(agent.asked) <= 5


def test_hostile_agents_do_not_delay_the_others(fast: bool) -> None:
    def read(agent: SmallAgent, times: list[float]) -> None:
        began = time.monotonic()
        with session(agent, fast=fast) as asked:
            asked.walk((NAMES, SPEEDS))
        times.append(time.monotonic() - began)

    def suffer(agent: SmallAgent, over: threading.Event) -> None:
        while not over.is_set():
            with session(agent, fast=fast, timeout_s=2.0) as asked, pytest.raises((DeviceTimeout, Garbled)):
                asked.get((SYS_DESCR,))

    alone: list[float] = []
    beside: list[float] = []
    over = threading.Event()
    with SmallAgent(TABLE) as healthy, SmallAgent({}, lambda *_: []) as silent:
        babbling = SmallAgent(TABLE, lambda *_: [b"\x30\x84\xff\xff\xff\xff"] * 20)
        with babbling:
            for _ in range(5):
                read(healthy, alone)
            threads = [threading.Thread(target=suffer, args=(agent, over)) for agent in (silent, babbling) * 4]
            for thread in threads:
                thread.start()
            for _ in range(5):
                read(healthy, beside)
            over.set()
            for thread in threads:
                thread.join()

    # A hostile agent is waited for 2 s; a healthy one beside eight of them waits for none of that.
    assert min(beside) < min(alone) + 2


def _rebuilt(request: Request, agent: SmallAgent, content: bytes) -> bytes:
    """Return the right answer with one value replaced."""
    order = sorted(TABLE)
    binds = []
    for row in range(request.rows):
        for name in request.names:
            behind = [oid for oid in order if oid > name][row : row + 1]
            if not behind:
                binds.append(agent.bind(name, ber.END_OF_MIB_VIEW))
            else:
                binds.append(
                    agent.bind(behind[0], content if behind[0] == (*NAMES, 7) else ber.value(TABLE[behind[0]]))
                )
    return request.answer(binds)
