"""Maintenance plans and the office calendar, as administrators write them under `schedules/`."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints, field_validator, model_validator

from netmaintd.model.devices import Device, FileModel, Label, Name, PlatformName

CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
ClockText = Annotated[str, StringConstraints(pattern=CLOCK)]
"""`22:30`; quoted or not, it stays text."""


class MissedRun(StrEnum):
    """What happens to a due slot that passed while nothing could run."""

    NEXT_WINDOW = "next_window"
    SKIP = "skip"
    CATCH_UP = "catch_up"
    ASK = "ask"


class Period(StrEnum):
    """What one round of the plan covers, as printed on paper."""

    WEEK = "minggu"
    MONTH = "bulan"
    QUARTER = "triwulan"
    HALF_YEAR = "semester"
    YEAR = "tahun"


class Window(FileModel):
    """When devices may be examined, in office time. `end` before `start` means the next morning."""

    start: ClockText
    end: ClockText
    days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    """ISO weekdays on which the window may begin; 1 is Monday."""

    @property
    def start_time(self) -> time:
        """Beginning, wall clock of the plan's zone."""
        return time.fromisoformat(self.start)

    @property
    def end_time(self) -> time:
        """End, wall clock of the plan's zone."""
        return time.fromisoformat(self.end)


class CalendarRule(FileModel):
    """A rule that cron cannot say: the nth weekday of some months, at a time of day."""

    months: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
    weekday: int = Field(ge=1, le=7)
    """ISO weekday; 1 is Monday."""
    nth: int = Field(ge=-1, le=5)
    """1 to 5, or -1 for the last."""
    at: ClockText

    @field_validator("nth")
    @classmethod
    def _not_the_zeroth(cls, value: int) -> int:
        if value == 0:
            raise ValueError("0 is no place in a month; write 1 to 5, or -1 for the last")
        return value


class Selector(FileModel):
    """Which devices; a device is chosen when every line that is given fits it."""

    sites: tuple[Name, ...] = ()
    roles: tuple[Name, ...] = ()
    platforms: tuple[PlatformName, ...] = ()
    tags: tuple[Name, ...] = ()
    devices: tuple[Name, ...] = ()
    exclude: tuple[Name, ...] = ()

    def chooses(self, device: Device) -> bool:
        """Whether a device is chosen: every line that is given must fit."""
        return (
            device.name not in self.exclude
            and (not self.sites or device.site in self.sites)
            and (not self.roles or device.role in self.roles)
            and (not self.platforms or device.platform in self.platforms)
            and (not self.tags or bool(set(self.tags) & set(device.tags)))
            and (not self.devices or device.name in self.devices)
        )


class PlannedCheck(FileModel):
    """One check of the plan, with settings that differ from the defaults."""

    check: Name
    settings: dict[str, Any] = Field(default_factory=dict)
    roles: tuple[Name, ...] = ()
    """Only devices in these roles; empty means all."""
    except_roles: tuple[Name, ...] = ()

    def concerns(self, role: str) -> bool:
        """Whether devices in a role are checked."""
        return (not self.roles or role in self.roles) and role not in self.except_roles


class Photos(StrEnum):
    """Whether an item of the manual list wants photos."""

    NONE = "none"
    OPTIONAL = "optional"
    BEFORE_AFTER = "before_after"


class ManualItem(FileModel):
    """One item that a technician looks at on site."""

    name: Name
    title: Label
    photos: Photos = Photos.OPTIONAL
    per_device: bool = False


class Limits(FileModel):
    """How many sessions at once, and how long one device may take."""

    devices_at_once: int = Field(default=16, ge=1, le=256)
    per_credential: int = Field(default=16, ge=1, le=256)
    device_deadline_s: float = Field(default=900.0, gt=0, le=7200)


class Plan(FileModel):
    """One periodic maintenance plan: a file in `schedules/`."""

    name: Name
    title: Label
    cron: Label | None = None
    rule: CalendarRule | None = None
    time_zone: Label = "Asia/Jakarta"
    period: Period = Period.QUARTER
    window: Window
    devices: Selector = Selector()
    checks: tuple[PlannedCheck, ...] = Field(min_length=1)
    manual: tuple[ManualItem, ...] = ()
    limits: Limits = Limits()
    missed: MissedRun = MissedRun.NEXT_WINDOW
    catch_up_days: int = Field(default=14, ge=0, le=366)
    lead_working_days: int = Field(default=7, ge=0, le=60)
    """Steps 1 to 5 take this many working days before the first visit."""
    purpose: Label = "Memastikan perangkat jaringan bekerja baik dan tercatat lengkap"
    risks: tuple[Label, ...] = ()
    equipment: tuple[Label, ...] = ()
    service_impact: Label = "Tidak ada gangguan layanan: pemeriksaan hanya membaca"
    basis: tuple[Label, ...] = ()
    enabled: bool = True

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.time_zone)


class ExtraDay(FileModel):
    """A day off that the office adds: a decree the holiday package does not know yet."""

    date: date
    name: Label
    decree: Label | None = None


class RemovedDay(FileModel):
    """A day that the holiday package has and the decree has not."""

    date: date
    reason: Label


class Freeze(FileModel):
    """Days on which nothing is maintained, both ends included: an election, an audit, the closing of the year."""

    first: date
    last: date
    reason: Label
    decree: Label | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"last {self.last} lies before first {self.first}; exchange them")
        return self


class OfficeCalendar(FileModel):
    """`schedules/calendar.yaml`: the office's word comes before the package's."""

    country: str = "ID"
    extra: tuple[ExtraDay, ...] = ()
    removed: tuple[RemovedDay, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    working_weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    count_receipt_day: bool = False
    """Whether the day of receipt counts as the first day."""

    def freeze_on(self, day: date) -> Freeze | None:
        """Return the freeze that holds on a day."""
        return next((one for one in self.freezes if one.first <= day <= one.last), None)
