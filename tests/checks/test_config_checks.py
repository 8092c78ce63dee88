"""Checks on the configuration: read whole, changed, saved."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.checks import registry
from netmaintd.checks.running_config import changed_lines
from netmaintd.model.facts import ConfigKind, ConfigSaved, ConfigText, Earlier, Facts
from netmaintd.model.results import Measurement, Method, Status

BEFORE = datetime(2026, 9, 3, tzinfo=UTC)
NO_PROOF = "tidak ada bukti bahwa konfigurasi terbaca sampai akhir"
LINES = st.lists(st.sampled_from(["hostname a", "!", "interface Gi0/1", " shutdown", "end"]), max_size=12)


def config(
    text: str = "hostname a\nend\n", *, complete: bool = True, doubt: str = "", kind: ConfigKind = ConfigKind.RUNNING
) -> ConfigText:
    return ConfigText(kind=kind, text=text.encode(), normalised=text, complete=complete, doubt=doubt)


@pytest.mark.parametrize(
    ("fact", "expected", "summary"),
    [
        (config(), Status.OK, "Konfigurasi tersimpan lengkap, 2 baris, 15 byte"),
        (config("a\n" * 1500), Status.OK, "Konfigurasi tersimpan lengkap, 1.500 baris, 3.000 byte"),
        (config(complete=False, doubt="no end marker"), Status.CRITICAL, "Konfigurasi ditolak: no end marker"),
        (config(complete=False), Status.CRITICAL, f"Konfigurasi ditolak: {NO_PROOF}"),
        (config(" \n"), Status.CRITICAL, "Konfigurasi ditolak: kosong"),
        (config(kind=ConfigKind.STARTUP), Status.UNKNOWN, "Tidak diperiksa: konfigurasi berjalan tidak terbaca"),
    ],
)  # fmt: skip
def test_a_backup_counts_only_with_proof_of_its_end(fact: ConfigText, expected: Status, summary: str) -> None:
    result = registry.build("config-backup").run(Facts((fact,)))

    assert (result.status, result.summary) == (expected, summary)


def change(now: ConfigText, before: ConfigText | None, **settings: int) -> tuple[Status, str]:
    earlier = Earlier(Facts((before,)), BEFORE) if before else None
    result = registry.build("config-change", settings).run(Facts((now,)), earlier)
    assert result.method is Method.RECORD
    return result.status, result.summary


def test_the_same_configuration_is_well_and_a_changed_one_is_worth_a_look() -> None:
    assert change(config(), config()) == (Status.OK, "Tidak ada perubahan konfigurasi sejak pemeriksaan lalu")
    assert change(config("hostname b\nbanner x\nend\n"), config()) == (
        Status.WARNING,
        "Konfigurasi berubah: 2 baris ditambah, 1 baris dihapus sejak pemeriksaan lalu",
    )


@pytest.mark.parametrize(("tolerated", "expected"), [(2, Status.WARNING), (3, Status.OK)])
def test_an_office_may_tolerate_some_lines(tolerated: int, expected: Status) -> None:
    now = config("hostname b\nbanner x\nend\n")

    assert change(now, config(), tolerated_lines=tolerated)[0] is expected


def test_what_changed_within_the_limit_is_still_told() -> None:
    assert change(config("hostname b\nend\n"), config(), tolerated_lines=2)[1] == (
        "Perubahan konfigurasi dalam batas: 1 baris ditambah, 1 baris dihapus sejak pemeriksaan lalu"
    )


@pytest.mark.parametrize("before", [None, config(complete=False), config(kind=ConfigKind.STARTUP)])
def test_without_a_whole_earlier_configuration_nothing_is_compared(before: ConfigText | None) -> None:
    assert change(config(), before) == (
        Status.UNKNOWN,
        "Tidak diperiksa: belum ada pembanding; konfigurasi ini menjadi pembanding berikutnya",
    )


def test_half_a_configuration_is_never_compared() -> None:
    assert change(config(complete=False), config())[0] is Status.UNKNOWN


def test_a_comparison_is_planned_only_from_the_second_examination_on() -> None:
    assert [name for name in registry.names() if registry.kind_of(name).compares] == [
        "uplink-utilisation",
        "config-change",
    ]


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("", "", (0, 0)),
        ("a\nb\n", "a\nb\n", (0, 0)),
        ("a\nb\n", "a\nx\nb\n", (1, 0)),
        ("a\nx\nb\n", "a\nb\n", (0, 1)),
        ("a\nb\nc\n", "b\na\nc\n", (1, 1)),
        ("!\n!\n", "!\n!\n!\n", (1, 0)),
        ("", "a\n", (1, 0)),
    ],
)
def test_lines_that_came_and_went_are_counted(before: str, after: str, changed: tuple[int, int]) -> None:
    assert changed_lines(before, after) == changed


@given(LINES, LINES)
def test_the_count_is_zero_only_for_equal_texts_and_always_adds_up(before: list[str], after: list[str]) -> None:
    added, removed = changed_lines("\n".join(before), "\n".join(after))

    assert (added + removed == 0) is (before == after)
    assert len(after) - len(before) == added - removed
    assert added <= len(after)
    assert removed <= len(before)


def test_a_few_lines_in_a_hundred_thousand_are_found() -> None:
    lines = [f"interface Gi0/{number}\n shutdown\n!" for number in range(33_000)]
    after = [*lines[:100], "new first", *lines[100:20_000], *lines[20_001:], "new last"]

    assert changed_lines("\n".join(lines), "\n".join(after)) == (2, 3)


@pytest.mark.parametrize(
    ("saved", "expected", "summary"),
    [
        (True, Status.OK, "Konfigurasi berjalan sama dengan yang tersimpan (dibandingkan)"),
        (False, Status.CRITICAL, "Konfigurasi berjalan belum disimpan; hilang bila listrik padam"),
    ],
)
def test_a_configuration_that_is_not_saved_is_lost_at_the_next_power_cut(
    saved: bool, expected: Status, summary: str
) -> None:
    result = registry.build("config-saved").run(Facts((ConfigSaved(saved=saved, how="compared"),)))

    assert (result.status, result.summary) == (expected, summary)
    assert result.measurements == (Measurement("saved", "ya" if saved else "tidak", threshold="ya"),)
