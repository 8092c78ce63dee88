"""Check 34: does the running configuration keep the office's rules."""

from __future__ import annotations

from collections.abc import Iterable

from netmaintd.checks.check import Check
from netmaintd.checks.wording import enumerated, number, shown
from netmaintd.model.facts import ConfigText, Earlier, Facts, RuleVerdict, Verdict
from netmaintd.model.results import CheckResult, Measurement, Method, Status

_ASKED = "semua aturan wajib dipatuhi"
_HASH_DIGITS = 12
_MOST_TITLE, _MOST_DETAIL = 100, 120


class ComplianceCheck(Check):
    """By the verdicts of every pack that is for the platform; the packs are named with version and hash.

    A broken `must` is broken; a broken recommendation, or a rule that counts only later, is worth a look. What
    could not be judged keeps the result from being well.
    """

    name = "compliance"
    number = 34
    title = "Kepatuhan konfigurasi terhadap aturan"
    needs = (RuleVerdict,)
    uses = (ConfigText,)
    method = Method.SSH
    optional = True

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge all verdicts; the worst decides."""
        verdicts = facts.of(RuleVerdict)
        measured = (*_packs(verdicts), *_counts(verdicts))
        must = [v for v in verdicts if v.verdict is Verdict.BROKEN and v.must]
        advice = [v for v in verdicts if v.verdict is Verdict.BROKEN and not v.must]
        early = [v for v in verdicts if v.verdict is Verdict.NOT_YET]
        open_ = [v for v in verdicts if v.verdict is Verdict.UNKNOWN]
        if must or advice or early:
            status = Status.CRITICAL if must else Status.WARNING
            counted = ((must, "aturan wajib dilanggar"), (advice, "anjuran tidak diikuti"), (early, "belum berlaku"),
                       (open_, "tidak dapat dinilai"))  # fmt: skip
            parts = ", ".join(f"{number(len(found))} {words}" for found, words in counted if found)
            return self.result(status, f"{_sentence(parts)}: {_named((*must, *advice, *early))}", *measured)
        if len(open_) == len(verdicts):
            return self.unknown(shown(open_[0].detail) or "aturan tidak dapat dinilai", *measured)
        if open_:
            return self.unknown(f"{number(len(open_))} aturan tidak dapat dinilai: {_named(open_)}", *measured)
        waived = sum(v.verdict is Verdict.WAIVED for v in verdicts)
        but = f", {number(waived)} di antaranya dengan pengecualian" if waived else ""
        return self.result(Status.OK, f"Semua {number(len(verdicts))} aturan dipatuhi{but}", *measured)


def _packs(verdicts: Iterable[RuleVerdict]) -> list[Measurement]:
    packs = dict.fromkeys((v.pack, v.version, v.sha256) for v in verdicts)
    return [
        Measurement(shown(pack), f"versi {shown(version)}, sha256 {shown(sha256[:_HASH_DIGITS])}", threshold=_ASKED)
        for pack, version, sha256 in packs
    ]


def _counts(verdicts: tuple[RuleVerdict, ...]) -> list[Measurement]:
    words = {
        Verdict.KEPT: "dipatuhi",
        Verdict.BROKEN: "dilanggar",
        Verdict.WAIVED: "dikecualikan",
        Verdict.NOT_YET: "belum berlaku",
        Verdict.UNKNOWN: "tidak dapat dinilai",
    }
    counted = ((word, sum(v.verdict is verdict for v in verdicts)) for verdict, word in words.items())
    return [Measurement(word, count, threshold=_ASKED) for word, count in counted if count]


def _named(verdicts: Iterable[RuleVerdict]) -> str:
    """Return the first rules with what was found, the worst first as they come."""
    return enumerated([_told(verdict) for verdict in verdicts])


def _told(verdict: RuleVerdict) -> str:
    title, detail = shown(verdict.title, _MOST_TITLE), shown(verdict.detail, _MOST_DETAIL)
    return f"{title} ({detail})" if detail else title


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
