"""One-time links: made for one version of one berita acara, found by the hash of their token, used once.

A link is used in the transaction of the decision that it brings: there is no use without a decision, and no
second decision with it. Of a visit one link at most is open.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from netmaintd.errors import StaleDecision
from netmaintd.model.witness import LIFETIME, LinkUse, WitnessLink
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.tables import WitnessLinkRow
from netmaintd.store.tokens import digest

_ID_BYTES = 5


class WitnessLinks(Part):
    """All one-time links."""

    def make(
        self, token: str, round_id: str, site: str, document_sha256: str, made_from: str, actor: str, at: datetime
    ) -> WitnessLink:
        """Record a link under the hash of its token; those of the visit that were open are revoked."""
        row = WitnessLinkRow(
            id=secrets.token_hex(_ID_BYTES), token_sha256=digest(token), round_id=round_id, site=site,
            document_sha256=document_sha256, made_by=actor, made_at=at, ends_at=at + LIFETIME, made_from=made_from,
        )  # fmt: skip
        with self._database.write() as session:
            _revoke(session, round_id, site, actor, at)
            session.add(row)
            audit.append(
                session, at, actor, "witness.link", round_id, site=site, link=row.id, document=document_sha256
            )  # fmt: skip
            return _link(row)

    def revoke(self, round_id: str, site: str, actor: str, at: datetime) -> int:
        """Revoke what is open of a visit and return how many there were."""
        with self._database.write() as session:
            return _revoke(session, round_id, site, actor, at)

    def find(self, token: str) -> WitnessLink | None:
        """Return the link of a token, in whatever state it is; None when there is none."""
        with self._database.read() as session:
            row = session.exec(select(WitnessLinkRow).where(WitnessLinkRow.token_sha256 == digest(token))).first()
            return _link(row) if row else None

    def of(self, round_id: str, site: str) -> tuple[WitnessLink, ...]:
        """Return the links of a visit, the newest first."""
        wanted = (
            select(WitnessLinkRow)
            .where(WitnessLinkRow.round_id == round_id, WitnessLinkRow.site == site)
            .order_by(col(WitnessLinkRow.made_at).desc(), col(WitnessLinkRow.id))
        )
        with self._database.read() as session:
            return tuple(_link(row) for row in session.exec(wanted))


def used_in(session: Session, use: LinkUse, at: datetime) -> dict[str, Any]:
    """Use a link inside a transaction and return what the audit chain tells of it.

    Raises:
        StaleDecision: it was used or revoked meanwhile, or its time is over.
    """
    changed = session.connection().execute(
        update(WitnessLinkRow)
        .where(
            col(WitnessLinkRow.id) == use.id, col(WitnessLinkRow.used_at).is_(None),
            col(WitnessLinkRow.revoked_at).is_(None), col(WitnessLinkRow.ends_at) > at,
        )
        .values(used_at=at, used_from=use.used_from)
    )  # fmt: skip
    row = session.get(WitnessLinkRow, use.id, populate_existing=True)
    if changed.rowcount != 1 or row is None:
        raise StaleDecision(f"link {use.id} is no longer open")
    return {"link": row.id, "link_by": row.made_by, "same_address": _link(row).same_address}


def _revoke(session: Session, round_id: str, site: str, actor: str, at: datetime) -> int:
    wanted = select(WitnessLinkRow).where(
        WitnessLinkRow.round_id == round_id, WitnessLinkRow.site == site, col(WitnessLinkRow.used_at).is_(None),
        col(WitnessLinkRow.revoked_at).is_(None),
    )  # fmt: skip
    rows = session.exec(wanted).all()
    for row in rows:
        row.revoked_at = at
        session.add(row)
        audit.append(session, at, actor, "witness.link_revoked", round_id, site=site, link=row.id)
    return len(rows)


def _link(row: WitnessLinkRow) -> WitnessLink:
    return WitnessLink(
        row.id, row.round_id, row.site, row.document_sha256, row.made_by, row.made_at, row.ends_at, row.made_from,
        row.used_at, row.used_from, row.revoked_at,
    )  # fmt: skip
