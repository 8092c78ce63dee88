"""What somebody reads whose decision others had overtaken: who did what meanwhile, and which document holds now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import Response

from netmaintd.signoff.table import STEPS, label_of
from netmaintd.usecases.record_decision import shown_document
from netmaintd.web.pages import render
from netmaintd.web.site import site_of

if TYPE_CHECKING:
    from netmaintd.model.documents import IssuedDocument
    from netmaintd.model.rounds import Round, StepEntry


@dataclass(frozen=True, slots=True)
class Replaced:
    """A document that was shown, and the one that stands in its place."""

    old: IssuedDocument | None
    new: IssuedDocument | None


def overtaken(request: Request, round_id: str, version: int, sha256: str, written: tuple[str, ...] = ()) -> Response:
    """Return the page for a decision on an older version of a round or of its document, with what was written."""
    store = site_of(request).store
    round_ = store.rounds.get(round_id)
    return render(
        request, "stale.html", status=409, round=round_, news=_since(round_, version), steps=STEPS, label_of=label_of,
        replaced=_replaced(store.documents.find(sha256), shown_document(store, round_)) if sha256 else None,
        written=[text for text in written if text.strip()],
    )  # fmt: skip


def _replaced(old: IssuedDocument | None, new: IssuedDocument | None) -> Replaced | None:
    return Replaced(old, new) if new is not None and old != new else None


def _since(round_: Round, version: int) -> list[StepEntry]:
    """Return one entry for each decision after a version; a decision may end several stays at once."""
    acts = {(entry.left_at, entry.verb): entry for entry in round_.trail if entry.by is not None}
    newest = sorted(acts.values(), key=lambda entry: entry.left_at or entry.received_at)
    return newest[-max(round_.version - version, 0) or len(newest) :]
