"""Each rule that refuses a file has a bad file of its own under `bad/`; what is said of it stands beside it.

The words are compared word for word.

After a change of a sentence: look at each difference, then write the new words with
`python tests/config/test_bad_files.py`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from netmaintd.checks import registry
from netmaintd.config.inventory_files import Known, read_inventory
from netmaintd.config.plan_files import read_calendar, read_plans
from netmaintd.config.problems import Problems
from netmaintd.config.rule_packs import read_rulebook

BAD = Path(__file__).parent / "bad"
FILES = sorted(BAD.glob("*.yaml"))
GOOD = """
sites: [{name: balai, title: Balai, opd: OPD, address: Jalan 1}]
devices: [{name: sw1, address: 10.0.0.1, site: balai, ssh: {credential: ssh-a}}]
"""
KNOWN = Known(
    platforms=("cisco_ios", "linux"),
    credentials={"ssh-a": "ssh", "snmp-a": "snmp"},
    checks=registry.names(),
    settings_model=registry.settings_model,
)
_NAMES = {
    "inventory": "devices/a.yaml",
    "plan": "schedules/a.yaml",
    "calendar": "schedules/calendar.yaml",
    "rules": "compliance/a.yaml",
    "waivers": "compliance/waivers.yaml",
}


def told(file: Path, folder: Path) -> str:
    """Return every problem of one bad file among good ones, paths relative to the folder."""
    kind = file.name.split("-")[0]
    devices, schedules = folder / "devices", folder / "schedules"
    devices.mkdir()
    schedules.mkdir()
    name = _NAMES[kind]
    compliance = folder / "compliance" if name.startswith("compliance/") else None
    if compliance:
        compliance.mkdir()
    if kind != "inventory":
        (devices / "good.yaml").write_text(GOOD)
    shutil.copy(file, folder / name)
    problems = Problems()
    inventory = read_inventory(devices, KNOWN, problems)
    read_plans(schedules, inventory, KNOWN, problems)
    read_calendar(schedules, problems)
    read_rulebook(compliance, inventory, KNOWN.platforms, problems)
    return "".join(f"{problem}\n" for problem in problems.told()).replace(f"{folder}/", "")


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_with_these_words(file: Path, tmp_path: Path) -> None:
    expected = file.with_suffix(".txt").read_text(encoding="utf-8")

    assert expected.strip(), "a bad file must be refused"
    assert told(file, tmp_path) == expected


def test_there_is_a_bad_file_for_many_rules() -> None:
    assert len(FILES) >= 50


if __name__ == "__main__":
    for one in FILES:
        with tempfile.TemporaryDirectory() as scratch:
            words = told(one, Path(scratch))
        one.with_suffix(".txt").write_text(words, encoding="utf-8")
        sys.stdout.write(f"{one.stem}\n  {words}")
