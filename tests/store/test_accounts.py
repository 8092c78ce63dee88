"""Accounts and sessions of people: one password, one code, one token, and nothing of them where it can be read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from netmaintd.errors import AlreadyRecorded, NotFound
from netmaintd.model.accounts import Grant
from netmaintd.store.connect import Store
from netmaintd.store.logins import IDLE, LIFETIME
from samples import NOW

PASSWORD = "sandi uji yang panjang"


@pytest.fixture
def known(store: Store) -> Store:
    store.accounts.create("kasi", PASSWORD, "administrator", NOW, {Grant.AUDITOR})
    return store


def test_only_the_password_of_an_open_account_fits(known: Store) -> None:
    assert known.accounts.password_fits("kasi", PASSWORD)
    assert not known.accounts.password_fits("kasi", PASSWORD.upper())
    assert not known.accounts.password_fits("siapa", PASSWORD)

    known.accounts.set_disabled("kasi", True, "administrator", NOW)

    assert not known.accounts.password_fits("kasi", PASSWORD)


def test_an_account_is_made_once_and_must_change_its_first_password(known: Store) -> None:
    account = known.accounts.get("kasi")

    assert account is not None
    assert account.must_change
    assert account.grants == {Grant.AUDITOR}
    with pytest.raises(AlreadyRecorded):
        known.accounts.create("kasi", PASSWORD, "administrator", NOW)
    with pytest.raises(NotFound):
        known.accounts.set_disabled("siapa", True, "administrator", NOW)


def test_a_code_is_good_once_and_for_its_own_half_minute(known: Store) -> None:
    secret = pyotp.random_base32()
    known.accounts.set_two_factor("kasi", secret, "kasi", NOW)
    code = pyotp.TOTP(secret).at(NOW)

    assert not known.accounts.code_fits("kasi", code, NOW + timedelta(minutes=5))
    assert known.accounts.code_fits("kasi", code, NOW)
    assert not known.accounts.code_fits("kasi", code, NOW)
    assert not known.accounts.code_fits("kasi", "000000x", NOW)


def test_a_session_ends_by_its_age_by_idleness_and_by_hand(known: Store) -> None:
    token = known.logins.begin("kasi", NOW)

    assert known.logins.account(token, NOW + IDLE - timedelta(seconds=1)) is not None
    assert known.logins.account(token, NOW + 2 * IDLE - timedelta(minutes=1)) is not None  # it was used in between
    assert known.logins.account(token, NOW + 4 * IDLE) is None
    assert known.logins.account(token, NOW + LIFETIME) is None

    known.logins.end(token, NOW)

    assert known.logins.account(token, NOW) is None
    known.logins.end(token, NOW)


@pytest.mark.parametrize("change", ["password", "disabled", "grants", "two_factor"])
def test_whatever_changes_an_account_ends_its_sessions(known: Store, change: str) -> None:
    token = known.logins.begin("kasi", NOW)

    {
        "password": lambda: known.accounts.set_password("kasi", PASSWORD, "administrator", NOW, must_change=True),
        "disabled": lambda: known.accounts.set_disabled("kasi", True, "administrator", NOW),
        "grants": lambda: known.accounts.set_grants("kasi", (), "administrator", NOW),
        "two_factor": lambda: known.accounts.set_two_factor("kasi", pyotp.random_base32(), "kasi", NOW),
    }[change]()

    assert known.logins.account(token, NOW) is None


def test_neither_password_nor_token_nor_shared_secret_can_be_read_in_the_state_folder(
    known: Store, state: Path
) -> None:
    secret = pyotp.random_base32()
    known.accounts.set_two_factor("kasi", secret, "kasi", NOW)
    token = known.logins.begin("kasi", NOW)
    content = b"".join(path.read_bytes() for path in state.rglob("*") if path.is_file())

    for text in (PASSWORD, token, secret):
        assert text.encode() not in content
    assert all(PASSWORD not in str(row) and token not in str(row) for row in known.audit.list())
