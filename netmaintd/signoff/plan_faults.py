"""What a work plan may not be: such a plan is not saved. All that is merely doubtful is in `plan_remarks.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from netmaintd.model.people import Role
from netmaintd.model.plans import Plan
from netmaintd.model.rounds import FIRST_STEP, PlannedSite, Round, RoundStatus, WorkPlan
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.signoff.plan_choices import Choices
from netmaintd.signoff.plan_hours import usable
from netmaintd.signoff.plan_words import day_words, site_hours

LONGEST = 300
"""Letters of a line; reasons and items are printed in tables."""
LONGEST_TEXT = 1000
WHO_EDITS = Role.KASI
NOT_AT_PLAN = "Rencana kerja sudah diajukan atau putarannya ditutup, jadi isinya tidak lagi dapat diubah."


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence on a plan, and the locations (by name) that it is about; none where it is about the whole."""

    what: str
    sites: tuple[str, ...] = ()


def editable(round_: Round) -> bool:
    """Whether the work plan may be changed: while the round stands at step 1, and never after it was handed in."""
    return round_.status is RoundStatus.ACTIVE and round_.step == FIRST_STEP


def faults(choices: Choices, plan: WorkPlan, file: Plan, calendar: WorkingCalendar, at: datetime) -> tuple[Remark, ...]:
    """Return what is wrong with a plan that was made of choices, sentences for the one who chose."""
    return (
        *_places(choices, plan), *_reasons(plan), *_hours(plan, file, at), *frozen(plan, file, calendar), *_texts(plan),
    )  # fmt: skip


def _places(choices: Choices, plan: WorkPlan) -> Iterator[Remark]:
    planned = {site.site for site in plan.sites}
    if not any(place.wanted for place in choices.places):
        yield Remark("Pilih paling sedikit satu lokasi.")
    for place in choices.places:
        if place.wanted and place.site not in planned:
            yield Remark("Pilih paling sedikit satu perangkat, atau hapus centang lokasinya.", (place.site,))


def _reasons(plan: WorkPlan) -> Iterator[Remark]:
    silent: dict[str, list[str]] = {}
    for one in plan.left_out or ():
        if not one.reason.strip():
            silent.setdefault(one.site, []).append(one.device)
        elif len(one.reason) > LONGEST:
            yield Remark(f"Alasan untuk {one.device} lebih panjang dari {LONGEST} huruf; persingkat.", (one.site,))
    for site, devices in silent.items():
        yield Remark(f"Tulis alasan untuk yang tidak ikut: {', '.join(devices)}.", (site,))


def _hours(plan: WorkPlan, file: Plan, at: datetime) -> Iterator[Remark]:
    for site in plan.sites:
        if site.ends_at <= at:
            yield Remark(f"{_when(site, file.zone)} sudah lewat; pilih tanggal yang baru.", (site.site,))
        elif not usable(file, site.starts_at, site.ends_at):
            yield Remark(
                f"{_when(site, file.zone)} seluruhnya di luar jendela pemeliharaan ({window_words(file)}), jadi "
                "tidak ada perangkat yang akan diperiksa. Pilih waktu lain, atau minta administrator mengubah jendela.",
                (site.site,),
            )


def frozen(plan: WorkPlan, file: Plan, calendar: WorkingCalendar) -> Iterator[Remark]:
    """Tell of the locations whose day lies in a freeze of the office: no device is examined then."""
    for site in plan.sites:
        day = site.starts_at.astimezone(file.zone).date()
        freeze = calendar.freeze_on(day)
        if freeze:
            yield Remark(
                f"{day_words(day)} dalam masa pembekuan sampai {day_words(freeze.last)}: {freeze.reason}. "
                "Pilih tanggal sesudahnya.", (site.site,),
            )  # fmt: skip


def _texts(plan: WorkPlan) -> Iterator[Remark]:
    for name, text in (("Tujuan", plan.purpose), ("Dampak layanan", plan.service_impact)):
        if not text.strip():
            yield Remark(f"{name} belum ditulis.")
        elif len(text) > LONGEST_TEXT:
            yield Remark(f"{name} lebih panjang dari {LONGEST_TEXT} huruf; persingkat.")
    for line in (*plan.risks, *plan.equipment, *(item.title for item in plan.manual)):
        if len(line) > LONGEST:
            yield Remark(f"Baris “{line[:40]}…” lebih panjang dari {LONGEST} huruf; persingkat.")
    titles = [(item.title.casefold(), item.per_device) for item in plan.manual]
    for item in {item.title for item in plan.manual if titles.count((item.title.casefold(), item.per_device)) > 1}:
        yield Remark(f"Butir lapangan “{item}” tertulis dua kali; hapus salah satunya.")


def _when(site: PlannedSite, zone: ZoneInfo) -> str:
    return f"Waktu pelaksanaan {site_hours(site, zone)}"


def window_words(file: Plan) -> str:
    """Return the window of a plan's file: `Senin, Selasa, pukul 08.00–16.00`."""
    names = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
    days = "setiap hari" if len(set(file.window.days)) == len(names) else ", ".join(
        names[day - 1] for day in sorted(set(file.window.days))
    )  # fmt: skip
    return f"{days}, pukul {file.window.start}–{file.window.end}".replace(":", ".")
