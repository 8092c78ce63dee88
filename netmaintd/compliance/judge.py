"""Packs laid beside the configuration of one device: a verdict for every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from netmaintd.compliance.broken import proposed
from netmaintd.compliance.budget import Matcher
from netmaintd.compliance.pack import Level, Pack, Rule
from netmaintd.compliance.quotes import quotes
from netmaintd.compliance.rulebook import Rulebook
from netmaintd.compliance.statements import Scope, Unreadable
from netmaintd.compliance.styles import read
from netmaintd.compliance.waiver import Waiver
from netmaintd.compliance.weigh import Scales, weigh
from netmaintd.compliance.wording import dated, detail
from netmaintd.model.facts import Identity, RuleVerdict, Verdict


@dataclass(frozen=True, slots=True)
class Subject:
    """The device that is judged, and its running configuration.

    Attributes:
        lineage: its profile and all that this one extends.
        text: the configuration without the lines that change by themselves; None where it was not read whole.
        masked: the same with every secret as a tag; all that is quoted comes from here.
        reason: why there is no text, Indonesian.
    """

    device: str
    role: str
    tags: tuple[str, ...]
    lineage: tuple[str, ...]
    text: str | None
    masked: str = ""
    reason: str = ""
    identity: Identity | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One rule on one device, and why an office has it."""

    verdict: RuleVerdict
    why: str


def judge(rulebook: Rulebook, subject: Subject, today: date) -> tuple[Judgement, ...]:
    """Return a judgement for every rule of every pack that concerns the device; empty when none does."""
    packs = rulebook.concerning(subject.lineage, subject.role)
    return tuple(one for pack in packs for one in _by_pack(pack, rulebook, subject, today))


def _by_pack(pack: Pack, rulebook: Rulebook, subject: Subject, today: date) -> Iterator[Judgement]:
    whole, reason = _read(subject, pack)
    if whole is None:
        yield from (Judgement(_verdict(pack, rule, Verdict.UNKNOWN, reason), rule.why) for rule in pack.file.rules)
        return
    scales = Scales(Matcher(), subject.identity)
    shown = quotes(subject.text or "", subject.masked, pack.file.style)
    for rule in pack.file.rules:
        opinion = weigh(rule, whole, scales)
        said = detail(opinion.remarks, shown)
        if opinion.verdict is Verdict.BROKEN:
            waiver = _waiver(rulebook, subject, pack, rule)
            found = _breach(pack, rule, waiver, said, today)
            yield Judgement(replace(found, proposal=proposed(rule.remedy, opinion.remarks, shown)), rule.why)
        else:
            yield Judgement(_verdict(pack, rule, opinion.verdict, said), rule.why)


def _read(subject: Subject, pack: Pack) -> tuple[Scope | None, str]:
    """Return the statements, or why there are none."""
    if subject.text is None:
        return None, subject.reason
    try:
        whole = read(subject.text, pack.file.style)
    except Unreadable as error:
        return None, str(error)
    return (whole, "") if whole.statements else (None, "konfigurasi kosong")


def _breach(pack: Pack, rule: Rule, waiver: Waiver | None, said: str, today: date) -> RuleVerdict:
    """Return what a breach counts for today: not yet, waived, or broken, in a time of grace only as advice."""
    if rule.effective_from and today < rule.effective_from:
        return _verdict(pack, rule, Verdict.NOT_YET, f"berlaku mulai {dated(rule.effective_from)}; {said}")
    if waiver and today <= waiver.until:
        return _verdict(pack, rule, Verdict.WAIVED, f"{waiver.reason}; {said}", waiver)
    if waiver:
        said = f"pengecualian berakhir {dated(waiver.until)}; {said}"
    if rule.level is Level.MUST and rule.warn_until and today <= rule.warn_until:
        return _verdict(
            pack, rule, Verdict.BROKEN, f"wajib sesudah {dated(rule.warn_until)}; {said}", waiver, lenient=True
        )
    return _verdict(pack, rule, Verdict.BROKEN, said, waiver)


def _waiver(rulebook: Rulebook, subject: Subject, pack: Pack, rule: Rule) -> Waiver | None:
    """Return the waiver that lasts longest, also one that is over."""
    found = [w for w in rulebook.waivers if w.covers(subject.device, subject.tags, pack.file.name, rule.id)]
    return max(found, key=lambda waiver: waiver.until, default=None)


def _verdict(
    pack: Pack, rule: Rule, verdict: Verdict, said: str, waiver: Waiver | None = None, *, lenient: bool = False
) -> RuleVerdict:
    return RuleVerdict(
        pack=pack.file.name,
        version=pack.file.version,
        sha256=pack.sha256,
        rule=rule.id,
        title=rule.title,
        must=rule.level is Level.MUST and not lenient,
        verdict=verdict,
        detail=said,
        waived_by=waiver.approved_by if waiver else "",
        waived_until=waiver.until if waiver else None,
    )
