"""What came of weighing a condition, before it is put into words: verdict, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from netmaintd.model.facts import Verdict

_WORSE = (Verdict.KEPT, Verdict.UNKNOWN, Verdict.BROKEN)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was found or missed. `words` is Indonesian and holds nothing of the device's.

    Attributes:
        line: of the statement that is meant, 0 for none; it is quoted from the masked copy only.
        fitting_words: how many words of it the rule looked at; what stands behind them is not quoted.
        section: the line where its section begins, 0 outside of any.
        title_words: how many words of that line name the section.
    """

    words: str
    line: int = 0
    fitting_words: int = 0
    section: int = 0
    title_words: int = 0


@dataclass(frozen=True, slots=True)
class Opinion:
    """KEPT, BROKEN or UNKNOWN, and the remarks that say why."""

    verdict: Verdict
    remarks: tuple[Remark, ...] = field(default=())


KEPT = Opinion(Verdict.KEPT)


def together(opinions: Iterable[Opinion]) -> Opinion:
    """Return the worst, with the remarks of all that are as bad."""
    all_of = tuple(opinions)
    worst = max((o.verdict for o in all_of), key=_WORSE.index, default=Verdict.KEPT)
    return Opinion(worst, _remarks(o for o in all_of if o.verdict is worst))


def any_of(opinions: Iterable[Opinion]) -> Opinion:
    """Return the best; broken only if all are."""
    all_of = tuple(opinions)
    best = min((o.verdict for o in all_of), key=_WORSE.index)
    if best is Verdict.KEPT:
        return KEPT
    remarks = _remarks(o for o in all_of if o.verdict is best)
    # What is missed says best what would do.
    return Opinion(best, tuple(sorted(remarks, key=lambda remark: remark.line > 0)))


def _remarks(opinions: Iterable[Opinion]) -> tuple[Remark, ...]:
    return tuple(dict.fromkeys(remark for opinion in opinions for remark in opinion.remarks))
