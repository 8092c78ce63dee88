"""Starting and stopping the lab, and what it says of itself."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lab_clients import Terminal, known, walk
from loopback import own_network
from netmaintd.errors import LabNotStarted
from netmaintd.lab.city import City, described
from netmaintd.lab.describe import COLUMNS
from netmaintd.lab.description import LabCity


def small(names: tuple[str, ...] = ("srv-pantau", "ups-walikota")) -> LabCity:
    whole = described()
    return whole.model_copy(
        update={"devices": tuple(device for device in whole.devices if device.name in names), "links": ()}
    )


OPEN_FILES = Path("/proc/self/fd")


def open_sockets() -> set[str]:
    """Return the sockets of this process, each by its own name."""
    found = set()
    for entry in list(OPEN_FILES.iterdir()):
        with contextlib.suppress(FileNotFoundError):  # the listing's own is gone already
            found.add(str(entry.readlink()))
    return {name for name in found if name.startswith("socket:")}


@pytest.fixture
def other_network() -> Iterator[str]:
    with own_network() as held:
        yield held


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="sockets are counted through /proc")
def test_a_stopped_lab_leaves_no_thread_and_no_socket(tmp_path: Path, other_network: str) -> None:
    threads, sockets = set(threading.enumerate()), open_sockets()  # some of an earlier test may still be ending

    with City.load(state_dir=tmp_path, network=other_network) as city:
        with Terminal(city, "srv-pantau") as user:
            user.until(r"\$ ")
        left_open = Terminal(city, "sw-inti-walikota")
        assert set(threading.enumerate()) - threads
        assert open_sockets() - sockets
        walk(city, "ups-walikota", "1.3.6.1.2.1.1")
    left_open.__exit__()

    assert set(threading.enumerate()) - threads == set()
    assert open_sockets() - sockets == set()


def test_a_lab_can_be_started_again_at_the_same_place(tmp_path: Path, other_network: str) -> None:
    for _ in range(2):
        with City.load(state_dir=tmp_path, network=other_network, city=small()) as city:
            assert walk(city, "ups-walikota", "1.3.6.1.2.1.1")["5.0"] == "ups-walikota"


def test_host_keys_stay_over_a_restart_and_differ_between_devices(tmp_path: Path) -> None:
    first, second = (City.load(state_dir=tmp_path, city=small(("srv-pantau", "rt-dinkes"))) for _ in range(2))

    assert first.host_key("srv-pantau") == second.host_key("srv-pantau")
    assert first.host_key("srv-pantau") != first.host_key("rt-dinkes")


def test_private_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    City.load(state_dir=tmp_path, city=small()).host_key("srv-pantau")

    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "hostkeys").iterdir()] == [0o600]


@pytest.mark.parametrize(("kind", "port", "said"), [("tcp", 10022, "SSH"), ("udp", 10161, "SNMP")])
def test_a_taken_port_is_named_and_nothing_is_left_running(
    tmp_path: Path, other_network: str, kind: str, port: int, said: str
) -> None:
    threads = set(threading.enumerate())  # some of an earlier test may still be ending
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM) as taken:
        taken.bind((f"{other_network}.1.4", port))
        if kind == "tcp":
            taken.listen()

        with pytest.raises(LabNotStarted, match=rf"srv-pantau: {said} cannot take .*{port}.*in use"):
            City.load(state_dir=tmp_path, network=other_network, city=small()).start()

    assert set(threading.enumerate()) - threads == set()


def test_illnesses_that_come_after_enrolment_begin_when_told(city: City) -> None:
    before = city.host_key("rt-mekarsari")

    assert city.fall_ill() == ("rt-mekarsari",)

    assert city.host_key("rt-mekarsari") != before


def test_a_fault_that_does_not_exist_is_refused_with_those_that_do(city: City) -> None:
    with pytest.raises(LabNotStarted, match=r"fault 'melt' cannot be set to True; faults are dead, refuse, silent"):
        city.set_fault("srv-pantau", "melt")
    with pytest.raises(LabNotStarted, match=r"fault 'melt' cannot be"):
        city.clear_fault("srv-pantau", "melt")


def test_a_fault_with_an_impossible_value_is_refused(city: City) -> None:
    with pytest.raises(LabNotStarted, match=r"fault 'hang_after' cannot be set to -1"):
        city.set_fault("srv-pantau", "hang_after", -1)


def test_an_unknown_device_is_refused_with_those_that_there_are(city: City) -> None:
    with pytest.raises(LabNotStarted, match=r"no simulated device is called 'sw-99'; there are rt-inti-walikota, "):
        city.heard("sw-99")


def test_a_spoilt_state_directory_is_named(tmp_path: Path) -> None:
    (tmp_path / "born.json").write_text("{")

    with pytest.raises(LabNotStarted, match=r"state directory .*remove it and start again"):
        City.load(state_dir=tmp_path)


def test_the_table_says_what_runs_where_with_which_illness(city: City, network: str) -> None:
    rows = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in city.describe()}

    assert len(rows) == len(city.devices)
    assert rows["sw-inti-walikota"]["keadaan"] == "suhu di atas batas perangkat"
    assert rows["sw-inti-walikota"]["SSH"] == f"{network}.1.2:10022"
    assert rows["sw-inti-walikota"]["SNMP"] == f"v3 {network}.1.2:10161"
    assert rows["ups-walikota"]["SSH"] == "-"
    assert rows["rt-inti-walikota"]["keadaan"] == "sehat"


def test_ports_and_addresses_can_be_chosen(tmp_path: Path, other_network: str) -> None:
    city = City.load(state_dir=tmp_path, network=other_network, base_port_ssh=10922, base_port_snmp=10961, city=small())

    device = known(city, "srv-pantau")

    assert (device.address, device.ssh and device.ssh.port, device.snmp and device.snmp.port) == (
        f"{other_network}.1.4",
        10922,
        10961,
    )
