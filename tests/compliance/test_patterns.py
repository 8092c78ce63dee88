"""Patterns stay fast on every text, and what could make them slow is refused when the file is read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.compliance.budget import MOST_STEPS, Matcher, Spent, Unseen
from netmaintd.compliance.pattern import MOST_SEEN, cost, prefix, readable
from netmaintd.compliance.statements import Statement
from netmaintd.config.rule_packs import packaged_packs
from netmaintd.model.facts import Verdict
from rule_subjects import judged, subject


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(?:a|aa)*b",
        "(a*){2,}",
        r"(\w+) \1",
        "(?<=a)b",
        "(?P=x)",
        "(?i)a",
        ".*a.*b.*c",
        r"(?:\S+ ?){0,20}x",
        "[",
    ],
)
def test_what_backtracks_too_much_is_refused(pattern: str) -> None:
    assert cost(pattern).fault


@pytest.mark.parametrize(
    ("pattern", "degree"),
    [
        (r"snmp-server community \S+ (?:RO|RW)$", 1),
        (r"username \S+ (?:.* )?password ", 1),
        (r"a \S+ \S+ \S+ \d+ b", 1),
        (r"a .*b .*c", 2),
        (r"[^x]+a[^x]+b", 2),
        (r"[0-9a-f]{32} x", 1),
    ],
)
def test_the_cost_grows_with_what_may_give_back(pattern: str, degree: int) -> None:
    assert cost(pattern) == cost(pattern).__class__(degree)


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (r"ip http server$", "ip http server"),
        (r"/ip service set telnet (?:.* )?disabled=yes", "/ip service set telnet "),
        (r"No?pe", "n"),
        (r"(?:ipv6 )?access", ""),
        (r"a|b", ""),
        (r"a (?:b|c)", "a "),
        (r"/snmp community set \[ ?find", "/snmp community set ["),
        (r"ab{2}", "a"),
    ],
)
def test_the_literal_beginning_of_a_pattern_is_found(pattern: str, begins: str) -> None:
    assert prefix(pattern) == begins


ALL_PATTERNS = sorted(
    {
        text
        for pack in packaged_packs()
        for text in re.findall(r"'((?:[^'\\]|\\.)*)'", repr(pack.file.model_dump(include={"rules"})))
        if not cost(text).fault
    }
)


@given(st.sampled_from(ALL_PATTERNS), st.text(max_size=60))
def test_the_beginning_never_hides_what_a_pattern_fits(pattern: str, tail: str) -> None:
    for text in (prefix(pattern) + tail, tail, re.sub(r"\\(.)", r"\1", pattern)):
        fits = re.compile(pattern, re.IGNORECASE).match(text)
        if fits and text.isascii():
            assert text.lower().startswith(prefix(pattern))


@pytest.mark.parametrize(
    ("pattern", "reads"),
    [
        (r"^transport input (?:ssh|none)$", "transport input (ssh|none)"),
        (r"/ip service set www (?:.* )?disabled=yes(?: |$)", "/ip service set www … disabled=yes"),
        (r"snmp-server community \S+ RO", "snmp-server community … RO"),
        (r"set \[ ?find", "set [ ?find"),
        (r"community (?!.* acl )", "community"),
    ],
)
def test_a_pattern_is_printed_as_people_read_it(pattern: str, reads: str) -> None:
    assert readable(pattern) == reads


def test_a_statement_that_is_too_long_is_not_judged_by_what_is_not_seen_of_it() -> None:
    long = Statement(7, "service " + "x" * MOST_SEEN + " secret")

    with pytest.raises(Unseen):
        Matcher().match("service .*secret", long)
    assert Matcher().match("hostname .*secret", long) is None


def test_a_rule_on_a_line_that_is_too_long_is_unknown_both_ways() -> None:
    text = "service " + "x" * MOST_SEEN + "\n"

    for rule in ("- {must: ['service .*y']}", "- {must_not: ['service .*y']}"):
        (found,) = judged(rule, text)
        assert (found.verdict.verdict, found.verdict.detail) == (
            Verdict.UNKNOWN, "baris 1 terlalu panjang untuk dinilai",
        )  # fmt: skip


def test_the_budget_ends_what_is_made_to_be_slow() -> None:
    line = Statement(1, "a" * MOST_SEEN)

    with pytest.raises(Spent):
        list(Matcher(steps=3 * MOST_SEEN**2).fitting(".*b.*c", [line] * 4))


def test_a_configuration_made_to_be_slow_is_not_judged_and_does_not_hang() -> None:
    lines = MOST_STEPS // MOST_SEEN**2 + 10
    text = ("a" * MOST_SEEN + "\n") * lines

    (found,) = judged("- {must: ['.*b.*c$']}", text)

    assert (found.verdict.verdict, found.verdict.detail) == (
        Verdict.UNKNOWN, "konfigurasi terlalu besar untuk dinilai dengan aturan ini",
    )  # fmt: skip


def test_megabytes_are_judged_by_every_rule_of_a_pack() -> None:
    from netmaintd.compliance.judge import judge
    from netmaintd.compliance.rulebook import Rulebook
    from rule_subjects import TODAY

    port = "interface GigabitEthernet1/0/{}\n description {}\n switchport mode access\n spanning-tree portfast\n!\n"
    text = "".join(port.format(n, "ruang rapat " * 5) for n in range(15_000))
    pack = next(pack for pack in packaged_packs() if pack.file.name == "cisco-ios-dasar")

    found = judge(Rulebook((pack,)), subject(text), TODAY)

    assert len(text) > 2_000_000
    assert next(j for j in found if j.verdict.rule == "jaga-bpdu").verdict.verdict is Verdict.BROKEN


HOSTILE = st.text(alphabet='ab {}[];#!"\\/\n\t\r^C\x00\x1b%set interface', max_size=400)


@given(HOSTILE, st.sampled_from(["indent", "braces", "slash"]))
def test_no_text_breaks_the_reading(text: str, style: str) -> None:
    for found in judged("- {must: ['set .*a']}\n- {must_not: ['interface ']}", text, style=style):
        assert found.verdict.verdict in Verdict
