"""The lines of a paper form in the order of the paper: what is printed and what is typed later go by the same list."""

from __future__ import annotations

from dataclasses import dataclass

from netmaintd.model.rounds import PlannedDevice, WorkPlanItem


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line of a table on a form.

    Attributes:
        number: in its table, from 1.
        item: name of the manual item, or of the check.
        manual: the item of the manual list; None for a check that the program makes by itself where it can.
    """

    number: int
    item: str
    manual: WorkPlanItem | None = None


def site_lines(items: tuple[WorkPlanItem, ...]) -> tuple[FormLine, ...]:
    """Return the lines of a location as a whole: manual items only."""
    wanted = [item for item in items if not item.per_device]
    return tuple(FormLine(number, item.name, item) for number, item in enumerate(wanted, 1))


def device_lines(items: tuple[WorkPlanItem, ...], device: PlannedDevice) -> tuple[FormLine, ...]:
    """Return the lines of one device: its checks in the order of the plan, then what is looked at by hand.

    A check that bears the name of a manual item is the manual item.
    """
    by_hand = [item for item in items if item.per_device]
    names = {item.name for item in by_hand}
    checks = [(name, None) for name in device.checks if name not in names]
    lines = [*checks, *((item.name, item) for item in by_hand)]
    return tuple(FormLine(number, name, item) for number, (name, item) in enumerate(lines, 1))
