"""Where a text of a device says what somebody named, wrote or numbered: patterns of all platforms.

Patterns look for what stands before a name, not for names; each takes at most one line and never goes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_VALUE = r"(?:\"([^\"\n]{1,300})\"|'([^'\n]{1,300})'|([^\s\"',;{}<>]{1,200}))"
_SEP = r"(?:[ \t]|[ \t]{0,40}[:=>][ \t]{0,8})"
"""One blank, or a sign, also the end of a tag; more blanks are the gap to the next column."""
_REST = r"(?:\"([^\"\n]{1,500})\"|([^\s\"][^\n]{0,500}))"
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"\b(?:hostname|sysname|host-name|system-name|sys-name|system name|device name|identity){_SEP}{_VALUE}",
        rf"^/?system identity\n?[ \t]{{0,8}}set name={_VALUE}",
        rf"\b(?:username|local-user|user-name|login user|ssh user|usm-user|user|owner|admin-user){_SEP}{_VALUE}",
        rf"\b(?:changed?|configured|updated|saved|modified|committed|logged|login)\b[^\n]{{0,80}}?"
        rf"\bby (?:user )?{_VALUE}",
    )
)
"""What calls a device or a person by name: digits of it are private as well."""
_LABELLED = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"(?<![\w-])(?:name|ssid|vrf(?: definition)?|vpn-instance|forwarding|list|group|pool|profile|trustpoint|zone"
        rf"|security-zone|realm|workgroup|domain(?:-name)?|domain name|prefix-list|ip-prefix|route-map|route-policy"
        rf"|policy-map|class-map(?: match-a\w{{2,3}})?|service-policy(?: input| output)?|crypto map|key ?chain"
        rf"|access-list(?: extended| standard)?|access-group|acl(?: name)?|object(?:-group)?(?: \w{{1,20}})?"
        rf"|tunnel-group|group-policy|server(?: radius| tacacs\+)?|edit|view|address-list|routing-instances|schedule)"
        rf"{_SEP}{_VALUE}",
    )
)
"""What somebody gave a name, in a configuration; elsewhere the same words are heads of columns."""
_DESCRIBED = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"(?<![\w-])(?:description|remark|alias|descr?|detail|port-name|caption){_SEP}{_REST}",
        r"\b(?:comment|description|alias|note)=(?:\"([^\"]{1,500})\"|(\S{1,200}))",
    )
)
"""What somebody wrote: its words are private."""
_WHOLE = re.compile(
    r"(?:(?<![\w-])(?:sys-?)?(?:location|contact)(?:-info)?[ \t]{0,40}[:=][ \t]{0,8}"
    r"|^[ \t]{0,20}(?:(?:set )?(?:snmp\S{0,20}|system)(?: sys-info)?[ \t]|[ \t]|sys-info[ \t])"
    r"(?:sys-?)?(?:location|contact)[ \t]+)"
    r"(?:\"([^\"\n]{1,500})\"|(?<==)([^\s\"]\S{0,300})|([^\s\"=:][^\n]{0,500}))",
    re.IGNORECASE | re.MULTILINE,
)
"""Where the device is and whose it is: nothing of it stays, not even a number."""
_BANNER = re.compile(
    r"^[ \t]{0,8}(?:set )?(?:banner|header)[ \t][^\n]{0,60}?"
    r"(?P<mark>\^C|[%#@$~^|\"])(?P<text>[\s\S]{0,8000}?)(?P=mark)",
    re.IGNORECASE | re.MULTILINE,
)
_SERIAL = re.compile(
    r"(?<![\w-])(?:serial[ _-]?(?:number|num|no)?|s/n|sn|esn(?: of [\w ]{1,40})?|processor board id|chassis id"
    r"|software[ -]id|barcode|service tag|asset tag|system id|license key|uuid|engineid(?: local)?|local-engineid)"
    r"\.?[\"']?[ \t]{0,40}[ \t:=#][ \t]{0,8}[\"']?([A-Z0-9][A-Z0-9-]{4,40})",
    re.IGNORECASE,
)
_SERIAL_COLUMN = re.compile(r"\bserial(?:[ _-]?(?:number|num|no)\.?)?", re.IGNORECASE)
_ROWS = 200
_DOMAIN = re.compile(
    r"(?<![\w.-])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,6}(?:id|com|net|org|edu|gov|info|biz|io|local|lan|localdomain|internal"
    r"|intra|intranet|corp|home)(?![\w-])",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_MAKERS = re.compile(
    r"(?:^|\.)(?:cisco|mikrotik|huawei|hp|hpe|arubanetworks|juniper|arista|fortinet|dell|ui|ubnt|ruijie|zte|h3c"
    r"|extremenetworks|openssh|debian|ubuntu|kernel|gnu|vyos|netgear|zyxel|tp-link|dlink|alliedtelesis|ruckuswireless"
    r"|opensource|apache|w3)\.(?:com|net|org|io)$",
    re.IGNORECASE,
)


def named(text: str) -> Iterator[str]:
    """Yield what devices and people are called in a text."""
    for pattern in _NAMED:
        yield from (_group(found) for found in pattern.finditer(text))
    yield from (found.group().partition("@")[0] for found in _MAIL.finditer(text))


def labelled(text: str) -> Iterator[str]:
    """Yield what somebody gave a name in a configuration: lists, networks, groups."""
    for pattern in _LABELLED:
        yield from (_group(found) for found in pattern.finditer(text))


def described(text: str) -> Iterator[str]:
    """Yield what somebody wrote: descriptions, comments, banners; and domains."""
    for pattern in _DESCRIBED:
        yield from (_group(found) for found in pattern.finditer(text))
    yield from (found.group("text") for found in _BANNER.finditer(text))
    yield from (found.group() for found in _MAIL.finditer(text))
    for found in _DOMAIN.finditer(text):
        if not _MAKERS.search(found.group()):
            yield found.group()


def whole(text: str) -> Iterator[tuple[int, int]]:
    """Yield where locations, contacts and banners stand, of which nothing may stay."""
    for pattern in (_WHOLE, _BANNER):
        for found in pattern.finditer(text):
            group = "text" if pattern is _BANNER else next(n for n in (1, 2, 3) if found.group(n) is not None)
            yield found.span(group)


def serials(text: str) -> Iterator[str]:
    """Yield serial numbers, by what stands before them and by the head of their column."""
    yield from (found.group(1) for found in _SERIAL.finditer(text) if re.search(r"\d", found.group(1)))
    lines = text.split("\n")
    for number, line in enumerate(lines):
        for head in _SERIAL_COLUMN.finditer(line):
            yield from _column(lines[number + 1 : number + 1 + _ROWS], *head.span())


def _column(lines: list[str], start: int, end: int) -> Iterator[str]:
    for line in lines:
        if not line.strip():
            return
        for found in re.finditer(r"\S+", line):
            fits = found.start() < end and found.end() > start
            if fits and re.fullmatch(r"(?=[A-Z-]*\d)[A-Z0-9-]{6,40}", found.group()):
                yield found.group()


def _group(found: re.Match[str]) -> str:
    return next((group for group in found.groups() if group), "")
