"""What officials may say of problems: with words that others can follow, and of what still stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.problems import Closing, Problem
from netmaintd.model.results import Finding, FindingState, ReferralStatus, Status
from netmaintd.signoff.problems import (
    LONGEST,
    NO_REASON,
    OVER,
    SHORTEST,
    TOO_LONG,
    check_closing,
    check_follow_up,
    still_followed,
)
from samples import NOW, PEOPLE

FINDING = Finding("r", "a", "sw-a1", "cpu", Status.WARNING, "sibuk", FindingState.NEW, NOW)
CLOSING = Closing("sw-a1", "cpu", NOW, "perangkat ditarik", PEOPLE["kasi"], NOW)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (" " * SHORTEST, NO_REASON), ("x" * (SHORTEST - 1), NO_REASON), ("x" * SHORTEST, ""), ("x" * LONGEST, ""),
        ("x" * (LONGEST + 1), TOO_LONG),
    ],
)  # fmt: skip
def test_a_closing_has_a_reason_of_some_length(reason: str, said: str) -> None:
    if not said:
        assert check_closing(Problem(FINDING), f" {reason} ") == reason
        return
    with pytest.raises(DecisionNotAllowed, match=said):
        check_closing(Problem(FINDING), reason)


@pytest.mark.parametrize(
    "problem", [Problem(FINDING, CLOSING), Problem(replace(FINDING, state=FindingState.RESOLVED))]
)  # fmt: skip
def test_what_is_over_is_not_closed_again(problem: Problem) -> None:
    assert not problem.open
    with pytest.raises(DecisionNotAllowed, match=OVER):
        check_closing(problem, "alasan yang cukup panjang")


@pytest.mark.parametrize("status", list(ReferralStatus))
def test_the_end_of_a_referral_is_explained_and_the_way_there_need_not_be(status: ReferralStatus) -> None:
    if status in (ReferralStatus.DONE, ReferralStatus.REFUSED):
        with pytest.raises(DecisionNotAllowed, match=NO_REASON):
            check_follow_up(status, "")
    else:
        assert check_follow_up(status, "  ") == ""


def test_a_finding_that_was_closed_is_not_carried_on_and_a_later_one_of_the_same_kind_is() -> None:
    later = replace(FINDING, since=NOW.replace(year=2027))

    assert still_followed((FINDING, later), frozenset({("sw-a1", "cpu", NOW)})) == (later,)
