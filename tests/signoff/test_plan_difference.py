"""Two versions of a work plan compared in words, and an earlier round's plan moved to new days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from netmaintd.model.rounds import LeftOut, WorkPlanItem
from netmaintd.signoff.plan_copy import copied
from netmaintd.signoff.plan_difference import difference
from planning import ANDI, CALENDAR, DRAFTED, END, SRI, START, device, plan, site


def test_the_same_plan_differs_in_nothing() -> None:
    assert difference(DRAFTED, DRAFTED) == ()


def test_locations_and_devices_are_told_with_the_reason_why_they_are_left_out() -> None:
    old = plan(site("balai", "sw-1", "sw-2"), site("dinas", "sw-3"))
    new = plan(
        site("balai", "sw-1", "sw-4"), site("pasar", "sw-5"),
        left_out=(
            LeftOut("sw-2", "balai", "Balai", "sedang diganti"), LeftOut("sw-3", "dinas", "Dinas", "direnovasi"),
            LeftOut("ups-9", "balai", "Balai", "tidak aktif di inventaris"),
        ),
    )  # fmt: skip

    assert difference(old, new) == (
        "Lokasi Pasar ditambahkan (1 perangkat), Kamis 3 Desember 2026 pukul 08.00–16.00.",
        "Lokasi Dinas tidak lagi ikut: direnovasi.",
        "Balai: perangkat sw-4 ditambahkan.",
        "Balai: perangkat sw-2 tidak lagi ikut: sedang diganti.",
        "Balai: perangkat ups-9 baru di inventaris dan tidak ikut: tidak aktif di inventaris.",
    )


def test_a_device_between_two_locations_moves_and_another_reason_is_told() -> None:
    old = plan(site("balai", "sw-1", "sw-2"), site("dinas", "sw-3"), left_out=(LeftOut("x", "balai", "Balai", "lama"),))
    new = plan(site("balai", "sw-1"), site("dinas", "sw-3", "sw-2"), left_out=(LeftOut("x", "balai", "Balai", "baru"),))

    assert difference(old, new) == (
        "Perangkat sw-2 pindah dari Balai ke Dinas.",
        "Balai: perangkat x tetap tidak ikut, alasannya menjadi: baru.",
    )


def test_hours_and_officers_of_a_location_are_told_with_both_states() -> None:
    old = plan(site("balai", "sw-1", officers=(ANDI,)))
    new = plan(replace(site("balai", "sw-1", officers=(SRI,)), starts_at=END, ends_at=END + timedelta(hours=9)))

    assert difference(old, new) == (
        "Balai: pelaksanaan dipindah dari Kamis 3 Desember 2026 pukul 08.00–16.00 ke Kamis 3 Desember 2026 pukul "
        "16.00–01.00 Jumat 4 Desember 2026.",
        "Balai: petugas ditambahkan: Sri Wahyuni.",
        "Balai: petugas tidak lagi direncanakan: Andi Saputra.",
    )


def test_what_the_inventory_says_anew_of_a_device_is_told() -> None:
    moved = replace(device("sw-1"), address="192.0.2.9", serial="S2", checks=("memory",))
    old, new = plan(site("balai", "sw-1")), plan(replace(site("balai"), devices=(moved,)))

    assert difference(old, new) == (
        "Perangkat sw-1: alamat di inventaris berubah dari 192.0.2.1 menjadi 192.0.2.9.",
        "Perangkat sw-1: nomor seri di inventaris berubah dari – menjadi S2.",
        "Perangkat sw-1: pemeriksaan ditambah: memory; dikurangi: cpu.",
    )


def test_items_and_texts_are_told() -> None:
    kabel = WorkPlanItem("kabel", "Kabel rapi", "none", per_device=False)
    new = replace(
        DRAFTED, purpose="Merawat", risks=("Listrik padam",), equipment=("Tang",), service_impact="Putus sebentar",
        manual=(replace(DRAFTED.manual[0], photos="before_after"), kabel),
    )  # fmt: skip

    assert difference(DRAFTED, new) == (
        "Butir lapangan “Bersih dari debu” diubah (per perangkat, foto bila perlu menjadi per perangkat, foto sebelum "
        "dan sesudah).",
        "Butir lapangan “Kabel rapi” ditambahkan (per lokasi, tanpa foto).",
        "Tujuan diubah menjadi: Merawat",
        "Risiko ditambahkan: Listrik padam.", "Risiko dihapus: Tidak ada.", "Peralatan ditambahkan: Tang.",
        "Dampak layanan diubah menjadi: Putus sebentar",
    )  # fmt: skip
    assert difference(replace(new, manual=(kabel,)), replace(new, manual=())) == (
        "Butir lapangan “Kabel rapi” dihapus.",
    )


def test_a_plan_of_before_reasons_were_written_down_is_compared_too() -> None:
    assert difference(replace(DRAFTED, left_out=None), DRAFTED) == ()


def test_an_earlier_plan_is_moved_by_working_days_and_keeps_hours_and_people() -> None:
    friday = datetime(2026, 9, 4, 2, tzinfo=UTC)
    last = plan(
        site("balai", "sw-1", starts_at=friday, officers=(ANDI,)),
        site("dinas", "sw-3", starts_at=friday + timedelta(days=3)),
    )

    moved = copied(last, DRAFTED, CALENDAR)

    assert moved.sites[0].starts_at == START + timedelta(hours=1), "nine o'clock as before, on the first new day"
    assert moved.sites[0].officers == (ANDI,)
    assert moved.sites[1].starts_at == START + timedelta(days=1, hours=1), "Monday followed Friday"
    assert (moved.period, moved.purpose) == (DRAFTED.period, last.purpose)
