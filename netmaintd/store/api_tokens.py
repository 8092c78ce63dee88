"""Tokens of the API: random, shown to their owner once, and found again by their hash, which is all that is kept.

One that ended stays until its owner takes it away: he is to see why his program does not get in any more.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import col, select

from netmaintd.errors import NotFound
from netmaintd.model.accounts import Account
from netmaintd.model.api_tokens import ApiToken, Scope
from netmaintd.store import audit
from netmaintd.store.accounts import account_of
from netmaintd.store.part import Part
from netmaintd.store.tables import AccountRow, ApiTokenRow
from netmaintd.store.tokens import digest, new_token

PREFIX = "nmt_"
"""By which programs that look for secrets in published text know one."""
_KEY = 16
"""So many characters of a hash name a token among those of one person."""
_NOTICE = timedelta(minutes=1)
"""How exactly it is known when a token was last used: a row is not written for each request."""


class ApiTokens(Part):
    """All tokens of all accounts."""

    def make(
        self, user: str, title: str, scopes: Collection[Scope], ends_at: datetime, actor: str, at: datetime
    ) -> str:
        """Make a token and return it; it is stored nowhere.

        Raises:
            NotFound: there is no such account.
        """
        token = PREFIX + new_token()
        words = ",".join(sorted(scopes))
        row = ApiTokenRow(
            token_sha256=digest(token), user=user, title=title, scopes=words, made_at=at, ends_at=ends_at
        )  # fmt: skip
        with self._database.write() as session:
            if session.get(AccountRow, user) is None:
                raise NotFound(f"{user!r} has no account; see 'netmaintd account list'")
            session.add(row)
            audit.append(
                session, at, actor, "token.made", user, key=row.token_sha256[:_KEY], title=title, scopes=words,
                until=ends_at.isoformat(),
            )  # fmt: skip
        return token

    def find(self, token: str, at: datetime) -> tuple[ApiToken, Account] | None:
        """Return a token with the account of its owner; None for one that ended, is unknown, or whose owner is out."""
        key = digest(token)
        with self._database.read() as session:
            row = session.get(ApiTokenRow, key)
            owner = session.get(AccountRow, row.user) if row else None
        if row is None or owner is None or owner.disabled or at >= row.ends_at:
            return None
        if row.used_at is None or at - row.used_at >= _NOTICE:
            self._used(key, at)
        return _token(row), account_of(owner)

    def of(self, user: str) -> tuple[ApiToken, ...]:
        """Return the tokens of a person, the newest first; also those whose time ended."""
        wanted = select(ApiTokenRow).where(ApiTokenRow.user == user).order_by(col(ApiTokenRow.made_at).desc())
        with self._database.read() as session:
            return tuple(_token(row) for row in session.exec(wanted))

    def revoke(self, user: str, key: str, actor: str, at: datetime) -> None:
        """Take a token away.

        Raises:
            NotFound: the person has none of that key.
        """
        with self._database.write() as session:
            rows = session.exec(select(ApiTokenRow).where(ApiTokenRow.user == user)).all()
            row = next((row for row in rows if row.token_sha256[:_KEY] == key), None)
            if row is None:
                raise NotFound(f"{user!r} has no token {key[:_KEY]!r}; see 'netmaintd account token list'")
            session.delete(row)
            audit.append(session, at, actor, "token.revoked", user, key=key, title=row.title)

    def refused(self, token: str, why: str, at: datetime) -> None:
        """Tell the audit chain of a token that did not get in: its owner, where it is known whose it is."""
        key = digest(token)
        with self._database.write() as session:
            row = session.get(ApiTokenRow, key)
            audit.append(
                session, at, "web", "token.refused", row.user if row else "?", key=key[:_KEY] if row else "", why=why
            )

    def _used(self, key: str, at: datetime) -> None:
        with self._database.write() as session:
            row = session.get(ApiTokenRow, key)
            if row:
                row.used_at = at
                session.add(row)


def _token(row: ApiTokenRow) -> ApiToken:
    scopes = frozenset(Scope(word) for word in row.scopes.split(",") if word)
    return ApiToken(row.token_sha256[:_KEY], row.user, row.title, scopes, row.made_at, row.ends_at, row.used_at)
