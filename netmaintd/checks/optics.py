"""Check 20: does the light of the optical modules arrive with enough power."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.optical_sensors import limits_of, optical, port_of, ports_by_word, power_of
from netmaintd.checks.parts import BY_STATE
from netmaintd.checks.ports import is_up
from netmaintd.checks.wording import dbm, enumerated, number, shown
from netmaintd.model.facts import Earlier, Facts, Interface, Sensor
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_DARK_DBM = -35.0
"""At or below, a receiver measures its own noise: no light at all."""


class OpticsSettings(CheckSettings):
    """Limits in dBm for receivers of which the module tells none, and margins in dB."""

    rx_low_dbm: float = -23.0
    """Below the sensitivity of what offices use over one kilometre to forty; say it for a device with others."""
    margin_db: float = Field(default=2.0, ge=0)
    """So near a limit is worth a look, where the module itself has no warning limit."""
    drop_db: float = Field(default=2.0, gt=0)
    """So much less light than at the last examination is worth a look."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """One sensor with its judgement."""

    name: str
    status: Status
    value: float | str
    threshold: str
    text: str


class OpticsCheck(Check):
    """Each direction by the limits of the module, the receiver else by the office's; a loss since last time as well.

    A port that is down has no light to judge, and a sensor of which no port is known is left out while it is dark.
    """

    name = "optics"
    number = 20
    title = "Daya optik"
    needs = (Sensor,)
    uses = (Interface,)
    optional = True
    Settings = OpticsSettings
    settings: OpticsSettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether a module tells how much light it sends or sees."""
        return bool(optical(facts))

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge every direction of every module; the worst decides."""
        ports = ports_by_word(facts.of(Interface))
        sensors, past = optical(facts), optical(earlier.facts) if earlier else []
        before = {sensor.name: power for sensor in past if (power := power_of(sensor)) is not None}
        judged = [j for s in sensors if (j := self._judged(s, before.get(s.name), port_of(s.name, ports))) is not None]
        if not judged:
            return self.unknown("tidak ada modul optik yang hidup dan dapat dinilai")
        status = worst(j.status for j in judged)
        measured = (Measurement(shown(j.name), j.value, "dBm", j.threshold) for j in judged)
        if status is Status.OK:
            return self.result(status, f"{len(judged)} dari {len(sensors)} daya optik dinilai, dalam batas", *measured)
        bad = [f"{shown(j.name, 40)} {j.text}" for j in judged if j.status is status]
        return self.result(status, enumerated(bad), *measured)

    def _judged(self, sensor: Sensor, before: float | None, port: Interface | None) -> _Judged | None:
        s, power, own = self.settings, power_of(sensor), BY_STATE.get(sensor.state)
        if port is not None and not is_up(port):
            return None
        if power is not None and power <= _DARK_DBM and port is None and (before is None or before <= _DARK_DBM):
            return None
        limits = limits_of(sensor, s.rx_low_dbm, s.margin_db)
        by_limits = limits.judge(power)
        lost_db = round(before - power, 3) if before is not None and power is not None else None
        if own is None and by_limits is None and lost_db is None:
            return None
        lost = lost_db is not None and lost_db >= s.drop_db
        status = worst((own or Status.OK, by_limits or Status.OK, Status.WARNING if lost else Status.OK))
        text = dbm(power) if power is not None else status.word
        text += f", turun {number(lost_db)} dB" if lost and lost_db is not None else ""
        threshold = ", ".join(filter(None, (str(limits), f"perlu perhatian turun ≥ {number(s.drop_db)} dB")))
        return _Judged(sensor.name, status, power if power is not None else status.word, threshold, text)
