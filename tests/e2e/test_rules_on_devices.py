"""Rules judge what simulated devices really answer over SSH, each platform by its own pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopback import own_network
from netmaintd.daemon.demonstration import write_settings
from netmaintd.lab.city import City
from netmaintd.model.facts import RuleVerdict, Verdict
from netmaintd.model.results import Examination, Status
from netmaintd.usecases.probe_device import probe_device
from office import TestOffice, patient, write

PLAN = """
name: uji
title: Uji
cron: "0 8 10 1 *"
window: {start: "08:00", end: "16:00"}
checks: [{check: compliance}]
"""
WANTED = {
    "cisco_ios": "cisco-ios-dasar",
    "huawei_vrp": "huawei-vrp-dasar",
    "mikrotik_routeros": "mikrotik-routeros-dasar",
}


@pytest.fixture
def examinations(tmp_path: Path) -> dict[str, Examination]:
    """Return one examination for each platform that has rules in the lab."""
    with own_network() as network, City.load(state_dir=tmp_path / "lab", network=network) as city:
        for name, text in city.inventory_files().items():
            write(tmp_path, f"devices/{name}", patient(text))
        write(tmp_path, "schedules/uji.yaml", PLAN)
        write_settings(tmp_path)
        office = TestOffice(tmp_path).open()
        devices = {d.platform: d for d in office.configuration.inventory.devices if d.ssh and d.name != "sw-mekarsari"}
        chosen = [devices[platform] for platform in WANTED]
        office.enrol(*(device.name for device in chosen))
        found = {
            device.platform: probe_device(office.store, office.configuration, office.parts.profiles, device)
            for device in chosen
        }
        office.store.close()
        return found


def test_each_platform_is_judged_by_its_own_pack(examinations: dict[str, Examination]) -> None:
    for platform, examination in examinations.items():
        verdicts = examination.facts.of(RuleVerdict)
        result = next(r for r in examination.results if r.check == "compliance")

        assert {v.pack for v in verdicts} == {WANTED[platform]}, platform
        assert {Verdict.KEPT, Verdict.BROKEN} <= {v.verdict for v in verdicts}
        assert result.status in (Status.WARNING, Status.CRITICAL)
        assert "contoh" not in "".join(v.detail + "".join(v.proposal) for v in verdicts)
