"""What a rule can ask for, and what is said where it is broken."""

from __future__ import annotations

import pytest

from netmaintd.model.facts import Identity, Verdict
from rule_subjects import judged

ACCESS = """
interface Gi0/1
 switchport mode access
 spanning-tree bpduguard enable
interface Gi0/2
 switchport mode access
interface Gi0/3
 switchport mode access
 shutdown
interface Gi0/4
 switchport mode trunk
"""


def one(rule: str, text: str | None, **more: object) -> tuple[Verdict, str]:
    found = judged(f"- {rule}", text, **more)
    return found[0].verdict.verdict, found[0].verdict.detail


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("{must: ['ntp server ']}", "ntp server 10.0.0.1\n", (Verdict.KEPT, "")),
        ("{must: ['ntp server ']}", "NTP  Server   10.0.0.1\n", (Verdict.KEPT, "")),
        ("{must: ['ntp server ']}", "no ntp server 10.0.0.1\n", (Verdict.BROKEN, "tidak ada: ntp server")),
        ("{must: ['ntp server ']}", "x\n ntp server 10.0.0.1\n", (Verdict.BROKEN, "tidak ada: ntp server")),
        ("{must_line: [aaa new-model]}", "aaa new-model\n", (Verdict.KEPT, "")),
        ("{must_line: [aaa new-model]}", "aaa new-model x\n", (Verdict.BROKEN, "tidak ada: aaa new-model")),
        ("{must_not: ['ip http']}", "!\nip http server\n", (Verdict.BROKEN, "ada: ip http")),
        ("{must_not_line: [ip http server]}", "ip http server\n", (Verdict.BROKEN, "ada: ip http server")),
        ("{must_not_line: [ip http server]}", "no ip http server\n", (Verdict.KEPT, "")),
        ("{any_of: [{must: [a]}, {must: [b]}]}", "b\n", (Verdict.KEPT, "")),
        ("{any_of: [{must: [a]}, {must: [b]}]}", "c\n", (Verdict.BROKEN, "tidak ada: a; tidak ada: b")),
        ("{all_of: [{must: [a]}, {must: [b]}]}", "b\n", (Verdict.BROKEN, "tidak ada: a")),
        ("{must: [a], must_not: [b]}", "a\nb\n", (Verdict.BROKEN, "ada: b")),
    ],
)
def test_a_rule_looks_at_whole_statements_from_their_beginning(
    rule: str, text: str, expected: tuple[Verdict, str]
) -> None:
    assert one(rule, text) == expected


def test_a_condition_holds_inside_every_section_that_is_chosen() -> None:
    rule = """{sections: {like: 'interface ', where: ['switchport mode access$'], unless: ['shutdown$'], none: kept,
                          each: {must: ['spanning-tree bpduguard enable$']}}}"""

    assert one(rule, ACCESS) == (Verdict.BROKEN, "tidak ada: spanning-tree bpduguard enable pada interface Gi0/2")
    assert one(rule, "interface Gi0/4\n switchport mode trunk\n") == (Verdict.KEPT, "")


@pytest.mark.parametrize(
    ("none", "verdict"), [("kept", Verdict.KEPT), ("broken", Verdict.BROKEN), ("unknown", Verdict.UNKNOWN)]
)
def test_what_no_chosen_section_means_is_said_by_the_rule(none: str, verdict: Verdict) -> None:
    rule = f"{{sections: {{like: 'line vty', none: {none}, each: {{must: [login]}}}}}}"

    assert one(rule, "line con 0\n login\n")[0] is verdict


def test_a_rule_that_does_not_say_it_is_unknown_without_a_section() -> None:
    verdict, detail = one("{sections: {like: 'line vty', each: {must: [login]}}}", "line con 0\n login\n")

    assert (verdict, detail) == (Verdict.UNKNOWN, "tidak ada bagian konfigurasi yang dimaksud aturan ini")


@pytest.mark.parametrize(
    ("compare", "value", "kept"),
    [
        ("{'<=': '10'}", "9", True),
        ("{'<=': '10'}", "10", True),
        ("{'<=': '10'}", "11", False),
        ("{'<': '10'}", "10", False),
        ("{'>': '9'}", "10", True),
        ("{'>=': '15.2(7)E4'}", "15.2(7)E10", True),
        ("{'>=': '15.2(7)E4'}", "15.2(6)E10", False),
        ("{'==': '010'}", "10", True),
        ("{'!=': 'public'}", "Public", False),
        ("{in: [ssh, none]}", "ssh", True),
        ("{not_in: [telnet, all]}", "all", False),
        ("{between: ['1', '30']}", "30", True),
        ("{between: ['1', '30']}", "0", False),
        ("{'>': '0', '<=': '30'}", "31", False),
    ],
)
def test_values_are_compared_as_numbers_and_releases(compare: str, value: str, kept: bool) -> None:
    rule = rf"{{values: [{{like: 'set (\S+)', compare: {compare}}}]}}"

    assert (one(rule, f"set {value}\n")[0] is Verdict.KEPT) is kept


def test_of_several_values_each_must_do_and_the_bad_ones_are_quoted() -> None:
    rule = r"{values: [{like: 'timer \S+ (\d+)', compare: {'<=': '30'}}]}"

    assert one(rule, "timer a 5\ntimer b 60\n") == (Verdict.BROKEN, "harus ≤ 30: timer b 60")


def test_a_value_may_come_from_the_identity_and_is_unknown_where_the_device_does_not_say_it() -> None:
    rule = "{values: [{identity: os_version, compare: {'>=': '17.9'}}]}"

    assert one(rule, "x\n", identity=Identity(os_version="17.12.1"))[0] is Verdict.KEPT
    assert one(rule, "x\n", identity=Identity(os_version="16.12.4"))[0] is Verdict.BROKEN
    assert one(rule, "x\n") == (Verdict.UNKNOWN, "tidak disebut perangkat (harus ≥ 17.9)")


def test_a_value_that_is_not_there_is_what_the_rule_says() -> None:
    rule = r"{values: [{like: 'timer (\d+)', compare: {'<=': '30'}, missing: MISSING}]}"

    assert one(rule.replace("MISSING", "kept"), "x\n")[0] is Verdict.KEPT
    assert one(rule.replace("MISSING", "broken"), "x\n") == (
        Verdict.BROKEN, "tidak ada: timer (…) (harus ≤ 30)",
    )  # fmt: skip


def test_a_pack_is_only_for_the_roles_it_names() -> None:
    from netmaintd.compliance.judge import judge
    from netmaintd.compliance.rulebook import Rulebook
    from rule_subjects import TODAY, pack, subject

    book = Rulebook((pack("- {must: [a]}", roles=("core",)),))

    assert judge(book, subject("a\n", role="access"), TODAY) == ()
    assert len(judge(book, subject("a\n", role="core"), TODAY)) == 1


def test_long_lists_of_places_are_cut_short() -> None:
    text = "".join(f"interface Gi0/{n}\n no shutdown\n" for n in range(1, 49))
    verdict, detail = one("{sections: {like: 'interface ', each: {must: [description]}}}", text)

    assert verdict is Verdict.BROKEN
    assert detail == (
        "tidak ada: description pada interface Gi0/1, interface Gi0/2, interface Gi0/3, dan 45 lainnya"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("remedy", "lines"),
    [
        ("[ntp server 10.0.0.1]", ("ntp server 10.0.0.1",)),
        ("['{section}', ' description x']", ("interface Gi0/1", " description x", "interface Gi0/2", " description x")),
    ],
)
def test_a_broken_rule_proposes_its_remedy_for_each_section(remedy: str, lines: tuple[str, ...]) -> None:
    rule = f"- {{sections: {{like: 'interface ', each: {{must: [description]}}}}, remedy: {remedy}}}"

    (found,) = judged(rule, "interface Gi0/1\n mtu 1500\ninterface Gi0/2\n mtu 1500\n")

    assert found.verdict.proposal == lines


def test_the_line_that_breaks_a_rule_can_be_part_of_what_is_proposed() -> None:
    (found,) = judged("- {must_not: ['telnet (?:ipv6 )?server enable$'], remedy: ['undo {line}']}",
                      "telnet server enable\ntelnet ipv6 server enable\n")  # fmt: skip

    assert found.verdict.proposal == ("undo telnet server enable", "undo telnet ipv6 server enable")


def test_lines_without_a_placeholder_are_proposed_also_where_no_section_is_at_fault() -> None:
    rule = "{must: [ssh], sections: {like: 'line ', each: {must: [x]}}, remedy: [ssh on, '{section}', ' x']}"

    (found,) = judged(f"- {rule}", "line vty 0 4\n x\n")

    assert found.verdict.proposal == ("ssh on",)


def test_a_rule_that_is_kept_proposes_nothing() -> None:
    (found,) = judged("- {must: [a], remedy: [a]}", "a\n")

    assert found.verdict.proposal == ()
