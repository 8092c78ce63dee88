"""What the simulated devices tell of themselves at work, under a clock of our own and without sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netmaintd.lab.city import City
from netmaintd.lab.cli.platforms import cli_of

if TYPE_CHECKING:
    from pathlib import Path

START = 1_790_000_000.0
"""21 September 2026, 21:13:20 in Jakarta."""


class Clock:
    """Epoch seconds that a test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


def asked(state_dir: Path, name: str, command: str, clock: Clock | None = None) -> str:
    city = City.load(state_dir=state_dir, clock=clock or Clock())
    answer = cli_of(next(box for box in city.devices if box.device.name == name)).answer(command, privileged=True)
    return answer if isinstance(answer, str) else answer.decode()


@pytest.mark.parametrize(
    ("device", "command", "told"),
    [
        ("rt-inti-walikota", "show ntp status", "Clock is synchronized, stratum 4, reference is 10.60.99.1\n"),
        ("rt-inti-walikota", "show clock", "21:13:20.000 WIB Mon Sep 21 2026\n"),
        ("rt-inti-walikota", "show ntp associations", "*~10.60.99.1"),
        ("rt-inti-walikota", "dir", "Directory of bootflash:/\n"),
        ("rt-inti-walikota", "show ip route 0.0.0.0", "  * 203.0.113.1\n"),
        ("rt-inti-walikota", "ping 203.0.113.1", "Success rate is 100 percent (5/5)"),
        ("rt-inti-walikota", "show crypto pki certificates", "    end   date: 21:13:20 WIB Oct 30 2030\n"),
        (
            "sw-inti-walikota",
            "show logging",
            "Sep 19 2026 14:01:20.217 WIB: %PLATFORM_ENV-2-TEMP: Temperature of Inlet",
        ),
        ("sw-tirta-utara", "show version", "Last reload reason: Critical software exception\n"),
        ("sw-tirta-utara", "dir flash:", "Sep 15 2026 18:49:20 +07:00  crashinfo_ext_15\n"),
        ("sw-tirta-utara", "dir crashinfo:", "%Error opening crashinfo:/ (No such device)\n"),
        ("sw-gudang-dinkes", "dir", "491,520 KB total (29,491 KB free)\n"),
        ("sw-gudang-dinkes", "display logbuffer", "%%01DEVM/3/FLASH_LACK(l)[8]:The free space of flash is less"),
        ("sw-gudang-dinkes", "display ntp-service status", " clock status: synchronized\n clock stratum: 4\n"),
        ("sw-gudang-dinkes", "display reboot-info", "0          1        POWER  "),
        (
            "sw-gudang-dinkes",
            "display ip routing-table 0.0.0.0",
            "0.0.0.0/0   Static  60   0             RD  10.61.99.1",
        ),
        ("rt-dinkes", "/system ntp client print", "        status: synchronized\n"),
        ("rt-dinkes", "/ip route print", "0 As  0.0.0.0/0    10.60.0.5 "),
        ("rt-dinkes", "/log print", " 2026-09-21 19:00:00 system,info,account user petugas logged in from 10.60.99.10"),
        ("rt-dinkes", "ping 10.60.0.5 count=5", "sent=5 received=5 packet-loss=0%"),
        ("rt-tirta-utara", "/system clock print", "date: sep/21/2026\n"),
        ("rt-tirta-utara", "/log print", "\n 18:53:08 system,info,account user petugas"),
    ],
)
def test_devices_tell_of_clock_log_flash_and_way_out(tmp_path: Path, device: str, command: str, told: str) -> None:
    assert told in asked(tmp_path, device, command)


def test_the_router_whose_clock_follows_nobody_says_so_and_is_late(tmp_path: Path) -> None:
    assert "active-server" not in asked(tmp_path, "rt-tirta-utara", "/system ntp client print")
    assert "time: 21:06:28\n" in asked(tmp_path, "rt-tirta-utara", "/system clock print")


def test_what_happened_before_the_first_start_keeps_its_time(tmp_path: Path) -> None:
    clock = Clock()
    before = asked(tmp_path, "sw-tirta-utara", "dir flash:", clock)
    clock.now += 40 * 86400

    assert asked(tmp_path, "sw-tirta-utara", "dir flash:", clock) == before
