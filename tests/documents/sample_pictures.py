"""Pictures for the sample: photos that the test draws itself, a small JPEG, arms, and files that are none of these."""

from __future__ import annotations

import base64

from netmaintd.documents.sample.pictures import png

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H/"
    "///6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAAR"
    "CAAMABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAA"
    "AgP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCQFQf/2Q=="
)
ARMS = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 70"><path d="M5 5h50v30q0 20-25 30q-25-10-25-30z" '
    b'fill="#14532d" stroke="#b58900" stroke-width="3"/><path d="M30 14l5 14h14l-11 9 4 14-12-8-12 8 4-14-11-9h14z" '
    b'fill="#fde047"/></svg>'
)
NO_PICTURES = {
    "PNG that ends after its first bytes": png()[:60],
    "PNG with a damaged middle": png()[:200] + b"\0" * 80 + png()[280:],
    "JPEG of three bytes": b"\xff\xd8\xff",
    "JPEG start and then text": b"\xff\xd8\xff\xe0" + b"not a picture" * 40,
    "HTML page": b"<html><script>alert(1)</script></html>",
    "nothing": b"",
}
"""What a phone, a broken upload or an attacker may leave under the name of a photo."""
