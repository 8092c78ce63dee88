"""Sessions of browsers: a random token that only the browser holds, and its hash here, so that it can be revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlmodel import col, delete

from netmaintd.model.accounts import Account
from netmaintd.store import audit
from netmaintd.store.accounts import account_of
from netmaintd.store.part import Part
from netmaintd.store.tables import AccountRow, LoginRow

LIFETIME = timedelta(hours=12)
"""A session ends then, whatever happens in it."""
IDLE = timedelta(hours=2)
_NOTICE = timedelta(minutes=1)
"""How exactly it is known when a session was last used: a row is not written for each picture of a page."""


class Logins(Part):
    """All sessions of browsers."""

    def begin(self, user: str, at: datetime) -> str:
        """Begin a session and return its token, which is stored nowhere."""
        token = secrets.token_urlsafe(32)
        row = LoginRow(token_sha256=_digest(token), user=user, began_at=at, seen_at=at, ends_at=at + LIFETIME)
        with self._database.write() as session:
            session.exec(delete(LoginRow).where(col(LoginRow.ends_at) < at))
            session.add(row)
            audit.append(session, at, user, "login.begun", user)
        return token

    def account(self, token: str, at: datetime) -> Account | None:
        """Return whose session a token is; None when it ended, was idle too long, or the account is closed."""
        digest = _digest(token)
        with self._database.read() as session:
            login = session.get(LoginRow, digest)
            row = session.get(AccountRow, login.user) if login else None
        if login is None or row is None or row.disabled or at >= min(login.ends_at, login.seen_at + IDLE):
            return None
        if at - login.seen_at >= _NOTICE:
            self._seen(digest, at)
        return account_of(row)

    def end(self, token: str, at: datetime) -> None:
        """End a session; harmless when there is none."""
        with self._database.write() as session:
            login = session.get(LoginRow, _digest(token))
            if login:
                audit.append(session, at, login.user, "login.ended", login.user)
                session.delete(login)

    def refused(self, user: str, why: str, at: datetime) -> None:
        """Tell the audit chain of a login that was not given."""
        with self._database.write() as session:
            audit.append(session, at, "web", "login.refused", user[:64], why=why)

    def _seen(self, digest: str, at: datetime) -> None:
        with self._database.write() as session:
            login = session.get(LoginRow, digest)
            if login:
                login.seen_at = at
                session.add(login)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
