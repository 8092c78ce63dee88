"""What officials may say of problems and referrals: which must be said with words, and what no longer stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.people import Role
from netmaintd.model.problems import Problem
from netmaintd.model.results import Finding, ReferralStatus

CLOSERS = (Role.KASI,)
"""Who may say that a problem is over although no examination says so: the one who owns the round."""
SHORTEST, LONGEST = 10, 1000
"""Characters of a reason: one that nobody could follow later is none."""
NO_REASON = "Tulis alasan yang dapat dipahami orang lain, paling sedikit 10 huruf."
TOO_LONG = "Tulis lebih singkat: paling banyak 1000 huruf."
OVER = "Temuan ini sudah selesai atau sudah ditutup."
MOVED_ON = "Temuan ini sudah berganti; baca keadaan terbaru, lalu putuskan."
_ENDS = (ReferralStatus.DONE, ReferralStatus.REFUSED)


def check_closing(problem: Problem, reason: str) -> str:
    """Return the reason as it is recorded.

    Raises:
        DecisionNotAllowed: the problem does not stand, or the reason says nothing.
    """
    if not problem.open:
        raise DecisionNotAllowed(OVER)
    return _words(reason, needed=True)


def check_follow_up(status: ReferralStatus, note: str) -> str:
    """Return the note as it is recorded; an end needs one.

    Raises:
        DecisionNotAllowed: the note is missing or too long.
    """
    return _words(note, needed=status in _ENDS)


def still_followed(previous: Iterable[Finding], closed: frozenset[tuple[str, str, datetime]]) -> tuple[Finding, ...]:
    """Return the findings of the round before without those that somebody closed.

    One that is seen again is a new finding then: the closing stays beside it and hides nothing.
    """
    return tuple(one for one in previous if (one.device, one.check, one.since) not in closed)


def _words(text: str, *, needed: bool) -> str:
    words = text.strip()
    if needed and len(words) < SHORTEST:
        raise DecisionNotAllowed(NO_REASON)
    if len(words) > LONGEST:
        raise DecisionNotAllowed(TOO_LONG)
    return words
