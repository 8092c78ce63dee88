"""An agency answers the berita acara of its visit: it knows of it, perhaps with a note, or it objects.

On the phone of the technician, who records it, or in an account of its own. An answer is for exactly the version
that was read; that another location was decided on meanwhile does not matter.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netmaintd.documents.drawings import read_drawing
from netmaintd.errors import StaleDecision, WitnessRefused
from netmaintd.model.nip import doubts
from netmaintd.model.rounds import Decision, Signature, SignatureMethod
from netmaintd.signoff.agency import speaks_for
from netmaintd.usecases.assign_post import NOT_A_NIP
from netmaintd.usecases.find_official import posts_of
from netmaintd.usecases.record_decision import record_decision

if TYPE_CHECKING:
    from datetime import date, datetime

    from netmaintd.model.office import Office
    from netmaintd.model.people import Official
    from netmaintd.model.rounds import Round
    from netmaintd.model.witness import ByLink
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store

UNREAD = "Baca berita acaranya lebih dahulu: muat ulang halaman ini."
NAMELESS = "Tulis nama dan jabatan wakil OPD."
REASONLESS = "Tulis alasan keberatan; petugas memperbaiki pekerjaannya berdasarkan alasan itu."
UNSIGNED = "Tanda tangani di kotak, atau centang bahwa nama yang diketik berlaku sebagai tanda tangan."
DOUBTFUL = "Periksa NIP, atau kosongkan: NIP tidak wajib."
OF_THE_OFFICE = "Nama atau NIP ini milik petugas. Yang menjawab harus wakil OPD di lokasi, bukan petugas."
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Testimony:
    """What somebody of an agency says of a berita acara, as it arrives: nothing of it is checked yet.

    Attributes:
        document_sha256: of the version that was read.
        drawing: PNG of the signature, empty where nothing was drawn.
        typed: he agrees that his typed name is his signature.
    """

    signer: str
    post: str
    document_sha256: str
    objects: bool = False
    note: str = ""
    nip: str = field(default="", repr=False)
    drawing: bytes = field(default=b"", repr=False)
    typed: bool = False

    @property
    def clean(self) -> Testimony:
        """The same without what only the keyboard put there."""
        signer, post = (" ".join(line.split()) for line in (self.signer, self.post))
        return dataclasses.replace(
            self, signer=signer, post=post, note=self.note.strip(), nip="".join(self.nip.split())
        )  # fmt: skip


def sign_minutes(
    store: Store, office: Office, calendar: WorkingCalendar, round_id: str, site: str, said: Testimony, user: str,
    at: datetime,
) -> Round:  # fmt: skip
    """Record an answer that was given on the technician's phone, or in an account of the agency.

    Raises:
        WitnessRefused, UploadRefused: something is missing or wrong; the sentence is for the one who answers.
        DecisionNotAllowed: not the team's or this agency's, or the visit does not wait for an answer.
        StaleDecision: the berita acara is no longer the one that was read.
    """
    round_ = store.rounds.get(round_id)
    own = next((post for post in posts_of(store, office, user, at) if speaks_for(post, round_, site)), None)
    if own is not None:
        title = f"{own.capacity.prefix}{own.title}"
        said = dataclasses.replace(said, signer=own.name, post=title, nip=own.nip or "", typed=True)
    method = SignatureMethod.ACCOUNT if own else SignatureMethod.PHONE if said.drawing else SignatureMethod.TYPED
    signature = signature_of(store, round_, said.clean, method, at)
    return answer(store, office, calendar, round_id, site, said.clean, signature, user, at)


def signature_of(
    store: Store, round_: Round, said: Testimony, method: SignatureMethod, at: datetime, link: str = ""
) -> Signature:
    """Return the signature of an answer, its drawing stored.

    Raises:
        WitnessRefused, UploadRefused: something is missing or wrong.
    """
    refuse_faults(round_, said, method, at)
    if not (said.drawing or said.typed or said.objects or method is SignatureMethod.WET):
        raise WitnessRefused(UNSIGNED)
    drawing = store.records.add_photo(read_drawing(said.drawing)) if said.drawing else ""
    note = "" if said.objects else said.note
    return Signature(
        said.signer, said.post, at, method, note, said.nip or None, said.document_sha256, drawing, link
    )  # fmt: skip


def refuse_faults(round_: Round, said: Testimony, method: SignatureMethod, at: datetime) -> None:
    """Refuse an answer of nobody, without a reason, with a wrong number, or of the office itself."""
    if not said.document_sha256:
        raise WitnessRefused(UNREAD)
    if not (said.signer and said.post):
        raise WitnessRefused(NAMELESS)
    if said.objects and not said.note:
        raise WitnessRefused(REASONLESS)
    if method is not SignatureMethod.ACCOUNT and said.nip:
        _refuse_wrong_number(said.nip, at.date())
    if any(_same_person(officer, said) for officer in round_.officers):
        raise WitnessRefused(OF_THE_OFFICE)


def _refuse_wrong_number(nip: str, today: date) -> None:
    if not (len(nip) == 18 and nip.isascii() and nip.isdigit()):
        raise WitnessRefused(NOT_A_NIP)
    if doubts(nip, today):
        raise WitnessRefused(DOUBTFUL)


def _same_person(official: Official, said: Testimony) -> bool:
    named = official.name.casefold().split(",")[0].split() == said.signer.casefold().split(",")[0].split()
    return named or bool(official.nip and official.nip == said.nip)


def answer(
    store: Store, office: Office, calendar: WorkingCalendar, round_id: str, site: str, said: Testimony,
    signature: Signature, user: str, at: datetime, by_link: ByLink | None = None,
) -> Round:  # fmt: skip
    """Record an answer on the round as it stands: what it is bound to is the document, not the round's version.

    Raises:
        DecisionNotAllowed, StaleDecision: as `record_decision`.
    """
    for left in reversed(range(_TRIES)):
        decision = Decision(
            "object" if said.objects else "acknowledge", store.rounds.get(round_id).version, site=site,
            reason=said.note if said.objects else "", signature=signature, document_sha256=said.document_sha256,
        )  # fmt: skip
        try:
            return record_decision(store, office, calendar, round_id, decision, user, at, by_link)
        except StaleDecision:
            if not left or store.rounds.get(round_id).version == decision.version:
                raise
    raise AssertionError("the last try returns or raises")
