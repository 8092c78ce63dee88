"""A secret leaves once: whatever a device does at the login, it is named, and nothing is tried again."""

from __future__ import annotations

import io

import paramiko
import pytest

from netmaintd.errors import ConnectionLost, DeviceTimeout, LoginRefused
from netmaintd.model.credentials import SshCredential
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh_connect import connect
from odd_server import PASSWORD, Odd, serving


def private_key() -> str:
    text = io.StringIO()
    paramiko.ECDSAKey.generate().write_private_key(text)
    return text.getvalue()


PASSWORD_ONLY = SshCredential("c", "petugas", password=PASSWORD)
WRONG = SshCredential("c", "petugas", password="salah")
KEY_ONLY = SshCredential("c", "petugas", private_key=private_key())
BOTH = SshCredential("c", "petugas", password=PASSWORD, private_key=KEY_ONLY.private_key)


def log_in(odd: Odd, credential: SshCredential, *, seconds: float = 10.0) -> None:
    device = odd.device()
    assert device.ssh is not None
    connect(device, device.ssh, credential, odd.host_key, Deadline(seconds)).close()


@pytest.mark.parametrize(
    ("odd", "credential", "ways"),
    [
        (Odd(), PASSWORD_ONLY, ["password"]),
        (Odd(methods="keyboard-interactive"), PASSWORD_ONLY, ["keyboard-interactive"]),
        (Odd(methods="publickey,password", accept=("publickey",)), BOTH, ["publickey"]),
        (
            Odd(methods="publickey", accept=("publickey", "password"), then=("password",)),
            BOTH,
            ["publickey", "password"],
        ),
    ],
)
def test_the_way_that_a_device_takes_is_found_without_a_refusal(
    odd: Odd, credential: SshCredential, ways: list[str]
) -> None:
    with serving(odd):
        log_in(odd, credential)

    assert [way for way, _ in odd.secrets] == ways


@pytest.mark.parametrize(
    ("odd", "credential"),
    [
        (Odd(methods="password,keyboard-interactive"), WRONG),
        (Odd(methods_after_refusal="keyboard-interactive"), WRONG),
        (Odd(methods="keyboard-interactive", prompts=("Password: ", "Password: ")), WRONG),
        (Odd(methods="publickey,password", accept=("password",)), BOTH),
    ],
)
def test_a_refused_secret_is_not_sent_in_another_way(odd: Odd, credential: SshCredential) -> None:
    with serving(odd), pytest.raises(LoginRefused) as caught:
        log_in(odd, credential)

    assert len(odd.secrets) == 1
    assert caught.value.tried
    assert "salah" not in str(caught.value)


def test_a_new_password_that_is_asked_for_is_not_given() -> None:
    odd = Odd(methods="keyboard-interactive", prompts=("Password: ", "New password: "))

    with serving(odd), pytest.raises(LoginRefused, match=r"New password.*expired"):
        log_in(odd, PASSWORD_ONLY)
    assert odd.secrets == [("keyboard-interactive", PASSWORD)]


@pytest.mark.parametrize(
    ("credential", "words"),
    [
        (KEY_ONLY, "takes only password"),
        (SshCredential("c", "petugas", private_key="nonsense"), "of no kind that is known"),
    ],
)
def test_a_credential_that_does_not_fit_is_not_tried_and_closes_nothing(credential: SshCredential, words: str) -> None:
    odd = Odd()

    with serving(odd), pytest.raises(LoginRefused, match=words) as caught:
        log_in(odd, credential)
    assert odd.secrets == []
    assert not caught.value.tried


def test_a_key_with_a_passphrase_says_so() -> None:
    text = io.StringIO()
    paramiko.ECDSAKey.generate().write_private_key(text, password="rahasia")
    odd = Odd()

    with serving(odd), pytest.raises(LoginRefused, match="passphrase; store it without one"):
        log_in(odd, SshCredential("c", "petugas", private_key=text.getvalue()))


def test_a_device_that_hangs_up_on_a_password_has_refused_it() -> None:
    odd = Odd()
    odd.on_login = lambda: _raise(EOFError("gone"))

    with serving(odd), pytest.raises(LoginRefused, match="taken as a refusal"):
        log_in(odd, PASSWORD_ONLY)


def test_a_device_that_hangs_up_before_is_lost_not_refused() -> None:
    odd = Odd()
    odd.methods = property()  # type: ignore[assignment]  # the server stumbles over it when it is asked for its ways

    with serving(odd), pytest.raises(ConnectionLost, match="before the login"):
        log_in(odd, PASSWORD_ONLY)
    assert odd.secrets == []


def test_a_login_that_hangs_ends_with_the_deadline() -> None:
    odd = Odd()
    odd.on_login = odd.hang

    with serving(odd), pytest.raises(DeviceTimeout, match="logging in"):
        log_in(odd, PASSWORD_ONLY, seconds=3.0)


def _raise(error: Exception) -> None:
    raise error
