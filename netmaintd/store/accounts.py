"""Logins of people: made, changed and checked here. Every change is a row of the audit chain; no secret is."""

from __future__ import annotations

import builtins
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from netmaintd.errors import AlreadyRecorded, NotFound
from netmaintd.model.accounts import Account, Grant
from netmaintd.store import audit, passwords
from netmaintd.store.part import Part
from netmaintd.store.tables import AccountRow, ApiTokenRow, LoginRow
from netmaintd.store.tokens import digest


class Accounts(Part):
    """All accounts."""

    def get(self, user: str) -> Account | None:
        """Return an account, None when nobody has that name."""
        with self._database.read() as session:
            row = session.get(AccountRow, user)
            return account_of(row) if row else None

    def list(self) -> builtins.list[Account]:
        """Return all accounts by name."""
        with self._database.read() as session:
            return [account_of(row) for row in session.exec(select(AccountRow).order_by(col(AccountRow.user)))]

    def create(
        self, user: str, password: str, actor: str, at: datetime, grants: Collection[Grant] = (),
        *, must_change: bool = True,
    ) -> None:  # fmt: skip
        """Make an account.

        Raises:
            AlreadyRecorded: there is one of that name.
        """
        words = _words(grants)
        hashed = passwords.hashed(password)
        with self._database.write() as session:
            if session.get(AccountRow, user):
                raise AlreadyRecorded(f"{user!r} has an account; set its password anew instead")
            session.add(
                AccountRow(user=user, password_hash=hashed, grants=words, must_change=must_change, changed_at=at)
            )
            audit.append(session, at, actor, "account.created", user, grants=words)

    def set_password(self, user: str, password: str, actor: str, at: datetime, *, must_change: bool) -> None:
        """Set a password anew and end every session of the account; its tokens too when somebody else does it."""
        hashed = passwords.hashed(password)
        with self._database.write() as session:
            row = _row(session, user)
            row.password_hash, row.must_change = hashed, must_change
            if must_change:
                _without_tokens(session, user)
            _changed(session, row, actor, at, "account.password")

    def set_grants(self, user: str, grants: Collection[Grant], actor: str, at: datetime) -> None:
        """Say what an account may beyond the posts of its person."""
        with self._database.write() as session:
            row = _row(session, user)
            row.grants = _words(grants)
            _changed(session, row, actor, at, "account.grants", grants=row.grants)

    def set_disabled(self, user: str, disabled: bool, actor: str, at: datetime) -> None:
        """Close an account, or open it again; its tokens are gone then."""
        with self._database.write() as session:
            row = _row(session, user)
            row.disabled = disabled
            _without_tokens(session, user)
            _changed(session, row, actor, at, "account.disabled" if disabled else "account.enabled")

    def set_two_factor(
        self, user: str, secret: str | None, actor: str, at: datetime, *, step: int = 0, but: str = ""
    ) -> None:
        """Ask for codes of a shared secret from now on, or with None no longer.

        Args:
            user: whose account.
            secret: in Base32.
            actor: who does it.
            at: when.
            step: the half minute whose code was shown already, and is not good any more.
            but: the token of a session that goes on; all others end.
        """
        blob = self._blobs.put(secret.encode()) if secret else None
        with self._database.write() as session:
            row = _row(session, user)
            row.totp_sha256, row.totp_step = blob, step
            _changed(session, row, actor, at, "account.two_factor", but=but, on=secret is not None)

    def password_fits(self, user: str, password: str) -> bool:
        """Whether this is the password of an open account. An unknown name takes as long as a wrong password."""
        with self._database.read() as session:
            row = session.get(AccountRow, user)
        return passwords.fits(password, row.password_hash if row and not row.disabled else None)

    def code_fits(self, user: str, code: str, at: datetime) -> bool:
        """Whether this is a code of the account's shared secret that was not used yet; it is used then."""
        with self._database.write() as session:
            row = _row(session, user)
            if row.totp_sha256 is None:
                return False
            step = passwords.code_step(self._blobs.get(row.totp_sha256).decode(), code, at)
            if step is None or step <= row.totp_step:
                return False
            row.totp_step = step
            session.add(row)
            return True


def account_of(row: AccountRow) -> Account:
    """Return what the rest of the program knows of an account."""
    grants = frozenset(Grant(word) for word in row.grants.split(",") if word)
    return Account(row.user, grants, row.disabled, row.must_change, row.totp_sha256 is not None)


def _row(session: Session, user: str) -> AccountRow:
    row = session.get(AccountRow, user)
    if row is None:
        raise NotFound(f"{user!r} has no account; see 'netmaintd account list'")
    return row


def _without_tokens(session: Session, user: str) -> None:
    session.exec(delete(ApiTokenRow).where(col(ApiTokenRow.user) == user))


def _changed(
    session: Session, row: AccountRow, actor: str, at: datetime, action: str, *, but: str = "", **told: Any
) -> None:
    """Record a change; whoever was logged in before it is not any more, but for the session of one token."""
    row.changed_at = at
    session.add(row)
    session.exec(delete(LoginRow).where(col(LoginRow.user) == row.user, col(LoginRow.token_sha256) != digest(but)))
    audit.append(session, at, actor, action, row.user, **told)


def _words(grants: Collection[Grant]) -> str:
    return ",".join(sorted(grant.value for grant in grants))
