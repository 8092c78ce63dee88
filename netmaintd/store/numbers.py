"""The register of numbers: one counter for each kind and year, no number twice, none forgotten.

Writers pass one at a time, so the next of a counter is known and taken in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from netmaintd.errors import AlreadyRecorded, NotFound
from netmaintd.model.document_numbers import DocumentNumber, NumberAct, NumberState
from netmaintd.model.documents import DocumentKind
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.seals import seals
from netmaintd.store.tables import NumberActRow, NumberRow

_MOST_TAKEN = 1000
"""Numbers of a counter that were written by hand already, one after another."""


@dataclass(frozen=True, slots=True)
class WantedNumber:
    """A document and how its number comes about: the text of it, or how the next of the counter is written."""

    kind: DocumentKind
    round_id: str
    site: str | None
    text: str | Callable[[int], str]
    state: NumberState = NumberState.GIVEN


class Numbers(Part):
    """All numbers."""

    def take(self, wanted: WantedNumber, day: date, actor: str, at: datetime) -> DocumentNumber:
        """Take a number for a document; the counter is that of the day's year.

        Raises:
            AlreadyRecorded: the number was used before, also where it was cancelled, or the document has one.
        """
        with self._database.write() as session:
            _refuse_a_second(session, wanted)
            sequence, number = _next(session, wanted, day.year)
            row = NumberRow(
                kind=wanted.kind.value, year=day.year, sequence=sequence, number=number, round_id=wanted.round_id,
                site=wanted.site or "", state=wanted.state.value,
            )  # fmt: skip
            session.add(row)
            session.flush()
            return _acted(session, row, NumberAct(wanted.state, day, actor, at))

    def give(self, number: str, day: date, actor: str, at: datetime) -> DocumentNumber:
        """Give a document the number that was reserved for it.

        Raises:
            NotFound: there is no such number.
            AlreadyRecorded: it is not reserved any more.
        """
        return self._move(number, (NumberState.RESERVED,), NumberAct(NumberState.GIVEN, day, actor, at))

    def cancel(self, number: str, reason: str, day: date, actor: str, at: datetime) -> DocumentNumber:
        """Cancel a number; its document may get another one. Raises as `give`."""
        act = NumberAct(NumberState.CANCELLED, day, actor, at, reason)
        return self._move(number, (NumberState.RESERVED, NumberState.GIVEN), act)

    def of(self, round_id: str, kind: DocumentKind, site: str | None) -> tuple[DocumentNumber, ...]:
        """Return the numbers of a document, cancelled ones among them, oldest first."""
        wanted = select(NumberRow).where(
            NumberRow.round_id == round_id, NumberRow.kind == kind.value, NumberRow.site == (site or "")
        )
        with self._database.read() as session:
            return tuple(_number(session, row) for row in session.exec(wanted.order_by(col(NumberRow.id))))

    def _move(self, number: str, states: tuple[NumberState, ...], act: NumberAct) -> DocumentNumber:
        with self._database.write() as session:
            row = session.exec(select(NumberRow).where(NumberRow.number == number)).first()
            if row is None:
                raise NotFound(f"no number {number!r} in the register")
            if NumberState(row.state) not in states:
                raise AlreadyRecorded(f"nomor {number} sudah {row.state}")
            row.state = act.state.value
            return _acted(session, row, act)


def _refuse_a_second(session: Session, wanted: WantedNumber) -> None:
    held = select(NumberRow).where(
        NumberRow.round_id == wanted.round_id, NumberRow.kind == wanted.kind.value,
        NumberRow.site == (wanted.site or ""), NumberRow.state != NumberState.CANCELLED.value,
    )  # fmt: skip
    row = session.exec(held).first()
    if row:
        raise AlreadyRecorded(f"dokumen ini sudah {row.state}: {row.number}; batalkan nomor itu lebih dahulu")


def _next(session: Session, wanted: WantedNumber, year: int) -> tuple[int | None, str]:
    """Return sequence and text of a number that nobody used; by hand it has no sequence."""
    if isinstance(wanted.text, str):
        if _used(session, wanted.text):
            raise AlreadyRecorded(f"nomor {wanted.text} sudah pernah dipakai")
        return None, wanted.text
    newest = select(func.max(NumberRow.sequence)).where(NumberRow.kind == wanted.kind.value, NumberRow.year == year)
    first = (session.exec(newest).one() or 0) + 1
    for sequence in range(first, first + _MOST_TAKEN):
        number = wanted.text(sequence)
        if not _used(session, number):
            return sequence, number
    raise AlreadyRecorded(f"nomor {number} dan {_MOST_TAKEN - 1} sebelumnya sudah dipakai; periksa format nomornya")


def _used(session: Session, number: str) -> bool:
    """Whether a number was used, also with other capitals: `12.A` and `12.a` are one number to people."""
    return session.exec(select(NumberRow.id).where(func.lower(NumberRow.number) == number.lower())).first() is not None


def _acted(session: Session, row: NumberRow, act: NumberAct) -> DocumentNumber:
    done = NumberActRow(
        number=row.number, state=act.state.value, day=act.day, reason=act.reason, actor=act.actor, at=act.at
    )
    session.add(done)
    session.flush()
    sealed = seals(session, NumberRow, number=row.number) | seals(session, NumberActRow, id=done.id)
    audit.append(
        session, act.at, act.actor, _ACTIONS[act.state], row.round_id, kind=row.kind, site=row.site or None,
        number=row.number, seals=sealed,
    )  # fmt: skip
    return _number(session, row)


_ACTIONS = {
    NumberState.RESERVED: "number.reserved",
    NumberState.GIVEN: "document.numbered",
    NumberState.CANCELLED: "number.cancelled",
}


def _number(session: Session, row: NumberRow) -> DocumentNumber:
    wanted = select(NumberActRow).where(NumberActRow.number == row.number).order_by(col(NumberActRow.id))
    acts = tuple(
        NumberAct(NumberState(done.state), done.day, done.actor, done.at, done.reason) for done in session.exec(wanted)
    )
    return DocumentNumber(
        row.number, DocumentKind(row.kind), row.round_id, row.site or None, row.year, row.sequence,
        NumberState(row.state), acts,
    )  # fmt: skip
