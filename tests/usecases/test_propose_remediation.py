"""A proposal holds what is still needed, in order, and no secret; it is text and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from netmaintd.compliance.broken import grouped
from netmaintd.compliance.rulebook import Rulebook
from netmaintd.config.rule_packs import packaged_packs
from netmaintd.errors import ConfigError
from netmaintd.model.devices import Device
from netmaintd.usecases.check_stored_config import Judged, check_text
from netmaintd.usecases.judge_compliance import OfficeRules
from packaged import PROFILES

RULES = OfficeRules(Rulebook(packaged_packs()), ZoneInfo("Asia/Jakarta"))
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
SECRET = "gajahterbang77"
IOS = f"""hostname sw-1
ip http server
service password-encryption
enable password {SECRET}
snmp-server community {SECRET} RO
interface GigabitEthernet1/0/1
 switchport mode access
interface GigabitEthernet1/0/2
 switchport mode access
 spanning-tree bpduguard enable
line vty 0 4
 password {SECRET}
 exec-timeout 0 0
 transport input telnet
"""


def checked(text: str, platform: str) -> Judged:
    device = Device(name="sw-1", address="10.0.0.1", site="balai", platform=platform)
    return check_text("berkas", text, device, None, PROFILES, RULES, NOW)


def test_only_what_is_missing_is_proposed_each_section_once() -> None:
    lines = checked(IOS, "cisco_ios").proposal.lines

    assert "no ip http server" in lines
    assert "service password-encryption" not in lines
    assert [line.strip() for line in lines[lines.index("line vty 0 4") :]][:3] == [
        "line vty 0 4", "transport input ssh", "exec-timeout 10 0",
    ]  # fmt: skip
    assert "interface GigabitEthernet1/0/1" in lines
    assert "interface GigabitEthernet1/0/2" not in lines


def test_no_secret_is_part_of_a_proposal_or_a_verdict() -> None:
    judged = checked(IOS, "cisco_ios")

    assert SECRET not in repr(judged)
    assert "<rahasia:" not in repr(judged)


def test_a_broken_rule_without_a_remedy_is_named() -> None:
    proposal = checked(IOS, "cisco_ios").proposal

    assert {"komunitas-dibatasi", "ntp", "syslog"} <= set(proposal.without)
    assert not set(proposal.rules) & set(proposal.without)


def test_paths_are_proposed_as_they_are() -> None:
    routeros = checked("/ip service\nset ftp disabled=yes\n", "mikrotik_routeros").proposal.lines
    junos = checked("set system services telnet\n", "juniper_junos").proposal.lines

    assert "/ip service set telnet disabled=yes" in routeros
    assert "/ip service set ftp disabled=yes" not in routeros
    assert "delete system services telnet" in junos


@pytest.mark.parametrize(
    "text", [f"{IOS}{IOS}", "interface x\n a\ninterface x\n a\n", "\x00\x01\n ^C\n  }\n", "banner x"]
)
def test_a_configuration_that_is_out_of_order_still_gets_its_proposal(text: str) -> None:
    assert checked(text, "cisco_ios").proposal.lines


def test_lines_of_a_section_that_comes_twice_are_put_together() -> None:
    assert grouped(["a", "line vty 0 4", " x", "line vty 0 4", " y", " x", "a"]) == (
        "a", "line vty 0 4", " x", " y",
    )  # fmt: skip


def test_a_file_needs_a_platform_to_be_read_by() -> None:
    with pytest.raises(ConfigError, match="give --platform"):
        checked("hostname x\n", "auto")
