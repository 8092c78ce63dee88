"""What netmiko may send at a login: the pager off and the privilege, and to a question nothing but no."""

from __future__ import annotations

import pytest

from netmaintd.errors import Garbled, LoginRefused
from netmaintd.model.credentials import SshCredential
from netmaintd.transport.ssh_guard import LoginGuard


def guard(secret: str | None = "rahasia") -> LoginGuard:
    return LoginGuard("sw1", SshCredential("c", "petugas", password="x", enable_secret=secret))


@pytest.mark.parametrize(
    "line",
    [
        b"\n", b"terminal length 0\n", b"terminal width 511\r\n", b"screen-length 0 temporary\n", b"no page\n",
        b"set cli screen-length 0\n", b"no cli session paging enable\n", b"enable\n", b"N\n", b"\x03",
    ],
)  # fmt: skip
def test_what_changes_only_the_session_may_leave(line: bytes) -> None:
    guard().sending(line, b"sw1>")


@pytest.mark.parametrize(
    "line", [b"Y\n", b"configure terminal\n", b"config system console\n", b"enable\nreload\n", b"save\n", b"rahasia\n"]
)
def test_everything_else_stays_here_also_the_secret_that_nobody_asked_for(line: bytes) -> None:
    with pytest.raises(Garbled, match="nothing was sent") as caught:
        guard().sending(line, b"Continue to save it? [Y/N]:")
    assert "rahasia" not in str(caught.value)


def test_the_secret_leaves_once_and_only_for_the_privilege() -> None:
    watched = guard()

    with pytest.raises(LoginRefused, match="is a password expired"):
        watched.sending(b"rahasia\n", b"Current password: ")
    watched.sending(b"enable\n", b"sw1>")
    watched.sending(b"rahasia\n", b"enable\r\nPassword: ")
    with pytest.raises(LoginRefused, match="refused the enable secret") as caught:
        watched.sending(b"rahasia\n", b"\r\nPassword: ")
    assert caught.value.tried


def test_an_empty_secret_is_not_tried() -> None:
    watched = guard(secret=None)
    watched.sending(b"enable\n", b"sw1>")

    with pytest.raises(LoginRefused, match="is an enable secret missing") as caught:
        watched.sending(b"\n", b"enable\r\nPassword: ")
    assert not caught.value.tried


@pytest.mark.parametrize("heard", [b"secret-sw1>", b"pin-lt1#", b"never tell your password:\r\nsw1>", b"users: 3\r\n"])
def test_a_prompt_or_a_banner_is_no_question(heard: bytes) -> None:
    watched = guard()

    watched.sending(b"terminal length 0\n", heard)
    watched.waiting(heard)
