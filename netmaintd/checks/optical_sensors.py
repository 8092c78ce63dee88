"""What a sensor of an optical module says: which port it belongs to, its limits, and how its value stands to them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from netmaintd.checks.ports import by_name
from netmaintd.checks.wording import dbm
from netmaintd.model.facts import Facts, Interface, Quantity, Sensor
from netmaintd.model.results import Status

_LIMITS_DBM = (-45.0, 15.0)
"""Beyond these, and at 0, a limit is a placeholder of the vendor."""
_RECEIVES = re.compile(r"\brx|receiv|input|terima", re.IGNORECASE)
_AROUND = "()[],;:"
_LANE = re.compile(r"(\d+)\.\d+")


def optical(facts: Facts) -> list[Sensor]:
    """Return the sensors of light."""
    return [sensor for sensor in facts.of(Sensor) if sensor.quantity is Quantity.OPTICAL_POWER]


def power_of(sensor: Sensor) -> float | None:
    """Return the power in dBm, None for what is no number."""
    return sensor.value if sensor.value is not None and math.isfinite(sensor.value) else None


def ports_by_word(interfaces: Iterable[Interface]) -> dict[str, Interface]:
    """Return ports by ifName, ifDescr and `#ifIndex`."""
    ports = tuple(interfaces)
    return {f"#{port.if_index}": port for port in ports if port.if_index is not None} | by_name(ports)


def port_of(sensor: str, ports: Mapping[str, Interface]) -> Interface | None:
    """Return the port that a word of a sensor's name means, None without one.

    The word is the port's name (`Te1/1/1 Receive Power Sensor`), or its ifIndex and a lane (`Lane Rx 516.0`).

    Args:
        sensor: name of the sensor.
        ports: as `ports_by_word` gives them.
    """
    words = [word.strip(_AROUND) for word in sensor.split()]
    lanes = [f"#{lane[1]}" for word in words if (lane := _LANE.fullmatch(word))]
    return next((ports[word] for word in (*words, *lanes) if word in ports), None)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits in dBm; None where neither module nor office has one."""

    low: float | None
    high: float | None
    low_warning: float | None
    high_warning: float | None

    def judge(self, power: float | None) -> Status | None:
        """Judge a power; a limit belongs to the worse side. None where there is no limit at all."""
        if power is None or (self.low is None and self.high is None):
            return None
        if _beyond(power, self.low, self.high):
            return Status.CRITICAL
        return Status.WARNING if _beyond(power, self.low_warning, self.high_warning) else Status.OK

    def __str__(self) -> str:
        """As printed beside a value; empty without limits."""
        low = f"rusak ≤ {dbm(self.low)}" if self.low is not None else ""
        return ", ".join(filter(None, (low, f"rusak ≥ {dbm(self.high)}" if self.high is not None else "")))


def limits_of(sensor: Sensor, rx_low_dbm: float, margin_db: float) -> Limits:
    """Return the module's own limits; for a receiver without a lower one that of the office."""
    low, low_warning = _limit(sensor.low_limit), _limit(sensor.low_warning)
    if low is None and _RECEIVES.search(sensor.name):
        low = rx_low_dbm
    if low is not None and low_warning is None:
        low_warning = low + margin_db
    return Limits(low, _limit(sensor.high_limit), low_warning, _limit(sensor.high_warning))


def _limit(told: float | None) -> float | None:
    return told if told and _LIMITS_DBM[0] < told < _LIMITS_DBM[1] else None


def _beyond(power: float, low: float | None, high: float | None) -> bool:
    return (low is not None and power <= low) or (high is not None and power >= high)
