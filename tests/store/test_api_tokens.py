"""Tokens of the API: one secret, kept by its owner alone, and gone with his account."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from netmaintd.errors import NotFound
from netmaintd.model.api_tokens import Scope
from netmaintd.store.api_tokens import PREFIX
from netmaintd.store.connect import Store
from samples import NOW

LATER = NOW + timedelta(days=90)


@pytest.fixture
def known(store: Store) -> Store:
    for user in ("kasi", "robot"):
        store.accounts.create(user, "sandi uji yang panjang", "administrator", NOW)
    return store


def made(store: Store, user: str = "kasi") -> str:
    return store.api_tokens.make(user, "pemantauan", {Scope.ROUNDS, Scope.RESULTS}, LATER, user, NOW)


def test_a_token_leads_to_its_owner_and_what_it_may_until_its_last_moment(known: Store) -> None:
    token = made(known)
    found = known.api_tokens.find(token, NOW)

    assert found is not None
    assert found[1].user == "kasi"
    assert found[0].scopes == {Scope.ROUNDS, Scope.RESULTS}
    assert known.api_tokens.find(token, LATER - timedelta(seconds=1)) is not None
    assert known.api_tokens.find(token, LATER) is None
    assert known.api_tokens.find(token[:-1], NOW) is None
    assert known.api_tokens.find("", NOW) is None


def test_a_token_has_256_random_bits_behind_a_prefix_and_stands_nowhere(known: Store, tmp_path: Path) -> None:
    token = made(known)

    assert token.startswith(PREFIX)
    assert len(token) == len(PREFIX) + 43
    assert token != made(known)
    assert token[len(PREFIX) :] not in str(known.audit.list())
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or token.encode()[len(PREFIX) :] not in file.read_bytes()


def test_it_is_known_when_a_token_was_last_used(known: Store) -> None:
    token = made(known)
    assert known.api_tokens.of("kasi")[0].used_at is None

    known.api_tokens.find(token, NOW + timedelta(hours=1))

    assert known.api_tokens.of("kasi")[0].used_at == NOW + timedelta(hours=1)


def test_a_revoked_token_is_dead_and_nobody_revokes_that_of_another(known: Store) -> None:
    token = made(known)
    key = known.api_tokens.of("kasi")[0].key

    with pytest.raises(NotFound):
        known.api_tokens.revoke("robot", key, "robot", NOW)
    assert known.api_tokens.find(token, NOW) is not None
    known.api_tokens.revoke("kasi", key, "kasi", NOW)
    assert known.api_tokens.find(token, NOW) is None
    assert known.api_tokens.of("kasi") == ()


def test_tokens_go_with_the_account_and_with_a_password_that_somebody_else_set(known: Store) -> None:
    token, other = made(known), made(known, "robot")

    known.accounts.set_password("kasi", "sandi lain yang panjang", "kasi", NOW, must_change=False)
    assert known.api_tokens.find(token, NOW) is not None
    known.accounts.set_password("kasi", "sandi dari administrator", "administrator", NOW, must_change=True)
    assert known.api_tokens.find(token, NOW) is None
    known.accounts.set_disabled("robot", True, "administrator", NOW)
    known.accounts.set_disabled("robot", False, "administrator", NOW)
    assert known.api_tokens.find(other, NOW) is None


def test_making_revoking_and_refusing_stand_in_the_audit_chain(known: Store) -> None:
    token = made(known)
    known.api_tokens.refused(token, "ended", NOW)
    known.api_tokens.refused("nmt_tebakan", "unknown", NOW)
    known.api_tokens.revoke("kasi", known.api_tokens.of("kasi")[0].key, "administrator", NOW)

    told = [(row["action"], row["actor"], row["subject"]) for row in known.audit.list()][-4:]

    assert told == [
        ("token.made", "kasi", "kasi"),
        ("token.refused", "web", "kasi"),
        ("token.refused", "web", "?"),
        ("token.revoked", "administrator", "kasi"),
    ]
    with pytest.raises(NotFound):
        known.api_tokens.make("siapa", "x", {Scope.ROUNDS}, LATER, "siapa", NOW)
