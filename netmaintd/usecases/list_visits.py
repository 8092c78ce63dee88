"""The visits that somebody may be about to make: today's, those that are late, and those ahead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from netmaintd.model.people import Role
from netmaintd.model.rounds import REPORT_STEP, WORK_STEP, PlannedSite, Round, RoundStatus

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from netmaintd.model.dossier import VisitRecord
    from netmaintd.model.office import Office
    from netmaintd.store.connect import Store


class When(StrEnum):
    """Where a visit lies, seen from today; the words are the headings of its list."""

    TODAY = "Hari ini"
    LATE = "Terlewat dan masih terbuka"
    AHEAD = "Mendatang"


@dataclass(frozen=True, slots=True)
class VisitAtHand:
    """One open visit, and how far it is."""

    round: Round
    site: PlannedSite
    when: When
    filled: int
    wanted: int
    """Items of the manual list."""
    photos: int
    examined: int
    """Devices whose automatic half is recorded."""


def list_visits(
    store: Store, office: Office, user: str, roles: Collection[Role], at: datetime
) -> tuple[VisitAtHand, ...]:
    """Return the open visits, soonest first: an officer's own, everybody's for all others."""
    today = at.astimezone(office.zone).date()
    own = set(roles) == {Role.TIM}
    rounds = (
        round_ for round_ in store.rounds.list(RoundStatus.ACTIVE)
        if WORK_STEP <= round_.step <= REPORT_STEP
        and (not own or user in {officer.user for officer in round_.officers})
    )  # fmt: skip
    found = [visit for round_ in rounds for visit in _open(store, office, round_, today)]
    return tuple(sorted(found, key=lambda visit: (visit.site.starts_at, visit.round.id, visit.site.site)))


def _open(store: Store, office: Office, round_: Round, today: date) -> list[VisitAtHand]:
    unexamined = set(store.records.unfinished(round_.id))
    return [
        _at_hand(office, round_, site, store.records.visit(round_.id, site.site).record, unexamined, today)
        for site in round_.work_plan.sites
        if any(visit.site == site.site and not visit.closed for visit in round_.visits)
    ]


def _at_hand(
    office: Office, round_: Round, site: PlannedSite, record: VisitRecord, unexamined: set[str], today: date
) -> VisitAtHand:
    first, last = (at.astimezone(office.zone).date() for at in (site.starts_at, site.ends_at))
    return VisitAtHand(
        round=round_,
        site=site,
        when=When.TODAY if first <= today <= last else When.AHEAD if today < first else When.LATE,
        filled=len(record.manual),
        wanted=sum(len(site.devices) if item.per_device else 1 for item in round_.work_plan.manual),
        photos=len(record.photos),
        examined=sum(device.name not in unexamined for device in site.devices),
    )
