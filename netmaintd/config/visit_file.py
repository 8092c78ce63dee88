"""A visit's record as a file: what a technician typed on site or from paper, checked like all other files."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from netmaintd.config.problems import Problems
from netmaintd.config.validate import validate
from netmaintd.config.visit_photos import Keep, photo
from netmaintd.config.yaml_file import YamlFile, read_yaml
from netmaintd.errors import ConfigProblems
from netmaintd.model.devices import FileModel, Label, Name
from netmaintd.model.dossier import ManualEntry, Photo, ReplacedPart, VisitRecord
from netmaintd.model.results import Status

_WORDS = {status.word: status for status in Status}


def _written_out(value: Any) -> Any:
    # pydantic takes a number for seconds since 1970, and 0830 is a number.
    if isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\d", value):
        raise ValueError("write date and time of day as 2026-11-24 08:30")
    return value


OfficeTime = Annotated[datetime, BeforeValidator(_written_out)]
"""Office time where no zone is given."""


class ManualLine(FileModel):
    """One item of the manual list; `status` is one of the four words."""

    item: Name
    status: Label
    note: str = ""
    device: Name | None = None
    performed_at: OfficeTime | None = None
    from_paper: bool = False


class PartLine(FileModel):
    """One replaced part."""

    device: Name
    part: Label
    old_serial: Label
    new_serial: Label


class PhotoLine(FileModel):
    """One photo; `file` is a JPEG or PNG, looked for beside the visit's file."""

    file: Label
    caption: Label
    phase: Literal["before", "after", "other"] = "other"
    taken_at: OfficeTime | None = None
    device: Name | None = None


class VisitFile(FileModel):
    """Everything that is written down at one location; times are office time."""

    arrived_at: OfficeTime | None = None
    departed_at: OfficeTime | None = None
    officers: tuple[Label, ...] = ()
    met: str = ""
    manual: tuple[ManualLine, ...] = ()
    photos: tuple[PhotoLine, ...] = ()
    no_photos_reason: str = ""
    actions: tuple[Label, ...] = ()
    parts: tuple[PartLine, ...] = ()
    config_changes: str = ""
    deviations: tuple[Label, ...] = ()
    opd_note: str = Field(default="", max_length=2000)


def read_visit(path: Path, site: str, by: str, entered_at: datetime, zone: ZoneInfo, keep: Keep) -> VisitRecord:
    """Return the record in a file.

    Args:
        keep: stores the bytes of a photo; called only when the whole file is right.

    Raises:
        ConfigProblems: every fault in it, with its place.
    """
    problems = Problems()
    file = read_yaml(path, problems)
    visit = validate(VisitFile, file.data, file, problems) if file else None
    if file and visit:
        for index, line in enumerate(visit.manual):
            if line.status not in _WORDS:
                what = f'"{line.status}" is not one of {", ".join(_WORDS)}'
                problems.add(path, file.place(("manual", index, "status")), line.item, what)
        contents = _contents(visit, file, problems)
    if visit is None or problems.found:
        raise ConfigProblems(tuple(str(problem) for problem in problems.told()))
    return VisitRecord(
        site=site,
        arrived_at=_aware(visit.arrived_at, zone),
        departed_at=_aware(visit.departed_at, zone),
        officers=visit.officers,
        met=visit.met,
        manual=tuple(
            ManualEntry(
                line.item, _WORDS[line.status], line.note, by, _aware(line.performed_at, zone) or entered_at,
                entered_at, line.device, line.from_paper,
            )
            for line in visit.manual
        ),
        photos=tuple(
            Photo(keep(content), line.caption, line.phase, _aware(line.taken_at, zone) or entered_at, by, line.device)
            for line, content in zip(visit.photos, contents, strict=True)
        ),
        no_photos_reason=visit.no_photos_reason,
        actions=visit.actions,
        parts=tuple(ReplacedPart(part.device, part.part, part.old_serial, part.new_serial) for part in visit.parts),
        config_changes=visit.config_changes,
        deviations=visit.deviations,
        opd_note=visit.opd_note,
    )  # fmt: skip


def _contents(visit: VisitFile, file: YamlFile, problems: Problems) -> list[bytes]:
    contents = []
    for index, line in enumerate(visit.photos):
        content, fault = photo(file.path.parent / line.file)
        if fault:
            problems.add(file.path, file.place(("photos", index, "file")), line.file, fault)
        contents.append(content)
    return contents


def _aware(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at.replace(tzinfo=zone) if at and at.tzinfo is None else at
