"""Check 12: do the power supplies work, and is there still a second one."""

from __future__ import annotations

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.parts import BY_STATE, POWER_SUPPLY, Tally, measured, sensors_of, states, tally
from netmaintd.model.facts import Earlier, Facts, Sensor
from netmaintd.model.results import CheckResult, Status


class PowerSupplySettings(CheckSettings):
    """How many supplies a device should have; said for a device under `thresholds`."""

    expected: int | None = Field(default=None, ge=1, le=64)


class PowerSupplyCheck(Check):
    """A device that lost one of two supplies runs on and has lost its redundancy; without any it does not answer."""

    name = "power-supply"
    number = 12
    title = "Catu daya dan redundansi"
    needs = (Sensor,)
    optional = True
    misses = True
    Settings = PowerSupplySettings
    settings: PowerSupplySettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device tells of its power supplies."""
        return bool(sensors_of(facts, POWER_SUPPLY))

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge by what is left; a supply that vanished is as good as one that failed."""
        now = states(sensors_of(facts, POWER_SUPPLY), _status)
        before = states(sensors_of(earlier.facts, POWER_SUPPLY), _status) if earlier else {}
        found = tally(now, before)
        if not found.anything:
            return self.unknown("perangkat tidak menyebut keadaan catu dayanya")
        expected = self.settings.expected
        text = found.sentence("Catu daya")
        if expected is not None and len(found.well) < expected:
            text += f", seharusnya {expected}"
        limit = f"{expected} baik" if expected is not None else "semua baik; rusak bila tidak ada yang baik"
        return self.result(self._status(found), text, *measured(now, limit))

    def _status(self, found: Tally) -> Status:
        # Where nothing is told any more, one of those that were there still feeds the device: it answers.
        if not found.well and (found.weak or found.failed):
            return Status.CRITICAL
        short = self.settings.expected is not None and len(found.well) < self.settings.expected
        return Status.WARNING if short or found.weak or found.failed or found.lost else Status.OK


def _status(sensor: Sensor) -> Status:
    return BY_STATE.get(sensor.state, Status.UNKNOWN)
