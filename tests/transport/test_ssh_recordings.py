"""Recorded devices of many kinds as real SSH servers: what was really sent, and that each shows what it has.

The recordings stand beside the project; where they are missing these tests say so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from netmaintd.errors import DeviceError
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.dialogue import Answer
from netmaintd.model.facts import ConfigText
from netmaintd.profiles.commands import REFUSED, commands_for, dialogue
from netmaintd.profiles.profile import Profile
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh import SshSession
from netmaintd.transport.ssh_connect import fetch_host_key
from packaged import PROFILES

pytestmark = pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")

SHARED = Path(__file__).parents[2].parent / "shared"
RECORDED = sorted((SHARED / "fixtures" / "ssh" / "oxidized").glob("*simulation.yaml"))
COMPOSED = SHARED / "fixtures" / "ssh" / "composed.yaml"
PLATFORMS = {
    "aoscx": "aruba_aoscx", "aosw": "aruba_arubaos", "asa": "cisco_asa", "cumulus": "cumulus", "efos": "broadcom_icos",
    "eos": "arista_eos", "firelinuxos": "cisco_ftd", "fortigate": "fortinet_fortigate", "fortios": "fortinet_manager",
    "garderos": "garderos", "h3c": "comware", "ios": "cisco_ios", "junos": "juniper_junos", "netgear": "netgear",
    "nxos": "cisco_nxos", "opnsense": "opnsense", "pfsense": "pfsense", "quantaos": "quanta_mesh",
    "routeros": "mikrotik_routeros", "saos10": "ciena_saos10", "sonicos": "sonicwall_sonicos",
    "tnsr": "netgate_tnsr", "vyos": "vyos", "vrp": "huawei_vrp", "procurve": "hp_procurve", "iosxr": "cisco_iosxr",
    "ciscosmb": "cisco_smallbusiness", "edgeswitch": "ubiquiti_edgeswitch", "edgeos": "ubiquiti_edgeos",
    "dlink": "dlink", "dellos10": "dell_os10", "awplus": "allied_awplus", "exos": "extreme_xos",
}  # fmt: skip
MODELS = {
    **{path.name.rpartition("#")[0]: path.name.partition("#")[0] for path in RECORDED},
    **{one["name"]: one["model"] for one in (yaml.safe_load(COMPOSED.read_text())["devices"] if RECORDED else ())},
}
SECRET = "rahasia-enable"


@dataclass(frozen=True)
class Heard:
    """What one device was sent, and what it answered."""

    sent: tuple[str, ...]
    answers: tuple[Answer, ...]
    failed: str


def _served(lab: Any) -> list[Any]:
    """Return all devices, each on an address of its own."""
    entries = [{"recording": path, "_base": Path("/")} for path in RECORDED] + lab.load_inventory(COMPOSED)
    return [
        lab.device_from({**entry, "address": f"127.45.0.{number + 1}", "port": 0})
        for number, entry in enumerate(entries)
    ]


def _read(served: Any, profile: Profile) -> tuple[tuple[Answer, ...], str]:
    ssh = Ssh(credential="c", port=served.port, silence_s=6.0, legacy=True)
    device = Device(name="x", address=served.address, site="s", platform=profile.name, ssh=ssh)
    credential = SshCredential("c", served.username, served.password, enable_secret=served.enable_secret or SECRET)
    try:
        key = fetch_host_key(device)
        with SshSession(
            device, ssh, credential, dialogue(profile), host_key=key, deadline=Deadline(30)
        ) as session:  # fmt: skip
            session.open()
            return tuple(session.ask_all(commands_for(profile, {ConfigText}))), ""
    except DeviceError as error:
        return (), str(error)


@pytest.fixture(scope="module")
def heard() -> Iterator[dict[str, Heard]]:
    """Read all of them at once."""
    if not RECORDED:
        pytest.skip("the recordings are not beside the project (../shared/fixtures/ssh)")
    sys.path.insert(0, str(SHARED / "lab"))
    lab: Any = pytest.importorskip("ssh_device")
    served = _served(lab)
    serving = lab.Lab(served)
    with serving.in_thread(), ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda one: _read(one, PROFILES.get(PLATFORMS[one.recording.model])), served))
    yield {
        name: Heard(tuple(serving.commands(one.name)), *what)
        for name, one, what in zip(MODELS, served, read, strict=True)
    }
    sys.path.remove(str(SHARED / "lab"))


@pytest.mark.parametrize("name", tuple(MODELS) or ("none",))
def test_nothing_is_sent_but_what_the_profile_says(heard: dict[str, Heard], name: str) -> None:
    words = dialogue(PROFILES.get(PLATFORMS[MODELS[name]]))
    allowed = {*words.commands, *(words.prepare or ())}
    if words.enable:
        allowed.add("enable")

    assert heard[name].sent, heard[name].failed
    assert set(heard[name].sent) <= allowed
    assert words.prepare is not None or not words.terminal, "its driver still prepares the session"


@pytest.mark.parametrize("name", tuple(MODELS) or ("none",))
def test_the_configuration_is_read_to_its_end(heard: dict[str, Heard], name: str) -> None:
    answers = [answer for answer in heard[name].answers if not answer.doubt.startswith(REFUSED)]

    assert not heard[name].failed
    assert answers
    for answer in answers:
        assert b"\x1b" not in answer.content
        assert b"\x08" not in answer.content
        assert "--More--" not in answer.text
