"""Checks of one moment: reachability, login, agent, CPU, memory, temperature, uplinks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from netmaintd.checks import registry
from netmaintd.model.facts import (
    CpuLoad,
    Documented,
    Earlier,
    Facts,
    Interface,
    LinkStatus,
    MemoryPool,
    Quantity,
    Reachability,
    Sensor,
    SnmpAgent,
    SshLogin,
    State,
)
from netmaintd.model.results import CheckResult, Measurement, Method, Status

OK, WARNING, CRITICAL, UNKNOWN = Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN
BEFORE = datetime(2026, 9, 3, tzinfo=UTC)
NAN = float("nan")


def run(name: str, *known: Any, earlier: tuple[Any, ...] | None = None, **settings: Any) -> CheckResult:
    before = Earlier(Facts(earlier), BEFORE) if earlier is not None else None
    return registry.build(name, settings).run(Facts(known), before)


def reach(received: int, rtt_s: float | None = 0.004, sent: int = 10, method: str = "icmp") -> Reachability:
    return Reachability(method=method, sent=sent, received=received, rtt_s=rtt_s)


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (reach(10), OK),
        (reach(9), WARNING),
        (reach(8), CRITICAL),
        (reach(0, None), CRITICAL),
        (reach(100, sent=101), OK),
        (reach(99, sent=100), WARNING),
        (reach(10, 0.0999), OK),
        (reach(10, 0.1), WARNING),
        (reach(10, 0.5), CRITICAL),
        (reach(10, None), UNKNOWN),
        (reach(10, NAN), UNKNOWN),
        (reach(0, None, sent=0), UNKNOWN),
        (reach(11), UNKNOWN),
    ],
)
def test_reachability_follows_the_worse_of_loss_and_round_trip(fact: Reachability, expected: Status) -> None:
    assert run("reachability", fact).status is expected


@pytest.mark.parametrize(
    ("before_s", "now_s", "expected"),
    [(0.02, 0.04, OK), (0.02, 0.0401, WARNING), (0.0002, 0.019, OK), (0.009, 0.02, WARNING), (None, 0.09, OK)],
)
def test_twice_as_slow_as_last_time_is_worth_a_look_where_it_can_be_felt(
    before_s: float | None, now_s: float, expected: Status
) -> None:
    assert run("reachability", reach(10, now_s), earlier=(reach(10, before_s),)).status is expected


def test_reachability_says_how_it_was_measured_and_in_which_figures() -> None:
    result = run("reachability", reach(9, 0.0124, method="tcp"))

    assert result.method is Method.TCP
    assert result.summary == "Menjawab, hilang 10 %, waktu tempuh 12,4 ms"
    assert result.measurements[1] == Measurement("rtt", 0.0124, "s", "perlu perhatian ≥ 100 ms, rusak ≥ 500 ms")


@pytest.mark.parametrize(
    ("privileged", "legacy", "expected", "summary"),
    [
        (True, False, OK, "Masuk berhasil, kunci host sesuai catatan"),
        (False, False, WARNING, "Masuk berhasil, tetapi tanpa hak penuh untuk membaca"),
        (True, True, WARNING, "Masuk berhasil, tetapi masih memakai algoritma SHA-1 (group14-sha1)"),
        (
            False,
            True,
            WARNING,
            "Masuk berhasil, tetapi masih memakai algoritma SHA-1 (group14-sha1) dan tanpa hak penuh untuk membaca",
        ),
    ],
)
def test_a_login_is_judged_by_privilege_and_algorithms(
    privileged: bool, legacy: bool, expected: Status, summary: str
) -> None:
    login = SshLogin(
        privileged=privileged, prompt="sw#", host_key_type="ssh-ed25519", host_key_sha256="ab", kex="group14-sha1",
        legacy=legacy,
    )  # fmt: skip

    result = run("ssh-login", login)

    assert (result.status, result.summary, result.method) == (expected, summary, Method.SSH)


@pytest.mark.parametrize(
    ("version", "level", "expected"),
    [("3", "authPriv", OK), ("3", "authNoPriv", WARNING), ("3", "noAuthNoPriv", WARNING), ("3", "", WARNING),
     ("2c", "", WARNING)],
)  # fmt: skip
def test_only_v3_with_authentication_and_privacy_is_well(version: str, level: str, expected: Status) -> None:
    assert run("snmp-agent", SnmpAgent(version=version, level=level)).status is expected


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [(0.0, OK), (0.5999, OK), (0.6, WARNING), (0.8499, WARNING), (0.85, CRITICAL), (1.0, CRITICAL), (1.01, UNKNOWN),
     (-0.01, UNKNOWN), (NAN, UNKNOWN)],
)  # fmt: skip
def test_cpu_follows_the_busy_share(ratio: float, expected: Status) -> None:
    assert run("cpu", CpuLoad(busy_ratio=ratio)).status is expected


def test_the_busiest_processor_decides_and_all_are_recorded() -> None:
    result = run("cpu", CpuLoad(busy_ratio=0.1, name="lc1"), CpuLoad(busy_ratio=0.87, name="rp0"))

    assert result.status is CRITICAL
    assert result.summary == "Beban CPU 87 % (rp0, tertinggi dari 2)"
    assert [(m.name, m.value) for m in result.measurements] == [("lc1", 0.1), ("rp0", 0.87)]
    assert result.measurements[0].threshold == "perlu perhatian ≥ 60 %, rusak ≥ 85 %"


@pytest.mark.parametrize("order", [1, -1])
def test_a_reading_that_is_no_number_hides_no_other(order: int) -> None:
    loads = (CpuLoad(busy_ratio=NAN, name="a"), CpuLoad(busy_ratio=0.9, name="b"))[::order]

    assert run("cpu", *loads).status is CRITICAL


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [(0.7499, OK), (0.75, WARNING), (0.9, CRITICAL), (NAN, UNKNOWN), (2.55, UNKNOWN)],
)
def test_memory_follows_the_used_share(ratio: float, expected: Status) -> None:
    assert run("memory", MemoryPool(used_ratio=ratio)).status is expected


def test_swap_is_not_memory() -> None:
    assert run("memory", MemoryPool(used_ratio=0.2), MemoryPool(used_ratio=0.99, swap=True)).status is OK
    assert run("memory", MemoryPool(used_ratio=0.99, swap=True)).status is UNKNOWN


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [(0.3, 0.4, OK), (0.3, 0.4001, WARNING), (0.7, 0.3, OK), (0.5, 0.95, CRITICAL), (NAN, 0.4, OK)],
)
def test_memory_that_grows_by_more_than_ten_points_is_worth_a_look(before: float, now: float, expected: Status) -> None:
    assert run("memory", MemoryPool(used_ratio=now), earlier=(MemoryPool(used_ratio=before),)).status is expected


def test_growth_is_seen_in_every_pool_and_not_only_in_the_fullest() -> None:
    now = (MemoryPool(used_ratio=0.6, name="proc"), MemoryPool(used_ratio=0.45, name="io"))
    before = (MemoryPool(used_ratio=0.6, name="proc"), MemoryPool(used_ratio=0.2, name="io"))

    result = run("memory", *now, earlier=before)

    assert result.status is WARNING
    assert result.summary == "Memori terpakai 60 % (proc), io naik 25 poin sejak pemeriksaan lalu"


def sensor(
    value: float | None, *, high: float | None = None, state: State = State.UNKNOWN, name: str = "inlet"
) -> Sensor:
    return Sensor(name=name, quantity=Quantity.TEMPERATURE, value=value, high_limit=high, state=state)


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (sensor(49.9), OK),
        (sensor(50.0), WARNING),
        (sensor(60.0), CRITICAL),
        (sensor(69.9, name="CPU die"), OK),
        (sensor(70.0, name="CPU die"), WARNING),
        (sensor(75.0, name="CPU die"), CRITICAL),
        (sensor(59.9, high=70.0), OK),
        (sensor(60.0, high=70.0), WARNING),
        (sensor(70.0, high=70.0), CRITICAL),
        (sensor(30.0, high=0.0), OK),
        (sensor(55.0, high=255.0), WARNING),
        (sensor(30.0, state=State.CRITICAL), CRITICAL),
        (sensor(30.0, state=State.WARNING), WARNING),
        (sensor(None, state=State.CRITICAL), CRITICAL),
        (sensor(None, state=State.OK), OK),
        (sensor(None), UNKNOWN),
        (sensor(NAN), UNKNOWN),
        (sensor(-128.0), UNKNOWN),
        (sensor(255.0), UNKNOWN),
        (Sensor(name="12V", quantity=Quantity.VOLTAGE, value=12.0), UNKNOWN),
    ],
)
def test_a_sensor_is_judged_by_its_own_limit_then_by_the_offices(fact: Sensor, expected: Status) -> None:
    assert run("temperature", fact).status is expected


def test_the_worst_sensor_decides_also_when_another_is_hotter() -> None:
    result = run("temperature", sensor(62.0, high=90.0, name="asic"), sensor(51.0, name="inlet"))

    assert result.status is WARNING
    assert result.summary == "Suhu 51 °C (inlet)"
    assert [m.threshold for m in result.measurements] == [
        "perlu perhatian ≥ 80 °C, rusak ≥ 90 °C",
        "perlu perhatian ≥ 50 °C, rusak ≥ 60 °C",
    ]


def test_an_alarm_without_a_reading_is_told_in_words() -> None:
    assert run("temperature", sensor(None, state=State.CRITICAL)).summary == (
        "Sensor suhu rusak dengan alarm perangkat (inlet)"
    )


def port(name: str, oper: LinkStatus, admin: LinkStatus = LinkStatus.UP, descr: str | None = None) -> Interface:
    return Interface(name=name, oper_status=oper, admin_status=admin, descr=descr)


INVENTORY = Documented(name="sw-1", uplinks=("Gi0/1", "Gi0/2"), edge_ports=("Gi0/7",))
UP, DOWN = LinkStatus.UP, LinkStatus.DOWN


@pytest.mark.parametrize(
    ("first", "second", "edge", "expected", "summary"),
    [
        (UP, UP, UP, OK, "Semua port penting hidup (Gi0/7, Gi0/1, Gi0/2)"),
        (UP, DOWN, UP, CRITICAL, "Uplink mati: Gi0/2"),
        (UP, UP, DOWN, WARNING, "Port mati: Gi0/7"),
        (DOWN, UP, DOWN, CRITICAL, "Uplink mati: Gi0/1; port mati: Gi0/7"),
        (UP, LinkStatus.LOWER_LAYER_DOWN, UP, CRITICAL, "Uplink mati: Gi0/2"),
        (UP, LinkStatus.DORMANT, UP, CRITICAL, "Uplink mati: Gi0/2"),
        (UP, LinkStatus.UNKNOWN, UP, UNKNOWN, "Tidak diperiksa: keadaan port tidak diketahui: Gi0/2"),
        (UP, LinkStatus.UNKNOWN, DOWN, WARNING, "Port mati: Gi0/7; keadaan port tidak diketahui: Gi0/2"),
    ],
)
def test_uplinks_must_be_up_and_edge_ports_should(
    first: LinkStatus, second: LinkStatus, edge: LinkStatus, expected: Status, summary: str
) -> None:
    result = run("uplinks", INVENTORY, port("Gi0/1", first), port("Gi0/2", second), port("Gi0/7", edge))

    assert (result.status, result.summary) == (expected, summary)


def test_an_uplink_that_the_device_does_not_have_was_not_checked() -> None:
    result = run("uplinks", INVENTORY, port("Gi0/1", UP), port("Gi0/7", UP))

    assert result.status is UNKNOWN
    assert result.summary == "Tidak diperiksa: port tidak ada pada perangkat: Gi0/2"
    assert result.measurements[-1] == Measurement("Gi0/2", None, threshold="up")


def test_a_dead_uplink_is_critical_even_when_another_is_not_found() -> None:
    assert run("uplinks", INVENTORY, port("Gi0/1", DOWN), port("Gi0/7", UP)).status is CRITICAL


def test_a_port_that_was_shut_by_configuration_is_named_as_such() -> None:
    down = port("Gi0/2", DOWN, DOWN)

    assert run("uplinks", INVENTORY, port("Gi0/1", UP), down, port("Gi0/7", UP)).summary == (
        "Uplink mati: Gi0/2; dinonaktifkan lewat konfigurasi: Gi0/2"
    )


def test_the_inventory_may_say_the_long_name_but_not_take_another_ports_place() -> None:
    long = Documented(name="sw-1", uplinks=("GigabitEthernet0/1",))
    assert run("uplinks", long, port("Gi0/1", UP, descr="GigabitEthernet0/1")).status is OK

    short = Documented(name="sw-1", uplinks=("Gi0/1",))
    liar = port("Gi0/9", UP, descr="Gi0/1")
    assert run("uplinks", short, port("Gi0/1", DOWN), liar).status is CRITICAL
    assert run("uplinks", short, liar, port("Gi0/1", DOWN)).status is CRITICAL


def test_without_documented_uplinks_nothing_is_claimed() -> None:
    result = run("uplinks", Documented(name="sw-1"), port("Gi0/1", UP))

    assert result.summary == "Tidak diperiksa: inventaris tidak menyebut uplink perangkat ini"
