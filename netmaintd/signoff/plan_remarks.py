"""What is doubtful about a work plan and may be all the same: days off, hours, people, clashes. It is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from netmaintd.model.people import Assignment
from netmaintd.model.plans import Plan
from netmaintd.model.rounds import PlannedSite, Round, WorkPlan
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.plan_clashes import clashes
from netmaintd.signoff.plan_faults import Remark, frozen, window_words
from netmaintd.signoff.plan_hours import usable
from netmaintd.signoff.plan_words import day_words, hours_words
from netmaintd.signoff.table import STEPS

_UNTIL_APPOINTED = range(2, 6)
"""Steps between the plan and the first visit."""


def remarks(
    plan: WorkPlan, file: Plan, calendar: WorkingCalendar, at: datetime, posts: Collection[Assignment],
    others: Collection[Round],
) -> tuple[Remark, ...]:  # fmt: skip
    """Return what is doubtful about a plan, each sentence once with all locations that it is about.

    Args:
        posts: who holds a post of the team, now or later.
        others: the other rounds that are not over.
    """
    found = (
        *frozen(plan, file, calendar), *_days(plan, file, calendar), *_lead(plan, file, calendar, at),
        *_windows(plan, file),
        *_people(plan, file, posts), *clashes(plan, others),
        *(Remark(text) for year in _years(plan, file) for text in calendar.warnings(year)),
    )  # fmt: skip
    joined: dict[str, list[str]] = {}
    for one in found:
        joined.setdefault(one.what, []).extend(one.sites)
    return tuple(Remark(what, tuple(dict.fromkeys(sites))) for what, sites in joined.items())


def _day(site: PlannedSite, file: Plan) -> date:
    return site.starts_at.astimezone(file.zone).date()


def _years(plan: WorkPlan, file: Plan) -> list[int]:
    return sorted({_day(site, file).year for site in plan.sites})


def _days(plan: WorkPlan, file: Plan, calendar: WorkingCalendar) -> Iterator[Remark]:
    for site in plan.sites:
        day = _day(site, file)
        if not calendar.is_working(day):
            name = calendar.holiday_name(day) or "akhir pekan"
            yield Remark(f"{day_words(day)} bukan hari kerja: {name}.", (site.site,))


def _lead(plan: WorkPlan, file: Plan, calendar: WorkingCalendar, at: datetime) -> Iterator[Remark]:
    days = sum(STEPS[step].days for step in _UNTIL_APPOINTED)
    ready = calendar.add_working_days(calendar.office_day(at), days)
    for site in plan.sites:
        if _day(site, file) <= ready:
            yield Remark(
                f"Langkah 2 sampai 5 boleh memakan {days} hari kerja, sampai {day_words(ready)}; sebelum tim ditunjuk "
                "tidak ada perangkat yang disentuh, jadi pelaksanaan dapat terlambat.", (site.site,),
            )  # fmt: skip


def _windows(plan: WorkPlan, file: Plan) -> Iterator[Remark]:
    for site in plan.sites:
        parts = usable(file, site.starts_at, site.ends_at)
        if parts and parts != ((site.starts_at, site.ends_at),):
            used = "; ".join(hours_words(*part, file.zone) for part in parts)
            yield Remark(
                f"Sebagian waktunya di luar jendela pemeliharaan ({window_words(file)}); perangkat hanya diperiksa "
                f"{used}.", (site.site,),
            )  # fmt: skip


def _people(plan: WorkPlan, file: Plan, posts: Collection[Assignment]) -> Iterator[Remark]:
    for site in plan.sites:
        day = _day(site, file)
        for officer in site.officers:
            held = [post for post in posts if post.official.user == officer.user]
            if not any(post.holds_on(day) for post in held):
                yield Remark(f"{officer.name} tidak memegang jabatan tim pada {day_words(day)}.", (site.site,))
