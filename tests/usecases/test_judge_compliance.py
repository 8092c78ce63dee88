"""What is read of a device is laid beside the office's rules, and no secret of it reaches a verdict."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from netmaintd.checks import registry
from netmaintd.compliance.rulebook import Rulebook
from netmaintd.config.rule_packs import packaged_packs
from netmaintd.model.devices import Device
from netmaintd.model.facts import ConfigKind, ConfigText, Facts, Missing, RuleVerdict, Verdict
from netmaintd.model.results import Status
from netmaintd.usecases.judge_compliance import NO_RULES, OfficeRules, judge_compliance
from packaged import PROFILES

RULES = OfficeRules(Rulebook(packaged_packs()), ZoneInfo("Asia/Jakarta"))
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
SECRET = "gajahterbang77"
CONFIG = f"""hostname sw-1
snmp-server community {SECRET} RW
username cisco privilege 15 password 0 {SECRET}
enable password {SECRET}
line vty 0 4
 password {SECRET}
 transport input telnet
"""


def config(text: str, *, complete: bool = True) -> ConfigText:
    return ConfigText(kind=ConfigKind.RUNNING, text=text.encode(), normalised=text, complete=complete)


def judged(
    *known: ConfigText, missing: tuple[Missing, ...] = (), platform: str = "cisco_ios", check: str = "compliance",
    rules: OfficeRules = RULES,
) -> Facts:  # fmt: skip
    device = Device(name="sw-1", address="10.0.0.1", site="balai", platform=platform)
    checks = (registry.build(check),)
    return judge_compliance(Facts(known, missing), device, PROFILES.get(platform), checks, rules, NOW)


def test_every_rule_of_the_platform_gets_a_verdict_with_version_and_hash() -> None:
    verdicts = judged(config(CONFIG)).of(RuleVerdict)
    pack = next(pack for pack in packaged_packs() if pack.file.name == "cisco-ios-dasar")

    assert {v.rule for v in verdicts} == {rule.id for rule in pack.file.rules}
    assert {(v.pack, v.version, v.sha256) for v in verdicts} == {("cisco-ios-dasar", pack.file.version, pack.sha256)}


def test_no_secret_and_no_digit_of_its_tag_is_quoted() -> None:
    broken = [v for v in judged(config(CONFIG)).of(RuleVerdict) if v.verdict is Verdict.BROKEN]
    text = "\n".join(f"{v.title} {v.detail}" for v in broken)

    assert "ada: snmp-server community <rahasia> RW" in text
    assert "tidak ada: transport input (ssh|none) pada line vty 0 4" in text
    assert SECRET not in text
    assert "<rahasia:" not in text


@pytest.mark.parametrize(
    ("known", "missing", "reason"),
    [
        ((config(CONFIG, complete=False),), (), "konfigurasi berjalan tidak terbaca lengkap"),
        ((), (Missing(ConfigText, "perangkat menolak akun pemeliharaan"),), "perangkat menolak akun pemeliharaan"),
        ((), (), "konfigurasi berjalan tidak terbaca"),
        ((config("\n"),), (), "konfigurasi kosong"),
    ],
)
def test_a_configuration_that_was_not_read_whole_keeps_no_rule(
    known: tuple[ConfigText, ...], missing: tuple[Missing, ...], reason: str
) -> None:
    facts = judged(*known, missing=missing)

    assert {(v.verdict, v.detail) for v in facts.of(RuleVerdict)} == {(Verdict.UNKNOWN, reason)}
    assert registry.build("compliance").run(facts).summary == f"Tidak diperiksa: {reason}"


def test_a_platform_without_a_pack_is_not_checked() -> None:
    result = registry.build("compliance").run(judged(config("x\n"), platform="apc_ups"))

    assert (result.status, result.summary) == (
        Status.UNKNOWN, "Tidak diperiksa: belum ada paket aturan untuk platform ini",
    )  # fmt: skip


def test_a_profile_that_extends_another_is_judged_by_the_packs_of_both() -> None:
    assert judged(config("sysname x\n"), platform="huawei_yunshan").of(RuleVerdict)


def test_nothing_is_judged_where_the_check_is_not_planned() -> None:
    assert judged(config(CONFIG), check="config-backup").of(RuleVerdict) == ()


def test_without_any_rules_there_is_no_verdict_and_the_reason_is_told() -> None:
    facts = judged(config(CONFIG), rules=NO_RULES)

    assert facts.why_missing(RuleVerdict) == "belum ada paket aturan untuk platform ini"
