"""RouterOS at work: clock, log, files, the way out, certificates, and echo requests; versions 6 and 7 differ."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from netmaintd.lab.operation import TIME_SERVER, Entry, clock, log, moment, started

if TYPE_CHECKING:
    from collections.abc import Callable

    from netmaintd.lab.box import Box

OFFICE = ZoneInfo("Asia/Jakarta")
_LOGIN = ("system,info,account", "user petugas logged in from 10.60.99.10 via ssh")


def answers(box: Box) -> dict[str, Callable[[], str]]:
    """Return what each command prints."""
    gateway = box.device.gateway
    return {
        "/system clock print": lambda: _clock(box),
        "/system ntp client print": lambda: _ntp(box),
        "/log print": lambda: _log(box),
        "/log print detail without-paging": lambda: _log(box, detail=True),
        "/file print terse without-paging": lambda: _files(box),
        "/ip route print": lambda: _routes(box),
        "/ip route print terse without-paging": lambda: _terse_routes(box),
        "/certificate print terse without-paging": lambda: _certificates(box),
        f"/ping {gateway} count=5": lambda: _ping(box),
    }


def _six(box: Box) -> bool:
    return box.device.os_version.startswith("6")


def _stamp(box: Box, when: datetime) -> str:
    """Write a time as the version does."""
    local = when.astimezone(OFFICE)
    return local.strftime("%b/%d/%Y %H:%M:%S").lower() if _six(box) else local.strftime("%Y-%m-%d %H:%M:%S")


def _rows(rows: dict[str, str]) -> str:
    width = max(map(len, rows)) + 2
    return "".join(f"{name:>{width}}: {value}\n" for name, value in rows.items()) + "\n"


def _clock(box: Box) -> str:
    day, _, time = _stamp(box, clock(box)).partition(" ")
    return _rows(
        {
            "time": time, "date": day, "time-zone-autodetect": "yes", "time-zone-name": "Asia/Jakarta",
            "gmt-offset": "+07:00", "dst-active": "no",
        }
    )  # fmt: skip


def _ntp(box: Box) -> str:
    follows = box.device.operation.synchronised
    if _six(box):
        rows = {
            "enabled": "yes", "primary-ntp": TIME_SERVER, "secondary-ntp": "10.60.99.10", "server-dns-names": "",
            "mode": "unicast", "dynamic-servers": "", "poll-interval": "15m" if follows else "16s",
        }  # fmt: skip
        return _rows(rows | ({"active-server": TIME_SERVER, "last-adjustment": "-412us"} if follows else {}))
    rows = {"enabled": "yes", "mode": "unicast", "servers": TIME_SERVER, "vrf": "main", "freq-drift": "0.512 PPM"}
    told = {"status": "synchronized", "synced-server": TIME_SERVER, "synced-stratum": "3", "system-offset": "0.423 ms"}
    return _rows(rows | (told if follows else {"status": "waiting"}))


def _log(box: Box, *, detail: bool = False) -> str:
    rows = [(_when(box, entry), entry.topic, entry.text) for entry in log(box, *_LOGIN)]
    if detail:
        return "".join(f' time={at} topics={topics} message="{text}" \n' for at, topics, text in rows) + "\n"
    return "".join(f" {at} {topics} {text}\n" for at, topics, text in rows) + "\n"


def _when(box: Box, entry: Entry) -> str:
    """Version 6 leaves the year out, and the day where it is today."""
    if not _six(box):
        return _stamp(box, entry.at)
    local, today = entry.at.astimezone(OFFICE), clock(box).astimezone(OFFICE).date()
    return f"{local:%H:%M:%S}" if local.date() == today else f"{local:%b/%d %H:%M:%S}".lower()


def _files(box: Box) -> str:
    """Return the files, one line each, `terse`."""
    boot = started(box)
    files = [(name, "directory", "", boot) for name in ("skins", "pub")]
    files += [
        (f.name, ".rif file", f" size={f.size_kib:.1f}KiB", moment(box, f.days_before))
        for f in box.device.operation.crash_files
    ]
    return "".join(
        f" {n} name={name} type={kind}{size} creation-time={_stamp(box, at)} \n"
        for n, (name, kind, size, at) in enumerate(files)
    )


def _routes(box: Box) -> str:
    gateway = box.device.gateway
    if _six(box):
        return (
            "Flags: X - disabled, A - active, D - dynamic, C - connect, S - static, r - rip, b - bgp, o - ospf, "
            "m - mme,\nB - blackhole, U - unreachable, P - prohibit\n"
            " #      DST-ADDRESS        PREF-SRC        GATEWAY            DISTANCE\n"
            f" 0 A S  0.0.0.0/0                          {gateway:<25} 1\n\n"
        )
    return (
        "Flags: A - ACTIVE; s - STATIC\nColumns: DST-ADDRESS, GATEWAY, DISTANCE\n"
        f"#     DST-ADDRESS  GATEWAY{'':<9}DISTANCE\n0 As  0.0.0.0/0    {gateway:<16}       1\n\n"
    )


def _terse_routes(box: Box) -> str:
    gateway, port = box.device.gateway, box.device.uplinks[0]
    if _six(box):
        return (
            f" 0 A S  dst-address=0.0.0.0/0 gateway={gateway} gateway-status={gateway} reachable via  {port} "
            "distance=1 scope=30 target-scope=10 \n"
        )
    return (
        f" 0  As  dst-address=0.0.0.0/0 routing-table=main gateway={gateway} immediate-gw={gateway}%{port} distance=1 "
        "scope=30 target-scope=10 suppress-hw-offload=no \n"
    )


def _certificates(box: Box) -> str:
    """Return the certificates, one line each, `terse`."""
    days = box.device.operation.certificate_days
    if days is None:
        return "\n"
    start, end = _stamp(box, started(box)), _stamp(box, moment(box, -days))
    return (
        f" 0 K  T name=webfig key-type=rsa common-name={box.hostname} key-size=2048 days-valid=3650 trusted=yes "
        f"serial-number={box.number:016X} invalid-before={start} invalid-after={end} \n\n"
    )


def _ping(box: Box) -> str:
    gateway = box.device.gateway
    rows = "".join(f"{n:>5} {gateway:<40} 56  64 {389 + n * 11}us\n" for n in range(5))
    return (
        "  SEQ HOST                                     SIZE TTL TIME       STATUS\n"
        f"{rows}    sent=5 received=5 packet-loss=0% min-rtt=389us avg-rtt=411us max-rtt=433us\n\n"
    )
