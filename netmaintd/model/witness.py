"""One-time links with which somebody of an agency reads and answers the berita acara of a visit from afar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from netmaintd.model.people import Official

LIFETIME = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class WitnessLink:
    """One link; its token is stored nowhere, so nobody can read a link that was given out."""

    id: str
    """Names the link in records; nobody can use it to get in."""
    round_id: str
    site: str
    document_sha256: str
    """The version of the berita acara that it is for, and no other."""
    made_by: str
    made_at: datetime
    ends_at: datetime
    made_from: str
    """Where it was made: the address under a key that only the token's holder has. Told apart, never read."""
    used_at: datetime | None = None
    used_from: str = ""
    revoked_at: datetime | None = None

    @property
    def same_address(self) -> bool:
        """Whether it was used where it was made: a phone of the team, or the same office's network."""
        return bool(self.used_from) and self.used_from == self.made_from


@dataclass(frozen=True, slots=True)
class LinkUse:
    """The use of a link, recorded with the decision that it brought."""

    id: str
    used_from: str


@dataclass(frozen=True, slots=True)
class ByLink:
    """Who decides by a link: no account, but a person of the agency as he names himself."""

    witness: Official
    use: LinkUse


class LinkState(StrEnum):
    """What somebody finds who opens a link. `word` and `remedy` are for him."""

    OPEN = "open"
    UNKNOWN = "unknown"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"
    CHANGED = "changed"
    SETTLED = "settled"

    @property
    def word(self) -> str:
        """What is the matter."""
        return _WORDS[self]

    @property
    def remedy(self) -> str:
        """What to do."""
        return _REMEDIES[self]


_WORDS = {
    LinkState.OPEN: "Tautan ini dapat dipakai.",
    LinkState.UNKNOWN: "Tautan ini tidak dikenal.",
    LinkState.USED: "Tautan ini sudah dipakai.",
    LinkState.REVOKED: "Tautan ini sudah dicabut.",
    LinkState.EXPIRED: "Masa berlaku tautan ini sudah lewat.",
    LinkState.CHANGED: "Berita acara ini sudah diganti dengan versi yang lebih baru.",
    LinkState.SETTLED: "Berita acara ini tidak lagi menunggu jawaban.",
}
_REMEDIES = {
    LinkState.OPEN: "Baca berita acaranya, lalu tanda tangani atau ajukan keberatan.",
    LinkState.UNKNOWN: "Buka tautan langsung dari pesan yang Anda terima; bila tetap tidak dikenal, minta tautan baru.",
    LinkState.USED: "Jawaban sudah tercatat. Bila bukan Anda yang memakainya, segera beri tahu petugas.",
    LinkState.REVOKED: "Pakai tautan terbaru yang dikirim petugas, atau minta tautan baru.",
    LinkState.EXPIRED: "Tautan berlaku 72 jam. Minta tautan baru kepada petugas.",
    LinkState.CHANGED: "Belum ada yang tercatat atas nama Anda. Minta tautan untuk versi terbaru kepada petugas.",
    LinkState.SETTLED: "Anda tidak perlu berbuat apa-apa. Bila ada pertanyaan, hubungi petugas.",
}
