"""Sixty hostile strings in every field that comes from a device or a person, on every page there is.

The routes are the application's own: a page that is added is read here without a line of its own. A page of hostile
texts must be built as the same page of harmless ones is: not one more element, attribute, comment or address.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from hostile_office import BENIGN, EVERYBODY, GROUPS, HOSTILE, HostileOffice, Poisoned
from netmaintd.documents.clean import REPLACEMENT, clean
from netmaintd.documents.make import make
from netmaintd.model.documents import DocumentKind
from netmaintd.model.rounds import Round
from netmaintd.web.app import ROUTERS
from netmaintd.web.hostile_text import visible
from reading_pages import Reader, leads_within, squeezed
from sample_dossier import OFFICE, sample_dossier, sample_issue
from samples import NOW, work_plan
from test_hostile_text import poisoned

ROUTES = {
    route.name: route for router in ROUTERS for route in router.routes
    if isinstance(route, APIRoute) and "GET" in route.methods
}  # fmt: skip
OF_ONE = {name for name, route in ROUTES.items() if "{" in route.path}
NOT_THERE = {
    "to_provider": "this office has no provider of identities",
    "from_provider": "this office has no provider of identities",
    "signed_copy": "nobody signed a document with a certificate",
    "choose_language": "leads on to another page",
    "bundle": "only of a round that is finished",
    "worker": "a script of ours, the same for everybody",
    "form_by_code": "leads on to the page of a form",
    "verified": "documents were stored here without a code",
    "blank_form": "the plan of this office stands in no file",
    "witness_link_paper": "as the stored paper",
}
"""Pages that this office cannot show, each with the reason."""
ENOUGH_PAPERS = 3
"""Of pages that are paper so many are made: each costs a tenth of a second, and paper has a test of its own."""
OTHERWISE = {
    ("evidence", "sha256"): "sha256 evidence", ("picture", "sha256"): "sha256 photo", ("place", "name"): "site",
    **{(name, "round_id"): "draft" for name in ("plan_editor", "plan_preview")},
}  # fmt: skip
"""Where a place of an address means something else than its name says elsewhere; drafts have plans of their own."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileOffice]:
    made = HostileOffice(tmp_path_factory.mktemp("hostile"), sample_round(), HOSTILE)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileOffice]:
    made = HostileOffice(tmp_path_factory.mktemp("harmless"), sample_round(), BENIGN)
    yield made
    made.store.close()


def sample_round() -> Round:
    return Round("biasa", "triwulan", "Pemeliharaan", NOW, NOW, work_plan())


def address(name: str, places: dict[str, str]) -> str:
    """Return the address of a page of one round; a place that is not known here fails the test."""
    path, found = ROUTES[name].path, {}
    for _, place, _, _ in Formatter().parse(path):
        if place:
            key = OTHERWISE.get((name, place), "sha256 document" if place == "sha256" else place)
            assert key in places, f"{name}: say in hostile_office.py what stands in the place {place!r} of {path}"
            found[place] = places[key]
    return path.format_map(found)


def pages(office: HostileOffice, names: set[str]) -> Iterator[tuple[str, Poisoned, Any]]:
    """Give name, round and answer of each page; of those of one round, for each of them."""
    browser = office.browser(EVERYBODY)
    for name in sorted(names - set(NOT_THERE)):
        for number, one in enumerate(office.rounds if name in OF_ONE else office.rounds[:1], 1):
            answer = browser.get(address(name, one.places))
            assert answer.status_code == 200, (name, one.text[:20], answer.status_code)
            yield name, one, answer
            if not is_text(answer) and number == ENOUGH_PAPERS:
                break


def is_text(answer: Any) -> bool:
    return str(answer.headers.get("content-type", "")).startswith(("text/", "application/json"))


def is_page(answer: Any) -> bool:
    return str(answer.headers.get("content-type", "")).startswith("text/html")


@pytest.fixture(scope="module")
def read(office: HostileOffice) -> list[tuple[str, Poisoned, Any]]:
    return list(pages(office, set(ROUTES)))


@pytest.fixture(scope="module")
def read_harmless(harmless: HostileOffice) -> dict[str, Any]:
    return {name: answer for name, _, answer in reversed(list(pages(harmless, set(ROUTES))))}


def test_there_are_sixty_strings_and_each_is_another() -> None:
    assert len({text for group in GROUPS for text in group}) == 60


def test_no_page_is_built_otherwise_than_with_harmless_words(
    read: list[tuple[str, Poisoned, Any]], read_harmless: dict[str, Any]
) -> None:
    wrong = []
    for name, one, answer in read:
        if not is_page(answer):
            continue
        seen, usual = Reader(answer.text), Reader(read_harmless[name].text)
        if name in OF_ONE - {"plan_editor"} and seen.shape != usual.shape:  # it offers all locations there are
            wrong.append((name, one.text[:20], list((Counter(seen.shape) - Counter(usual.shape)).items())[:3]))
        if not seen.kinds <= usual.kinds:
            wrong.append((name, one.text[:20], sorted(seen.kinds - usual.kinds)[:3]))
        wrong += [
            (name, one.text[:20], to)
            for to in seen.addresses
            if not (leads_within(to) or (name == "code_page" and to.startswith("otpauth://totp/")))
        ]

    assert wrong == []


def test_what_was_written_is_shown_as_it_was_written(read: list[tuple[str, Poisoned, Any]]) -> None:
    shown = {"round", "visit", "photos", "device", "completeness"}
    for name, one, answer in read:
        if name in shown:
            assert squeezed(visible(one.text)) in Reader(answer.text).text, (name, one.text[:20])


def test_no_page_passes_on_what_turns_or_controls_a_line(read: list[tuple[str, Poisoned, Any]]) -> None:
    odd = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]")

    assert [(name, one.text[:20]) for name, one, answer in read if is_page(answer) and odd.search(answer.text)] == []


def test_no_answer_has_a_header_more(read: list[tuple[str, Poisoned, Any]], read_harmless: dict[str, Any]) -> None:
    for name, one, answer in read:
        assert set(answer.headers) == set(read_harmless[name].headers), (name, one.text[:20])
        assert "jahat" not in str(answer.headers)


def test_json_is_built_as_with_harmless_words(
    read: list[tuple[str, Poisoned, Any]], read_harmless: dict[str, Any]
) -> None:
    found = 0
    for name, one, answer in read:
        if answer.headers.get("content-type", "").startswith("application/json"):
            found += 1
            assert outline(json.loads(answer.text)) <= outline(json.loads(read_harmless[name].text)), (name, one.text)
    assert found


def outline(value: Any, at: str = "") -> set[str]:
    """Return the places that a JSON value has; those of a list are those of all its items."""
    if isinstance(value, dict):
        return {place for key, item in value.items() for place in outline(item, f"{at}.{key}")} | {at}
    if isinstance(value, list):
        return {place for item in value for place in outline(item, f"{at}[]")} | {at}
    return {at}


def test_events_carry_pages_that_are_built_as_with_harmless_words(
    read: list[tuple[str, Poisoned, Any]], read_harmless: dict[str, Any]
) -> None:
    for name, one, answer in read:
        if answer.headers.get("content-type", "").startswith("text/event-stream"):
            lines = [line for line in answer.text.split("\n") if line]
            assert [line.split(": ")[0] for line in lines] == ["retry", "id", "data"], (name, one.text[:20])
            parts, usual = (json.loads(told.partition("data: ")[2]) for told in (answer.text, read_harmless[name].text))
            shapes = [[Reader(html).shape for html in told.values()] for told in (parts, usual)]
            assert shapes[0] == shapes[1], (name, one.text[:20])


def test_no_cell_of_a_table_is_a_formula(read: list[tuple[str, Poisoned, Any]]) -> None:
    found = 0
    for name, one, answer in read:
        if answer.headers.get("content-type", "").startswith("text/csv"):
            table = answer.text.removeprefix("\ufeff")
            parted = ";" if ";" in table.partition("\n")[0] else ","
            rows = list(csv.reader(io.StringIO(table, newline=""), delimiter=parted))
            assert len({len(row) for row in rows}) == 1, (name, one.text[:20])
            cells = [cell for row in rows for cell in row]
            assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
            found += 1
    assert found


@pytest.mark.parametrize("name", sorted(name for name, route in ROUTES.items() if route.dependant.query_params))
def test_words_in_an_address_are_only_words(office: HostileOffice, harmless: HostileOffice, name: str) -> None:
    browser, places = office.browser(EVERYBODY), office.rounds[0].places
    if name in NOT_THERE and "{" in ROUTES[name].path:
        return
    asked = [one.name for one in ROUTES[name].dependant.query_params]
    usual = answer_to(browser, name, places, dict.fromkeys(asked, "zzz"))
    found = answer_to(harmless.browser(EVERYBODY), name, harmless.rounds[0].places, dict.fromkeys(asked, BENIGN[0]))
    kinds = {kind for one in (usual, found) if is_page(one) for kind in Reader(one.text).kinds}
    for group in zip(HOSTILE[0::2], HOSTILE[1::2], strict=True):
        answer = answer_to(browser, name, places, dict.fromkeys(asked, " ".join(group)[:900]))
        assert answer.status_code < 500, (name, group[0])
        assert "jahat" not in answer.headers.get("location", "").partition("?")[0]
        assert not set(answer.headers) - set(usual.headers)
        if is_page(answer) and is_page(usual) and answer.status_code == usual.status_code:
            assert Reader(answer.text).kinds <= kinds, (name, group[0])
            assert all(map(leads_within, Reader(answer.text).addresses)), (name, group[0])


def answer_to(browser: TestClient, name: str, places: dict[str, str], query: dict[str, str]) -> Any:
    return browser.get(address(name, places), params=query)


def pdf_text(content: bytes) -> str:
    """Return the text of a document without white space, which its lines move."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("there is no pdftotext on this machine")
    done = subprocess.run([program, "-raw", "-", "-"], input=content, capture_output=True, check=True, timeout=60)
    # Long words are broken at places that have no width.
    return "".join(done.stdout.decode().replace("\u200b", "").replace(REPLACEMENT, "").split())


@pytest.mark.parametrize("number", range(9))
def test_paper_says_what_was_written_letter_for_letter(number: int) -> None:
    kinds = [kind for n, kind in enumerate(DocumentKind) if n % 5 == number % 5]
    text = HOSTILE[number]
    for kind in kinds:
        told = pdf_text(make(sample_issue(kind), poisoned(sample_dossier(), text), OFFICE))
        assert on_paper(text) in told, (kind, text[:20])


def on_paper(text: str) -> str:
    return "".join(clean(text).split()).replace(REPLACEMENT, "")


def test_paper_that_is_made_for_a_page_says_it_as_well(read: list[tuple[str, Poisoned, Any]]) -> None:
    made = {"referral_letter", "form_paper", "plan_preview"}
    papers = [(name, one, answer) for name, one, answer in read if name in made]

    assert {name for name, _, _ in papers} == made
    for name, one, answer in papers:
        assert on_paper(one.text) in pdf_text(answer.content), (name, one.text[:20])


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_what_is_typed_comes_back_only_as_words(office: HostileOffice, harmless: HostileOffice, number: int) -> None:
    text = HOSTILE[number][:200]
    answers = [typed(*pair) for pair in ((office, text, number), (harmless, f"nama biasa {number}", 0))]

    for seen, usual in zip(*answers, strict=True):
        assert (seen.status_code, seen.url.path.count("/")) == (usual.status_code, usual.url.path.count("/"))
        assert Reader(seen.text).kinds <= Reader(usual.text).kinds, seen.url
        assert all(map(leads_within, Reader(seen.text).addresses)), seen.url


def typed(house: HostileOffice, text: str, number: int) -> list[Any]:
    """Return the answers to forms that cannot be taken, which show again what was typed."""
    browser, places = house.browser(EVERYBODY), house.rounds[number].places
    here, visit = f"/putaran/{places['round_id']}", f"/kunjungan/{places['round_id']}/{places['place']}"
    decision = {"versi": 1, "lokasi": places["place"], "catatan": text, "butir": text, "penanda": "", "dokumen": text}
    words = dict.fromkeys(("ditemui", "tindakan", "petugas_lain", "catatan_opd", "datang", "catatan:kabel:"), text)
    return [
        house.browser().post("/masuk", data={"pengguna": text, "sandi": text, "ke": text}),
        browser.post(f"{here}/keputusan", data=decision | {"perintah": "acknowledge"}),
        browser.post(f"{here}/keputusan", data=decision | {"perintah": "acknowledge", "versi": 99}),
        browser.post(f"{here}/kelengkapan/ulang", data={"perangkat": text, "alasan": text}),
        browser.post(visit, data={"versi": 1, "lokasi": "1", "kondisi:kabel:": "entah", **words}),
    ]


@pytest.mark.parametrize("raw", [b"%ED%A0%80", b"%FF%FE", b"%00", b"\xed\xa0\x80", b"%C0%AF"])
def test_bytes_that_are_no_text_stop_no_page(office: HostileOffice, raw: bytes) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    place = office.rounds[0].places["round_id"]
    browser = office.browser(EVERYBODY)

    told = browser.post("/masuk", content=b"pengguna=" + raw + b"&sandi=x", headers=headers)
    decided = browser.post(
        f"/putaran/{place}/keputusan", content=b"perintah=x&versi=1&catatan=" + raw, headers=headers
    )  # fmt: skip
    asked = browser.get("/perangkat?cari=" + raw.decode("latin-1"))

    assert max(answer.status_code for answer in (told, decided, asked)) < 500
