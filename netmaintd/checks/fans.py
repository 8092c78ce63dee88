"""Check 11: do the fans turn."""

from __future__ import annotations

import math

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.parts import BY_STATE, FAN, measured, sensors_of, states, tally
from netmaintd.model.facts import Earlier, Facts, Quantity, Sensor
from netmaintd.model.results import CheckResult, Status


class FansSettings(CheckSettings):
    """How many fans may stand still while the others can do without them."""

    tolerated_failed: int = Field(default=1, ge=0)
    least_working: int = Field(default=2, ge=1)
    """With fewer that still turn, one that stands still is critical."""


class FansCheck(Check):
    """By the state that the device tells, else by the speed: below the device's limit, or 0 where it turned before.

    A fan of 0 rpm that never turned may be an empty slot, or a fan that a cool device does not need.
    """

    name = "fans"
    number = 11
    title = "Kipas pendingin"
    needs = (Sensor,)
    optional = True
    misses = True
    Settings = FansSettings
    settings: FansSettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device has a fan that it tells of."""
        return bool(sensors_of(facts, FAN))

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge by how many fans fail."""
        s = self.settings
        before = sensors_of(earlier.facts, FAN) if earlier else ()
        turned = {sensor.name for sensor in before if _turns(sensor)}
        now = states(sensors_of(facts, FAN), lambda sensor: _status(sensor, turned))
        found = tally(now, states(before, lambda sensor: _status(sensor, set())))
        if not found.anything:
            return self.unknown("perangkat tidak menyebut keadaan kipasnya")
        status = Status.WARNING if found.weak or found.failed or found.lost else Status.OK
        if found.failed and (len(found.failed) > s.tolerated_failed or len(found.well) < s.least_working):
            status = Status.CRITICAL
        limit = f"baik; rusak > {s.tolerated_failed} kipas atau < {s.least_working} yang bekerja"
        return self.result(status, found.sentence("Kipas"), *measured(now, limit))


def _status(sensor: Sensor, turned: set[str]) -> Status:
    told = BY_STATE.get(sensor.state)
    if told is not None or sensor.quantity is not Quantity.FAN_SPEED:
        return told or Status.UNKNOWN
    if sensor.value is None or not math.isfinite(sensor.value):
        return Status.UNKNOWN
    if sensor.low_limit is not None and sensor.low_limit > 0 and sensor.value < sensor.low_limit:
        return Status.CRITICAL
    if _turns(sensor):
        return Status.OK
    return Status.CRITICAL if sensor.name in turned else Status.UNKNOWN


def _turns(sensor: Sensor) -> bool:
    return sensor.quantity is Quantity.FAN_SPEED and sensor.value is not None and sensor.value > 0
