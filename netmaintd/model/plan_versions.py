"""Versions of a round's work plan: each saving is one, and none is ever overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from netmaintd.model.people import Official
from netmaintd.model.rounds import WorkPlan

FIRST_VERSION = 1


@dataclass(frozen=True, slots=True)
class WorkPlanVersion:
    """One saving. The first version is what the round was opened with; nobody is named there."""

    version: int
    plan: WorkPlan
    at: datetime
    by: Official | None = None
