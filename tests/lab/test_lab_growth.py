"""What grows with time, under a clock of our own and without sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netmaintd.lab.city import City
from netmaintd.lab.life import Life, spelled
from netmaintd.lab.mib.device import mib_of
from netmaintd.model.snmp import SmiType, oid

if TYPE_CHECKING:
    from pathlib import Path

    from netmaintd.lab.mib.tree import MibTree

START = 1_790_000_000.0
HC_IN_PACKETS, IN_ERRORS, UPTIME, ENGINE_TIME = (
    "1.3.6.1.2.1.31.1.1.1.7.1",
    "1.3.6.1.2.1.2.2.1.14.1",
    "1.3.6.1.2.1.1.3.0",
    "1.3.6.1.6.3.10.2.1.3.0",
)


class Clock:
    """Epoch seconds that a test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


def tree_of(clock: Clock, state_dir: Path, name: str) -> MibTree:
    city = City.load(state_dir=state_dir, clock=clock)
    return mib_of(next(box for box in city.devices if box.device.name == name))


def read(tree: MibTree, name: str) -> int:
    value = tree.get(oid(name))
    assert value is not None
    assert isinstance(value.value, int)
    return value.value


def test_errors_of_the_bad_uplink_grow_with_its_packets(tmp_path: Path) -> None:
    clock = Clock()
    tree = tree_of(clock, tmp_path, "rt-dinkes")
    packets, errors = read(tree, HC_IN_PACKETS), read(tree, IN_ERRORS)

    clock.now += 600

    grown = read(tree, HC_IN_PACKETS) - packets
    damaged = read(tree, IN_ERRORS) - errors
    assert grown > 100_000
    assert damaged / grown == pytest.approx(0.0021, rel=0.01)


def test_a_healthy_port_has_no_errors(tmp_path: Path) -> None:
    tree = tree_of(Clock(), tmp_path, "sw-inti-walikota")

    assert read(tree, IN_ERRORS) == 0


def test_uptime_goes_on_over_a_restart_of_the_lab(tmp_path: Path) -> None:
    clock = Clock()
    before = read(tree_of(clock, tmp_path, "rt-dinkes"), UPTIME)

    clock.now += 3600
    after = read(tree_of(clock, tmp_path, "rt-dinkes"), UPTIME)

    assert after - before == 3600 * 100


def test_sysuptime_wraps_after_497_days_and_the_engine_time_does_not(tmp_path: Path) -> None:
    clock = Clock()
    tree = tree_of(clock, tmp_path, "rt-dinkes")

    clock.now += 500 * 86400

    uptime_s = (88.9 + 500) * 86400
    assert read(tree, UPTIME) == pytest.approx(uptime_s * 100 - 2**32, abs=100)
    assert read(tree, ENGINE_TIME) == pytest.approx(uptime_s, abs=1)


def test_uptime_is_never_negative_when_the_clock_is_set_back() -> None:
    assert Life(lambda: START - 1e9, START, 60.0).uptime_s() == 0.0


def test_ports_without_a_link_count_nothing(tmp_path: Path) -> None:
    clock = Clock()
    tree = tree_of(clock, tmp_path, "rt-tirta-utara")

    assert read(tree, "1.3.6.1.2.1.31.1.1.1.6.2") == 0
    clock.now += 3600
    assert read(tree, "1.3.6.1.2.1.31.1.1.1.6.2") == 0


def test_32_bit_counters_wrap_where_64_bit_counters_go_on(tmp_path: Path) -> None:
    tree = tree_of(Clock(), tmp_path, "rt-inti-walikota")
    narrow, wide = tree.get(oid("1.3.6.1.2.1.2.2.1.10.1")), tree.get(oid("1.3.6.1.2.1.31.1.1.1.6.1"))

    assert narrow is not None
    assert wide is not None
    assert (narrow.smi, wide.smi) == (SmiType.COUNTER32, SmiType.COUNTER64)
    assert int(wide.value) > 2**32  # type: ignore[arg-type]
    assert narrow.value == int(wide.value) % 2**32  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("uptime_s", "words"),
    [
        (0.0, "0 minutes"),
        (60.0, "1 minute"),
        (694_860.0, "1 week, 1 day, 1 hour, 1 minute"),
        (1_209_600.0, "2 weeks, 0 minutes"),
    ],
)
def test_uptime_is_spelled_as_routers_spell_it(uptime_s: float, words: str) -> None:
    assert spelled(uptime_s) == words
