"""What holds on every page, however much is on it: margins, room to sign, the code in the foot, no lone signature."""

from __future__ import annotations

from functools import cache

import pytest

from amounts import GROWING, Amount, made
from netmaintd.model.documents import DocumentKind
from netmaintd.model.office import PageSize
from netmaintd.model.signatures import SignatureBox
from text_of_pages import Sheet, Word, sheets_of

MM = 72 / 25.4
LEFT, RIGHT, FOOT = 25 * MM, 20 * MM, 25 * MM
QR = 16 * MM
POST = 25 * MM
"""So high are place, date, caption and post above the room for a signature."""
OVERHANG = 3
"""A comma or a full stop at the end of a line may hang out a little: Typst aligns the letters."""
EVERY = [
    *((kind, amount, page) for kind in DocumentKind for amount in (Amount.TYPICAL, Amount.LONG) for page in PageSize),
    *((kind, Amount.MANY, page) for kind in GROWING for page in PageSize),
]
every = pytest.mark.parametrize(("kind", "amount", "page"), EVERY)


@cache
def sheets(kind: DocumentKind, amount: Amount, page: PageSize) -> list[Sheet]:
    return sheets_of(made(kind, amount, page).pdf)


def inside(word: Word, room: SignatureBox) -> bool:
    """Whether a word stands in a room for a signature; its neighbours may touch the edge."""
    beside = word.right <= room.x or word.left >= room.x + room.width
    return not beside and word.top < room.y + room.height - 2 and word.bottom > room.y + 4


def in_foot(word: Word, sheet: Sheet) -> bool:
    return word.top > sheet.height - FOOT


@every
def test_every_word_stands_between_the_margins(kind: DocumentKind, amount: Amount, page: PageSize) -> None:
    for sheet in sheets(kind, amount, page):
        beyond = [
            word
            for word in sheet.words
            if word.left < LEFT - 1
            or word.right > sheet.width - RIGHT + OVERHANG
            or word.top < 0
            or word.bottom > sheet.height
            or (not in_foot(word, sheet) and word.bottom > sheet.height - FOOT + 2)
        ]
        assert beyond == []


@every
def test_nothing_is_printed_over_the_code_in_the_foot(kind: DocumentKind, amount: Amount, page: PageSize) -> None:
    for sheet in sheets(kind, amount, page):
        assert [word for word in sheet.words if in_foot(word, sheet) and word.left < LEFT + QR] == []


@every
def test_nothing_is_printed_where_a_signature_or_a_stamp_goes(
    kind: DocumentKind, amount: Amount, page: PageSize
) -> None:
    rooms, pages = made(kind, amount, page).rooms, sheets(kind, amount, page)

    assert [word for room in rooms for word in pages[room.page - 1].words if inside(word, room)] == []


@every
def test_no_signature_stands_alone_on_a_page(kind: DocumentKind, amount: Amount, page: PageSize) -> None:
    rooms, pages = made(kind, amount, page).rooms, sheets(kind, amount, page)

    for room in rooms:
        above = [word for word in pages[room.page - 1].words if word.bottom < room.y - POST]
        assert len(above) >= 5


@pytest.mark.parametrize("amount", [Amount.SHORT, Amount.TYPICAL, Amount.MANY])
@pytest.mark.parametrize("page", PageSize)
def test_minutes_are_signed_on_the_page_of_their_closing_sentence(amount: Amount, page: PageSize) -> None:
    pages = sheets(DocumentKind.BERITA_ACARA, amount, page)
    signed = next(sheet for sheet in pages if any(word.text == "Mengetahui," for word in sheet.words))

    caption = next(word for word in signed.words if word.text == "Mengetahui,")
    closing = next(word for word in signed.words if word.text == "Demikian")
    name = next(word for word in signed.words if word.text == "Nurhayati" and word.top > caption.top)
    assert closing.bottom < caption.top
    between = [word for word in signed.words if word.left < signed.width / 2 and caption.bottom < word.top < name.top]
    lowest = max(word.bottom for word in between)
    assert name.top - lowest >= 15 * MM


@pytest.mark.parametrize("page", PageSize)
def test_a_long_name_is_printed_whole(page: PageSize) -> None:
    pages = sheets(DocumentKind.NOTA_DINAS_RENCANA, Amount.LONG, page)
    words = [word.text for sheet in pages for word in sheet.words]

    assert {"Abdurrahman", "Kusumaningrat", "M.Kom.,", "Ph.D."} <= set(words)
