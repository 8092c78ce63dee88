"""Check 7: is the firmware one that the office approves, and is the device still one that its maker cares for."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatchcase
from typing import Annotated

from pydantic import Field, StringConstraints

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.versions import meets, meets_any
from netmaintd.checks.wording import listed, shown
from netmaintd.model.facts import Earlier, Facts, Identity
from netmaintd.model.results import CheckResult, Measurement, Status

_Pattern = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]


class FirmwareRule(CheckSettings):
    """What the office says of some models. Names and versions may hold `*`, versions may be compared: `>= 7.14.2`.

    Without `approved` every version passes that is neither forbidden nor allowed for a time only. A date is the last
    day on which it counts.
    """

    vendor: _Pattern = "*"
    os_name: _Pattern = "*"
    model: _Pattern = "*"
    approved: tuple[_Pattern, ...] = ()
    allowed_until: dict[_Pattern, date] = Field(default_factory=dict)
    forbidden: tuple[_Pattern, ...] = ()
    end_of_life: date | None = None
    """The last day on which the maker still gives corrections."""

    def concerns(self, device: Identity) -> bool:
        """Whether the rule speaks of a device; one that does not name its model is only meant by `*`."""
        pairs = ((self.vendor, device.vendor), (self.os_name, device.os_name), (self.model, device.model))
        return all(fnmatchcase(shown(told or "").casefold(), wanted.casefold()) for wanted, told in pairs)


class FirmwareSettings(CheckSettings):
    """The first rule that speaks of a device judges it."""

    rules: tuple[FirmwareRule, ...] = ()


class FirmwareCheck(Check):
    """What is not on the list of its model is worth a look; what is forbidden or past its date is critical.

    Dates are compared with the day of the examination, in UTC.
    """

    name = "firmware"
    number = 7
    title = "Versi firmware sesuai daftar"
    needs = (Identity,)
    Settings = FirmwareSettings
    settings: FirmwareSettings

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge the version that the device tells."""
        device = facts.of(Identity)[0]
        version = shown(device.os_version or "")
        if not version:
            return self.unknown("perangkat tidak menyebut versi firmware-nya")
        rule = next((rule for rule in self.settings.rules if rule.concerns(device)), None)
        if rule is None:
            return self.unknown("daftar versi belum memuat model ini", Measurement("version", version))
        if facts.taken_at is None:
            return self.unknown("hari pemeriksaan tidak tercatat", Measurement("version", version))
        status, text = _judged(version, rule, facts.taken_at.date())
        return self.result(status, text, Measurement("version", version, threshold=_threshold(rule)))


def _judged(version: str, rule: FirmwareRule, today: date) -> tuple[Status, str]:
    told = f"Versi {version}"
    if rule.end_of_life and today > rule.end_of_life:
        return Status.CRITICAL, f"{told}: dukungan pabrik untuk model ini berakhir {rule.end_of_life:%d-%m-%Y}"
    if meets_any(version, rule.forbidden):
        return Status.CRITICAL, f"{told} dilarang"
    until = max((day for pattern, day in rule.allowed_until.items() if meets(version, pattern)), default=None)
    if until and not meets_any(version, rule.approved):
        word = "hanya diizinkan sampai" if today <= until else "tidak diizinkan lagi sejak"
        return (Status.WARNING if today <= until else Status.CRITICAL), f"{told} {word} {until:%d-%m-%Y}"
    if rule.approved and not meets_any(version, rule.approved):
        return Status.WARNING, f"{told} tidak ada dalam daftar yang disetujui"
    return Status.OK, f"{told} disetujui"


def _threshold(rule: FirmwareRule) -> str:
    return f"disetujui: {listed(rule.approved, 3)}" if rule.approved else "tidak dilarang"
