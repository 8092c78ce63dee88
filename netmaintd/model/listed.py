"""One line of a long list: what a program or a spreadsheet is told of a round or of a result, in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from netmaintd.model.results import CheckResult, Outcome
from netmaintd.model.rounds import RoundStatus


@dataclass(frozen=True, slots=True)
class ListedRound:
    """A round without its work plan and trail."""

    id: str
    plan: str
    title: str
    period: str
    nominal_at: datetime
    opened_at: datetime
    step: int
    status: RoundStatus
    version: int


@dataclass(frozen=True, slots=True)
class ListedResult:
    """One check on one device in its newest examination in a round."""

    round_id: str
    site: str
    device: str
    outcome: Outcome
    checked_at: datetime
    result: CheckResult
    evidence: tuple[str, ...]
    """sha256 of the raw output that was read in that examination by the method of this result."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which results: each field that is given must fit."""

    site: str | None = None
    device: str | None = None
    check: str | None = None
    status: str | None = None
