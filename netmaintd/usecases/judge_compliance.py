"""Lay a device's configuration beside the office's rules: verdicts as facts, when check 34 asks for them.

Secrets never reach a verdict: all that is quoted comes from the masked copy, its tags without their digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from netmaintd.checks.running_config import running
from netmaintd.compliance.judge import Judgement, Subject, judge
from netmaintd.compliance.rulebook import Rulebook
from netmaintd.model.facts import ConfigText, Fact, Facts, Identity, Missing, RuleVerdict
from netmaintd.profiles.mask import mask, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from netmaintd.checks.check import Check
    from netmaintd.model.devices import Device
    from netmaintd.profiles.profile import Profile

NO_PACK = "belum ada paket aturan untuk platform ini"
CUT_OFF = "konfigurasi berjalan tidak terbaca lengkap"
UNREAD = "konfigurasi berjalan tidak terbaca"


@dataclass(frozen=True, slots=True)
class OfficeRules:
    """Packs and waivers, and the zone in whose days they count."""

    rulebook: Rulebook = Rulebook()
    zone: ZoneInfo = ZoneInfo("UTC")

    def today(self, now: datetime) -> date:
        """Return the office's day."""
        return now.astimezone(self.zone).date()


NO_RULES = OfficeRules()


def judge_compliance(
    facts: Facts, device: Device, profile: Profile, checks: Iterable[Check], rules: OfficeRules, now: datetime
) -> Facts:
    """Return the facts with a verdict for every rule that concerns the device; or with why there is none."""
    if not any(RuleVerdict in (*check.needs, *check.uses) for check in checks):
        return facts
    verdicts = tuple(one.verdict for one in judge(rules.rulebook, _subject(facts, device, profile), rules.today(now)))
    others = tuple(item for item in facts.missing if item.kind is not RuleVerdict)
    known: tuple[Fact, ...] = (*facts.known, *verdicts)
    return Facts(known, others if verdicts else (*others, Missing(RuleVerdict, NO_PACK)), facts.taken_at)


def judge_text(
    text: str, device: Device, profile: Profile, identity: Identity | None, rules: OfficeRules, now: datetime
) -> tuple[Judgement, ...]:
    """Return the judgements on a configuration that was stored, or that lies in a file."""
    normalised = normalise(profile, text)
    subject = Subject(
        device.name, device.role, device.tags, profile.lineage, normalised, mask(profile, normalised, b""),
        identity=identity,
    )  # fmt: skip
    return judge(rules.rulebook, subject, rules.today(now))


def _subject(facts: Facts, device: Device, profile: Profile) -> Subject:
    found = running(facts)
    text = found.normalised if found and found.complete else None
    reason = CUT_OFF if found else facts.why_missing(ConfigText) or UNREAD
    return Subject(
        device.name, device.role, device.tags, profile.lineage, text,
        masked=mask(profile, text, b"") if text is not None else "",
        reason=reason,
        identity=facts.one(Identity),
    )  # fmt: skip
