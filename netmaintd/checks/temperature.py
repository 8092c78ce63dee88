"""Check 10: is anything in the device too hot, by its own limits first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.limits import by_limits
from netmaintd.checks.wording import celsius, limits, shown
from netmaintd.model.facts import Earlier, Facts, Quantity, Sensor, State
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_BY_STATE = {State.OK: Status.OK, State.WARNING: Status.WARNING, State.CRITICAL: Status.CRITICAL}
_COLDEST_C, _HOTTEST_C = -40.0, 200.0
"""Beyond these a reading is a broken sensor or an empty slot."""
_LOWEST_LIMIT_C, _HIGHEST_LIMIT_C = 20.0, 150.0
"""Beyond these a limit is a placeholder of the vendor: 0, 255, 32767."""
_BY_DEVICE = "menurut perangkat"


class TemperatureSettings(CheckSettings):
    """Degrees Celsius for sensors that report no limit, and the margin below a limit that is worth a look."""

    warning_c: float = 50.0
    critical_c: float = 60.0
    cpu_warning_c: float = 70.0
    """For sensors with `cpu` in their name."""
    cpu_critical_c: float = 75.0
    margin_c: float = Field(default=10.0, ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.warning_c > self.critical_c or self.cpu_warning_c > self.cpu_critical_c:
            raise ValueError("warning_c must not lie above critical_c")
        return self


@dataclass(frozen=True, slots=True)
class _Judged:
    """One sensor with its judgement."""

    status: Status
    sensor: Sensor
    threshold: str


class TemperatureCheck(Check):
    """Each sensor by the device's own limit, else by the office's; the device's own alarm counts as well."""

    name = "temperature"
    number = 10
    title = "Suhu perangkat"
    needs = (Sensor,)
    Settings = TemperatureSettings
    settings: TemperatureSettings

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge every temperature sensor; the worst decides, of equally bad ones the hottest."""
        sensors = [sensor for sensor in facts.of(Sensor) if sensor.quantity is Quantity.TEMPERATURE]
        judged = [self._judged(s) for s in sensors if _plausible(s) or s.state in _BY_STATE]
        if not judged:
            return self.unknown("perangkat tidak memiliki sensor suhu yang dapat dibaca")
        status = worst(item.status for item in judged)
        worst_one = max((j for j in judged if j.status is status), key=_heat)
        measured = (Measurement(shown(j.sensor.name), _shown_value(j.sensor), "degC", j.threshold) for j in judged)
        degrees = _degrees(worst_one.sensor)
        value = f"Suhu {celsius(degrees)}" if degrees is not None else f"Sensor suhu {status.word}"
        alarm = " dengan alarm perangkat" if worst_one.sensor.state in (State.WARNING, State.CRITICAL) else ""
        return self.result(status, f"{value}{alarm} ({shown(worst_one.sensor.name)})", *measured)

    def _judged(self, sensor: Sensor) -> _Judged:
        own = _BY_STATE.get(sensor.state, Status.OK)
        degrees = _degrees(sensor)
        if degrees is None:
            return _Judged(own, sensor, _BY_DEVICE)
        warning, critical = self._limits(sensor)
        status = worst((own, by_limits(degrees, warning, critical)))
        return _Judged(status, sensor, limits(warning, critical, celsius))

    def _limits(self, sensor: Sensor) -> tuple[float, float]:
        s = self.settings
        if sensor.high_limit is not None and _LOWEST_LIMIT_C <= sensor.high_limit <= _HIGHEST_LIMIT_C:
            return sensor.high_limit - s.margin_c, sensor.high_limit
        if "cpu" in sensor.name.casefold():
            return s.cpu_warning_c, s.cpu_critical_c
        return s.warning_c, s.critical_c


def _heat(judged: _Judged) -> float:
    degrees = _degrees(judged.sensor)
    return _COLDEST_C if degrees is None else degrees


def _plausible(sensor: Sensor) -> bool:
    return _degrees(sensor) is not None


def _degrees(sensor: Sensor) -> float | None:
    """Return the reading, None for one that no room and no chip has."""
    if sensor.value is None or not _COLDEST_C <= sensor.value <= _HOTTEST_C:
        return None
    return sensor.value


def _shown_value(sensor: Sensor) -> float | str:
    degrees = _degrees(sensor)
    return _BY_STATE[sensor.state].word if degrees is None else degrees
