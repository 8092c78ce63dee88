"""Parts of a device of which some may fail, fans and power supplies: which sensors tell of them, and their tally."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from netmaintd.checks.wording import listed, shown
from netmaintd.model.facts import Facts, Quantity, Sensor, State
from netmaintd.model.results import Measurement, Status

FAN, POWER_SUPPLY = "fan", "power_supply"
BY_STATE = {State.OK: Status.OK, State.WARNING: Status.WARNING, State.CRITICAL: Status.CRITICAL}
_QUANTITIES = {FAN: (Quantity.STATE, Quantity.FAN_SPEED), POWER_SUPPLY: (Quantity.STATE,)}
_NAMES = {
    FAN: re.compile(r"\bfan(s|tray)?(\b|[_\d])|kipas", re.IGNORECASE),
    # At the beginning: "NAS PSU" is how somebody calls the outlet of a power strip.
    POWER_SUPPLY: re.compile(r"^(power[ _-]?suppl|psu?[ _-]?\d|psu\b|pwr\b)", re.IGNORECASE),
}
_FED = "Power of "
_A_SUPPLY = re.compile(r"power[ _-]?suppl|\bpsu?[ _-]?\d|\bpsu\b", re.IGNORECASE)
"""Cisco's table of what can be replaced tells of line cards too: whether they get power."""
_ALSO_CALLED = re.compile(rf"^({_FED}|Tray )|(?<=Supply )Module ")
"""What a second table puts into the name of the same part."""


def sensors_of(facts: Facts, part: str) -> tuple[Sensor, ...]:
    """Return the sensors that tell whether parts of a kind work; by their names where the profile does not know."""
    return tuple(s for s in facts.of(Sensor) if s.quantity in _QUANTITIES[part] and _belongs(s, part))


def _belongs(sensor: Sensor, part: str) -> bool:
    if sensor.part is not None:
        return sensor.part == part and (not sensor.name.startswith(_FED) or _A_SUPPLY.search(sensor.name) is not None)
    return sensor.quantity is Quantity.FAN_SPEED or _NAMES[part].search(sensor.name) is not None


def states(sensors: Iterable[Sensor], judge: Callable[[Sensor], Status]) -> dict[str, Status]:
    """Return each part with its state: the worst that one of its sensors tells, UNKNOWN where none tells any.

    Sensors of one kind and one name are those of several parts: agents call every fan of a tray the same.
    """
    told: dict[str, list[Status]] = {}
    seen: Counter[tuple[str, Quantity]] = Counter()
    for sensor in sensors:
        seen[sensor.name, sensor.quantity] += 1
        nth = seen[sensor.name, sensor.quantity]
        name = _ALSO_CALLED.sub("", sensor.name) + (f" ({nth})" if nth > 1 else "")
        told.setdefault(name, []).append(judge(sensor))
    order = (Status.UNKNOWN, Status.OK, Status.WARNING, Status.CRITICAL)
    return {name: max(several, key=order.index) for name, several in told.items()}


@dataclass(frozen=True, slots=True)
class Tally:
    """Parts by their state. `lost` worked at the last examination and are not told of any more."""

    well: tuple[str, ...]
    weak: tuple[str, ...]
    failed: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether the state of at least one part is known."""
        return bool(self.well or self.weak or self.failed or self.lost)

    def sentence(self, noun: str) -> str:
        """Return what is wrong with which parts, and how many work."""
        faults = ((self.failed, "rusak"), (self.weak, "perlu perhatian"), (self.lost, "hilang sejak pemeriksaan lalu"))
        parts = [f"{word}: {listed(names, 3)}" for names, word in faults if names]
        return (
            "; ".join([f"{noun} {parts[0]}", *parts[1:], f"{len(self.well)} baik"])
            if parts
            else (f"{len(self.well)} {noun.lower()} baik")
        )


def tally(now: Mapping[str, Status], before: Mapping[str, Status]) -> Tally:
    """Sort parts by their state."""

    def of(status: Status) -> tuple[str, ...]:
        return tuple(name for name, state in now.items() if state is status)

    lost = tuple(n for n, s in before.items() if s is Status.OK and now.get(n, Status.UNKNOWN) is Status.UNKNOWN)
    return Tally(of(Status.OK), of(Status.WARNING), of(Status.CRITICAL), lost)


def measured(now: Mapping[str, Status], threshold: str) -> tuple[Measurement, ...]:
    """Return every part with its word."""
    return tuple(Measurement(shown(name), status.word, threshold=threshold) for name, status in now.items())
