"""Back up every recorded device through our own transport, and lay the texts down to be scored.

python tests/profiles/score_backups.py FIXTURES LAB OUT [--only NAME] [--times 2] [--displays 100]

Each device is served as a real SSH server. Its platform is the one that its recording names; beside it stands the one
that `platform: auto` finds by the server's name, its greeting and one question. Written are OUT/kept (without noise),
OUT/second (the same device again, its clocks and counters moved on) and OUT/masked; the table tells how each session
ended. Run by `make score-ssh`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from netmaintd.config.profile_files import load_profiles
from netmaintd.errors import DeviceError
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.dialogue import SshDialogue
from netmaintd.model.facts import ConfigKind, ConfigText
from netmaintd.profiles.commands import commands_for, dialogue, superfluous
from netmaintd.profiles.mask import mask
from netmaintd.profiles.noise import normalise, without_noise
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.profile_set import STANDARD
from netmaintd.profiles.ssh_facts import ssh_facts
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh import SshSession
from netmaintd.transport.ssh_connect import fetch_host_key

PROFILES = load_profiles()
KEY = b"k" * 32
PLATFORMS = {
    "aoscx": "aruba_aoscx", "aosw": "aruba_arubaos", "arubainstant": "aruba_instant", "asa": "cisco_asa",
    "awplus": "allied_awplus", "ciscosmb": "cisco_smallbusiness", "comware": "comware", "cumulus": "cumulus",
    "dellos10": "dell_os10", "dlink": "dlink", "edgeos": "ubiquiti_edgeos", "edgeswitch": "ubiquiti_edgeswitch",
    "efos": "broadcom_icos", "eos": "arista_eos", "exos": "extreme_xos", "firelinuxos": "cisco_ftd",
    "fortigate": "fortinet_fortigate", "fortios": "fortinet_manager", "garderos": "garderos", "h3c": "comware",
    "ios": "cisco_ios", "iosxr": "cisco_iosxr", "ironware": "ironware", "junos": "juniper_junos",
    "netgear": "netgear", "nxos": "cisco_nxos", "opnsense": "opnsense", "pfsense": "pfsense",
    "procurve": "hp_procurve", "quantaos": "quanta_mesh", "routeros": "mikrotik_routeros", "saos10": "ciena_saos10",
    "sonicos": "sonicwall_sonicos", "tnsr": "netgate_tnsr", "vrp": "huawei_vrp", "vyos": "vyos",
}  # fmt: skip
"""Kind of a recording to the platform; those that are missing are left to what the server says."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What came of one device."""

    name: str
    platform: str
    recognised: str
    outcome: str
    kept: str = ""
    compared: str = ""
    masked: str = ""


@dataclass
class Asker:
    """Logs in to one served device as a round would: by a named platform, or by what the device says of itself."""

    served: Any
    platform: str
    auto: bool = False

    def __post_init__(self) -> None:
        self.profile = PROFILES.get(STANDARD if self.auto else self.platform)

    def open(self) -> SshSession:
        """Return a session that is logged in."""
        ssh = Ssh(credential="lab", port=self.served.port, legacy=True)
        device = Device(name="device", address=self.served.address, site="lab", ssh=ssh)
        credential = SshCredential(
            "lab", self.served.username, self.served.password, enable_secret=self.served.enable_secret or "admin"
        )
        key = fetch_host_key(device)
        session = SshSession(
            device, ssh, credential, self._words(), host_key=key, deadline=Deadline(120), recognise=self._hear
        )  # fmt: skip
        session.open()
        return session

    def _hear(self, said: str) -> SshDialogue:
        if self.auto:
            self.profile = PROFILES.recognise(None, None, said).profile
        return self._words()

    def _words(self) -> SshDialogue:
        return dialogue(self.profile, recognising=self.auto and self.profile.name == STANDARD)


def recognised(served: Any) -> str:
    """Return the platform by the device's own words, empty for a stranger."""
    asker = Asker(served, "", auto=True)
    try:
        with asker.open():
            pass
    except DeviceError:
        return ""
    return "" if asker.profile.name == STANDARD else asker.profile.name


def back_up(served: Any, platform: str, known: str) -> Backup:
    """Log in and ask for the running configuration."""
    asker = Asker(served, platform)
    profile, answers = asker.profile, {}
    try:
        with asker.open() as session:
            for command in commands_for(profile, {ConfigText}):
                if not superfluous(profile, command, answers):
                    answers[command] = session.ask(command)
    except DeviceError as error:
        return Backup(served.name, platform, known, f"{type(error).__name__}: {error}")
    config = _config(profile, answers)
    if config is None or not config.complete or config.provenance is None:
        return Backup(served.name, platform, known, config.doubt if config else "no command for its configuration")
    kept = without_noise(profile, answers[config.provenance.where].text)
    return Backup(served.name, platform, known, "ok", kept, config.normalised, mask(profile, kept, KEY))


def _config(profile: Profile, answers: dict[str, Any]) -> ConfigText | None:
    texts = ssh_facts(profile, answers, datetime(2026, 11, 24, tzinfo=UTC)).of(ConfigText)
    running = [text for text in texts if text.kind is ConfigKind.RUNNING]
    return next((text for text in running if text.complete), running[0] if running else None)


def serve(lab: Any, fixtures: Path, only: str, address: str, faults: tuple[str, ...]) -> list[Any]:
    """Return the devices of all recordings and of those put together."""
    given = [str(fixtures / "oxidized"), str(fixtures / "composed.yaml")]
    arguments = argparse.Namespace(
        path=given, count=0, same_address=False, address=address, port=2222, username="admin", password="admin",
        crypto="modern", paging="auto", enable_secret="", auth="", authorized_keys=[], fault=list(faults),
    )  # fmt: skip
    return [device for device in lab.collect(arguments) if only in device.name]


def round_of(lab: Any, devices: list[Any], platforms: dict[str, str], *, known: bool = False) -> list[Backup]:
    """Back all of them up at once; `known` asks each also what it is."""

    def one(device: Any) -> Backup:
        return back_up(device, platforms[device.name], recognised(device) if known else "")

    with lab.Lab(devices).in_thread(), ThreadPoolExecutor(12) as pool:
        return list(pool.map(one, devices))


def configuration(served: Any, profile: Profile) -> str:
    """Return what a recording answers to the first command that shows its configuration, empty where it has none."""
    found = (served.find(command) for command in commands_for(profile, {ConfigText}))
    return next((lab_text for hit in found if hit and (lab_text := str(hit[1].text))), "")


def displays(lab: Any, devices: list[Any], platforms: dict[str, str], times: int) -> int:
    """Return how many further displays of an unchanged configuration are equal to the first, clocks moving on."""
    equal = 0
    for device in devices:
        profile = PROFILES.get(platforms[device.name])
        text = configuration(device, profile)
        kept = normalise(profile, text)
        equal += sum(normalise(profile, lab._drift(text, step)) == kept for step in range(1, times + 1))
    return equal


def write(folder: Path, texts: Iterable[tuple[str, str]]) -> None:
    """Write one file for each device."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in texts:
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def main() -> None:
    """Back up, write, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fixtures", type=Path)
    parser.add_argument("lab", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--displays", type=int, default=100)
    given = parser.parse_args()
    sys.path.insert(0, str(given.lab))
    import ssh_device as lab

    devices = serve(lab, given.fixtures, given.only, "127.31.4.1", ())
    platforms = {device.name: PLATFORMS.get(device.recording.model, "snmp_standard") for device in devices}
    first = round_of(lab, devices, platforms, known=True)
    later: list[list[Backup]] = []
    for number in range(1, given.times):
        drifting = serve(lab, given.fixtures, given.only, f"127.31.{4 + number % 200}.1", ("drift=true",))
        for device in drifting:
            device.connections = 10 * number
        later.append(round_of(lab, drifting, platforms))
    write(given.out / "kept", ((b.name, b.kept) for b in first if b.outcome == "ok"))
    write(given.out / "masked", ((b.name, b.masked) for b in first if b.outcome == "ok"))
    write(given.out / "second", ((b.name, b.kept) for b in (later[-1] if later else first) if b.outcome == "ok"))
    tell(first, later)
    equal = displays(lab, devices, platforms, given.displays)
    Console(width=170).print(f"{equal} of {len(devices) * given.displays} displays with moving clocks equal")


def tell(first: list[Backup], later: list[list[Backup]]) -> None:
    """Print how each session ended and what did not stay the same."""
    table = Table(title="Backups over SSH")
    for heading in ("device", "platform", "by its own words", "outcome", "equal again"):
        table.add_column(heading, no_wrap=heading == "device")
    equal = 0
    for number, backup in enumerate(first):
        same = sum(turn[number].compared == backup.compared for turn in later)
        equal += same
        table.add_row(backup.name, backup.platform, backup.recognised, backup.outcome, f"{same}/{len(later)}")
    Console(width=170).print(table)
    whole = sum(backup.outcome == "ok" for backup in first)
    lineage = {backup.name: PROFILES.get(backup.platform).lineage for backup in first}
    known = sum(backup.recognised in lineage[backup.name] for backup in first)
    Console(width=170).print(
        f"{whole} of {len(first)} backed up; {known} recognised by their own words without SNMP; "
        f"{equal} of {len(first) * len(later)} later backups equal"
    )


if __name__ == "__main__":
    main()
