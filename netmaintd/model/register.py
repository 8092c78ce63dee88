"""The register of documents and the yearly summary of step 11: what was filed, and who stands for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from netmaintd.model.documents import IssuedDocument
from netmaintd.model.dossier import Tally
from netmaintd.model.rounds import Signature


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who stands for a document: by a decision in the application, on paper, or with a certificate."""

    name: str
    post: str
    how: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One version of a document. `replaced_by` is the sha256 of the version after it."""

    document: IssuedDocument
    replaced_by: str | None = None
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One visit in the summary ("rekapitulasi"): date, agency, officers, result, signature.

    `on` is the day of the visit where it is known, else the planned one; `tally` counts devices by their worst result.
    """

    round_id: str
    site: str
    title: str
    opd: str
    on: date
    officers: tuple[str, ...]
    tally: Tally
    findings: int
    signature: Signature | None = None
    excused: str = ""
    closed: bool = False
