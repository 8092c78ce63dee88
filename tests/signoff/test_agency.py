"""The agency at a location: what it decides itself, what waits for it, and what nobody decides in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.dossier import Dossier, Scan, VisitRecord
from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import SignatureMethod
from netmaintd.signoff.completeness import gaps
from netmaintd.signoff.gap import Blank
from netmaintd.signoff.waiting import waiting_for
from netmaintd.signoff.who_fills import who_fills
from small_round import CALENDAR, OFFICIALS, SITES, Story, signature

OWN, OTHER = SITES
CAMAT = OFFICIALS[Role.OPD]


@pytest.fixture
def story() -> Story:
    story = Story()
    story.to_the_locations()
    for site in SITES:
        story.act(Role.TIM, "finish-visit", site=site)
    return story


@pytest.mark.parametrize(("verb", "step"), [("acknowledge", 8), ("object", 6)])
def test_an_agency_answers_the_minutes_of_its_own_visit(story: Story, verb: str, step: int) -> None:
    signed = replace(signature(story.at), method=SignatureMethod.ACCOUNT)

    story.act(Role.OPD, verb, site=OWN, reason="kabel tertukar", signature=signed)

    assert story.round.visit(OWN).step == step
    assert next(entry for entry in story.round.trail if entry.verb == verb).by == CAMAT


@pytest.mark.parametrize("opd", ["OPD walikota", None, ""])
def test_an_agency_says_nothing_about_the_visit_of_another_one(story: Story, opd: str | None) -> None:
    stranger = replace(CAMAT, opd=opd)

    with pytest.raises(DecisionNotAllowed, match="not of the one at sekupang"):
        story.act(Role.OPD, "acknowledge", actor=stranger, site=OTHER, signature=signature(story.at))


def test_who_carried_out_the_work_is_no_witness_of_it(story: Story) -> None:
    both = Official("andi", "Andi Saputra", Role.OPD, "Camat", opd="OPD walikota")

    with pytest.raises(DecisionNotAllowed, match="no witness"):
        story.act(Role.OPD, "acknowledge", actor=both, site=OWN, signature=signature(story.at))


@pytest.mark.parametrize("method", [SignatureMethod.LINK, SignatureMethod.ACCOUNT])
def test_the_team_cannot_say_that_the_agency_signed_by_itself(story: Story, method: SignatureMethod) -> None:
    signed = replace(signature(story.at), method=method)

    with pytest.raises(DecisionNotAllowed, match="only by the agency itself"):
        story.act(Role.TIM, "acknowledge", site=OWN, signature=signed)


def test_only_visits_of_its_own_wait_for_an_agency(story: Story) -> None:
    def waits(*agencies: str) -> list[str | None]:
        return [one.entry.site for one in waiting_for(story.round, {Role.OPD}, story.at, CALENDAR, agencies)]

    assert waits() == []
    assert waits("OPD walikota") == [OWN]
    assert waits("OPD walikota", "OPD sekupang") == list(SITES)


def test_a_sheet_whose_scan_was_promised_is_missed_until_it_is_there(story: Story) -> None:
    promised = replace(signature(story.at), scan_follows=True)
    story.act(Role.TIM, "acknowledge", site=OWN, signature=promised)
    story.act(Role.TIM, "acknowledge", site=OTHER, signature=signature(story.at))
    form = Scan("f" * 64, "Formulir", "image/jpeg", "Andi", story.at)

    def missed(*scans: Scan) -> list[str]:
        dossier = Dossier(story.round, (), (VisitRecord(OWN, scans=scans),))
        return [gap.key for gap in gaps(dossier) if gap.blank is Blank.SHEET and who_fills(story.round, gap)]

    assert missed() == missed(form) == ["paper:walikota/signed"]
    assert missed(form, replace(form, document_sha256="a" * 64)) == []
