"""Configurations compared by section: order of sections is no change, order inside of one is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.checks.config_lines import line_changes
from netmaintd.checks.config_sections import counted, section_changes, told

IOS = """\
hostname a
!
interface Gi0/1
 description satu
 switchport access vlan 10
!
interface Gi0/2
 description dua
!
ip access-list extended MASUK
 permit tcp any any eq 22
 deny ip any any
!
end
"""
ROUTEROS = """\
/interface bridge
add name=bridge1
/ip address
add address=10.0.0.1/24 interface=bridge1
add address=10.0.1.1/24 interface=ether2
/system identity
set name=rt-1
"""
JUNOS = """\
system {
    host-name a;
    services {
        ssh;
    }
}
interfaces {
    ge-0/0/0 {
        description satu;
    }
}
"""


def changes(before: str, after: str) -> list[str]:
    return list(told(section_changes(before, after)))


def test_sections_in_another_order_are_no_change() -> None:
    head, one, two, acl, tail = IOS.split("!\n")

    assert changes(IOS, "!\n".join((head, acl, two, one, tail))) == []


def test_a_changed_line_is_shown_under_its_section() -> None:
    assert changes(IOS, IOS.replace("vlan 10", "vlan 20")) == [
        "@ interface Gi0/1",
        "-switchport access vlan 10",
        "+switchport access vlan 20",
    ]


def test_lines_in_another_order_inside_a_section_are_a_change() -> None:
    permit, deny = " permit tcp any any eq 22\n", " deny ip any any\n"

    assert changes(IOS, IOS.replace(permit + deny, deny + permit)) == [
        "@ ip access-list extended MASUK",
        "+deny ip any any",
        "-deny ip any any",
    ]


def test_a_section_that_came_or_went_says_so() -> None:
    assert changes(IOS, IOS.replace("interface Gi0/2", "interface Gi0/3")) == [
        "@ interface Gi0/3 (bagian baru)",
        "+description dua",
        "@ interface Gi0/2 (bagian dihapus)",
        "-description dua",
    ]
    assert counted(section_changes(IOS, IOS.replace("interface Gi0/2", "interface Gi0/3"))) == (2, 2)


def test_an_empty_section_that_gets_its_first_line_is_still_the_same_section() -> None:
    before = "interface Gi0/1\ninterface Gi0/2\n shutdown\n"

    assert changes(before, before.replace("Gi0/1\n", "Gi0/1\n shutdown\n")) == ["@ interface Gi0/1", "+shutdown"]
    assert changes(before.replace("Gi0/1\n", "Gi0/1\n shutdown\n"), before) == ["@ interface Gi0/1", "-shutdown"]


def test_sections_of_routeros_begin_with_a_slash() -> None:
    assert changes(ROUTEROS, ROUTEROS.replace("10.0.1.1", "10.0.2.1")) == [
        "@ /ip address",
        "-add address=10.0.1.1/24 interface=ether2",
        "+add address=10.0.2.1/24 interface=ether2",
    ]


def test_sections_in_sections_are_named_with_their_way() -> None:
    assert changes(JUNOS, JUNOS.replace("        ssh;\n", "        ssh;\n        netconf;\n")) == [
        "@ system { > services {",
        "+netconf;",
    ]
    first, second = JUNOS.split("interfaces", 1)
    assert changes(JUNOS, f"interfaces{second}{first}") == []


FORTIOS = """\
config firewall policy
    edit 1
        set action accept
    next
    edit 2
        set action deny
    next
end
"""


def test_sections_inside_of_a_section_in_another_order_are_a_change() -> None:
    one, two = (f"    edit {n}\n        set action {what}\n    next\n" for n, what in ((1, "accept"), (2, "deny")))

    assert changes(FORTIOS, FORTIOS.replace(one + two, two + one)) == [
        "@ config firewall policy",
        "+edit 2",
        "-edit 2",
    ]


def test_a_new_section_inside_of_another_is_told_once() -> None:
    third = "    edit 3\n        set action deny\n    next\n"
    found = section_changes(FORTIOS, FORTIOS.replace("end\n", f"{third}end\n"))

    assert list(told(found)) == [
        "@ config firewall policy",
        "+edit 3",
        "@ config firewall policy > edit 3",
        "+set action deny",
    ]
    assert counted(found) == (2, 0)


def test_a_line_outside_of_any_section_is_shown_too() -> None:
    assert changes("hostname a\n", "hostname b\n") == ["@ di luar bagian", "-hostname a", "+hostname b"]


TEXTS = st.lists(st.sampled_from(["a", " b", "  c", "/x", "b", " ", "!", "\td"]), max_size=14).map("\n".join)


@given(TEXTS, TEXTS)
def test_equal_texts_never_differ_and_what_came_one_way_goes_the_other(before: str, after: str) -> None:
    assert section_changes(before, before) == ()
    (added, removed), (back, gone) = (counted(section_changes(*pair)) for pair in ((before, after), (after, before)))
    assert added - removed == gone - back


def test_depth_without_end_costs_no_more_than_its_length() -> None:
    before = "\n".join(" " * depth + str(depth) for depth in range(3000))

    assert counted(section_changes(before, before + " x")) == (1, 1)


@pytest.mark.parametrize("lines", [["a", "b"] * 30_000, [str(n % 150) for n in range(60_000)]], ids=["two", "many"])
def test_a_text_of_few_lines_over_and_over_is_compared_by_number(lines: list[str]) -> None:
    shuffled = lines[1::2] + lines[::2]

    assert line_changes(["x", *lines, "y"], ["z", *shuffled, "y", "w"])[:1] == (("-", "x"),)
