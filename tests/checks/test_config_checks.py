"""Checks on the configuration: read whole, changed, saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.checks import registry
from netmaintd.checks.config_acceptance import REMNANTS, TOO_SHORT, accept
from netmaintd.checks.config_lines import changed_lines
from netmaintd.checks.config_stamp import saved_by_history
from netmaintd.model.facts import (
    ConfigKind,
    ConfigSaved,
    ConfigStamp,
    ConfigText,
    Earlier,
    Fact,
    Facts,
    StoredBackup,
    Uptime,
)
from netmaintd.model.results import CheckResult, Measurement, Method, Status

BEFORE = datetime(2026, 9, 3, tzinfo=UTC)
NOW = datetime(2026, 12, 3, tzinfo=UTC)
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
        "Konfigurasi berubah, waktu perubahan tidak diketahui: "
        "2 baris ditambah, 1 baris dihapus sejak pemeriksaan lalu",
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
        "restore-drill",
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


STORED = StoredBackup(number=7, taken_at=BEFORE, sha256="ab", readable=True, normalised="hostname a\nend\n")
WINDOW = (datetime(2026, 11, 20, 1, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC))
INSIDE, OUTSIDE = datetime(2026, 11, 20, 3, tzinfo=UTC), datetime(2026, 11, 21, 3, tzinfo=UTC)
CHANGED = config("hostname b\nend\n")
LINES_CHANGED = "1 baris ditambah, 1 baris dihapus sejak pemeriksaan lalu"


def attributed(*facts: Fact, taken_at: datetime = NOW) -> CheckResult:
    earlier = Earlier(Facts((config(),)), BEFORE, (WINDOW,))
    return registry.build("config-change").run(Facts((CHANGED, *facts), taken_at=taken_at), earlier)


@pytest.mark.parametrize(
    ("stamp", "expected", "told"),
    [
        (ConfigStamp(changed_at=INSIDE, changed_by="andi"), Status.OK,
         "Konfigurasi berubah dalam jendela pemeliharaan oleh andi pada 20-11-2026 03.00 UTC menurut perangkat: "),
        (ConfigStamp(changed_at=OUTSIDE, changed_by="andi"), Status.WARNING,
         "Konfigurasi berubah di luar jendela pemeliharaan oleh andi pada 21-11-2026 03.00 UTC menurut perangkat: "),
        (ConfigStamp(changed_at=INSIDE), Status.OK,
         "Konfigurasi berubah dalam jendela pemeliharaan pada 20-11-2026 03.00 UTC menurut perangkat: "),
        (ConfigStamp(changed_by="andi"), Status.WARNING,
         "Konfigurasi berubah oleh andi, waktu perubahan tidak diketahui: "),
        (ConfigStamp(changed_at=BEFORE - timedelta(days=1), changed_by="andi"), Status.WARNING,
         "Konfigurasi berubah oleh andi, waktu perubahan tidak diketahui: "),
        (ConfigStamp(changed_ago_s=(NOW - INSIDE).total_seconds()), Status.OK,
         "Konfigurasi berubah dalam jendela pemeliharaan pada 20-11-2026 03.00 UTC menurut perangkat: "),
        (ConfigStamp(changed_ago_s=-5.0), Status.WARNING, "Konfigurasi berubah, waktu perubahan tidak diketahui: "),
        (ConfigStamp(changed_at=OUTSIDE, changed_by="x\x1b[2J\n" + "y" * 99), Status.WARNING,
         f"Konfigurasi berubah di luar jendela pemeliharaan oleh x [2J {'y' * 53}… pada 21-11-2026 03.00 UTC "
         "menurut perangkat: "),
    ],
)  # fmt: skip
def test_a_change_is_expected_only_in_a_window_of_the_device(stamp: ConfigStamp, expected: Status, told: str) -> None:
    result = attributed(stamp)

    assert (result.status, result.summary) == (expected, told + LINES_CHANGED)


def test_who_and_when_may_come_from_two_answers() -> None:
    ago = ConfigStamp(changed_ago_s=(NOW - INSIDE).total_seconds())

    assert "oleh andi pada 20-11-2026 03.00 UTC" in attributed(ago, ConfigStamp(changed_by="andi")).summary


def test_without_a_window_of_the_device_every_change_is_worth_a_look() -> None:
    facts = Facts((CHANGED, STORED, ConfigStamp(changed_at=INSIDE)), taken_at=NOW)

    assert registry.build("config-change").run(facts).status is Status.WARNING


def test_the_stored_configuration_comes_before_an_earlier_examination_that_was_cut_off() -> None:
    earlier = Earlier(Facts((config(complete=False),)), BEFORE)

    assert registry.build("config-change").run(Facts((config(), STORED)), earlier).status is Status.OK


@pytest.mark.parametrize(
    ("now", "stored", "expected", "summary"),
    [
        (config(), STORED, Status.OK, "Cadangan nomor 7 (03-09-2026) terbaca dan sama dengan konfigurasi berjalan"),
        (CHANGED, STORED, Status.WARNING,
         "Cadangan nomor 7 (03-09-2026) terbaca, tetapi berbeda 2 baris dari konfigurasi berjalan"),
        (config(), replace(STORED, readable=False, normalised=""), Status.CRITICAL,
         "Cadangan nomor 7 (03-09-2026) tidak dapat dibaca kembali dari penyimpanan"),
        (config(complete=False), STORED, Status.UNKNOWN,
         "Tidak diperiksa: konfigurasi berjalan tidak terbaca lengkap"),
    ],
)  # fmt: skip
def test_a_drill_lays_the_stored_configuration_beside_the_running_one(
    now: ConfigText, stored: StoredBackup, expected: Status, summary: str
) -> None:
    result = registry.build("restore-drill").run(Facts((now, stored)))

    assert (result.status, result.summary) == (expected, summary)


LONG = replace(STORED, normalised="a\n" * 100)


@pytest.mark.parametrize(
    ("text", "stored", "given_before", "doubt"),
    [
        (config("a\n" * 50), LONG, set(), ""),
        (config("a\n" * 49), LONG, set(), TOO_SHORT),
        (config("a\n" * 49), LONG, {"a\n" * 49}, ""),
        (config("a\n" * 49), LONG, {"a\n" * 48}, TOO_SHORT),
        (config("a\n" * 49), replace(LONG, readable=False), set(), ""),
        (config("a\n" * 49), None, set(), ""),
        (config("a\n" * 49, kind=ConfigKind.STARTUP), LONG, set(), ""),
        (config("a\n --More-- \nb\n" * 60), LONG, set(), REMNANTS),
        (config("a\n<--- More --->\r\nb\n" * 60), LONG, set(), REMNANTS),
        (config("a\n\x1b[42Db\n" * 60), LONG, set(), REMNANTS),
        (config("a\b b\n" * 60), None, set(), REMNANTS),
        (config("description --More-- ports\n" * 60), None, set(), ""),
        (config("a\n", complete=False, doubt="x"), LONG, set(), "x"),
    ],
)
def test_a_configuration_stands_as_a_backup_only_when_clean_and_as_long_as_one_can_expect(
    text: ConfigText, stored: StoredBackup | None, given_before: set[str], doubt: str
) -> None:
    accepted = accept(text, stored, given_before)

    assert (accepted.complete, accepted.doubt) == (not doubt, doubt)


def test_a_doubted_length_is_a_warning_and_so_is_one_that_is_believed() -> None:
    short = config("a\n" * 49)
    doubted = registry.build("config-backup").run(Facts((accept(short, LONG, ()), LONG)))
    believed = registry.build("config-backup").run(Facts((short, LONG)))

    assert (doubted.status, doubted.summary) == (
        Status.WARNING,
        "Konfigurasi belum disimpan: jauh lebih pendek dari cadangan terakhir (49 dari 100 baris); "
        "cadangan sebelumnya tetap berlaku",
    )
    assert (believed.status, believed.summary) == (
        Status.WARNING,
        "Konfigurasi tersimpan, 49 baris, 98 byte, jauh lebih pendek dari cadangan terakhir, "
        "tetapi dua kali terbaca sama",
    )


def test_a_hostile_text_of_blanks_and_hyphens_costs_no_more_than_its_length() -> None:
    assert accept(config(("-" * 400 + " \t" * 400 + "x\n") * 2000), None, ()).complete


@pytest.mark.parametrize(
    ("changed_ago_s", "saved_ago_s", "uptime_s", "saved"),
    [
        (100.0, 50.0, 1e6, True),
        (100.0, 100.0, 1e6, True),
        (100.0, 200.0, 1e6, False),
        (1e6 - 30, 1e6, 1e6, None),
        (100.0, 200.0, None, None),
        (100.0, None, 1e6, None),
        (-1.0, 5.0, 1e6, None),
    ],
)
def test_the_devices_own_history_tells_whether_the_last_change_was_saved(
    changed_ago_s: float, saved_ago_s: float | None, uptime_s: float | None, saved: bool | None
) -> None:
    uptime = (Uptime(uptime_s=uptime_s),) if uptime_s else ()
    told = saved_by_history(Facts((ConfigStamp(changed_ago_s=changed_ago_s, saved_ago_s=saved_ago_s), *uptime)))

    assert (told.saved if told else None) is saved
