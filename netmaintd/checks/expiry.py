"""Check 37: how long certificates and licences are still good."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatchcase
from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.wording import enumerated, number, shown
from netmaintd.model.facts import Earlier, Expiry, Facts
from netmaintd.model.results import CheckResult, Measurement, Method, Status, worst

_KINDS = {"certificate": "sertifikat", "licence": "lisensi"}
_ENDLESS = "tanpa batas waktu"


class ExpirySettings(CheckSettings):
    """Days that must be left, and the names of what nobody uses, with `*` for anything."""

    warning_days: int = Field(default=60, ge=0)
    critical_days: int = Field(default=14, ge=0)
    ignored: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.warning_days < self.critical_days:
            raise ValueError("warning_days must not lie below critical_days")
        return self


class ExpiryCheck(Check):
    """Whatever ends first decides. Days are counted in UTC, from the day of the examination."""

    name = "expiry"
    number = 37
    title = "Masa berlaku sertifikat dan lisensi"
    needs = (Expiry,)
    method = Method.SSH
    optional = True
    Settings = ExpirySettings
    settings: ExpirySettings

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge everything that has an end, the soonest first."""
        if facts.taken_at is None:
            return self.unknown("hari pemeriksaan tidak tercatat")
        today, ignored = facts.taken_at.date(), self.settings.ignored
        used = [e for e in facts.of(Expiry) if not any(fnmatchcase(shown(e.name), name) for name in ignored)]
        if not used:
            return self.unknown("semua sertifikat dan lisensi dikecualikan dalam pengaturan")
        ordered = sorted(used, key=lambda one: one.expires_on or date.max)
        judged = [(self._status(one, today), one) for one in ordered]
        measured = [self._measured(one, today) for one in ordered]
        status = worst(status for status, _ in judged)
        ill = [one for status, one in judged if status is not Status.OK]
        text = enumerated([_sentence(one, today) for one in ill or ordered[:1]])
        rest = "" if ill else f" (paling awal dari {number(len(ordered))})" if len(ordered) > 1 else ""
        return self.result(status, text[0].upper() + text[1:] + rest, *measured)

    def _status(self, one: Expiry, today: date) -> Status:
        left = _days_left(one, today)
        if left is None or left > self.settings.warning_days:
            return Status.OK
        return Status.WARNING if left >= self.settings.critical_days else Status.CRITICAL

    def _measured(self, one: Expiry, today: date) -> Measurement:
        s, left = self.settings, _days_left(one, today)
        limit = f"perlu perhatian ≤ {number(s.warning_days)} hari, rusak < {number(s.critical_days)} hari"
        return Measurement(
            shown(one.name) or "-", _ENDLESS if left is None else left, "" if left is None else "hari", limit
        )


def _days_left(one: Expiry, today: date) -> int | None:
    return (one.expires_on - today).days if one.expires_on else None


def _sentence(one: Expiry, today: date) -> str:
    name, left = f"{_KINDS.get(one.what, 'masa berlaku')} {shown(one.name, 40)}".strip(), _days_left(one, today)
    if left is None or one.expires_on is None:
        return f"{name} {_ENDLESS}"
    day = f"{one.expires_on:%d-%m-%Y}"
    return f"{name} habis {day}, {number(left)} hari lagi" if left >= 0 else f"{name} sudah habis {day}"
