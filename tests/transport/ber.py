"""Just enough BER to answer an SNMPv2c request, so that a test can also answer it wrongly."""

from __future__ import annotations

from netmaintd.model.snmp import Oid, SmiType, SnmpValue

TAGS = {
    SmiType.INTEGER: 0x02,
    SmiType.OCTETS: 0x04,
    SmiType.OID: 0x06,
    SmiType.IP_ADDRESS: 0x40,
    SmiType.COUNTER32: 0x41,
    SmiType.GAUGE32: 0x42,
    SmiType.TIMETICKS: 0x43,
    SmiType.OPAQUE: 0x44,
    SmiType.COUNTER64: 0x46,
}
END_OF_MIB_VIEW, NO_SUCH_INSTANCE = b"\x82\x00", b"\x81\x00"


def tlv(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 128:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def integer(number: int, tag: int = 0x02) -> bytes:
    return tlv(tag, number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True))


def name(oid: Oid) -> bytes:
    out = bytearray()
    for part in (oid[0] * 40 + oid[1] if len(oid) > 1 else sum(oid), *oid[2:]):
        groups = [part & 0x7F]
        while part := part >> 7:
            groups.append(part & 0x7F | 0x80)
        out += bytes(reversed(groups))
    return tlv(0x06, bytes(out))


def value(given: SnmpValue) -> bytes:
    if isinstance(given.value, int):
        return integer(given.value, TAGS[given.smi])
    return name(given.value) if isinstance(given.value, tuple) else tlv(TAGS[given.smi], given.value)


def read(data: bytes, at: int) -> tuple[bytes, int]:
    """Return the content of a value, and where the next begins."""
    size, start = data[at + 1], at + 2
    if size >= 128:
        start += size & 127
        size = int.from_bytes(data[at + 2 : start], "big")
    return data[start : start + size], start + size


def read_name(content: bytes) -> Oid:
    parts, part = [], 0
    for octet in content:
        part = part << 7 | octet & 0x7F
        if not octet & 0x80:
            parts.append(part)
            part = 0
    first = min(parts[0] // 40, 2)
    return (first, parts[0] - 40 * first, *parts[1:])
