"""Waivers and times of grace: a breach counts from its day on, and only what somebody let pass is let pass."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from netmaintd.compliance.waiver import Waiver
from netmaintd.model.facts import RuleVerdict, Verdict
from rule_subjects import TODAY, judged

BROKEN = "- {must: [ntp]}"


def waiver(**more: object) -> Waiver:
    fields = {"devices": ("sw-1",), "pack": "uji", "rules": ("r0",), "reason": "Menunggu suku cadang",
              "until": "2027-03-31", "approved_by": "Kepala Seksi Infrastruktur", **more}  # fmt: skip
    return Waiver.model_validate(fields)


def verdict(rule: str = BROKEN, *waivers: Waiver, **more: object) -> RuleVerdict:
    return judged(rule, "hostname x\n", waivers=waivers, **more)[0].verdict


def test_a_waiver_lets_a_breach_pass_until_its_day_and_says_who_allowed_it() -> None:
    found = verdict(BROKEN, waiver())

    assert (found.verdict, found.waived_by, found.waived_until) == (
        Verdict.WAIVED, "Kepala Seksi Infrastruktur", date(2027, 3, 31),
    )  # fmt: skip
    assert found.detail == "Menunggu suku cadang; tidak ada: ntp"


@pytest.mark.parametrize(
    ("today", "expected"), [(date(2027, 3, 31), Verdict.WAIVED), (date(2027, 4, 1), Verdict.BROKEN)]
)
def test_the_last_day_of_a_waiver_still_counts(today: date, expected: Verdict) -> None:
    assert verdict(BROKEN, waiver(), today=today).verdict is expected


def test_a_waiver_that_is_over_counts_no_longer_and_says_so() -> None:
    found = verdict(BROKEN, waiver(until="2026-10-01"))

    assert found.verdict is Verdict.BROKEN
    assert found.detail == "pengecualian berakhir 01-10-2026; tidak ada: ntp"


@pytest.mark.parametrize(
    "other",
    [{"devices": ("sw-2",)}, {"rules": ("r9",)}, {"pack": "lain"}, {"devices": (), "tags": ("lama",)}],
)
def test_a_waiver_for_something_else_lets_nothing_pass(other: dict[str, object]) -> None:
    assert verdict(BROKEN, waiver(**other)).verdict is Verdict.BROKEN


def test_a_waiver_may_name_devices_by_their_tag() -> None:
    assert verdict(BROKEN, waiver(devices=(), tags=("lama",)), tags=("lama",)).verdict is Verdict.WAIVED


def test_of_two_waivers_the_longer_one_counts() -> None:
    assert verdict(BROKEN, waiver(until="2026-01-01"), waiver()).verdict is Verdict.WAIVED


def test_a_rule_that_is_kept_needs_no_waiver() -> None:
    assert judged("- {must: [hostname]}", "hostname x\n", waivers=(waiver(),))[0].verdict.verdict is Verdict.KEPT


def test_before_its_day_a_breach_is_not_yet_one() -> None:
    found = verdict("- {must: [ntp], effective_from: 2027-01-01}")

    assert (found.verdict, found.detail) == (Verdict.NOT_YET, "berlaku mulai 01-01-2027; tidak ada: ntp")
    assert verdict("- {must: [ntp], effective_from: 2027-01-01}", today=date(2027, 1, 1)).verdict is Verdict.BROKEN


def test_in_the_time_of_grace_a_breach_weighs_as_advice_only() -> None:
    rule = "- {must: [ntp], effective_from: 2026-01-01, warn_until: 2026-12-31}"

    assert (verdict(rule).verdict, verdict(rule).must) == (Verdict.BROKEN, False)
    assert verdict(rule).detail == "wajib sesudah 31-12-2026; tidak ada: ntp"
    assert verdict(rule, today=date(2027, 1, 1)).must
    assert verdict(rule, waiver(), today=TODAY).verdict is Verdict.WAIVED


@pytest.mark.parametrize("text", ["NIP 197304082002121005", "Rahmat, 19730408 200212 1 005"])
def test_a_personal_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="personal number"):
        waiver(approved_by=text)
