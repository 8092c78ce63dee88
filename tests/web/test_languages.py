"""Every text of the pages has its English, and a reader who chose it reads no other."""

from __future__ import annotations

from collections.abc import Iterator

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from netmaintd.documents import drawings
from netmaintd.model import nip
from netmaintd.model.api_tokens import Scope
from netmaintd.model.document_numbers import NumberState
from netmaintd.model.people import Capacity, Role
from netmaintd.model.results import FindingState, Outcome, ReferralStatus, Status
from netmaintd.model.rounds import RoundStatus, SignatureMethod
from netmaintd.model.signatures import SigningMethod
from netmaintd.model.witness import LinkState
from netmaintd.signoff import problems, visit_entry, who_fills
from netmaintd.signoff.plan_faults import NOT_AT_PLAN
from netmaintd.signoff.strip import Stand
from netmaintd.signoff.table import STEPS, TRANSITIONS
from netmaintd.store.signers import IN_APPLICATION
from netmaintd.usecases import (
    assign_post,
    keep_accounts,
    keep_codes,
    keep_tokens,
    read_minutes,
    sign_by_link,
    sign_minutes,
    sign_on_paper,
    verify_document,
)
from netmaintd.usecases.add_photo import CLOCKS
from netmaintd.usecases.follow_referral import NUMBER_TOO_LONG
from netmaintd.usecases.list_visits import When
from netmaintd.web import (
    accounts,
    completeness,
    decisions,
    document_page,
    findings,
    languages,
    login,
    pages,
    posts,
    referrals,
    scans,
    signing,
    sso,
    verification,
    visits,
    witness,
    work_plan,
)
from netmaintd.web.refusals import SENTENCES
from web_office import WebOffice

WITNESS = (drawings, read_minutes, sign_minutes, sign_by_link, sign_on_paper, witness)
"""Whose sentences a page of the agency shows."""


def texts() -> Iterator[str]:
    """Give every text that a page may show: of templates, and of the rules that stand behind them."""
    options = {"**.html": {"newstyle_gettext": "true"}}
    for _file, _line, text, _comments, _context in extract_from_dir(pages.FOLDER, [("**.html", "jinja2")], options):
        assert isinstance(text, str)
        yield text
    yield from (step.title for step in STEPS.values())
    yield from (row.label for row in TRANSITIONS)
    yield from (sentence for pair in SENTENCES.values() for sentence in pair)
    yield from (value.word for kind in (Status, RoundStatus, SigningMethod) for value in kind)
    yield from (method.value for method in (*SignatureMethod, *NumberState))
    yield from (sentence for state in LinkState for sentence in (state.word, state.remedy))
    yield from filter(None, (outcome.reason for outcome in Outcome))
    yield from (word.word for kind in (Role, Capacity, Scope) for word in kind)
    for part in (
        sso,
        accounts,
        completeness,
        decisions,
        document_page,
        assign_post,
        keep_accounts,
        keep_codes,
        keep_tokens,
        login,
        nip,
        posts,
        scans,
        signing,
        verification,
        verify_document,
        *WITNESS,
    ):
        yield from (
            text for name, text in vars(part).items() if name.isupper() and isinstance(text, str) and " " in text
        )
    yield from pages.MONTHS
    yield from who_fills.POINTS.values()
    yield from (stand.value for stand in Stand)
    yield from decisions.FIELD_WORDS.values()
    yield from (when.value for when in When)
    yield from (word.word for word in FindingState)
    yield from (*findings.STATES, *(word.value for word in ReferralStatus), referrals.UNSETTLED_WORD, IN_APPLICATION)
    yield from (problems.NO_REASON, problems.TOO_LONG, problems.OVER, problems.MOVED_ON, NUMBER_TOO_LONG)
    yield from (visit_entry.NOT_AT_WORK, visit_entry.SHUT, visit_entry.NOT_APPOINTED)
    yield from (*visits.FIELD_NAMES.values(), visits.CLASHED, *CLOCKS)
    yield from (*work_plan.PHOTOS.values(), work_plan.NO_FILE, NOT_AT_PLAN)


def test_the_english_catalogue_has_every_text_and_no_text_that_is_gone() -> None:
    with (languages.FOLDER / "en.po").open("rb") as file:
        known = {message.id for message in read_po(file) if message.id and message.string}
    wanted = set(texts())

    assert wanted - known == set()
    assert known - wanted == set()


def test_a_reader_of_english_reads_it_and_an_unknown_language_is_indonesian(web: WebOffice) -> None:
    browser = web.browser("kasi")

    assert "Perlu tindakan Anda" in browser.get("/").text
    browser.cookies.set(languages.COOKIE, "en")
    page = browser.get(f"/putaran/{web.round_id}").text
    assert "Draft the work plan" in page
    assert '<html lang="en">' in page
    browser.cookies.set(languages.COOKIE, "../../etc")
    assert "Perlu tindakan Anda" in browser.get("/").text


def test_each_page_offers_the_other_language_and_leads_back_to_itself(web: WebOffice) -> None:
    stranger = web.browser()
    page = stranger.get("/masuk?ke=/putaran").text
    assert 'href="/bahasa/en?ke=%2Fmasuk%3Fke%3D%252Fputaran" lang="en"' in page

    answer = stranger.get("/bahasa/en?ke=%2Fmasuk%3Fke%3D%252Fputaran")
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk?ke=%2Fputaran")
    page = stranger.get(answer.headers["location"]).text
    assert '<html lang="en">' in page
    assert "/bahasa/id?" in page
    assert 'lang="id"' in page


def test_the_choice_leads_to_no_other_site_and_takes_no_other_language(web: WebOffice) -> None:
    stranger = web.browser()

    for elsewhere in ("//jahat.test", "https://jahat.test", "/\\jahat.test", "/a\r\nSet-Cookie: x=1"):
        assert stranger.get("/bahasa/en", params={"ke": elsewhere}).headers["location"] == "/"
    assert stranger.get("/bahasa/xx").status_code == 404
    assert "set-cookie" not in stranger.get("/bahasa/xx").headers
