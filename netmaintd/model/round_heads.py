"""The heading of a round, for lists that name rounds without showing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from netmaintd.model.rounds import RoundStatus


@dataclass(frozen=True, slots=True)
class RoundHead:
    """As much of a round as a list says; `period` as printed: `Triwulan IV 2026`."""

    id: str
    plan: str
    title: str
    period: str
    nominal_at: datetime
    step: int
    status: RoundStatus
