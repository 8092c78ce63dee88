"""Who stands for documents: decisions that saw them, the agency at the location, and certificates."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, select

from netmaintd.model.documents import DocumentKind
from netmaintd.model.people import Assignment, Capacity, Official, Role
from netmaintd.model.register import Signer
from netmaintd.model.rounds import Decision
from netmaintd.store.serialise import from_json
from netmaintd.store.tables import AssignmentRow, DecisionRow, DocumentRow, SignedCopyRow

IN_APPLICATION = "melalui aplikasi"
"""An authenticated act; never shown as a certified signature."""
_ACKNOWLEDGED = ("acknowledge", "object")


def signers_of(session: Session, documents: Collection[DocumentRow]) -> dict[str, list[Signer]]:
    """Return sha256 to those who stand for a document, inside a transaction."""
    found: dict[str, list[Signer]] = {}
    digests = {document.sha256 for document in documents}
    people = _People(session)
    rounds = {document.round_id for document in documents}
    decided = select(DecisionRow).where(col(DecisionRow.round_id).in_(rounds)).order_by(col(DecisionRow.id))
    for row in session.exec(decided.where(col(DecisionRow.document_sha256).in_(digests))):
        found.setdefault(row.document_sha256 or "", []).append(people.signer(row))
    for digest, signer in _of_agencies(session, documents):
        found.setdefault(digest, []).append(signer)
    certified = select(SignedCopyRow).where(col(SignedCopyRow.document_sha256).in_(digests))
    for copy in session.exec(certified.order_by(col(SignedCopyRow.id))):
        signer = Signer(copy.signer, copy.post, copy.method, copy.signed_at)
        found.setdefault(copy.document_sha256, []).append(signer)
    return found


def _of_agencies(session: Session, documents: Collection[DocumentRow]) -> list[tuple[str, Signer]]:
    """Return what agencies said of the newest berita acara before it, by its sha256."""
    minutes = [one for one in documents if one.kind == DocumentKind.BERITA_ACARA.value]
    wanted = select(DecisionRow).where(
        col(DecisionRow.round_id).in_({one.round_id for one in minutes}), col(DecisionRow.verb).in_(_ACKNOWLEDGED)
    )
    found = []
    for row in session.exec(wanted.order_by(col(DecisionRow.id))) if minutes else ():
        decision = from_json(Decision, row.body)
        own = [m for m in minutes if (m.round_id, m.site) == (row.round_id, decision.site) and m.issued_at <= row.at]
        said = decision.signature
        if own and said is not None:
            shown = max(own, key=lambda one: one.version)
            found.append((shown.sha256, Signer(said.signer, said.post, said.method.value, said.at)))
    return found


class _People:
    """Who somebody was on a day, by the posts that are recorded."""

    def __init__(self, session: Session) -> None:
        self._posts = [from_json(Assignment, body) for body in session.exec(select(AssignmentRow.body))]

    def signer(self, row: DecisionRow) -> Signer:
        official = self._official(row)
        post = f"{official.capacity.prefix}{official.title}" if official else Role(row.role).value
        return Signer(official.name if official else row.actor, post, IN_APPLICATION, row.at)

    def _official(self, row: DecisionRow) -> Official | None:
        day = row.at.date()
        held = [
            one.official
            for one in self._posts
            if (one.official.user, one.official.role, one.official.capacity)
            == (row.actor, Role(row.role), Capacity(row.capacity))
        ]
        on_the_day = [
            one.official for one in self._posts if one.official in held and one.holds_on(day)
        ]  # fmt: skip
        return next(iter(on_the_day[::-1] or held[::-1]), None)
