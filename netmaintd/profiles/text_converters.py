"""Named converters for what a command line writes: addresses, sizes, rates, times, and names of ports.

Each takes the text of a column and returns a number, a text, or None where the text says nothing. The converters of
SNMP values are there as well, by the same names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_address, ip_interface

from netmaintd.profiles import moments
from netmaintd.profiles.converters import CONVERTERS, Converted

_HEX = re.compile(r"[0-9a-fA-F]{2,4}(?:[.:-][0-9a-fA-F]{2,4}){2,5}|[0-9a-fA-F]{12}|[0-9a-fA-F]{6}-[0-9a-fA-F]{6}")
_AMOUNT = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)\s*([kmgt]?)(?:i?b(?:ytes?|its?(?:/s(?:ec)?)?|ps)?(?:/s)?)?(?![a-z])", re.IGNORECASE
)
_POWER = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_COUNT = re.compile(r"\d{1,3}(?:[ ,.]\d{3})+(?!\d)|\d{1,20}")


def mac_address(text: str) -> str | None:
    """Return twelve hexadecimal digits of an address in any spelling; None for zeros and for what is none."""
    match = _HEX.search(text)
    digits = re.sub(r"[^0-9a-f]", "", match.group().lower()) if match else ""
    return digits if len(digits) == 12 and digits.strip("0") else None


def address(text: str) -> str | None:
    """Return an IPv4 or IPv6 address as facts spell it, without its prefix or zone."""
    try:
        return str(ip_address(text.strip().split("/")[0].split("%")[0]))
    except ValueError:
        return None


def prefix_length(text: str) -> float | None:
    """Return the length in `10.0.0.1/24` or `10.0.0.1/255.255.255.0`."""
    try:
        return ip_interface(text.strip()).network.prefixlen if "/" in text else None
    except ValueError:
        return None


def count(text: str) -> float | None:
    """Return a whole number, also one written with separators (`1,234,567`, `9 393 483`)."""
    match = _COUNT.search(text)
    return int(re.sub(r"\D", "", match.group())) if match else None


def percent(text: str) -> float | None:
    """Return 0 to 100 as a ratio, with or without its sign."""
    match = _NUMBER.search(text)
    share = float(match.group()) if match else -1.0
    return share / 100 if 0 <= share <= 100 else None


def idle_percent(text: str) -> float | None:
    """Return the busy share of what is idle so far."""
    idle = percent(text)
    return 1 - idle if idle is not None else None


def size(text: str) -> float | None:
    """Return bytes of `29.5MiB`, `512K` or `1024`; a thousand is 1024 here, as memory is told."""
    return _amount(text, 1024)


def bit_rate(text: str) -> float | None:
    """Return bits per second of `1Gbps`, `a-1000`, `100Mb/s`, `10G` or `1000000 Kbit`; a bare number is megabits."""
    rate = _amount(text, 1000)
    match = _AMOUNT.search(text)
    return rate * 1_000_000 if rate and match and match.group().strip().isdigit() else rate


def _amount(text: str, thousand: int) -> float | None:
    match = _AMOUNT.search(text[:100])
    if match is None:
        return None
    power: int = _POWER[match.group(2).lower()]
    return float(match.group(1).replace(",", "")) * float(thousand**power)


def moment(text: str) -> float | None:
    """Return seconds since 1970, None without a whole date and a known zone."""
    return moments.moment(text)


def day(text: str) -> str | None:
    """Return a date as `2026-11-25`."""
    found = moments.day(text)
    return found.isoformat() if found else None


_SEVERITIES = ("emerg", "alert", "crit", "err", "warn", "not", "info", "debug")


def severity(text: str) -> float | None:
    """Return 0 (emergency) to 7 (debug) of a word or a digit (RFC 5424)."""
    told = text.strip().lower()
    if len(told) == 1 and told in "01234567":
        return int(told)
    return next((level for level, word in enumerate(_SEVERITIES) if told.startswith(word)), None)


_PLUGS = (
    r"ethernet|gige|^(?:mgmt|me|fxp)\d|^(?:xe|ge|et|fe|mge)-\d|^(?:\d+/)*\d+$|^[a-z]\d+$|^port\s?\d+$"
    r"|^(?:gi|fa|te|tw|fo|hu|twe|ge|xge|40ge|100ge|eth|ether|sfp|qsfp)[\w+-]*\d|^(?:en|em|igb|ix|re|vmx)[ops]?\d"
)
_TYPES = (
    (r"loopback|^lo\d*$", 24),
    (r"^(?:vlan|irb|vlanif|bvi|ve|vl)[\s._-]?\d|^vlan", 136),
    (r"tunnel|^tu\d|^gre|^vxlan|^nve", 131),
    (r"^(?:port-?channel|po\d|eth-trunk|(?:bridge|route)-aggregation|aggregate|bundle|lag|ae\d|trk\d|bond)", 161),
    (_PLUGS, 6),
)
_TYPES_BY_NAME = tuple((re.compile(pattern, re.IGNORECASE), number) for pattern, number in _TYPES)
_PART = re.compile(r"[a-z].*\d[.:]\d{1,10}$", re.IGNORECASE)


def port_type(text: str) -> float | None:
    """Return IANAifType by the name of a port: 6 for one with a plug; None for a name that tells nothing.

    A part of a port (`Gi0/1.100`) has no plug: l2vlan (135).
    """
    name = text.strip()[:80]
    number = next((number for pattern, number in _TYPES_BY_NAME if pattern.search(name)), None)
    return 135 if number == 6 and _PART.match(name) else number


_BGP = ("idle", "connect", "active", "opensent", "openconfirm", "established")
_AS = re.compile(r"(\d{1,10})(?:\.(\d{1,5}))?")
_OSPF = {
    "down": "down", "attempt": "attempt", "init": "init", "2way": "twoWay", "two-way": "twoWay", "twoway": "twoWay",
    "exstart": "exchangeStart", "exchange": "exchange", "loading": "loading", "full": "full",
}  # fmt: skip


def as_number(text: str) -> float | None:
    """Return the number of an autonomous system, also one written in two parts (`1.10`, RFC 5396)."""
    match = _AS.search(text)
    if match is None:
        return None
    high, low = match.groups()
    return int(high) if low is None else int(high) * 65536 + int(low)


def bgp_state(text: str) -> str | None:
    """Return the state in the words of BGP4-MIB; a number of prefixes is shown only of an established session."""
    told = re.sub(r"[^a-z0-9]", "", text.strip().split("(")[0].lower())
    if told.isdigit() or told.startswith("estab"):
        return "established"
    return next((word for word in _BGP if told.startswith(word)), None)


def ospf_state(text: str) -> str | None:
    """Return the state in the words of OSPF-MIB, of `FULL/DR` the first part."""
    return _OSPF.get(re.split(r"[/ ]", text.strip().lower())[0])


_CISCO = (
    ("HundredGigE", "Hu"), ("HundredGigabitEthernet", "Hu"), ("FortyGigabitEthernet", "Fo"), ("FiftyGigE", "Fi"),
    ("TwentyFiveGigE", "Twe"), ("TwentyFiveGigabitEthernet", "Twe"), ("TenGigabitEthernet", "Te"), ("TenGigE", "Te"),
    ("FiveGigabitEthernet", "Fi"), ("TwoGigabitEthernet", "Tw"), ("GigabitEthernet", "Gi"), ("FastEthernet", "Fa"),
    ("AppGigabitEthernet", "Ap"), ("Ethernet", "Et"), ("Port-channel", "Po"), ("Loopback", "Lo"), ("Tunnel", "Tu"),
    ("Vlan", "Vl"), ("Serial", "Se"),
)  # fmt: skip


def cisco_if_name(text: str) -> str | None:
    """Return ifName as IOS gives it (`Gi1/0/1`) for the whole name that its commands show."""
    name = text.strip().replace(" ", "")
    for whole, short in _CISCO:
        if name.startswith(whole) and name[len(whole) :][:1].isdigit():
            return short + name[len(whole) :]
    return name or None


_COMWARE = {
    "GE": "GigabitEthernet", "XGE": "Ten-GigabitEthernet", "FGE": "FortyGigE", "HGE": "HundredGigE",
    "WGE": "Twenty-FiveGigE", "MGE": "M-GigabitEthernet", "BAGG": "Bridge-Aggregation", "RAGG": "Route-Aggregation",
    "Vlan": "Vlan-interface",
}  # fmt: skip
_VRP = {"GE": "GigabitEthernet", "XGE": "XGigabitEthernet", "Eth": "Ethernet", "MEth": "MEth"}
_SHORT = re.compile(r"([A-Za-z]+)(\d\S*)")


def comware_if_name(text: str) -> str | None:
    """Return ifName as Comware gives it for the short name that its tables show (`XGE1/0/1`)."""
    return _whole(text, _COMWARE)


def vrp_if_name(text: str) -> str | None:
    """Return ifName as VRP gives it for the short name that its tables show (`XGE0/0/1`)."""
    return _whole(text, _VRP)


def _whole(text: str, names: dict[str, str]) -> str | None:
    match = _SHORT.fullmatch(text.strip())
    return names.get(match.group(1), match.group(1)) + match.group(2) if match else text.strip() or None


def _as_text(convert: Callable[[bytes], Converted]) -> Callable[[str], Converted]:
    return lambda text: convert(text.encode("utf-8", "replace"))


TEXT_CONVERTERS: dict[str, Callable[[str], Converted]] = {
    **{name: _as_text(convert) for name, convert in CONVERTERS.items()},
    "percent": percent,
    "idle_percent": idle_percent,
    "mac_address": mac_address,
    "address": address,
    "prefix_length": prefix_length,
    "count": count,
    "size": size,
    "bit_rate": bit_rate,
    "moment": moment,
    "day": day,
    "severity": severity,
    "port_type": port_type,
    "cisco_if_name": cisco_if_name,
    "comware_if_name": comware_if_name,
    "vrp_if_name": vrp_if_name,
    "as_number": as_number,
    "bgp_state": bgp_state,
    "ospf_state": ospf_state,
}
