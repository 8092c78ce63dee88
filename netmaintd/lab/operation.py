"""What a simulated device tells of itself at work: its clock, its log, what a crash left, what expires.

Times are days before the lab was first started, so that a lab that runs for long tells of the same moments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pydantic import Field

from netmaintd.model.devices import FileModel, Label

if TYPE_CHECKING:
    from netmaintd.lab.box import Box

TIME_SERVER = "10.60.99.1"
"""Who gives the devices of the city their time."""
ROUTINE_S = 6 * 3600
"""The monitoring account logs in this often, which is what most logs are full of."""
ROUTINE_LINES = 8


class LabLogLine(FileModel):
    """One line of the log, beside those of every day. `topic` is in the platform's own word."""

    days_before: float = Field(ge=0)
    severity: int = Field(ge=0, le=7)
    topic: Label
    text: Label


class LabFile(FileModel):
    """One file that a crash left behind."""

    name: Label
    size_kib: int = 612
    days_before: float = Field(default=40, ge=0)


class LabOperation(FileModel):
    """A healthy device follows its time server and started the last time because it was switched on."""

    synchronised: bool = True
    offset_s: float = 0.0
    """Device time minus real time."""
    crashed: bool = False
    """Whether the last start was one after a crash; the words are the platform's."""
    crash_files: tuple[LabFile, ...] = ()
    log: tuple[LabLogLine, ...] = ()
    certificate_days: int | None = 1500
    """How long its own certificate was good when the lab was first started; None without one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a log, before a platform puts it into its words."""

    at: datetime
    severity: int
    topic: str
    text: str


def clock(box: Box) -> datetime:
    """Return what the device takes for the time, UTC."""
    return box.life.now() + timedelta(seconds=box.device.operation.offset_s)


def first_start(box: Box) -> datetime:
    """Return when the lab was first started, by the device's clock."""
    return clock(box) - timedelta(seconds=box.life.clock() - box.life.born_at)


def moment(box: Box, days_before: float) -> datetime:
    """Return a moment before the lab was first started."""
    return first_start(box) - timedelta(days=days_before)


def started(box: Box) -> datetime:
    """Return when the device started the last time."""
    return clock(box) - timedelta(seconds=box.life.uptime_s())


def log(box: Box, topic: str, text: str) -> list[Entry]:
    """Return the whole log by time: the device's own lines, and the logins of every day in the platform's words."""
    said = box.device.operation.log
    special = [Entry(moment(box, one.days_before), one.severity, one.topic, one.text) for one in said]
    newest = int(box.life.clock()) // ROUTINE_S * ROUTINE_S
    age = [timedelta(seconds=box.life.clock() - newest + ROUTINE_S * n) for n in range(ROUTINE_LINES)]
    routine = [Entry(clock(box) - back, 5, topic, text) for back in age]
    return sorted((*special, *routine), key=lambda entry: entry.at)
