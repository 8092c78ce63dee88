"""Type a paper form in later: what stands on it, when it was done and by whom, and its scan, in one go.

What is typed goes where every form of a visit goes (`record_visit.py`); here stands what only paper has: the code on
its pages, which must be of this round and location, and the scan, which may show pages of another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.documents.scan_codes import form_codes_on
from netmaintd.documents.scans import read_scan
from netmaintd.errors import UploadRefused
from netmaintd.model.form_codes import FormCode, read_form_code
from netmaintd.signoff.visit_entry import faults
from netmaintd.signoff.visit_merge import Filled, merge
from netmaintd.usecases.add_photo import add_scan
from netmaintd.usecases.record_visit import Saving, Sending, write_visit, writing

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.office import Office
    from netmaintd.model.rounds import Round
    from netmaintd.store.connect import Store


@dataclass(frozen=True, slots=True)
class UploadedScan:
    """A file as it arrives, with the name that it has at its sender's."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What somebody typed from paper.

    Attributes:
        code: as it was typed; empty where the paper bears none that can be read.
        scans: of the paper; kept even where what was typed is not taken yet.
    """

    filled: Filled
    sending: Sending
    code: str = ""
    scans: tuple[UploadedScan, ...] = ()


def enter_form(
    store: Store, office: Office, round_id: str, site: str, form: PaperForm, user: str, at: datetime
) -> Saving:
    """Record a form with its scans; nothing is where the code or a scan belongs elsewhere or cannot be read.

    Raises:
        DecisionNotAllowed, NotFound: as `write_visit`.
    """
    round_ = writing(store, office, round_id, site, user, at)
    typed = read_form_code(form.code)
    titles: dict[str, str] = {}
    wrong = [*_code_faults(store, round_id, site, form.code, typed)]
    for scan in form.scans:
        try:
            titles[scan.name] = _title(store, office, round_id, site, scan, typed)
        except UploadRefused as error:
            wrong.append(f"{scan.name}: {error}")
    if wrong:
        return _not_taken(store, round_, site, form, wrong, at)
    for scan in form.scans:
        sent = f"{form.sending.id}-{hashlib.sha256(scan.content).hexdigest()[:16]}"
        add_scan(store, office, round_id, site, scan.content, titles[scan.name], sent, user, at)
    return write_visit(store, office, round_id, site, form.filled, form.sending, user, at)


def _code_faults(store: Store, round_id: str, site: str, text: str, typed: FormCode | None) -> Iterator[str]:
    if not text.strip():
        return
    if typed is None or not (typed.blank or store.form_codes.place(typed.code)):
        yield f"Kode “{text.strip()[:40]}” tidak dikenal; periksa penulisannya, atau kosongkan bila tak terbaca."
        return
    elsewhere = _elsewhere(store, round_id, site, (typed,))
    if elsewhere:
        yield f"Kode {typed} milik formulir {elsewhere}; buka formulir itu lewat halaman Formulir."


def _title(
    store: Store, office: Office, round_id: str, site: str, scan: UploadedScan, typed: FormCode | None
) -> str:  # fmt: skip
    """Return what a scan shows, by the codes on its pages, else by the code that was typed.

    Raises:
        UploadRefused: it is no scan, or it shows pages of another form.
    """
    shown = [code for code in form_codes_on(read_scan(scan.content, office.zone)) if _known(store, code)]
    elsewhere = _elsewhere(store, round_id, site, shown)
    if elsewhere:
        raise UploadRefused(f"pindaian ini memuat halaman formulir {elsewhere}; lampirkan di sana.")
    codes = shown or ([typed] if typed else [])
    pages = [str(page) for page in sorted({code.page for code in codes if code.page})]
    words = (f"Formulir {codes[0].code}" if codes else "Formulir", f"halaman {', '.join(pages)}" if pages else "")
    return ", ".join(filter(None, words))


def _known(store: Store, code: FormCode) -> bool:
    """Whether a code is of a form: other things have QR codes, too, and some lie in the picture."""
    return code.blank or store.form_codes.place(code.code) is not None


def _elsewhere(store: Store, round_id: str, site: str, codes: Iterable[FormCode]) -> str:
    """Return the first other location that codes name, in words; empty where all are of this one or of none."""
    for code in codes:
        place = None if code.blank else store.form_codes.place(code.code)
        if place and place != (round_id, site):
            round_ = store.rounds.get(place[0])
            title = next((one.title for one in round_.work_plan.sites if one.site == place[1]), place[1])
            return f"{title}, {round_.title}"
    return ""


def _not_taken(
    store: Store, round_: Round, site: str, form: PaperForm, wrong: list[str], at: datetime
) -> Saving:  # fmt: skip
    """Return everything that is wrong at once: nobody wants to be sent back twice."""
    newest = store.records.visit(round_.id, site)
    base = store.records.visit(round_.id, site, form.sending.seen_version).record
    also = faults(round_, round_.work_plan.site(site), base, form.filled, at)
    return Saving(newest, merge(base, newest.record, form.filled).record, faults=(*wrong, *also))
