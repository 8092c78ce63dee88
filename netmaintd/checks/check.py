"""What every check is: the facts it needs, its settings, and one pure judgement."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from netmaintd.model.facts import Earlier, Fact, Facts, SnmpAgent, SshLogin
from netmaintd.model.results import CheckResult, Measurement, Method, Status
from netmaintd.model.rows import Unreadable

NOT_GIVEN = "perangkat tidak memberikan data ini"


def why_unread(facts: Facts, kind: type[Fact]) -> str | None:
    """Return why a kind is not there, None where it is, and where the device answered that it has none.

    A session that failed, and a table that broke off, are no proof that something is gone.
    """
    reason = None if facts.of(kind) else facts.why_missing(kind)
    return None if reason is None or reason.endswith(NOT_GIVEN) else reason


def told_none(facts: Facts, kind: type[Fact]) -> bool:
    """Whether the device was asked by a command, and its whole answer has none of a kind.

    Another session that says nothing of a kind may as well not know it: that proves no absence.
    """
    reason = None if facts.of(kind) else facts.why_missing(kind)
    return reason is not None and reason.endswith(f" {NOT_GIVEN}")


def refused(facts: Facts, kind: type[Fact]) -> bool:
    """Whether a kind is missing because the device does not know the command for it."""
    return not facts.of(kind) and (facts.why_missing(kind) or "").startswith(Unreadable.REFUSED.reason)


def why_unheard(facts: Facts, kind: type[Fact]) -> str | None:
    """Return the same, and the reason of the session where no session told of itself at all."""
    unread = why_unread(facts, kind)
    if unread or facts.of(kind) or facts.of(SnmpAgent) or facts.of(SshLogin):
        return unread
    return facts.why_missing(SnmpAgent) or facts.why_missing(SshLogin) or NOT_GIVEN


class CheckSettings(BaseModel):
    """Thresholds of a check in base units; unknown keys, NaN and infinity are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Check(ABC):
    """One check. A subclass stands alone in its file and is found by the registry.

    Attributes:
        name: stable word in plans, results and metrics.
        number: row of the published list of checks.
        title: as printed on the form.
        needs: kinds of facts; all of them are fetched before `judge` is asked.
    """

    name: ClassVar[str]
    number: ClassVar[int]
    title: ClassVar[str]
    needs: ClassVar[tuple[type[Fact], ...]]
    method: ClassVar[Method] = Method.SNMP
    compares: ClassVar[bool] = False
    """Only says something against an earlier examination; planned from the second one on."""
    uses: ClassVar[tuple[type[Fact], ...]] = ()
    """Further kinds that are judged where they are there; they are fetched as well."""
    optional: ClassVar[bool] = False
    """Not every device has what it looks at: planned again only for one that has, by `concerns`."""
    misses: ClassVar[bool] = False
    """What was there at the last examination and is gone is a finding: judged although `concerns` says no."""
    Settings: ClassVar[type[CheckSettings]] = CheckSettings

    def __init__(self, settings: CheckSettings | None = None) -> None:
        """Take the settings; the defaults without."""
        self.settings = settings or self.Settings()

    def run(self, facts: Facts, earlier: Earlier | None = None) -> CheckResult:
        """Judge; a fact that is missing makes the result unknown with the reason that is recorded for it."""
        for kind in self.needs:
            if not facts.of(kind):
                return self.unknown(facts.why_missing(kind) or NOT_GIVEN)
        missed = self.misses and earlier is not None and self.concerns(earlier.facts)
        if not (missed or self.concerns(facts)):
            reasons = (facts.why_missing(kind) for kind in self.uses if not facts.of(kind))
            return self.unknown(next(filter(None, reasons), NOT_GIVEN))
        return self.judge(facts, earlier)

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether a device that gave these facts has what this check looks at."""
        return all(facts.of(kind) for kind in cls.needs)

    @abstractmethod
    def judge(self, facts: Facts, earlier: Earlier | None) -> CheckResult:
        """Judge facts of which every needed kind is there at least once.

        A result that is not unknown has a measurement with the threshold that judged it.
        """

    def result(self, status: Status, summary: str, *measurements: Measurement) -> CheckResult:
        """Return a result of this check."""
        return CheckResult(self.name, status, summary, measurements, self.method)

    def unknown(self, reason: str, *measurements: Measurement) -> CheckResult:
        """Return "tidak diperiksa" with its reason."""
        return self.result(Status.UNKNOWN, f"Tidak diperiksa: {reason}", *measurements)
