"""From the typed form of a work plan to choices, and what of it cannot be read, a sentence each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from netmaintd.model.people import Official
from netmaintd.model.rounds import PlannedSite, WorkPlanItem
from netmaintd.signoff.plan_choices import Choices, Offer, PlaceChoice
from netmaintd.signoff.plan_faults import Remark
from netmaintd.web.work_plan_fields import PER_DEVICE, PlanForm, item_rows, photos_of

_YEARS = range(2000, 2200)


@dataclass
class Reading:
    """One form while it is read."""

    form: PlanForm
    offer: Offer
    team: Collection[Official]
    items: Collection[str]
    """Names of items that there were."""
    zone: ZoneInfo
    troubles: list[Remark] = field(default_factory=list)

    def choices(self) -> Choices:
        """Return what was chosen; `troubles` says afterwards what could not be read."""
        form = self.form
        return Choices(
            tuple(self._place(site) for site in self.offer.everything.sites), self._items(),
            _line(form.one("tujuan")), _lines(form.one("risiko")), _lines(form.one("peralatan")),
            _line(form.one("dampak")),
        )  # fmt: skip

    def _place(self, site: PlannedSite) -> PlaceChoice:
        form, users = self.form, {officer.user: officer for officer in self.team}
        wanted = site.site in form.many("lokasi")
        hours = self._hours(site) if wanted else (site.starts_at, site.ends_at)
        going = [
            user for place, _, user in (text.partition(":") for text in form.many("petugas")) if place == site.site
        ]
        return PlaceChoice(
            site.site, wanted, *hours,
            devices=frozenset(form.many("perangkat")) & {device.name for device in site.devices},
            officers=tuple(users[user] for user in dict.fromkeys(going) if user in users),
            reason=_line(form.one(f"alasan_lokasi:{site.site}")),
            reasons={device.name: _line(form.one(f"alasan:{device.name}")) for device in site.devices},
        )  # fmt: skip

    def _hours(self, site: PlannedSite) -> tuple[datetime, datetime]:
        day = day_in(self.form.one(f"tanggal:{site.site}"))
        start, end = (_clock(self.form.one(f"{name}:{site.site}")) for name in ("mulai", "selesai"))
        if day is None or start is None or end is None:
            self.troubles.append(
                Remark("Tulis tanggal dan jam, misalnya 2026-12-03, 08:00 sampai 16:00.", (site.site,))
            )
            return site.starts_at, site.ends_at
        last = day if end > start else day + timedelta(days=1)
        return _instant(day, start, self.zone), _instant(last, end, self.zone)

    def _items(self) -> tuple[WorkPlanItem, ...]:
        rows = [row for row in item_rows(self.form) if not row[-1]]
        return tuple(
            WorkPlanItem(name if name in self.items else "", _line(title), photos_of(photos), per == PER_DEVICE)
            for name, title, photos, per, _ in rows
        )


def day_in(text: str) -> date | None:
    """Return the day that was typed, None for what is none."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text.strip().replace(".", ":")).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _line(text: str) -> str:
    """Return one printable line."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_line, text.splitlines())))
