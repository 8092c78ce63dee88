"""Each style of writing a configuration gives statements and sections; texts inside it are none."""

from __future__ import annotations

import pytest

from netmaintd.compliance.statements import MOST_DEPTH, Unreadable
from netmaintd.compliance.styles import Style, read


def texts(text: str, style: Style) -> list[str]:
    return [f"{'  ' * s.depth}{s.text}" for s in read(text, style).statements]


def test_a_deeper_line_belongs_to_the_shallower_one_before_it() -> None:
    assert texts("interface 1\n   name x\n   exit\nvlan 2\n\tname y\n", Style.INDENT) == [
        "interface 1", "  name x", "  exit", "vlan 2", "  name y",
    ]  # fmt: skip


def test_after_a_bare_mark_an_indented_line_is_outermost() -> None:
    assert texts("#\n version 7.1\n#\n telnet server enable\n#\nline vty 0 4\n idle-timeout 5\n", Style.INDENT) == [
        "version 7.1", "telnet server enable", "line vty 0 4", "  idle-timeout 5",
    ]  # fmt: skip


def test_a_mark_inside_a_section_does_not_end_it() -> None:
    assert texts("router bgp 1\n address-family ipv4\n  network x\n !\n neighbor y\n", Style.INDENT) == [
        "router bgp 1", "  address-family ipv4", "    network x", "  neighbor y",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "banner",
    [
        "banner login ^C\nno ip http server\n^C\n",
        "banner motd #\nno ip http server#\n",
        'banner motd "Selamat datang\nno ip http server"\n',
        'header login information "Selamat\nno ip http server"\n',
        " header legal %\nno ip http server\n%\n",
    ],
)
def test_what_a_banner_says_is_no_statement(banner: str) -> None:
    found = texts(f"{banner}hostname x\n", Style.INDENT)

    assert found[-1] == "hostname x"
    assert "no ip http server" not in found


@pytest.mark.parametrize("line", ["banner login ^Cx^C", "banner motd ^C"])
def test_a_banner_that_ends_at_once_or_never_swallows_nothing(line: str) -> None:
    assert texts(f"{line}\nip http server\n", Style.INDENT)[-1] == "ip http server"


JUNOS = """
## Last commit: x
system {
    services {
        ssh {
            root-login deny;
        }
        inactive: telnet;
        netconf {
        }
        inactive: web-management {
            http;
        }
    }
    root-authentication {
        encrypted-password "$6$x"; ## SECRET-DATA
    }
    protocol [ a b ];
}
"""


def test_braces_become_whole_paths_and_what_is_inactive_counts_for_nothing() -> None:
    assert texts(JUNOS, Style.BRACES) == [
        "system services ssh root-login deny",
        "system services netconf",
        'system root-authentication encrypted-password "$6$x"',
        "system protocol a",
        "system protocol b",
    ]


def test_set_lines_give_the_same_statements_as_braces() -> None:
    lines = """set system services ssh root-login deny
set system services telnet
deactivate system services telnet
set system host-name x
"""

    assert texts(lines, Style.BRACES) == ["system services ssh root-login deny", "system host-name x"]


def test_a_leaf_without_semicolon_is_one_too() -> None:
    assert texts("service {\n    ssh {\n        port 22\n    }\n}\n", Style.BRACES) == ["service ssh port 22"]


def test_a_line_of_routeros_goes_on_behind_a_backslash_and_stands_in_its_menu() -> None:
    text = """# 2026-11-25 by RouterOS 7.16
/ip service
set telnet disabled=yes
set ssh address=10.0.0.0/24,\\
    10.1.0.0/24 port=22
/system identity set name=rt-1
/interface bridge port
add bridge=a \\
    interface=ether2
"""

    assert texts(text, Style.SLASH) == [
        "/ip service set telnet disabled=yes",
        "/ip service set ssh address=10.0.0.0/24,10.1.0.0/24 port=22",
        "/system identity set name=rt-1",
        "/interface bridge port add bridge=a interface=ether2",
    ]


@pytest.mark.parametrize(("style", "line"), [(Style.INDENT, "{indent}x"), (Style.BRACES, "x {{")])
def test_what_is_nested_deeper_than_any_device_is_refused(style: Style, line: str) -> None:
    text = "\n".join(line.format(indent=" " * depth) for depth in range(MOST_DEPTH + 2))

    with pytest.raises(Unreadable, match="bersarang"):
        read(text, style)
