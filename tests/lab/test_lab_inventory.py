"""The example files of the repository and the simulated devices say the same."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from netmaintd.lab.city import City, described
from netmaintd.model.devices import Device, Inventory, Site
from netmaintd.model.plans import OfficeCalendar, Plan

ROOT = Path(__file__).resolve().parents[2]
CHECKS = {
    "reachability", "ssh-login", "snmp-agent", "identity", "uptime", "cpu", "memory", "temperature", "uplinks",
    "interface-errors", "config-backup", "config-change", "config-saved", "flapping", "link-speed",
    "uplink-utilisation", "port-capacity", "security-posture", "ups", "restart-cause", "flash-space", "log-review",
    "default-route", "restore-drill",
}  # fmt: skip


def load(path: Path) -> dict[str, Any]:
    content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def merged(defaults: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """Defaults of the file under a device, nested parts merged."""
    parts = {key: {**value, **said.get(key, {})} for key, value in defaults.items() if isinstance(value, dict)}
    return {**defaults, **said, **parts}


def test_the_committed_inventory_is_that_of_the_lab(tmp_path: Path) -> None:
    lab = City.load(state_dir=tmp_path).inventory()
    contents = [load(path) for path in sorted((ROOT / "devices").glob("lab-*.yaml"))]
    devices = [Device.model_validate(merged(c["defaults"], one)) for c in contents for one in c["devices"]]
    sites = [Site.model_validate(one) for content in contents for one in content.get("sites", ())]

    assert sorted(devices, key=lambda device: device.name) == sorted(lab.devices, key=lambda device: device.name)
    assert sorted(sites, key=lambda site: site.name) == sorted(lab.sites, key=lambda site: site.name)


def test_the_committed_files_are_those_that_the_lab_writes(tmp_path: Path) -> None:
    written = City.load(state_dir=tmp_path).inventory_files()

    assert {path.name for path in (ROOT / "devices").glob("lab-*.yaml")} == set(written)
    for name, text in written.items():
        assert (ROOT / "devices" / name).read_text(encoding="utf-8") == text, f"write {name} anew"


def test_the_city_has_enough_of_everything(tmp_path: Path) -> None:
    city = City.load(state_dir=tmp_path)
    inventory = city.inventory()

    assert len(inventory.devices) >= 12
    assert len(inventory.sites) >= 4
    assert len({device.platform for device in inventory.devices}) >= 6
    assert len({device.address for device in inventory.devices}) == len(inventory.devices)
    assert all(inventory.at(site.name) for site in inventory.sites)


def test_the_inventory_differs_from_the_devices_only_where_the_description_says_so(tmp_path: Path) -> None:
    inventory = City.load(state_dir=tmp_path).inventory()
    said = {device.name: device.serial for device in inventory.devices}
    differing = [d.name for d in described().devices if said[d.name] not in (d.serial, None)]
    unsaid = [d.name for d in described().devices if said[d.name] is None]
    legacy = [device.name for device in inventory.devices if device.ssh and device.ssh.legacy]

    assert differing == ["sw-tirta-utara"]
    assert unsaid == ["srv-pantau", "srv-mekarsari"]
    assert legacy == [device.name for device in described().devices if device.faults.legacy_only]


def test_names_of_devices_fit_the_prompt_that_netmiko_cuts(tmp_path: Path) -> None:
    assert all(len(device.name) <= 16 for device in described().devices)


def test_one_yaml_text_can_hold_the_whole_inventory_of_another_place(tmp_path: Path) -> None:
    city = City.load(state_dir=tmp_path, network="127.99", base_port_ssh=10922)

    content = YAML(typ="safe").load(city.inventory_yaml())
    devices = tuple(Device.model_validate(merged(content["defaults"], one)) for one in content["devices"])

    assert Inventory(sites=content["sites"], devices=devices) == city.inventory()
    assert {device.ssh.port for device in devices if device.ssh} == {10922}
    assert city.inventory().device("rt-dinkes").address == "127.99.2.1"


def test_the_quarterly_plan_has_every_check_that_the_lab_can_answer_and_a_manual_list() -> None:
    plan = Plan.model_validate(load(ROOT / "schedules" / "triwulan.yaml"))

    assert {check.check for check in plan.checks} == CHECKS
    assert len({item.name for item in plan.manual}) == len(plan.manual) >= 5
    assert {item.photos.value for item in plan.manual} == {"none", "optional", "before_after"}
    assert plan.cron == "0 8 10 1,4,7,10 *"


def test_roles_of_the_plan_are_roles_of_the_lab() -> None:
    plan = Plan.model_validate(load(ROOT / "schedules" / "triwulan.yaml"))
    roles = {device.role for device in described().devices}

    assert {role for check in plan.checks for role in (*check.roles, *check.except_roles)} <= roles


def test_the_office_calendar_follows_its_model() -> None:
    calendar = OfficeCalendar.model_validate(load(ROOT / "schedules" / "calendar.yaml"))

    assert calendar == OfficeCalendar()


@pytest.mark.parametrize("key", ["extra", "removed", "freezes"])
def test_the_example_in_the_calendars_comment_follows_the_model(key: str) -> None:
    text = (ROOT / "schedules" / "calendar.yaml").read_text(encoding="utf-8")
    shown = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    at = shown.index(f"{key}:")
    block = [shown[at], *takewhile(lambda line: line.startswith("  "), shown[at + 1 :])]

    example = YAML(typ="safe").load("\n".join(block))

    assert len(getattr(OfficeCalendar.model_validate(example), key)) == 1
