"""Texts become rows in a process that can be ended, and whatever a text does, others are read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmaintd.model.rows import Parsed, Recipe, Unreadable
from netmaintd.parsers import parser as parser_file
from netmaintd.parsers.parser import Parser
from netmaintd.parsers.templates import OWN, columns_of, source_of

PORTS = Recipe(lines=r"^(?P<PORT>\S+) is (?P<STATE>up|down)$")
TEXT = "Gi1 is up\nnothing here\nGi2 is down\n"
NEVER_ENDS = "Value A (([a-z]+)+)\n\nStart\n  ^${A}! -> Record\n"
"""A template that a text of fifty letters keeps busy for years."""


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    reader = Parser()
    yield reader
    reader.close()


def test_a_pattern_gives_a_row_for_every_match(parser: Parser) -> None:
    assert parser.read(PORTS, TEXT).rows == ({"PORT": "Gi1", "STATE": "up"}, {"PORT": "Gi2", "STATE": "down"})


def test_a_pattern_may_look_only_within_parts_whose_groups_are_columns_too(parser: Parser) -> None:
    recipe = Recipe(lines=r"^ user (?P<USER>\S+)", within=r"^section (?P<PART>\S+)\n(?: .*\n)*")
    text = "user nobody\nsection a\n user x\n user y\nother\n user z\nsection b\n user w\n"

    rows = parser.read(recipe, text).rows

    assert [(row["PART"], row["USER"]) for row in rows] == [("a", "x"), ("a", "y"), ("b", "w")]


def test_a_template_of_ntc_is_found_by_its_name_and_its_lists_stay_lists(parser: Parser) -> None:
    text = "VLAN Name     Status    Ports\n---- -------- --------- ----\n1    default  active    Gi1/0/1, Gi1/0/2\n"

    rows = parser.read(Recipe(template="cisco_ios_show_vlan"), text).rows

    assert [(row["VLAN_ID"], row["INTERFACES"]) for row in rows] == [("1", ("Gi1/0/1", "Gi1/0/2"))]


def test_a_line_that_a_template_does_not_know_makes_the_whole_text_unread(parser: Parser) -> None:
    told = parser.read(Recipe(template="huawei_vrp_dir"), "Something else\n")

    assert told.why_not is Unreadable.NOT_UNDERSTOOD


def test_no_file_outside_the_folders_of_templates_is_read() -> None:
    assert source_of("../parser") is None
    assert source_of("no_such_template") is None
    assert "INTERFACE" in columns_of("cisco_ios_show_interfaces")


@pytest.mark.parametrize("file", sorted(OWN.glob("*.textfsm")), ids=lambda path: path.stem)
def test_own_templates_are_in_order(file: Path, parser: Parser) -> None:
    told = parser.ask({"source": file.read_text(encoding="utf-8"), "lines": "", "within": "", "text": ""})

    assert told.why_not is not Unreadable.BROKEN
    assert told.detail != "the template has a fault"
    assert columns_of(file.stem)


def test_a_text_that_never_ends_is_stopped_and_others_are_read_meanwhile() -> None:
    parser = Parser(limit_s=1.0)
    hostile = {"source": NEVER_ENDS, "lines": "", "within": "", "text": "a" * 50 + "?"}
    with ThreadPoolExecutor(2) as pool:
        stuck = pool.submit(parser.ask, hostile)
        others = [pool.submit(parser.read, PORTS, TEXT) for _ in range(5)]
        assert all(len(other.result(timeout=60).rows) == 2 for other in others)
        assert stuck.result(timeout=60).why_not is Unreadable.TOO_SLOW

    assert len(parser.read(PORTS, TEXT).rows) == 2
    parser.close()


def test_many_empty_lines_do_not_keep_a_pattern_busy(parser: Parser) -> None:
    recipe = Recipe(lines=r"^\s*(?:fan\s+)?(?P<NAME>\w+) ok$")

    assert parser.read(recipe, " \n" * 200_000 + "fan left ok\n").rows == ({"NAME": "left"},)


def test_a_text_beyond_the_limit_is_not_read_at_all(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser_file, "MAX_TEXT", 10)

    assert parser.read(PORTS, "x" * 11) == Parsed(why_not=Unreadable.TOO_LARGE)


def test_a_process_that_was_ended_is_replaced() -> None:
    parser = Parser(workers=1)
    parser.read(PORTS, TEXT)
    (worker,) = parser._alive
    worker.process.kill()

    first, second = parser.read(PORTS, TEXT), parser.read(PORTS, TEXT)

    assert (first.why_not, len(second.rows)) == (Unreadable.BROKEN, 2)
    parser.close()


def test_no_process_stays_behind_a_program_that_forgot_to_close() -> None:
    program = (
        "from netmaintd.parsers.parser import Parser, shared\n"
        "from netmaintd.model.rows import Recipe\n"
        "parser = shared(); parser.read(Recipe(lines='(?P<A>a)'), 'a')\n"
        "print(next(iter(parser._alive)).process.pid)\n"
    )
    out = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)

    assert out.stderr == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(out.stdout), 0)


def test_texts_are_read_without_loading_textfsm_into_the_program() -> None:
    program = "import sys, netmaintd.parsers.parser; sys.exit('textfsm' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=2_000), template=st.sampled_from(("cisco_ios_show_interfaces", "huawei_vrp_dir")))
def test_no_text_breaks_the_process(parser: Parser, text: str, template: str) -> None:
    found = parser.read(Recipe(template=template), text)

    assert found.why_not in {None, Unreadable.NOT_UNDERSTOOD}
    assert parser.read(PORTS, text + "\n" + TEXT).why_not is None
