"""The annex on rules: which packs judged, what each device breaks, and what somebody has let pass until when."""

from __future__ import annotations

from collections.abc import Sequence

from netmaintd.compliance.broken import LABEL, grouped
from netmaintd.documents.contexts.case import Case, Data
from netmaintd.documents.contexts.conditions import Condition
from netmaintd.documents.words import listed, long_date
from netmaintd.model.facts import RuleVerdict, Verdict
from netmaintd.model.results import Status

_CHECK = "compliance"
_MOST_LINES = 16
_WORDS = {
    Verdict.BROKEN: "dilanggar",
    Verdict.NOT_YET: "belum berlaku",
    Verdict.UNKNOWN: "tidak dinilai",
    Verdict.WAIVED: "dikecualikan",
    Verdict.KEPT: "dipatuhi",
}
_ORDER = tuple(_WORDS)


def compliance(case: Case, found: Sequence[Condition]) -> Data:
    """Return the data of the annex; a device that nobody judged is named with the reason."""
    judged = [condition for condition in found if condition.record.verdicts]
    return {
        "packs": _packs(judged),
        "devices": [_device(case, condition) for condition in judged],
        "waivers": [_waiver(c.device.name, v) for c in judged for v in c.record.verdicts if _let_pass(v)],
        "unjudged": _unjudged(found),
        "label": LABEL,
    }


def _packs(judged: list[Condition]) -> list[list[str]]:
    """Return each pack with its version, the whole hash of its file, and how many devices it judged."""
    used: dict[tuple[str, str, str], int] = {}
    for condition in judged:
        for pack in dict.fromkeys((v.pack, v.version, v.sha256) for v in condition.record.verdicts):
            used[pack] = used.get(pack, 0) + 1
    return [[name, version, sha256, str(count)] for (name, version, sha256), count in sorted(used.items())]


def _device(case: Case, condition: Condition) -> Data:
    verdicts = condition.record.verdicts
    shown = sorted(
        (v for v in verdicts if v.verdict not in (Verdict.KEPT, Verdict.WAIVED)),
        key=lambda v: (_ORDER.index(v.verdict), not v.must),
    )
    counts = ((_WORDS[kind], sum(v.verdict is kind for v in verdicts)) for kind in reversed(_ORDER))
    return {
        "device": condition.device.name,
        "site": case.site_title(condition.site.site),
        "counted": ", ".join(f"{count} {word}" for word, count in counts if count),
        "rows": [_row(verdict) for verdict in shown],
        **_proposed(condition.device.name, [line for verdict in shown for line in verdict.proposal]),
    }


def _proposed(device: str, lines: list[str]) -> Data:
    """Return the first lines that would set a device right; all of them are on the command line."""
    proposal = grouped(lines)
    more = len(proposal) - _MOST_LINES
    return {
        "proposal": [line.replace(" ", "\u00a0") if line.startswith(" ") else line for line in proposal[:_MOST_LINES]],
        "more": f"dan {more} baris lagi: netmaintd compliance propose {device}" if more > 0 else "",
    }


def _row(verdict: RuleVerdict) -> Data:
    return {
        "title": verdict.title,
        "rule": f"{verdict.pack}/{verdict.rule}",
        "weight": "wajib" if verdict.must else "anjuran",
        "key": _key(verdict).value,
        "word": _WORDS[verdict.verdict],
        "detail": verdict.detail or "–",
    }


def _key(verdict: RuleVerdict) -> Status:
    if verdict.verdict is Verdict.UNKNOWN:
        return Status.UNKNOWN
    return Status.CRITICAL if verdict.must and verdict.verdict is Verdict.BROKEN else Status.WARNING


def _let_pass(verdict: RuleVerdict) -> bool:
    return verdict.verdict is Verdict.WAIVED


def _waiver(device: str, verdict: RuleVerdict) -> list[str]:
    until = long_date(verdict.waived_until) if verdict.waived_until else "–"
    return [device, verdict.title, verdict.detail, verdict.waived_by, until]


def _unjudged(found: Sequence[Condition]) -> list[str]:
    """Return why devices have no verdict although it was planned, with their names."""
    reasons: dict[str, list[str]] = {}
    for condition in found:
        for result in condition.results:
            if result.check == _CHECK and not condition.record.verdicts:
                reasons.setdefault(result.summary, []).append(condition.device.name)
    return [f"{reason}: {listed(devices)}" for reason, devices in reasons.items()]
