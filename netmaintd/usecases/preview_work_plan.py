"""The work plan as paper before it is handed in: the newest version, marked as a preview, stored nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.documents.contexts import Issue
from netmaintd.documents.make import make
from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.documents import DocumentKind
from netmaintd.signoff.plan_faults import NOT_AT_PLAN, editable
from netmaintd.signoff.trail import ages

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.office import Office
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store


def preview_work_plan(store: Store, office: Office, calendar: WorkingCalendar, round_id: str, at: datetime) -> bytes:
    """Return the PDF that handing in would freeze, without number and code.

    Raises:
        DecisionNotAllowed: the plan was handed in; its document is frozen and can be read.
        NotFound: there is no such round.
        DocumentError: it could not be rendered.
    """
    dossier = store.dossiers.get(round_id)
    if not editable(dossier.round):
        raise DecisionNotAllowed(NOT_AT_PLAN)
    kind = DocumentKind.RENCANA_KERJA
    previous = store.documents.latest(round_id, kind, None)
    version = previous.version + 1 if previous else 1
    return make(Issue(kind, version, at, ages=ages(dossier.round, at, calendar)), dossier, office)
