"""The lines of a paper form on the screen, a part at a time: a form of hundreds of lines is slow and parsers cap it."""

from __future__ import annotations

from dataclasses import dataclass

from netmaintd.documents.contexts.readings import check_title
from netmaintd.model.form_lines import FormLine, device_lines, site_lines
from netmaintd.model.rounds import PlannedDevice, PlannedSite, Round, WorkPlanItem

LINES_PER_PART = 180
"""With three fields a line and those of the location this stays below the thousand that a form may have."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some devices of a location in the order of the paper; the first part has the location as well."""

    number: int
    devices: tuple[PlannedDevice, ...]
    first_device: int
    """Its number on the paper."""
    last: bool = False


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line: number and title as printed, and by which name its fields go; the device of the location is empty."""

    number: int
    title: str
    item: str
    device: str
    check: bool


def parts_of(planned: PlannedSite, items: tuple[WorkPlanItem, ...]) -> tuple[Part, ...]:
    """Return the parts of a location's form, at least one."""
    groups: list[list[PlannedDevice]] = [[]]
    room = LINES_PER_PART - len(site_lines(items))
    for device in planned.devices:
        lines = len(device_lines(items, device))
        if groups[-1] and lines > room:
            groups.append([])
            room = LINES_PER_PART
        groups[-1].append(device)
        room -= lines
    firsts = [1 + sum(len(group) for group in groups[:place]) for place in range(len(groups))]
    return tuple(
        Part(number, tuple(group), first, number == len(groups))
        for number, (group, first) in enumerate(zip(groups, firsts, strict=True), 1)
    )


def lines_of(round_: Round, part: Part) -> dict[str, tuple[ShownLine, ...]]:
    """Return the lines of a part by device; those of the location, in the first part, under an empty name."""
    items = round_.work_plan.manual
    found = {"": tuple(_shown(line, "") for line in site_lines(items))} if part.number == 1 else {}
    for device in part.devices:
        found[device.name] = tuple(_shown(line, device.name) for line in device_lines(items, device))
    return found


def _shown(line: FormLine, device: str) -> ShownLine:
    title = line.manual.title if line.manual else check_title(line.item)
    return ShownLine(line.number, title, line.item, device, line.manual is None)
