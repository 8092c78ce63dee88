"""Numbers of documents: the next by the office's format or as the secretariat wrote it; reserved, given, cancelled."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from netmaintd.documents.numbers import formatted
from netmaintd.errors import DocumentError, NotFound
from netmaintd.model.document_numbers import MOST_CHARACTERS, MOST_OF_A_REASON, NumberState, printable_number
from netmaintd.model.number_format import WORDS, asked
from netmaintd.model.people import Role
from netmaintd.store.numbers import WantedNumber
from netmaintd.usecases.find_official import find_official

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from netmaintd.model.document_numbers import DocumentNumber
    from netmaintd.model.documents import DocumentKind
    from netmaintd.model.office import Office
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)

NUMBERERS = (Role.KASI, Role.KABID)
"""Who keeps the register of numbers."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a document is to get its number.

    Attributes:
        by_hand: as the secretariat wrote it; None: the next by the office's format.
        day: of the number, today or before; None: today. It also says whose year's counter is asked.
        reserve: keep it for the document, and give it later.
    """

    by_hand: str | None = None
    day: date | None = None
    reserve: bool = False


def number_document(
    store: Store, office: Office, round_id: str, kind: DocumentKind, site: str | None, user: str, at: datetime,
    how: Numbering = Numbering(),
) -> str:  # fmt: skip
    """Return the number that the document bears from its next version on, or that is kept for it.

    Raises:
        DecisionNotAllowed: the person is not of those who keep the register.
        NotFound: no such document was issued.
        DocumentError: the number or its day cannot be, or the settings have no format for this kind.
        AlreadyRecorded: the number is taken, or the document has one.
    """
    actor = find_official(store, office, user, at, NUMBERERS)
    if store.documents.latest(round_id, kind, site) is None:
        raise NotFound(f"no {kind.value} of {site or round_id} was issued; see 'netmaintd document list {round_id}'")
    day = _day(office, how.day, at)
    text = _next_of(office, kind, day) if how.by_hand is None else _by_hand(how.by_hand)
    state = NumberState.RESERVED if how.reserve else NumberState.GIVEN
    taken = store.numbers.take(WantedNumber(kind, round_id, site, text, state), day, actor.user, at)
    _log(taken)
    return taken.number


def give_reserved(store: Store, office: Office, number: str, user: str, at: datetime, day: date | None = None) -> None:
    """Give a document the number that was kept for it. Raises as `number_document`."""
    actor = find_official(store, office, user, at, NUMBERERS)
    _log(store.numbers.give(number, _day(office, day, at), actor.user, at))


def cancel_number(store: Store, office: Office, number: str, reason: str, user: str, at: datetime) -> None:
    """Cancel a number for a reason; it stays in the register. Raises as `number_document`."""
    actor = find_official(store, office, user, at, NUMBERERS)
    why = reason.strip()
    if not why or len(why) > MOST_OF_A_REASON:
        raise DocumentError(f"tulis alasan pembatalan nomor, paling banyak {MOST_OF_A_REASON} huruf")
    _log(store.numbers.cancel(number, why, _day(office, None, at), actor.user, at))


def _day(office: Office, day: date | None, at: datetime) -> date:
    today = at.astimezone(office.zone).date()
    if day is not None and day > today:
        raise DocumentError("tanggal nomor tidak boleh sesudah hari ini")
    return day or today


def _next_of(office: Office, kind: DocumentKind, day: date) -> Callable[[int], str]:
    pattern = office.number_formats.get(kind)
    if pattern is None:
        raise DocumentError(
            f"pengaturan belum memuat format nomor untuk {kind.value} (office.number_formats); tulis nomornya"
        )
    words = office.words_for_numbers(kind)
    missing = [word for word in asked(pattern) if word in WORDS and word not in words]
    if missing:
        raise DocumentError(
            f"format nomor {pattern} memerlukan kata untuk {', '.join(missing)}; isi office.number_words"
        )
    return partial(formatted, pattern, day=day, words=words)


def _by_hand(text: str) -> str:
    number = printable_number(text)
    if number is None:
        raise DocumentError(f"nomor adalah satu baris yang dapat dicetak, paling banyak {MOST_CHARACTERS} huruf")
    return number


def _log(number: DocumentNumber) -> None:
    logger.info(
        "number of a document",
        extra={"round": number.round_id, "kind": number.kind.value, "site": number.site, "state": number.state.value},
    )
