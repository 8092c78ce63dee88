"""Rounds, papers, findings and referrals in pages, by the key of the last one that was read.

Each page is a short reading of its own: who reads slowly keeps no transaction open.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, tuple_
from sqlmodel import col, select

from netmaintd.errors import NotFound
from netmaintd.model.documents import IssuedDocument
from netmaintd.model.listed import ListedRound
from netmaintd.model.results import Finding, Referral, ReferralStatus
from netmaintd.model.rounds import RoundStatus
from netmaintd.store.documents import issued_in
from netmaintd.store.part import Part
from netmaintd.store.serialise import from_json
from netmaintd.store.tables import DocumentRow, FindingRow, ReferralRow, RoundRow


class Listed(Part):
    """Long lists over all rounds. Filters that are None let everything pass."""

    def rounds(
        self, most: int, after: str | None = None, *, plan: str | None = None, status: str | None = None
    ) -> list[ListedRound]:
        """Return rounds, newest first, beginning behind the one of an id."""
        wanted = select(RoundRow).where(*_fits((RoundRow.plan, plan), (RoundRow.status, status)))
        with self._database.read() as session:
            last = session.get(RoundRow, after) if after else None
            if last:
                earlier = col(RoundRow.nominal_at) < last.nominal_at
                beside = and_(col(RoundRow.nominal_at) == last.nominal_at, col(RoundRow.id) < last.id)
                wanted = wanted.where(or_(earlier, beside))
            order = (col(RoundRow.nominal_at).desc(), col(RoundRow.id).desc())
            return [_round(row) for row in session.exec(wanted.order_by(*order).limit(most))]

    def known(self, round_id: str) -> None:
        """Raise NotFound where there is no round of that id; its content is not read."""
        with self._database.read() as session:
            if session.exec(select(RoundRow.id).where(RoundRow.id == round_id)).first() is None:
                raise NotFound(f"no round {round_id!r}; see 'netmaintd round list'")

    def documents(
        self, most: int, after: int = 0, *, round_id: str | None = None, kind: str | None = None,
        site: str | None = None,
    ) -> list[tuple[int, IssuedDocument]]:  # fmt: skip
        """Return documents with their place in the register, in the order they were issued."""
        fits = _fits((DocumentRow.round_id, round_id), (DocumentRow.kind, kind), (DocumentRow.site, site))
        wanted = select(DocumentRow).where(col(DocumentRow.id) > after, *fits).order_by(col(DocumentRow.id))
        with self._database.read() as session:
            rows = session.exec(wanted.limit(most)).all()
            return [(row.id or 0, issued_in(session, row)) for row in rows]

    def findings(
        self, most: int, after: tuple[str, str, str] | None = None, *, round_id: str | None = None,
        site: str | None = None, device: str | None = None, status: str | None = None, state: str | None = None,
    ) -> list[Finding]:  # fmt: skip
        """Return findings by round, device and check."""
        key = (col(FindingRow.round_id), col(FindingRow.device), col(FindingRow.check))
        wanted = select(FindingRow).where(
            *_fits(
                (FindingRow.round_id, round_id), (FindingRow.site, site), (FindingRow.device, device),
                (FindingRow.status, status), (FindingRow.state, state),
            )
        )  # fmt: skip
        if after:
            wanted = wanted.where(tuple_(*key) > after)
        with self._database.read() as session:
            return [from_json(Finding, row.body) for row in session.exec(wanted.order_by(*key).limit(most))]

    def referrals(
        self, most: int, after: str = "", *, round_id: str | None = None, sop: str | None = None,
        device: str | None = None, status: str | None = None,
    ) -> list[tuple[Referral, ReferralStatus]]:  # fmt: skip
        """Return referrals by id, each with where it stands now."""
        fits = _fits(
            (ReferralRow.round_id, round_id), (ReferralRow.sop, sop), (ReferralRow.device, device),
            (ReferralRow.status, status),
        )  # fmt: skip
        wanted = select(ReferralRow).where(col(ReferralRow.id) > after, *fits).order_by(col(ReferralRow.id))
        with self._database.read() as session:
            rows = session.exec(wanted.limit(most))
            return [(from_json(Referral, row.body), ReferralStatus(row.status)) for row in rows]


def _fits(*wanted: tuple[Any, str | None]) -> list[Any]:
    return [column == value for column, value in wanted if value is not None]


def _round(row: RoundRow) -> ListedRound:
    # The work plan of a thousand devices is not built only to tell its period.
    told = json.loads(row.body)
    return ListedRound(
        row.id, row.plan, told["title"], told["work_plan"]["period"], row.nominal_at,
        datetime.fromisoformat(told["opened_at"]), row.step, RoundStatus(row.status), row.version,
    )  # fmt: skip
