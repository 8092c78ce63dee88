"""The shipped unit, account, folders and settings are accepted by the programs that read them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from netmaintd.config.settings import Settings, read_settings

SYSTEMD = Path(__file__).resolve().parents[2] / "systemd"
analyze = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with a command that exists on this machine."""
    text = (SYSTEMD / "netmaintd.service").read_text(encoding="utf-8")
    path = tmp_path / "netmaintd.service"
    path.write_text(text.replace("/opt/netmaintd/bin/netmaintd", sys.executable), encoding="utf-8")
    return path


@analyze
def test_the_unit_is_clean(unit: Path) -> None:
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)

    ours = [line for line in done.stderr.splitlines() if "netmaintd" in line]
    assert ours == []
    assert done.returncode == 0, done.stderr


@analyze
def test_the_unit_exposes_little(unit: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = re.search(r"Overall exposure level for netmaintd.service: ([\d.]+)", done.stdout)

    assert found is not None, done.stdout + done.stderr
    assert float(found.group(1)) <= 1.5


def test_the_command_of_the_unit_is_one_that_the_program_knows(tmp_path: Path) -> None:
    text = (SYSTEMD / "netmaintd.service").read_text(encoding="utf-8")
    words = re.findall(r"^ExecStart=\S+ (.*)$", text, re.MULTILINE)[0].split()
    settings = tmp_path / "netmaintd.toml"
    settings.write_text("[log]\nlevle = 'info'\n", encoding="utf-8")
    words = [str(settings) if word.endswith(settings.name) else word for word in words]
    done = subprocess.run(
        [sys.executable, "-m", "netmaintd", *words], capture_output=True, text=True, check=False, timeout=60
    )

    assert done.returncode == 78, done.stderr
    assert 'did you mean "level"?' in done.stderr


@pytest.mark.skipif(shutil.which("systemd-sysusers") is None, reason="systemd-sysusers is not installed")
def test_account_and_folders_are_understood(tmp_path: Path) -> None:
    for command, name in (("systemd-sysusers", "netmaintd.sysusers.conf"),):
        done = subprocess.run(
            [command, "--dry-run", f"--root={tmp_path}", str(SYSTEMD / name)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0 or "dry-run" in done.stderr, done.stderr
    lines = (SYSTEMD / "netmaintd.tmpfiles.conf").read_text().splitlines()
    folders = [line.split() for line in lines if line and not line.startswith("#")]
    assert all(len(fields) == 6 and fields[0] == "d" for fields in folders)


def test_the_commented_settings_are_the_settings(tmp_path: Path) -> None:
    text = (SYSTEMD / "netmaintd.toml").read_text(encoding="utf-8")
    settings = read_settings(SYSTEMD / "netmaintd.toml")

    assert settings.metrics == Settings().metrics
    assert settings.office == Settings().office
    examples = text[text.index("# [credentials.petugas]") :]
    uncommented = "\n".join(re.sub(r"^# ?(# )?", "", line) for line in examples.splitlines())
    file = tmp_path / "netmaintd.toml"
    file.write_text(uncommented, encoding="utf-8")
    assert set(read_settings(file).credentials) == {"petugas", "baca", "lama"}
