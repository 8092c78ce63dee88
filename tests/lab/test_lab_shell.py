"""Line editing and paging of the simulated command line, over a wire without a network."""

from __future__ import annotations

import pytest

from netmaintd.errors import ConnectionLost
from netmaintd.lab.cli.dialect import Cli, Dialect
from netmaintd.lab.cli.shell import Shell
from netmaintd.lab.faults import HEALTHY

LONG = "".join(f"baris {number}\n" for number in range(60))
DIALECT = Dialect(
    prompt="{host}#", unknown="apa {word}?\n", paging_off="terminal length 0", more="--More--", abbreviates=True
)


class TypedWire:
    """A client that typed everything beforehand and then left."""

    def __init__(self, *typed: bytes) -> None:
        self._typed = list(typed)
        self.shown = b""

    def read(self) -> bytes:
        if not self._typed:
            raise ConnectionLost("sw1", "the client went away")
        return self._typed.pop(0)

    def write(self, data: bytes) -> None:
        self.shown += data

    def pause(self, seconds: float) -> None:
        raise AssertionError(f"nothing here waits {seconds} s")

    def cut(self) -> None:
        raise AssertionError("nothing here cuts")


def session(*typed: bytes) -> tuple[str, list[str]]:
    """Return what was shown and what was heard; the client leaves behind what it typed."""
    wire, heard = TypedWire(*typed), []
    cli = Cli("sw1", DIALECT, {"show clock": lambda: "12:00\n", "show long": lambda: LONG})
    with pytest.raises(ConnectionLost):
        Shell(cli, wire, lambda: HEALTHY, heard.append).run()
    return wire.shown.decode(), heard


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_every_line_end_is_one_line_end(end: bytes) -> None:
    shown, heard = session(b"show clock" + end)

    assert shown == "sw1#show clock\r\n12:00\r\nsw1#"
    assert heard == ["command show clock"]


def test_a_line_end_that_comes_in_two_parts_is_one_line_end() -> None:
    shown, _ = session(b"show clock\r", b"\n")

    assert shown == "sw1#show clock\r\n12:00\r\nsw1#"


def test_backspace_takes_a_character_back_and_stops_at_the_prompt() -> None:
    shown, heard = session(b"x\x08\x08show clocl\x7fk\n")

    assert heard == ["command show clock"]
    assert shown.startswith("sw1#x\b \bshow clocl\b \bk\r\n")


def test_control_c_gives_the_line_up() -> None:
    shown, heard = session(b"reload\x03show clock\n")

    assert heard == ["command show clock"]
    assert shown.startswith("sw1#reload^C\r\nsw1#show clock\r\n")


def test_words_can_be_abbreviated() -> None:
    assert "12:00" in session(b"sh cl\n")[0]


def test_the_pager_shows_a_page_a_line_or_nothing_more() -> None:
    shown, _ = session(b"show long\n", b" ", b"\r", b"q")

    assert shown.count("--More--") == 3
    assert "baris 47\r\n" in shown
    assert "baris 48\r\n" in shown
    assert "baris 49\r\n" not in shown
    assert shown.endswith("sw1#")


def test_without_the_pager_everything_comes_at_once() -> None:
    shown, _ = session(b"terminal length 0\n", b"show long\n")

    assert "--More--" not in shown
    assert "baris 59\r\n" in shown
