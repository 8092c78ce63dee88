"""Named converters: the only code that a platform's file may ask for, by name.

Each takes the value as it came (int, bytes or OID) and returns a number, a text, or None where the value
does not say anything.
"""

from __future__ import annotations

import ipaddress
import math
import re
import struct
from collections.abc import Callable

from netmaintd.model.snmp import Oid, dotted

Raw = int | bytes | Oid
Converted = float | str | None


def text(value: Raw) -> str | None:
    """Return printable text on one line; None when nothing of it is left."""
    if isinstance(value, tuple):
        return dotted(value)
    if isinstance(value, int):
        return str(value)
    shown = value.decode("utf-8", "replace").replace("\x00", "")
    if not shown.isprintable():
        shown = "".join(c if c.isprintable() else " " for c in shown)
    clean = " ".join(shown.split())
    return clean or None


def number(value: Raw) -> float | None:
    """Return a number, also from digits sent as text."""
    if isinstance(value, int):
        return value if abs(value) < 2**64 else None
    if isinstance(value, tuple):
        return None
    if value[:3] == b"\x9f\x78\x04" and len(value) == 7:
        return _finite(struct.unpack(">f", value[3:])[0])
    try:
        return _finite(float(value.decode("ascii", "replace").strip().split(" ")[0] or "nan"))
    except ValueError:
        return None


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def percent(value: Raw) -> float | None:
    """Return 0 to 100 as a ratio; outside of it the device says nothing."""
    share = number(value)
    return share / 100 if share is not None and 0 <= share <= 100 else None


def idle_percent(value: Raw) -> float | None:
    """Return the busy share of a processor of which the idle share is told."""
    idle = percent(value)
    return 1 - idle if idle is not None else None


def positive_percent(value: Raw) -> float | None:
    """Return a ratio where 0 means that there is nothing to measure (HUAWEI-ENTITY-EXTENT-MIB)."""
    return percent(value) or None


def plausible_celsius(value: Raw) -> float | None:
    """Return degrees where 0 and 2147483647 mean that there is no sensor (HUAWEI-ENTITY-EXTENT-MIB)."""
    degrees = number(value)
    return degrees if degrees and -60 <= degrees <= 250 else None


def negated(value: Raw) -> float | None:
    """Return a level below zero that is told without its sign (noise in dBm)."""
    level = number(value)
    return -abs(level) if level is not None else None


def ip_address(value: Raw) -> str | None:
    """Return an IPv4 or IPv6 address in its usual form, without the four octets of a zone (RFC 4001)."""
    if not isinstance(value, bytes) or len(value) not in (4, 8, 16, 20):
        return None
    return str(ipaddress.ip_address(value[: 16 if len(value) >= 16 else 4]))


def mac(value: Raw) -> str | None:
    """Return twelve hexadecimal digits; None for an address of another length or of zeros."""
    return value.hex() if isinstance(value, bytes) and len(value) == 6 and any(value) else None


def bridge_id(value: Raw) -> str | None:
    """Return the address in a bridge identifier of BRIDGE-MIB, which is two octets of priority and a MAC address.

    Zeros are an answer: this bridge knows of no root.
    """
    return value[2:].hex() if isinstance(value, bytes) and len(value) == 8 else None


def hundredths_of_second(value: Raw) -> float | None:
    """Return TimeTicks in seconds."""
    ticks = number(value)
    return ticks / 100 if ticks is not None else None


def minutes(value: Raw) -> float | None:
    """Return minutes in seconds."""
    count = number(value)
    return count * 60 if count is not None else None


_SPELT = re.compile(r"(\d+)\s*(years?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|[ywdhms])(?![a-z])", re.I)
_CLOCK = re.compile(r"(\d+):(\d\d)(?::(\d\d))?(?!\S)")
_SECONDS = {"y": 31_536_000.0, "w": 604_800.0, "d": 86_400.0, "h": 3600.0, "m": 60.0, "s": 1.0}


def duration(value: Raw) -> float | None:
    """Return seconds of `1 year, 2 weeks, 4 hours`, `3w2d04:05:06` or `5 days, 4:05`."""
    told = text(value) or ""
    clock, spelt = _CLOCK.search(told), _SPELT.findall(told)
    if clock is None and not spelt:
        return None
    whole = sum(float(count) * _SECONDS[unit[0].lower()] for count, unit in spelt)
    hours, minute, second = (float(part or 0) for part in clock.groups()) if clock else (0.0, 0.0, 0.0)
    return _finite(whole + hours * 3600 + minute * 60 + second)


def fahrenheit(value: Raw) -> float | None:
    """Return degrees Celsius."""
    degrees = number(value)
    return (degrees - 32) / 1.8 if degrees is not None else None


def milliwatt_to_dbm(value: Raw) -> float | None:
    """Return dBm; None for no light at all."""
    power = number(value)
    return 10 * math.log10(power) if power and power > 0 else None


def optical_power(value: Raw) -> float | None:
    """Return dBm of microwatts or, where negative, hundredths of a dBm; 0 and -1 are no light or no module.

    Source: HUAWEI-ENTITY-EXTENT-MIB, whose unit changed between releases.
    """
    power = number(value)
    if power is None or power in (0, -1):
        return None
    return power / 100 if power < 0 else 10 * math.log10(power / 1000)


def port_list(value: Raw) -> str | None:
    """Return the numbers of the ports in a PortList of Q-BRIDGE-MIB (RFC 4363), whose first bit is port 1."""
    if not isinstance(value, bytes):
        return None
    return " ".join(str(octet * 8 + bit + 1) for octet, v in enumerate(value) for bit in range(8) if v & 0x80 >> bit)


def kilobytes(value: Raw) -> float | None:
    """Return bytes of a memory told in kilobytes or, from 64 GB of them on, in bytes: no switch has as much.

    Source: agentSwitchCpuProcessMemAvailable of the FASTPATH family says kilobytes, and some models send bytes.
    """
    told = number(value)
    if told is None or told < 0:
        return None
    return told * 1024 if told < 64 * 1024 * 1024 else told


def channel_frequency(value: Raw) -> float | None:
    """Return the hertz at the middle of a channel of IEEE 802.11 in the bands of 2.4 and 5 GHz."""
    channel = number(value)
    if channel is None:
        return None
    if 1 <= channel <= 13:
        return (2407 + 5 * channel) * 1e6
    if channel == 14:
        return 2484e6
    # Centres are even numbers up to 144 and odd ones from 149; all others are of the band of 6 GHz.
    known = (32 <= channel <= 144 and channel % 2 == 0) or (149 <= channel <= 177 and channel % 2 == 1)
    return (5000 + 5 * channel) * 1e6 if known else None


def row_pointer(value: Raw) -> float | None:
    """Return the last number of an OID: the ifIndex that a RowPointer into ifTable names; None for 0.0."""
    return value[-1] if isinstance(value, tuple) and len(value) > 2 else None


def laser_bias(value: Raw) -> float | None:
    """Return amperes of milliamperes or, from 500 on, microamperes; 0 and -1 are no light or no module.

    A laser of a module takes a few to some hundred milliamperes.
    Source: HUAWEI-ENTITY-EXTENT-MIB says milliamperes, and releases before V200R011 send microamperes.
    """
    current = number(value)
    if current is None or current <= 0:
        return None
    return current / 1000 if current < 500 else current / 1_000_000


def volts_or_millivolts(value: Raw) -> float | None:
    """Return volts; no supply of a board has more than 100 V, and none less than 100 mV.

    Source: HUAWEI-ENTITY-EXTENT-MIB, hwEntityVoltage, which AR routers send in volts and all others in millivolts.
    """
    told = number(value)
    if told is None or told <= 0:
        return None
    return told if told <= 100 else told / 1000


def port_id(value: Raw) -> str | None:
    """Return an LLDP port or chassis id: text, or a MAC address as digits."""
    if isinstance(value, bytes) and len(value) == 6 and not value.isascii():
        return value.hex()
    return text(value)


CONVERTERS: dict[str, Callable[[Raw], Converted]] = {
    "text": text,
    "number": number,
    "percent": percent,
    "idle_percent": idle_percent,
    "positive_percent": positive_percent,
    "plausible_celsius": plausible_celsius,
    "negated": negated,
    "ip_address": ip_address,
    "mac": mac,
    "bridge_id": bridge_id,
    "hundredths_of_second": hundredths_of_second,
    "minutes": minutes,
    "duration": duration,
    "fahrenheit": fahrenheit,
    "milliwatt_to_dbm": milliwatt_to_dbm,
    "optical_power": optical_power,
    "kilobytes": kilobytes,
    "channel_frequency": channel_frequency,
    "row_pointer": row_pointer,
    "laser_bias": laser_bias,
    "volts_or_millivolts": volts_or_millivolts,
    "port_id": port_id,
    "port_list": port_list,
}
