"""Check 17: did the links that matter change their state since the last examination."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.limits import by_limits
from netmaintd.checks.ports import by_name, documented_ports, since_start, unchanged_for_s
from netmaintd.checks.restart import restarted
from netmaintd.checks.wording import duration, listed, shown
from netmaintd.model.facts import Documented, Earlier, Facts, Interface, Neighbor, Uptime
from netmaintd.model.results import CheckResult, Measurement, Status

_SAME_S = 2.0


class FlappingSettings(CheckSettings):
    """How many links may have changed, and over which time where there is no earlier examination."""

    warning_links: int = Field(default=1, ge=1)
    critical_links: int = Field(default=6, ge=1)
    first_period_s: float = Field(default=90 * 86400.0, gt=0)
    settle_s: float = Field(default=600.0, ge=0)
    """A change so soon after the start belongs to the start."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.warning_links > self.critical_links:
            raise ValueError("warning_links must not lie above critical_links")
        return self


class FlappingCheck(Check):
    """Counts links, not changes: IF-MIB tells only when a port last changed.

    Which links matter is what the inventory names, else the ports with a neighbour. What changed at the start of
    the device, or inside a maintenance window, was expected.

    Source: IF-MIB (RFC 2863), ifLastChange.
    """

    name = "flapping"
    number = 17
    title = "Link naik turun"
    needs = (Interface, Uptime, Documented)
    uses = (Neighbor,)
    Settings = FlappingSettings
    settings: FlappingSettings

    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge by the number of links that changed; one that does not tell keeps the result from being well."""
        ports = by_name(facts.of(Interface))
        names = documented_ports(facts.of(Documented)[0]) or _linked(facts)
        if not names:
            return self.unknown("inventaris tidak menyebut port penting dan tidak ada tetangga yang terlihat")
        ages = {n: unchanged_for_s(ports[n], facts.of(Uptime)[0]) if n in ports else None for n in names}
        told = {name: age for name, age in ages.items() if age is not None}
        if not told:
            return self.unknown("perangkat tidak menyebut kapan port penting terakhir berubah")
        changed = [name for name, age in told.items() if self._changed(ports[name], age, facts, earlier)]
        return self._result(changed, told, [name for name in names if name not in told], _period(facts, earlier))

    def _result(
        self, changed: list[str], told: dict[str, float], silent: list[str], period_s: float | None
    ) -> CheckResult:
        s = self.settings
        limit = f"perlu perhatian ≥ {s.warning_links} link berubah, rusak ≥ {s.critical_links}"
        measured = [Measurement("changed_links", len(changed), "", limit)]
        measured += [Measurement(shown(name), told[name], "s", "tidak berubah") for name in changed]
        since = f"dalam {duration(s.first_period_s)}" if period_s is None else "sejak pemeriksaan lalu"
        status = by_limits(len(changed), s.warning_links, s.critical_links)
        if status is Status.OK and silent:
            return self.unknown(f"perubahan port tidak diketahui: {listed(silent)}", *measured)
        what = f"{len(changed)} link berubah keadaan ({listed(changed)})" if changed else "Tidak ada link berubah"
        return self.result(status, f"{what} {since}, {len(told)} link dinilai", *measured)

    def _changed(self, port: Interface, age_s: float, facts: Facts, earlier: Earlier | None) -> bool:
        uptime, period_s = facts.of(Uptime)[0], _period(facts, earlier)
        if age_s >= (self.settings.first_period_s if period_s is None else period_s):
            return False
        if since_start(age_s, uptime, self.settings.settle_s) or _as_before(port, facts, earlier):
            return False
        return not (earlier and facts.taken_at and _expected(facts.taken_at - timedelta(seconds=age_s), earlier))


def _linked(facts: Facts) -> tuple[str, ...]:
    known = by_name(facts.of(Interface))
    return tuple(dict.fromkeys(n.local_port for n in facts.of(Neighbor) if n.local_port in known))


def _period(facts: Facts, earlier: Earlier | None) -> float | None:
    return (facts.taken_at - earlier.at).total_seconds() if earlier and facts.taken_at else None


def _as_before(port: Interface, facts: Facts, earlier: Earlier | None) -> bool:
    """Whether the last change is the one that the earlier examination knew already."""
    before = by_name(earlier.facts.of(Interface)).get(port.name) if earlier else None
    then, period_s = (earlier.facts.one(Uptime) if earlier else None), _period(facts, earlier)
    if before is None or before.last_change_s is None or port.last_change_s is None or then is None or period_s is None:
        return False
    same = abs(before.last_change_s - port.last_change_s) <= _SAME_S
    return same and not restarted(then, facts.of(Uptime)[0], period_s)


def _expected(at: datetime, earlier: Earlier) -> bool:
    return any(start <= at <= end for start, end in earlier.maintenance_windows)
