"""What is quoted comes from the masked copy, found by its line; where that is not sure, nothing is quoted."""

from __future__ import annotations

import pytest

from netmaintd.compliance.quotes import NOT_QUOTED, quotes
from netmaintd.compliance.styles import Style

TAG = "<rahasia:0a1b2c3d>"


def quoted(raw: str, masked: str, line: int) -> str:
    return quotes(raw, masked, Style.INDENT).of(line)


def test_a_secret_is_a_tag_without_digits() -> None:
    assert quoted("a\nkey rahasiaku x\n", f"a\nkey {TAG} x\n", 2) == "key <rahasia> x"


def test_lines_behind_a_secret_of_several_lines_are_found_again() -> None:
    raw = "cert\nBEGIN\nAAAA\nBBBB\nEND\nntp server x\n"
    masked = f"cert\nBEGIN\n{TAG}\nEND\nntp server x\n"

    assert quoted(raw, masked, 6) == "ntp server x"
    assert quoted(raw, masked, 4) == "<rahasia>"


def test_two_secrets_on_one_line_and_a_line_of_only_a_secret() -> None:
    raw = "user a key b\nsandi\nend\n"
    masked = f"user {TAG} key {TAG}\n{TAG}\nend\n"

    assert [quoted(raw, masked, line) for line in (1, 2, 3)] == ["user <rahasia> key <rahasia>", "<rahasia>", "end"]


@pytest.mark.parametrize("masked", ["a\nlain\nc\n", "a\n", "a\nb\nc\nd\n", f"x {TAG}\nb\nc\n"])
def test_a_copy_that_does_not_match_up_is_not_quoted(masked: str) -> None:
    assert quoted("a\nb\nc\n", masked, 1) == NOT_QUOTED


@pytest.mark.parametrize("word", ["0123456789abcdef0123", "$1$garam$hash", "$sha512$x"])
def test_what_looks_like_a_hash_is_never_quoted(word: str) -> None:
    assert quoted(f"user {word}\n", f"user {word}\n", 1) == "user <rahasia>"


def test_control_characters_and_endless_lines_do_not_get_on_paper() -> None:
    text = "description \x1b[31m" + "x " * 500

    found = quoted(text, text, 1)

    assert "\x1b" not in found
    assert len(found) == 120
