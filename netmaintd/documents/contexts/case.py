"""One issuing of one document together with what it is about: the value that every builder takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from netmaintd.documents.words import clock, long_date, moment, short_moment
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.office import Office
from netmaintd.model.rounds import Round, WorkPlan
from netmaintd.signoff.trail import Age

BLANK = "……………"
"""What is filled in by hand, or given later."""
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Issue:
    """One issuing of one document.

    Attributes:
        numbers: of the round's other documents, where they have one.
        ages: of every stay in the order of the trail (`signoff.trail.ages`); empty prints dashes.
        pictures: sha256 of a photo to its JPEG or PNG bytes; a photo without bytes is listed only.
        code: by which anybody can ask whether the paper is genuine; empty prints none.
    """

    kind: DocumentKind
    version: int
    issued_at: datetime
    site: str | None = None
    number: str | None = None
    numbers: Mapping[DocumentKind, str] = field(default_factory=dict, hash=False)
    ages: tuple[Age, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict, hash=False, repr=False)
    code: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be printed, with the office's time."""

    issue: Issue
    dossier: Dossier
    office: Office

    @property
    def round(self) -> Round:
        """The round that the document belongs to."""
        return self.dossier.round

    @property
    def plan(self) -> WorkPlan:
        """The work plan of the round."""
        return self.dossier.round.work_plan

    @property
    def document_id(self) -> str:
        """Round, kind and location: what the footer names, and the file."""
        site = f"-{self.issue.site}" if self.issue.site else ""
        return f"{self.round.id}-{self.issue.kind.value}{site}"

    def day(self, at: datetime) -> date:
        """Return the date on the office's wall."""
        return at.astimezone(self.office.zone).date()

    def date(self, at: datetime | None) -> str:
        """Return `23 November 2026`, dots for nothing."""
        return long_date(self.day(at)) if at else BLANK

    def moment(self, at: datetime | None) -> str:
        """Return `23 November 2026 pukul 09.05 WIB`, a dash for nothing."""
        return moment(at, self.office.zone, self.office.time_zone_label)

    def short(self, at: datetime | None) -> str:
        """Return `23-11-2026 09.05` for narrow columns, a dash for nothing."""
        return short_moment(at, self.office.zone)

    def clock(self, at: datetime | None) -> str:
        """Return `09.05 WIB`, dots for nothing."""
        return clock(at, self.office.zone, self.office.time_zone_label)

    @property
    def span(self) -> str:
        """From when to when the work is planned: `tanggal 3 Desember 2026 sampai dengan 4 Desember 2026`."""
        first = self.date(min((site.starts_at for site in self.plan.sites), default=self.issue.issued_at))
        last = self.date(max((site.ends_at for site in self.plan.sites), default=self.issue.issued_at))
        return f"tanggal {first}" if first == last else f"tanggal {first} sampai dengan {last}"

    def basis(self) -> list[str]:
        """Return what every document of the round rests on: the SOP, then the plan's own list."""
        sop = f"SOP Nomor {self.office.sop_number} tentang Pemeliharaan Jaringan Berkala"
        named = any(self.office.sop_number in item for item in self.plan.basis)
        return list(self.plan.basis) if named else [sop, *self.plan.basis]

    def site_title(self, name: str) -> str:
        """Return the title of a location; its name when it is not planned."""
        return next((site.title for site in self.plan.sites if site.site == name), name)
