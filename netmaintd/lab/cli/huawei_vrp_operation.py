"""Huawei VRP at work: clock, log, flash, the way out, and echo requests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from netmaintd.lab.operation import TIME_SERVER, Entry, clock, log, moment, started

if TYPE_CHECKING:
    from netmaintd.lab.box import Box
    from netmaintd.lab.cli.dialect import Answers

OFFICE = ZoneInfo("Asia/Jakarta")
_LOGIN = ("SSH/5/SSH_USER_LOGIN", "The SSH user succeeded in logging in. (UserName=petugas, UserAddress=10.60.99.10)")


def answers(box: Box) -> Answers:
    """Return what each command prints."""
    gateway = box.device.gateway
    return {
        "display clock": lambda: _clock(box),
        "display ntp-service status": lambda: _ntp(box),
        "display logbuffer": lambda: _logbuffer(box),
        "dir": lambda: _directory(box),
        "dir flash:": lambda: _directory(box),
        "display reboot-info": lambda: _reboots(box),
        "display ip routing-table 0.0.0.0": lambda: _default_route(box),
        f"ping {gateway}": lambda: _ping(box),
        f"ping -c 5 {gateway}": lambda: _ping(box),
    }


def _local(when: datetime) -> datetime:
    return when.astimezone(OFFICE)


def _clock(box: Box) -> str:
    now = _local(clock(box))
    return f"{now:%Y-%m-%d %H:%M:%S}+07:00\n{now:%A}\nTime Zone(WIB) : UTC+07:00\n"


def _ntp(box: Box) -> str:
    if not box.device.operation.synchronised:
        return (
            " clock status: unsynchronized\n clock stratum: 16\n reference clock ID: none\n"
            " nominal frequency: 100.0000 Hz\n actual frequency: 100.0000 Hz\n clock precision: 2^17\n"
            " clock offset: 0.0000 ms\n root delay: 0.00 ms\n root dispersion: 0.00 ms\n peer dispersion: 0.00 ms\n"
            " reference time: 00:00:00.000 UTC Jan 1 1900(00000000.00000000)\n"
            " synchronization state: clock not set\n"
        )
    last = clock(box) - timedelta(seconds=57)
    return (
        f" clock status: synchronized\n clock stratum: 4\n reference clock ID: {TIME_SERVER}\n"
        " nominal frequency: 100.0000 Hz\n actual frequency: 99.9998 Hz\n clock precision: 2^17\n"
        " clock offset: 0.4170 ms\n root delay: 2.71 ms\n root dispersion: 10.94 ms\n peer dispersion: 10.00 ms\n"
        f" reference time: {last:%H:%M:%S}.417 UTC {last:%b} {last.day} {last:%Y}(E8D5A3C1.6AC08312)\n"
        " synchronization state: clock synchronized\n"
    )


def _logbuffer(box: Box) -> str:
    """Return the log, the newest line first."""
    entries = log(box, *_LOGIN)
    return (
        "Logging buffer configuration and contents : enabled\nAllowed max buffer size : 1024\n"
        "Actual buffer size : 512\nChannel number : 4, Channel name : logbuffer\nDropped messages : 0\n"
        f"Overwritten messages : 0\nCurrent messages : {len(entries)}\n\n"
        + "".join(_line(box, number, entry) for number, entry in enumerate(reversed(entries)))
    )


def _line(box: Box, number: int, entry: Entry) -> str:
    at = _local(entry.at)
    stamp = f"{at:%b} {at.day:>2} {at:%Y %H:%M:%S}+07:00"
    return f"{stamp} {box.hostname} %%01{entry.topic}(l)[{number}]:{entry.text}\n"


def _directory(box: Box) -> str:
    volume = box.device.volumes[0]
    total = volume.size_mib * 1024
    boot = _local(started(box))
    files = [(int(volume.size_mib * 1048576 * volume.used * 0.8), boot, "s5735-l.cc"), (9142, boot, "vrpcfg.zip")]
    files += [(f.size_kib * 1024, _local(moment(box, f.days_before)), f.name) for f in box.device.operation.crash_files]
    rows = "".join(
        f"{n:>5}  -rw-  {size:>14,}  {at:%b} {at.day:02} {at:%Y %H:%M:%S}   {name}\n"
        for n, (size, at, name) in enumerate(files)
    )
    return (
        "Directory of flash:/\n\n  Idx  Attr     Size(Byte)  Date        Time       FileName \n"
        f"{rows}\n{total:,} KB total ({int(total * (1 - volume.used)):,} KB free)\n"
    )


def _reboots(box: Box) -> str:
    kind = "EXCEPTION" if box.device.operation.crashed else "POWER"
    return (
        "Slot ID    Times    Reboot Type         Reboot Time(DST)\n"
        "===================================================================\n"
        f"0          1        {kind:<20}{_local(started(box)):%Y/%m/%d %H:%M:%S}\n"
        "===================================================================\n"
    )


def _default_route(box: Box) -> str:
    rule = "-" * 78
    return (
        f"Route Flags: R - relay, D - download to fib, T - to vpn-instance\n{rule}\n"
        "Routing Table : Public\nSummary Count : 1\n"
        "Destination/Mask    Proto   Pre  Cost        Flags NextHop         Interface\n\n"
        f"        0.0.0.0/0   Static  60   0             RD  {box.device.gateway:<15} Vlanif99\n\n"
    )


def _ping(box: Box) -> str:
    gateway = box.device.gateway
    replies = "".join(f"    Reply from {gateway}: bytes=56 Sequence={n} ttl=64 time=1 ms\n" for n in range(1, 6))
    return (
        f"  PING {gateway}: 56  data bytes, press CTRL_C to break\n{replies}\n"
        f"  --- {gateway} ping statistics ---\n    5 packet(s) transmitted\n    5 packet(s) received\n"
        "    0.00% packet loss\n    round-trip min/avg/max = 1/1/1 ms\n\n"
    )
