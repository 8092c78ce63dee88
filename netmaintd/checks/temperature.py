"""Check 10: is anything in the device too hot, by its own limits first."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import Check, CheckSettings, by_limits
from netmaintd.checks.wording import number
from netmaintd.model.facts import Earlier, Facts, Quantity, Sensor, State
from netmaintd.model.results import CheckResult, Measurement, Status

_STATES = {State.WARNING: Status.WARNING, State.CRITICAL: Status.CRITICAL}


class TemperatureSettings(CheckSettings):
    """Degrees Celsius for sensors that report no limit, and the margin below a limit that is worth a look."""

    warning_c: float = 50.0
    critical_c: float = 60.0
    margin_c: float = Field(default=10.0, ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.warning_c > self.critical_c:
            raise ValueError("warning_c must not lie above critical_c")
        return self


class TemperatureCheck(Check):
    """Each sensor by the device's own limit, else by the office's; the device's own alarm counts as well."""

    name = "temperature"
    number = 10
    title = "Suhu perangkat"
    needs = (Sensor,)
    Settings = TemperatureSettings
    settings: TemperatureSettings

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge every temperature sensor; the worst decides."""
        sensors = [s for s in facts.of(Sensor) if s.quantity is Quantity.TEMPERATURE]
        judged = [(self._status(s), s) for s in sensors if s.value is not None or s.state in _STATES]
        if not judged:
            return self.unknown("perangkat tidak memiliki sensor suhu yang dapat dibaca")
        order = (Status.OK, Status.WARNING, Status.CRITICAL)
        status, worst = max(judged, key=lambda item: (order.index(item[0]), item[1].value or 0.0))
        measured = tuple(Measurement(s.name, s.value, "degC", self._threshold(s)) for _, s in judged)
        shown = f"{number(worst.value)} °C" if worst.value is not None else "alarm"
        return self.result(status, f"Suhu {shown} ({worst.name}), batas {self._threshold(worst)}", *measured)

    def _limits(self, sensor: Sensor) -> tuple[float, float]:
        if sensor.high_limit is None:
            return self.settings.warning_c, self.settings.critical_c
        return sensor.high_limit - self.settings.margin_c, sensor.high_limit

    def _status(self, sensor: Sensor) -> Status:
        own = _STATES.get(sensor.state, Status.OK)
        by_value = by_limits(sensor.value, *self._limits(sensor)) if sensor.value is not None else Status.OK
        return max(own, by_value, key=(Status.OK, Status.WARNING, Status.CRITICAL).index)

    def _threshold(self, sensor: Sensor) -> str:
        warning, critical = self._limits(sensor)
        return f"≥ {number(warning)} / {number(critical)} °C"
