"""What is good is read as it is written; surprises of YAML stay what the administrator meant."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netmaintd.checks import registry
from netmaintd.config.load import Configuration, load
from netmaintd.config.reload import LiveConfiguration
from netmaintd.config.schemas import json_schemas
from netmaintd.config.secrets import Secrets, evidence_key
from netmaintd.config.settings import Settings, read_settings
from netmaintd.errors import ConfigError, ConfigProblems, SecretMissing
from packaged import PROFILES

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 24, tzinfo=UTC)
SETTINGS = """
[credentials.ssh-a]
kind = "ssh"
username = "baca"
password = { env = "TEST_SSH_PASSWORD" }
"""
INVENTORY = """
defaults:
  ssh: {credential: ssh-a, port: 2222}
  role: access
sites:
  - {name: balai, title: no, opd: "010", address: Jalan 22:30}
devices:
  - {name: sw1, address: 10.0.0.1, site: balai, serial: 012345, rack: 10:20:30:40:50:59, uplinks: [1/1, 0x1, 1e3]}
  - name: sw2
    address: 10.0.0.2
    site: balai
    ssh: {port: 22}
    enabled: false
    thresholds: {cpu: {warning: 0.5}}
"""
PLAN = """
name: bulanan
title: Bulanan
rule: {weekday: 2, nth: 2, at: 22:30}
window: {start: 22:30, end: 04:00}
checks: [{check: cpu, settings: {warning: 0.7, critical: 0.9}}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("netmaintd.toml", SETTINGS), ("devices/a.yaml", INVENTORY), ("schedules/b.yaml", PLAN)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def read(folder: Path) -> Configuration:
    return load(
        read_settings(folder / "netmaintd.toml"),
        platforms=PROFILES.names(),
        checks=registry.names(),
        settings_model=registry.settings_model,
        learn=lambda _: None,
        at=AT,
    )


def test_scalars_stay_what_was_written(folder: Path) -> None:
    inventory = read(folder).inventory
    site, device = inventory.sites[0], inventory.device("sw1")

    assert (site.title, site.opd, site.address) == ("no", "010", "Jalan 22:30")
    assert (device.serial, device.rack) == ("012345", "10:20:30:40:50:59")
    assert device.uplinks == ("1/1", "0x1", "1e3")


def test_defaults_hold_for_every_device_and_are_merged_inside_ssh(folder: Path) -> None:
    inventory = read(folder).inventory

    first, second = inventory.device("sw1").ssh, inventory.device("sw2").ssh
    assert first is not None
    assert second is not None
    assert (first.credential, first.port, second.credential, second.port) == ("ssh-a", 2222, "ssh-a", 22)
    assert [device.name for device in inventory.at("balai")] == ["sw1"]


def test_a_time_of_day_is_a_time_of_day_also_without_quotes(folder: Path) -> None:
    plan = read(folder).plans[0]

    assert (plan.window.start, plan.window.end) == ("22:30", "04:00")
    assert plan.rule is not None
    assert plan.rule.nth == 2
    assert plan.checks[0].settings == {"warning": "0.7", "critical": "0.9"}


def test_every_problem_of_every_file_is_told_in_one_run(folder: Path) -> None:
    (folder / "devices/a.yaml").write_text(INVENTORY.replace("site: balai,", "site: x, colour: y,"))
    (folder / "schedules/b.yaml").write_text(PLAN.replace("cpu", "cpuu"))

    with pytest.raises(ConfigProblems) as caught:
        read(folder)

    assert len(caught.value.problems) >= 2
    assert {line.split(":")[0].rsplit("/", 1)[-1] for line in caught.value.problems} == {"a.yaml", "b.yaml"}


def test_the_files_of_the_repository_are_in_order() -> None:
    lab = {"lab-ssh": "ssh", "lab-snmp-v3": "snmp", "lab-snmp-v2c": "snmp"}
    settings = Settings(
        paths={"devices": ROOT / "devices", "schedules": ROOT / "schedules"},
        credentials={
            name: {"kind": "ssh", "username": "x", "password": {"env": "X"}}
            if kind == "ssh"
            else {"kind": "snmp", "community": {"env": "X"}}
            for name, kind in lab.items()
        },
    )

    configuration = load(
        settings,
        platforms=PROFILES.names(),
        checks=registry.names(),
        settings_model=registry.settings_model,
        learn=lambda _: None,
        at=AT,
    )

    assert len(configuration.inventory.devices) >= 12
    assert len({device.platform for device in configuration.inventory.devices}) >= 6


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("inventory", "devices/inventory.schema.json"),
        ("plan", "schedules/plan.schema.json"),
        ("calendar", "schedules/calendar.schema.json"),
    ],
)
def test_the_schemas_beside_the_files_are_current(kind: str, file: str) -> None:
    assert json.loads((ROOT / file).read_text(encoding="utf-8")) == json_schemas()[kind]


def test_a_reload_that_fails_keeps_what_is_at_work_and_names_the_problem(folder: Path) -> None:
    live = LiveConfiguration(lambda _: read(folder), AT)
    (folder / "devices/a.yaml").write_text(INVENTORY.replace("address: 10.0.0.1", "adress: 10.0.0.1"))

    assert live.reload(AT) is False
    assert live.current.inventory.device("sw1").address == "10.0.0.1"
    assert any('did you mean "address"' in problem for problem in live.problems)

    (folder / "devices/a.yaml").write_text(INVENTORY.replace("10.0.0.1", "10.0.0.9"))
    assert live.reload(AT) is True
    assert live.current.inventory.device("sw1").address == "10.0.0.9"
    assert live.problems == ()


def test_a_secret_is_fetched_when_it_is_used_and_never_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learnt: list[str] = []
    settings = read_settings(folder / "netmaintd.toml")
    monkeypatch.setenv("TEST_SSH_PASSWORD", "rahasia-1234")

    credential = Secrets(settings, learnt.extend).ssh("ssh-a")

    assert credential.password == "rahasia-1234"
    assert "rahasia" not in repr(credential)
    assert "rahasia" not in repr(settings)
    assert learnt == ["rahasia-1234"]


def test_a_secret_that_is_missing_says_where_it_was_looked_for(folder: Path) -> None:
    secrets = Secrets(read_settings(folder / "netmaintd.toml"))

    with pytest.raises(SecretMissing, match="environment variable TEST_SSH_PASSWORD is not set"):
        secrets.ssh("ssh-a")
    with pytest.raises(SecretMissing, match=r"add \[credentials.other\]"):
        secrets.snmp("other")


def test_a_secret_file_that_others_can_read_is_refused(folder: Path) -> None:
    secret = folder / "password"
    secret.write_text("x1234")
    secret.chmod(0o644)
    text = SETTINGS.replace('env = "TEST_SSH_PASSWORD"', f'file = "{secret}"')
    (folder / "netmaintd.toml").write_text(text)

    with pytest.raises(SecretMissing, match="chmod 600"):
        Secrets(read_settings(folder / "netmaintd.toml")).ssh("ssh-a")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[credentials.a]\nkind = "ssh"\nusername = "u"\npassword = "geheim"\n', "a secret never stands in this file"),
        ('[offfice]\nplace = "X"\n', 'did you mean "office"?'),
        ('[metrics]\nlisten = "9469"\n', "is not address:port"),
        ('[credentials.a]\nkind = "snmp"\n', "give exactly one of community"),
    ],
)
def test_bad_settings_are_named_with_file_and_line(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "netmaintd.toml"
    file.write_text(text)

    with pytest.raises(ConfigProblems) as caught:
        read_settings(file)

    assert words in str(caught.value)
    assert "netmaintd.toml:" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_settings_that_are_no_toml_are_named(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("[office\n")

    with pytest.raises(ConfigError, match="not TOML"):
        read_settings(tmp_path / "x.toml")


def test_the_environment_comes_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETMAINTD_LOG__LEVEL", "debug")

    assert read_settings(folder / "netmaintd.toml").log.level == "debug"


def test_the_evidence_key_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    first = evidence_key(tmp_path)

    assert evidence_key(tmp_path) == first
    assert len(first) == 32
    assert (tmp_path / "evidence.key").stat().st_mode & 0o077 == 0

    (tmp_path / "evidence.key").write_text("00ff")
    with pytest.raises(SecretMissing, match="restore it from the backup"):
        evidence_key(tmp_path)
