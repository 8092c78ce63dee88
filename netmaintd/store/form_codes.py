"""Codes of paper forms: one for a location of a round, the same however often its form is printed."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlmodel import Session, select

from netmaintd.model.form_codes import FORM_CODE_BYTES, form_code
from netmaintd.store import audit
from netmaintd.store.part import Part
from netmaintd.store.seals import seals
from netmaintd.store.tables import FormCodeRow


class FormCodes(Part):
    """All codes that were printed on forms."""

    def of(self, round_id: str, site: str, actor: str, at: datetime) -> str:
        """Return the code of a location's form; it is made when the form is printed for the first time."""
        with self._database.read() as session:
            known = _code(session, round_id, site)
        return known or self._make(round_id, site, actor, at)

    def place(self, code: str) -> tuple[str, str] | None:
        """Return round and location of a code, None for one that was never printed."""
        with self._database.read() as session:
            row = session.get(FormCodeRow, code)
            return (row.round_id, row.site) if row else None

    def _make(self, round_id: str, site: str, actor: str, at: datetime) -> str:
        with self._database.write() as session:
            known = _code(session, round_id, site)
            if known:
                return known
            code = form_code(secrets.token_bytes(FORM_CODE_BYTES))
            session.add(FormCodeRow(code=code, round_id=round_id, site=site, made_at=at, made_by=actor))
            session.flush()
            audit.append(
                session, at, actor, "form.printed", round_id, site=site, code=code,
                seals=seals(session, FormCodeRow, code=code),
            )  # fmt: skip
            return code


def _code(session: Session, round_id: str, site: str) -> str | None:
    wanted = select(FormCodeRow.code).where(FormCodeRow.round_id == round_id, FormCodeRow.site == site)
    return session.exec(wanted).first()
