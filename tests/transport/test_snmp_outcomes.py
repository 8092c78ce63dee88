"""SNMP sessions against the simulated agents, over both engines: whole walks, and each failure by its name."""

from __future__ import annotations

import dataclasses
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from faulty_lab import Faulty
from netmaintd.errors import Cancelled, DeviceTimeout, LoginRefused, Unreachable
from netmaintd.lab import credentials
from netmaintd.model.credentials import SnmpCredential
from netmaintd.model.devices import Device, Snmp
from netmaintd.model.snmp import Oid, SmiType, SnmpValue
from netmaintd.profiles.walk_plan import walk_plan
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.snmp import SnmpSession
from netmaintd.transport.snmp_gufo import AVAILABLE
from netmaintd.transport.snmp_walk import Walk
from packaged import PROFILES

SWITCH, UPS = "sw-inti-walikota", "ups-walikota"
SYS_DESCR: Oid = (1, 3, 6, 1, 2, 1, 1, 1, 0)
IF_DESCR: Oid = (1, 3, 6, 1, 2, 1, 2, 2, 1, 2)
IF_IN_OCTETS: Oid = (1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6)


_opened: list[SnmpSession] = []


@pytest.fixture(
    params=[
        pytest.param(
            True, id="gufo", marks=pytest.mark.skipif(not AVAILABLE, reason="the extra fast is not installed")
        ),
        pytest.param(False, id="pysnmp"),
    ],
    autouse=True,
)
def fast(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Each test runs over both engines, and sockets are given back behind it."""
    SESSION["fast"] = request.param
    yield request.param
    while _opened:
        _opened.pop().__exit__()


SESSION: dict[str, Any] = {}


def opened(device: Device, snmp: Snmp, credential: SnmpCredential, deadline: Deadline) -> SnmpSession:
    _opened.append(SnmpSession(device, snmp, credential, deadline=deadline, **SESSION))
    return _opened[-1]


def session(
    lab: Faulty,
    name: str,
    *,
    credential: SnmpCredential | None = None,
    stop: threading.Event | None = None,
    timeout_s: float = 15.0,
) -> SnmpSession:
    """A session that waits as long as a busy machine needs; tests of silence say how short theirs is."""
    device: Device = lab.city.inventory().device(name)
    assert device.snmp is not None
    snmp = device.snmp.model_copy(update={"timeout_s": timeout_s, "retries": 0})
    known = {c.name: c for c in (credentials.SNMP_V3, credentials.SNMP_V2C)}[snmp.credential]
    return opened(device, snmp, credential or known, Deadline(60, stop))


def test_values_keep_their_type_and_what_is_absent_is_left_out(lab: Faulty) -> None:
    found = session(lab, SWITCH).get((SYS_DESCR, (1, 3, 6, 1, 99, 0)))

    assert set(found) == {SYS_DESCR}
    assert found[SYS_DESCR].smi is SmiType.OCTETS


@pytest.mark.parametrize("name", [SWITCH, UPS, "rt-dinkes"])
def test_a_walk_of_many_objects_is_the_same_as_walking_each_alone(lab: Faulty, name: str) -> None:
    device = lab.city.inventory().device(name)
    columns = walk_plan(PROFILES.get(device.platform)).columns[:40]

    together = session(lab, name).walk(columns)
    alone = [session(lab, name).walk((column,)) for column in columns]

    assert together.incomplete == ()
    assert set(together.values) == {oid for walk in alone for oid in walk.values}


def test_a_walk_stays_under_its_objects(lab: Faulty, fast: bool) -> None:
    walk = session(lab, SWITCH).walk((IF_DESCR, IF_IN_OCTETS))

    assert {oid[:10] for oid in walk.values if oid[:10] == IF_DESCR} == {IF_DESCR}
    assert all(oid[: len(IF_DESCR)] == IF_DESCR or oid[: len(IF_IN_OCTETS)] == IF_IN_OCTETS for oid in walk.values)
    kinds = {v.smi for oid, v in walk.values.items() if oid[: len(IF_IN_OCTETS)] == IF_IN_OCTETS}
    assert kinds == {SmiType.COUNTER64} or fast


def test_an_agent_that_answers_in_a_circle_is_left_and_said_so(lab: Faulty) -> None:
    lab.fault(SWITCH, "snmp_loop")

    walk: Walk = session(lab, SWITCH).walk((IF_DESCR,))

    assert walk.incomplete
    assert "circle" in walk.incomplete[0][1]


def test_a_silent_agent_is_a_timeout_that_says_what_to_check(lab: Faulty) -> None:
    lab.fault(SWITCH, "snmp_hang")

    with pytest.raises(DeviceTimeout, match="wrong privacy key"):
        session(lab, SWITCH, timeout_s=0.3).get((SYS_DESCR,))


def test_wrong_keys_are_refused_by_name_and_not_shown(lab: Faulty) -> None:
    wrong = SnmpCredential(
        "salah", username="petugas-snmp", auth_key="kunci-salah-1", priv_key="kunci-salah-2", auth_protocol="SHA256"
    )

    with pytest.raises(LoginRefused, match='credential "salah"') as caught:
        session(lab, SWITCH, credential=wrong).get((SYS_DESCR,))
    assert "kunci-salah" not in str(caught.value)


def test_an_unknown_user_is_refused(lab: Faulty) -> None:
    nobody = SnmpCredential("siapa", username="siapa", auth_key="kunci-apa-saja", priv_key="kunci-apa-saja")

    with pytest.raises(LoginRefused):
        session(lab, SWITCH, credential=nobody).get((SYS_DESCR,))


def test_a_wrong_community_looks_like_silence(lab: Faulty) -> None:
    with pytest.raises(DeviceTimeout):
        session(lab, UPS, credential=SnmpCredential("lain", community="salah"), timeout_s=0.3).get((SYS_DESCR,))


def test_a_corrected_credential_works_at_once_under_its_old_name(lab: Faulty) -> None:
    wrong = dataclasses.replace(credentials.SNMP_V3, auth_key="kunci-lama-1")

    with pytest.raises(LoginRefused):
        session(lab, SWITCH, credential=wrong).get((SYS_DESCR,))
    assert SYS_DESCR in session(lab, SWITCH).get((SYS_DESCR,))


class Wire:
    """A UDP port behind which another agent can be put, as when a device is swapped."""

    def __init__(self, behind: tuple[str, int], twist: Callable[[bytes], bytes] = bytes) -> None:
        self.behind, self._twist = behind, twist
        self._sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._sock.bind(("127.0.0.1", 0))
        self.port: int = self._sock.getsockname()[1]
        threading.Thread(target=self._carry, daemon=True).start()

    def _carry(self) -> None:
        asker = ("127.0.0.1", 0)
        while True:
            data, sender = self._sock.recvfrom(65535)
            if sender == self.behind:
                self._sock.sendto(self._twist(data), asker)
            else:
                asker = sender
                self._sock.sendto(data, self.behind)


def test_a_swapped_device_is_read_in_the_next_session(lab: Faulty) -> None:
    old, new = (lab.city.inventory().device(name) for name in (SWITCH, "rt-inti-walikota"))
    assert old.snmp is not None
    assert new.snmp is not None
    wire = Wire((old.address, old.snmp.port))
    snmp = old.snmp.model_copy(update={"port": wire.port, "timeout_s": 15.0, "retries": 0})
    device = old.model_copy(update={"address": "127.0.0.1"})

    def sys_descr() -> SnmpValue:
        return opened(device, snmp, credentials.SNMP_V3, Deadline(60)).get((SYS_DESCR,))[SYS_DESCR]

    before = sys_descr()
    wire.behind = (new.address, new.snmp.port)

    assert sys_descr() != before


def flip_the_digest(data: bytes) -> bytes:
    """Change one bit of the 24 bytes by which SHA-256 proves where an answer comes from."""
    at = data.find(b"\x04\x18") + 2
    return data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :] if at > 1 else data


def flip_the_text(data: bytes) -> bytes:
    """Change one bit near the end, where the values are."""
    return data[:-3] + bytes((data[-3] ^ 1,)) + data[-2:] if b"\x04\x18" in data else data


@pytest.mark.parametrize("twist", [flip_the_digest, flip_the_text])
def test_an_answer_that_was_changed_on_the_way_is_never_believed(lab: Faulty, twist: Callable[[bytes], bytes]) -> None:
    device = lab.city.inventory().device(SWITCH)
    assert device.snmp is not None
    wire = Wire((device.address, device.snmp.port), twist)
    snmp = device.snmp.model_copy(update={"port": wire.port, "timeout_s": 0.5, "retries": 0})
    here = device.model_copy(update={"address": "127.0.0.1"})

    with pytest.raises((DeviceTimeout, LoginRefused)):
        opened(here, snmp, credentials.SNMP_V3, Deadline(60)).get((SYS_DESCR,))


def test_a_silent_agent_is_left_at_the_deadline_and_at_a_stop(lab: Faulty) -> None:
    lab.fault(SWITCH, "snmp_hang")
    device = lab.city.inventory().device(SWITCH)
    assert device.snmp is not None
    patient = device.snmp.model_copy(update={"timeout_s": 60.0, "retries": 5})
    stop = threading.Event()

    began = time.monotonic()
    with pytest.raises(DeviceTimeout, match="deadline"):
        opened(device, patient, credentials.SNMP_V3, Deadline(0.3)).get((SYS_DESCR,))
    threading.Timer(0.2, stop.set).start()
    with pytest.raises(Cancelled):
        opened(device, patient, credentials.SNMP_V3, Deadline(60, stop)).get((SYS_DESCR,))
    assert time.monotonic() - began < 30  # one answer would be waited for much longer


def test_a_name_that_nobody_knows_is_unreachable(lab: Faulty) -> None:
    device = lab.city.inventory().device(SWITCH).model_copy(update={"address": "name.invalid"})
    assert device.snmp is not None

    with pytest.raises(Unreachable, match="inventory or DNS"):
        opened(device, device.snmp, credentials.SNMP_V3, Deadline(30)).get((SYS_DESCR,))


def test_a_stop_ends_a_walk_between_two_requests(lab: Faulty) -> None:
    stop = threading.Event()
    stop.set()

    with pytest.raises(Cancelled):
        session(lab, SWITCH, stop=stop).walk((IF_DESCR,))
