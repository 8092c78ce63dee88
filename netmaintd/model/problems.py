"""Problems: one check on one device that is not well, followed over rounds, and what people did about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from netmaintd.model.people import Official
from netmaintd.model.results import Finding, FindingState, Referral, ReferralStatus


@dataclass(frozen=True, slots=True)
class Closing:
    """An official's word that a problem is over, although no examination says so; `since` is the finding's."""

    device: str
    check: str
    since: datetime
    reason: str
    by: Official
    at: datetime


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was learned of a referral at one time."""

    referral: str
    status: ReferralStatus
    external_number: str
    note: str
    by: Official
    at: datetime


@dataclass(frozen=True, slots=True)
class Problem:
    """What the newest round says of a problem, with the closing of exactly this one where there is any."""

    finding: Finding
    closing: Closing | None = None
    sop: str = ""
    """Title of the related SOP that took it over in that round, empty where none did."""

    @property
    def open(self) -> bool:
        """Whether neither an examination nor an official says that it is over."""
        return self.finding.state is not FindingState.RESOLVED and self.closing is None


@dataclass(frozen=True, slots=True)
class ProblemHistory:
    """One device and check over all rounds, newest first each."""

    findings: tuple[Finding, ...]
    closings: tuple[Closing, ...]
    referrals: tuple[Referral, ...]

    @property
    def newest(self) -> Problem:
        """The problem as it stands."""
        finding = self.findings[0]
        closing = next((one for one in self.closings if one.since == finding.since), None)
        sop = next((one.sop for one in self.referrals if one.round_id == finding.round_id), "")
        return Problem(finding, closing, sop)
