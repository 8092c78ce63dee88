"""Rules of the office: verdicts on the configuration (34), and the device's own accounts (35)."""

from __future__ import annotations

from datetime import date

import pytest

from netmaintd.checks import registry
from netmaintd.model.facts import Facts, LocalUser, Missing, PasswordKind, RuleVerdict, Verdict
from netmaintd.model.results import CheckResult, Status

SHA = "0123456789abcdef" * 4


def verdict(kind: Verdict, rule: str = "hanya-ssh", *, must: bool = True, detail: str = "") -> RuleVerdict:
    return RuleVerdict(
        pack="cisco-ios-dasar", version="2026.11", sha256=SHA, rule=rule, title=f"Aturan {rule}", must=must,
        verdict=kind, detail=detail, waived_until=date(2027, 1, 1) if kind is Verdict.WAIVED else None,
    )  # fmt: skip


def complied(*verdicts: RuleVerdict) -> CheckResult:
    return registry.build("compliance").run(Facts(verdicts))


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ((verdict(Verdict.KEPT), verdict(Verdict.WAIVED)), Status.OK),
        ((verdict(Verdict.KEPT), verdict(Verdict.BROKEN, must=False)), Status.WARNING),
        ((verdict(Verdict.KEPT), verdict(Verdict.NOT_YET)), Status.WARNING),
        ((verdict(Verdict.BROKEN), verdict(Verdict.UNKNOWN)), Status.CRITICAL),
        ((verdict(Verdict.KEPT), verdict(Verdict.UNKNOWN)), Status.UNKNOWN),
        ((verdict(Verdict.UNKNOWN),), Status.UNKNOWN),
    ],
)
def test_the_worst_verdict_decides(verdicts: tuple[RuleVerdict, ...], status: Status) -> None:
    assert complied(*verdicts).status is status


def test_the_summary_counts_and_names_what_is_broken_the_binding_rules_first() -> None:
    result = complied(
        verdict(Verdict.KEPT, "a"), verdict(Verdict.BROKEN, "b", must=False),
        verdict(Verdict.BROKEN, "c", detail="tidak ada: transport input ssh pada line vty 0 4"),
    )  # fmt: skip

    assert result.summary == (
        "1 aturan wajib dilanggar, 1 anjuran tidak diikuti: "
        "Aturan c (tidak ada: transport input ssh pada line vty 0 4); Aturan b"
    )


def test_the_pack_is_named_with_its_version_and_its_hash() -> None:
    measured = {m.name: m.value for m in complied(verdict(Verdict.KEPT), verdict(Verdict.WAIVED)).measurements}

    assert measured == {
        "cisco-ios-dasar": "versi 2026.11, sha256 0123456789ab", "dipatuhi": 1, "dikecualikan": 1,
    }  # fmt: skip


def test_a_waiver_is_told_beside_what_is_kept() -> None:
    summary = complied(verdict(Verdict.KEPT), verdict(Verdict.WAIVED)).summary

    assert summary == "Semua 2 aturan dipatuhi, 1 di antaranya dengan pengecualian"


def test_without_a_pack_nothing_is_checked_and_the_reason_is_told() -> None:
    missing = Missing(RuleVerdict, "belum ada paket aturan untuk platform ini")

    result = registry.build("compliance").run(Facts((), (missing,)))

    assert (result.status, result.summary) == (
        Status.UNKNOWN, "Tidak diperiksa: belum ada paket aturan untuk platform ini",
    )  # fmt: skip


def test_a_configuration_that_was_not_read_is_told_with_its_reason() -> None:
    result = complied(verdict(Verdict.UNKNOWN, detail="perangkat menolak akun pemeliharaan"))

    assert result.summary == "Tidak diperiksa: perangkat menolak akun pemeliharaan"


def users(*found: LocalUser, **settings: object) -> CheckResult:
    return registry.build("local-users", settings).run(Facts(found))


STRONG = LocalUser(name="petugas", privilege="15", password=PasswordKind.STRONG_HASH)


@pytest.mark.parametrize(
    ("user", "status"),
    [
        (STRONG, Status.OK),
        (LocalUser(name="petugas", password=PasswordKind.KEY_ONLY), Status.OK),
        (LocalUser(name="petugas", password=PasswordKind.WEAK_HASH), Status.WARNING),
        (LocalUser(name="petugas", password=PasswordKind.REVERSIBLE), Status.WARNING),
        (LocalUser(name="petugas", password=PasswordKind.PLAIN), Status.CRITICAL),
        (LocalUser(name="petugas"), Status.UNKNOWN),
        (LocalUser(name="admin", password=PasswordKind.STRONG_HASH), Status.CRITICAL),
    ],
)
def test_accounts_are_judged_by_the_list_and_by_how_passwords_are_kept(user: LocalUser, status: Status) -> None:
    assert users(user, allowed=["petugas"]).status is status


def test_an_unknown_account_and_a_weak_password_are_named() -> None:
    result = users(
        STRONG, LocalUser(name="tamu", password=PasswordKind.REVERSIBLE), allowed=["petugas", "cadangan"],
    )  # fmt: skip

    assert result.summary == "Akun lokal: tidak terdaftar: tamu; kata sandi dapat dikembalikan: tamu"
    assert result.measurements[1].value == "kata sandi dapat dikembalikan"


def test_without_a_list_no_account_is_well_but_a_weak_password_is_still_told() -> None:
    assert users(STRONG).status is Status.UNKNOWN
    assert users(LocalUser(name="x", password=PasswordKind.PLAIN)).status is Status.CRITICAL


def test_a_platform_that_never_shows_passwords_may_be_let_pass() -> None:
    shy = LocalUser(name="petugas", privilege="full")

    assert users(shy, allowed=["petugas"], accept_unread=True).status is Status.OK
    assert users(shy, allowed=["petugas"]).summary == (
        "Tidak diperiksa: penyimpanan kata sandi tidak terbaca: petugas"
    )  # fmt: skip
