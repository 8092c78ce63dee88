"""What must be sent with each decision, made from the SOP's table: a verb asks for what its rows require.

The actor is nowhere among it: that is who asks.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, create_model

from netmaintd.signoff.table import TRANSITIONS, Requirement
from netmaintd.web.api.paging import LARGEST, Hash, Word

Text = Annotated[str, StringConstraints(max_length=4000)]
Said = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"\S")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"\S")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]


def _of_this_century(day: date) -> date:
    if not 2000 <= day.year <= 2100:
        raise ValueError("tanggal harus antara tahun 2000 dan 2100")
    return day


Day = Annotated[date, AfterValidator(_of_this_century)]


class Body(BaseModel):
    """What every decision says: which state of the round was seen, and which document was read."""

    model_config = ConfigDict(extra="forbid")

    version: int = Field(ge=1, le=LARGEST, description="`version` putaran yang dibaca.")
    document_sha256: Hash | None = Field(
        description="Dokumen yang dibaca: `document_sha256` putaran, atau berita acara lokasi pada langkah 7; "
        "null di mana belum ada dokumen."
    )


class SignedOnPaper(BaseModel):
    """The agency signed on paper; the scan is brought on the page of the visit. All other ways are pages."""

    model_config = ConfigDict(extra="forbid")

    signer: Name
    post: Name
    signed_on: Day | None = Field(None, description="Tanggal yang tertulis di kertas; null: hari ini.")
    note: Text = ""


_ASKS: dict[Requirement, tuple[str, Any, Any]] = {
    Requirement.SITE: ("site", Word, ...),
    Requirement.REASON: ("reason", Said, ...),
    Requirement.NOTE: ("reason", Said, Field(description="Petunjuk disposisi, atau pertanyaan.")),
    Requirement.UNTIL: ("until", Day, Field(description="Hari sesudah hari ini.")),
    Requirement.ITEMS: ("items", list[Line], Field(min_length=1, max_length=200)),
    Requirement.INSTRUCTIONS: ("items", list[Line], Field(min_length=1, max_length=200)),
    Requirement.OFFICERS: ("officers", list[Word], Field(min_length=1, max_length=50)),
    Requirement.SIGNATURE: ("signature", SignedOnPaper, ...),
}  # fmt: skip
"""What is required to the field that says it, its type, and how it is told."""


def body_of(verb: str) -> type[BaseModel]:
    """Return the model of what is sent with a verb: what all its rows require must be there, the rest may be."""
    rows = [row.requires for row in TRANSITIONS if row.verb == verb]
    always, sometimes = frozenset.intersection(*rows), frozenset.union(*rows)
    fields: dict[str, Any] = {"reason": (Text, "")}
    for need in sorted(sometimes, key=list(_ASKS).index):
        name, kind, told = _ASKS[need]
        fields[name] = (kind, told) if need in always else (kind | None, None)
    word = "".join(part.title() for part in verb.split("-"))
    return create_model(f"{word}Body", __base__=Body, __doc__=f"What is said with `{verb}`.", **fields)
