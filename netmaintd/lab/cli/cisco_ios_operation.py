"""Cisco IOS at work: clock, log, flash, the way out, certificates, and echo requests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from netmaintd.lab.operation import TIME_SERVER, Entry, clock, log, moment, started

if TYPE_CHECKING:
    from netmaintd.lab.box import Box
    from netmaintd.lab.cli.dialect import Answers

OFFICE = ZoneInfo("Asia/Jakarta")
_LOGIN = ("SEC_LOGIN-5-LOGIN_SUCCESS", "Login Success [user: petugas] [Source: 10.60.99.10] [localport: 22]")


def answers(box: Box) -> Answers:
    """Return what each command prints."""
    flash = box.device.volumes[0].name if box.device.volumes else "flash:"
    return {
        "show clock": lambda: _clock(box),
        "show clock detail": lambda: f"{_clock(box)}Time source is {'NTP' if _follows(box) else 'hardware calendar'}\n",
        "show ntp status": lambda: _ntp(box),
        "show ntp associations": lambda: _associations(box),
        "show logging": lambda: _logging(box),
        "dir": lambda: _directory(box, flash),
        f"dir {flash}": lambda: _directory(box, flash),
        "dir crashinfo:": lambda: _directory(box, "crashinfo:"),
        "show file systems": lambda: _file_systems(box, flash),
        "show ip route 0.0.0.0": lambda: _default_route(box),
        "show crypto pki certificates": lambda: _certificates(box),
        f"ping {box.device.gateway}": lambda: _ping(box),
    }


def returned_by(box: Box) -> str:
    """Return why the device started, in the words of `show version`."""
    return "Critical software exception" if box.device.operation.crashed else "power-on"


def _follows(box: Box) -> bool:
    return box.device.operation.synchronised


def _local(when: datetime) -> datetime:
    return when.astimezone(OFFICE)


def _clock(box: Box) -> str:
    """A star means that nobody vouches for the time."""
    now = _local(clock(box))
    star = "" if _follows(box) else "*"
    return f"{star}{now:%H:%M:%S}.{now.microsecond // 1000:03d} WIB {now:%a %b} {now.day} {now:%Y}\n"


def _ntp(box: Box) -> str:
    uptime = int(box.life.uptime_s() * 100)
    if not _follows(box):
        return (
            "Clock is unsynchronized, stratum 16, no reference clock\n"
            "nominal freq is 250.0000 Hz, actual freq is 250.0000 Hz, precision is 2**10\n"
            f"ntp uptime is {uptime} (1/100 of seconds), resolution is 4000\n"
            "reference time is 00000000.00000000 (07:00:00.000 WIB Mon Jan 1 1900)\n"
            "clock offset is 0.0000 msec, root delay is 0.00 msec\n"
            "root dispersion is 0.00 msec, peer dispersion is 0.00 msec\n"
            "loopfilter state is 'FSET' (Drift set from file), drift is 0.000000000 s/s\n"
            "system poll interval is 64, never updated.\n"
        )
    last = _local(clock(box) - timedelta(seconds=143))
    return (
        f"Clock is synchronized, stratum 4, reference is {TIME_SERVER}\n"
        "nominal freq is 250.0000 Hz, actual freq is 249.9977 Hz, precision is 2**10\n"
        f"ntp uptime is {uptime} (1/100 of seconds), resolution is 4000\n"
        f"reference time is E8D5A3C1.8B4395B2 ({last:%H:%M:%S}.544 WIB {last:%a %b} {last.day} {last:%Y})\n"
        "clock offset is 0.5210 msec, root delay is 2.51 msec\n"
        "root dispersion is 9.22 msec, peer dispersion is 3.05 msec\n"
        "loopfilter state is 'CTRL' (Normal Controlled Loop), drift is 0.000009180 s/s\n"
        "system poll interval is 256, last update was 143 sec ago.\n"
    )


def _associations(box: Box) -> str:
    mark, reach = ("*~", "  377") if _follows(box) else (" ~", "    0")
    refers, stratum = ("10.9.0.1       ", 3) if _follows(box) else (".INIT.         ", 16)
    return (
        "\n  address         ref clock       st   when   poll reach  delay  offset   disp\n"
        f"{mark}{TIME_SERVER:<16} {refers} {stratum:>2}    143    256 {reach}  2.510   0.521  3.050\n"
        " * sys.peer, # selected, + candidate, - outlyer, x falseticker, ~ configured\n"
    )


def _logging(box: Box) -> str:
    entries = log(box, *_LOGIN)
    count = len(entries)
    head = (
        "Syslog logging: enabled (0 messages dropped, 3 messages rate-limited, 0 flushes, 0 overruns, xml disabled, "
        "filtering disabled)\n\nNo Active Message Discriminator.\n\n\nNo Inactive Message Discriminator.\n\n\n"
        f"    Console logging: level debugging, {count} messages logged, xml disabled,\n"
        "                     filtering disabled\n"
        "    Monitor logging: level debugging, 0 messages logged, xml disabled,\n"
        "                     filtering disabled\n"
        f"    Buffer logging:  level debugging, {count} messages logged, xml disabled,\n"
        "                    filtering disabled\n"
        "    Exception Logging: size (4096 bytes)\n"
        "    Count and timestamp logging messages: disabled\n"
        "    File logging: disabled\n    Persistent logging: disabled\n\nNo active filter modules.\n\n"
        f"    Trap logging: level informational, {count + 3} message lines logged\n"
        "        Logging to 10.60.99.10  (udp port 514, audit disabled,\n              link up),\n"
        f"              {count + 3} message lines logged,\n              0 message lines rate-limited,\n"
        "              0 message lines dropped-by-MD,\n              xml disabled, sequence number disabled\n"
        "              filtering disabled\n\nLog Buffer (16384 bytes):\n\n"
    )
    return head + "".join(_line(box, entry) for entry in entries)


def _line(box: Box, entry: Entry) -> str:
    at = _local(entry.at)
    star = "" if _follows(box) else "*"
    return f"{star}{at:%b} {at.day:>2} {at:%Y %H:%M:%S}.{entry.severity}17 WIB: %{entry.topic}: {entry.text}\n"


def _directory(box: Box, where: str) -> str:
    """Return a directory; IOS XE keeps what a crash left apart, IOS 15 in the flash."""
    classic = box.device.os_version.startswith("15")
    volumes = {volume.name: volume for volume in box.device.volumes}
    volume = volumes.get(where) or next(iter(volumes.values()), None)
    if volume is None or (classic and where == "crashinfo:"):
        return f"%Error opening {where}/ (No such device)\n"
    total = volume.size_mib * 1048576
    free = int(total * (1 - volume.used))
    boot = _local(started(box))
    rows = [(3096, boot, "vlan.dat"), (1048, boot, "multiple-fs"), (int(total * volume.used * 0.8), boot, "ios.bin")]
    left = [(f.size_kib * 1024, _local(moment(box, f.days_before)), f.name) for f in box.device.operation.crash_files]
    rows = left if where == "crashinfo:" else [*rows, *left] if classic else rows
    files = "".join(
        f"{n:>5}  -rw-  {size:>11}  {at:%b} {at.day:>2} {at:%Y %H:%M:%S} +07:00  {name}\n"
        for n, (size, at, name) in enumerate(rows, start=2)
    )
    return f"Directory of {where}/\n\n{files}\n{total} bytes total ({free} bytes free)\n"


def _file_systems(box: Box, flash: str) -> str:
    rows = "".join(
        f"{'*' if v.name == flash else ' '}{v.size_mib * 1048576:>13}{int(v.size_mib * 1048576 * (1 - v.used)):>15}"
        f"  {'disk' if v.name == 'bootflash:' else 'flash':>8}     rw   {v.name}\n"
        for v in box.device.volumes
    )
    return (
        "File Systems:\n\n       Size(b)       Free(b)      Type  Flags  Prefixes\n"
        f"{rows}             -             -    opaque     rw   system:\n"
        "       2097152       2070152     nvram     rw   nvram:\n"
    )


def _default_route(box: Box) -> str:
    if box.device.gateway is None:
        return "% Network not in table\n"
    return (
        "Routing entry for 0.0.0.0/0, supernet\n"
        '  Known via "static", distance 1, metric 0, candidate default path\n'
        f"  Routing Descriptor Blocks:\n  * {box.device.gateway}\n"
        "      Route metric is 0, traffic share count is 1\n"
    )


def _certificates(box: Box) -> str:
    days = box.device.operation.certificate_days
    if days is None:
        return ""
    name, start = f"IOS-Self-Signed-Certificate-{box.number:010d}", _local(started(box))
    end = _local(moment(box, -days))
    return (
        "Router Self-Signed Certificate\n  Status: Available\n  Certificate Serial Number (hex): 01\n"
        f"  Certificate Usage: General Purpose\n  Issuer:\n    cn={name}\n"
        f"  Subject:\n    Name: {name}\n    cn={name}\n  Validity Date:\n"
        f"    start date: {start:%H:%M:%S} WIB {start:%b} {start.day} {start:%Y}\n"
        f"    end   date: {end:%H:%M:%S} WIB {end:%b} {end.day} {end:%Y}\n"
        f"  Associated Trustpoints: TP-self-signed-{box.number:010d}\n  Storage: nvram:IOS-Self-Sig#1.cer\n\n"
    )


def _ping(box: Box) -> str:
    return (
        "Type escape sequence to abort.\n"
        f"Sending 5, 100-byte ICMP Echos to {box.device.gateway}, timeout is 2 seconds:\n!!!!!\n"
        "Success rate is 100 percent (5/5), round-trip min/avg/max = 1/1/4 ms\n"
    )
