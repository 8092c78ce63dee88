"""`netmaintd compliance` on files alone: no device, no store, no finished round."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from netmaintd.cli.app import app, session

SETTINGS = """
[paths]
compliance = "aturan"
[credentials.ssh-a]
kind = "ssh"
username = "baca"
password = { env = "X" }
"""
INVENTORY = """
sites: [{name: balai, title: Balai, opd: OPD, address: Jalan 1}]
devices: [{name: sw1, address: 10.0.0.1, site: balai, platform: cisco_ios, ssh: {credential: ssh-a}}]
"""
PACK = """
name: kantor
title: Aturan kantor
version: '3'
platforms: [cisco_ios]
rules:
  - {id: nama, title: Nama perangkat diisi, why: Karena., must: ['hostname '], remedy: [hostname sw1]}
  - {id: web, title: Web dimatikan, why: Karena., must_not_line: [ip http server], remedy: [no ip http server]}
"""
WAIVERS = """
waivers:
  - {devices: [sw1], pack: kantor, rules: [web], reason: Dipakai vendor, until: 2099-12-31, approved_by: Kepala Seksi}
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    files = {
        "netmaintd.toml": SETTINGS, "devices/a.yaml": INVENTORY, "schedules/.keep": "", "aturan/kantor.yaml": PACK,
        "aturan/waivers.yaml": WAIVERS, "sw1.cfg": "ip http server\nend\n",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def cli(office: Path) -> Iterator[Callable[..., Result]]:
    """Run commands in this process: what they share is loaded anew for each test, and forgotten after it."""
    session.__dict__.clear()
    yield lambda *words: CliRunner().invoke(app, ["-s", str(office / "netmaintd.toml"), *words])
    session.__dict__.clear()


def test_the_offices_own_pack_stands_beside_those_of_the_program_with_its_hash(cli: Callable[..., Result]) -> None:
    done = cli("compliance", "packs", "--json")

    packs = {pack["name"]: pack for pack in json.loads(done.stdout)}
    assert packs["kantor"]["version"] == "3"
    assert len(packs["kantor"]["sha256"]) == 64
    assert "cisco-ios-dasar" in packs


def test_a_file_is_judged_with_its_waiver_and_a_broken_must_is_an_exit_code(
    cli: Callable[..., Result], office: Path
) -> None:
    done = cli("compliance", "check", "sw1", "--config", str(office / "sw1.cfg"), "--json")

    verdicts = {(v["pack"], v["rule"]): v for v in json.loads(done.stdout)["verdicts"]}
    assert done.exit_code == 1
    assert verdicts["kantor", "nama"]["verdict"] == "broken"
    assert (verdicts["kantor", "web"]["verdict"], verdicts["kantor", "web"]["waived_by"]) == ("waived", "Kepala Seksi")


def test_a_proposal_says_that_it_is_one(cli: Callable[..., Result], office: Path) -> None:
    done = cli("compliance", "propose", "sw1", "--config", str(office / "sw1.cfg"))

    assert done.exit_code == 0
    assert "Usulan, tidak dijalankan" in done.stderr
    assert "hostname sw1" in done.stdout


def test_check_names_what_is_wrong_with_a_waiver(cli: Callable[..., Result], office: Path) -> None:
    (office / "aturan" / "waivers.yaml").write_text(WAIVERS.replace("[web]", "[wbe]"), encoding="utf-8")

    done = cli("check")

    assert done.exit_code == 78
    assert 'aturan/waivers.yaml:3:44: waivers.yaml: no rule of kantor "wbe"; did you mean "web"?' in done.stderr
