"""One location over all rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from netmaintd.model.dossier import VisitRecord
from netmaintd.model.rounds import Visit


@dataclass(frozen=True, slots=True)
class SiteVisit:
    """One location in one round. The record is empty where nothing was written down."""

    round_id: str
    title: str
    period: str
    nominal_at: datetime
    visit: Visit
    record: VisitRecord
