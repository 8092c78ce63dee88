"""Repetitions: a device that is to be examined once more in its round. What was recorded before stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from netmaintd.errors import AlreadyRecorded, NotFound
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.seals import seals
from netmaintd.store.tables import ExaminationRow, RepetitionRow


class Repetitions(Part):
    """All repetitions of all rounds."""

    def ask_again(self, round_id: str, device: str, reason: str, actor: str, at: datetime) -> None:
        """Ask for one more examination of a device.

        Raises:
            NotFound: the device has no record in this round; there is nothing to repeat.
            AlreadyRecorded: a repetition is asked for and not carried out yet.
        """
        with self._database.write() as session:
            recorded, asked = newest_in(session, round_id).get(device, 0), asked_in(session, round_id).get(device, 1)
            if not recorded:
                raise NotFound(f"{device} has no record in {round_id} yet; it is examined without being asked for")
            if asked > recorded:
                raise AlreadyRecorded(f"{device}: a repetition is asked for already and not carried out yet")
            session.add(
                RepetitionRow(round_id=round_id, device=device, nth=recorded + 1, reason=reason, actor=actor, at=at)
            )
            session.flush()
            audit.append(
                session, at, actor, "device.again", round_id, device=device, reason=reason,
                seals=seals(session, RepetitionRow, round_id=round_id, device=device),
            )  # fmt: skip

    def who_asked_again(self, round_id: str) -> str:
        """Return the user who asked for the newest repetition of a round, empty when nobody did."""
        wanted = select(RepetitionRow.actor).where(RepetitionRow.round_id == round_id)
        with self._database.read() as session:
            return session.exec(wanted.order_by(col(RepetitionRow.id).desc()).limit(1)).first() or ""


def newest_in(session: Session, round_id: str) -> dict[str, int]:
    """Return the number of the newest examination of each device that has a record in a round."""
    wanted = select(ExaminationRow.device, func.max(ExaminationRow.nth)).where(ExaminationRow.round_id == round_id)
    return dict(session.exec(wanted.group_by(col(ExaminationRow.device))).all())


def asked_in(session: Session, round_id: str) -> dict[str, int]:
    """Return the number of the newest repetition of each device for which one was asked."""
    wanted = select(RepetitionRow.device, func.max(RepetitionRow.nth)).where(RepetitionRow.round_id == round_id)
    return dict(session.exec(wanted.group_by(col(RepetitionRow.device))).all())


def wanted_in(session: Session, round_id: str, device: str) -> int:
    """Return the number of the examination of a device that is to be recorded next, or was recorded last."""
    return asked_in(session, round_id).get(device, 1)


def reasons_in(session: Session, round_id: str) -> dict[str, tuple[str, ...]]:
    """Return why devices were to be examined again, oldest first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in session.exec(
        select(RepetitionRow).where(RepetitionRow.round_id == round_id).order_by(col(RepetitionRow.id))
    ):
        found[row.device] = (*found.get(row.device, ()), row.reason)
    return found
