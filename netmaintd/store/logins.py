"""Sessions of browsers: a random token that only the browser holds, and its hash here, so that it can be revoked."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import col, delete, select

from netmaintd.model.accounts import Account, Login
from netmaintd.store import audit
from netmaintd.store.accounts import account_of
from netmaintd.store.part import Part
from netmaintd.store.tables import AccountRow, LoginRow
from netmaintd.store.tokens import digest, new_token

LIFETIME = timedelta(hours=12)
"""A session ends then, whatever happens in it."""
IDLE = timedelta(hours=2)
_KEY = 16
"""So many characters of a hash name a session among those of one person."""
_NOTICE = timedelta(minutes=1)
"""How exactly it is known when a session was last used: a row is not written for each picture of a page."""


class Logins(Part):
    """All sessions of browsers."""

    def begin(self, user: str, at: datetime) -> str:
        """Begin a session and return its token, which is stored nowhere."""
        token = new_token()
        row = LoginRow(token_sha256=digest(token), user=user, began_at=at, seen_at=at, ends_at=at + LIFETIME)
        with self._database.write() as session:
            session.exec(delete(LoginRow).where(col(LoginRow.ends_at) < at))
            session.add(row)
            audit.append(session, at, user, "login.begun", user)
        return token

    def account(self, token: str, at: datetime) -> Account | None:
        """Return whose session a token is; None when it ended, was idle too long, or the account is closed."""
        key = digest(token)
        with self._database.read() as session:
            login = session.get(LoginRow, key)
            row = session.get(AccountRow, login.user) if login else None
        if login is None or row is None or row.disabled or not _lasts(login, at):
            return None
        if at - login.seen_at >= _NOTICE:
            self._seen(key, at)
        return account_of(row)

    def end(self, token: str, at: datetime) -> None:
        """End a session; harmless when there is none."""
        with self._database.write() as session:
            login = session.get(LoginRow, digest(token))
            if login:
                audit.append(session, at, login.user, "login.ended", login.user)
                session.delete(login)

    def of(self, user: str, at: datetime, token: str = "") -> tuple[Login, ...]:
        """Return the sessions of a person that last, the newest first; `token` is that of the one that asks."""
        wanted = select(LoginRow).where(LoginRow.user == user).order_by(col(LoginRow.began_at).desc())
        with self._database.read() as session:
            rows = [row for row in session.exec(wanted) if _lasts(row, at)]
        own = digest(token)
        return tuple(Login(row.token_sha256[:_KEY], row.began_at, row.seen_at, row.token_sha256 == own) for row in rows)

    def end_of(self, user: str, actor: str, at: datetime, *, key: str = "", but: str = "") -> int:
        """End sessions of a person and return how many.

        Args:
            user: whose.
            actor: who ends them.
            at: when.
            key: ends only the session of this key.
            but: the token of a session that goes on.
        """
        with self._database.write() as session:
            rows = session.exec(select(LoginRow).where(LoginRow.user == user, LoginRow.token_sha256 != digest(but)))
            ended = [row for row in rows if key in ("", row.token_sha256[:_KEY])]
            for row in ended:
                session.delete(row)
            if ended:
                audit.append(session, at, actor, "login.ended", user, sessions=len(ended))
        return len(ended)

    def turned_away(self, user: str, route: str, at: datetime) -> None:
        """Tell the audit chain of somebody who wanted to change what is not his to change."""
        with self._database.write() as session:
            audit.append(session, at, user, "access.refused", route)

    def refused(self, user: str, why: str, at: datetime) -> None:
        """Tell the audit chain of a login that was not given."""
        with self._database.write() as session:
            audit.append(session, at, "web", "login.refused", user[:64], why=why)

    def _seen(self, key: str, at: datetime) -> None:
        with self._database.write() as session:
            login = session.get(LoginRow, key)
            if login:
                login.seen_at = at
                session.add(login)


def _lasts(login: LoginRow, at: datetime) -> bool:
    return at < min(login.ends_at, login.seen_at + IDLE)
