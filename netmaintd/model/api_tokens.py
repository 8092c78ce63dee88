"""Tokens with which a program asks the API in the name of a person: what each may, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a token is good for. It narrows what its owner may today, and never adds to it."""

    INVENTORY = "read:inventory"
    ROUNDS = "read:rounds"
    RESULTS = "read:results"
    DOCUMENTS = "read:documents"
    FINDINGS = "read:findings"
    DECIDE = "decide"

    @property
    def word(self) -> str:
        """What a page says."""
        return {
            "read:inventory": "Membaca lokasi dan perangkat, alamat dan nomor serinya, dan rencana",
            "read:rounds": "Membaca putaran: langkah, kunjungan, kekurangan",
            "read:results": "Membaca hasil pemeriksaan",
            "read:documents": "Membaca register dokumen dan isinya",
            "read:findings": "Membaca temuan dan rujukan",
            "decide": "Memutuskan atas nama saya",
        }[self.value]


@dataclass(frozen=True, slots=True)
class ApiToken:
    """One token, as its owner may see it; the token itself is known to him alone."""

    key: str
    """Names the token; nobody can use it to get in."""
    user: str
    title: str
    """What it is for, in the words of its owner."""
    scopes: frozenset[Scope]
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None = None
