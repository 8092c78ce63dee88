"""The completeness gate: each point, item by item, from a dossier that lacks nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from netmaintd.model.dossier import DeviceRecord, Dossier, ManualEntry, Photo, ReplacedPart, VisitRecord
from netmaintd.model.people import Role
from netmaintd.model.results import CheckResult, Finding, FindingState, Measurement, Method, Outcome, Referral, Status
from netmaintd.model.rounds import Round
from netmaintd.signoff.completeness import gaps, open_gaps
from small_round import OFFICIALS, Story

CAME = datetime(2026, 12, 3, 2, 0, tzinfo=UTC)
SHA = "cd" * 32


def result(check: str, status: Status = Status.OK, summary: str = "Baik") -> CheckResult:
    return CheckResult(check, status, summary, (Measurement("nilai", 0.3, "ratio", "≥ 60 % / ≥ 85 %"),))


def record(device: str, site: str) -> DeviceRecord:
    return DeviceRecord(
        device, site, "192.0.2.1", "cisco_ios", Outcome.OK, (result("cpu"), result("identity")), CAME,
        evidence=(("ifTable", SHA),),
    )  # fmt: skip


def entry(item: str, device: str | None = None) -> ManualEntry:
    return ManualEntry(item, Status.OK, "rapi", "Andi Saputra", CAME, CAME, device)


def photo(phase: str, device: str | None) -> Photo:
    return Photo(SHA, "rak", phase, CAME, "andi", device)


def visit(site: str, *devices: str) -> VisitRecord:
    return VisitRecord(
        site,
        CAME,
        CAME + timedelta(hours=2),
        ("Andi Saputra",),
        "Siti Aminah",
        (entry("kabel"), *(entry("debu", device) for device in devices)),
        tuple(photo(phase, devices[0]) for phase in ("before", "after")),
        actions=("merapikan kabel",),
        config_changes="tanpa perubahan konfigurasi",
    )


def reported() -> Round:
    story = Story()
    story.to_the_locations()
    return story.visit_all()


WHOLE = Dossier(
    reported(),
    (record("sw-1", "walikota"), record("sw-2", "walikota"), record("sw-3", "sekupang")),
    (visit("walikota", "sw-1", "sw-2"), visit("sekupang", "sw-3")),
)


def with_record(**changed: object) -> Dossier:
    return replace(WHOLE, devices=(replace(WHOLE.devices[0], **changed), *WHOLE.devices[1:]))  # type: ignore[arg-type]


def with_visit(**changed: object) -> Dossier:
    return replace(WHOLE, visits=(replace(WHOLE.visits[0], **changed), WHOLE.visits[1]))  # type: ignore[arg-type]


def keys(dossier: Dossier) -> list[tuple[str, int]]:
    return [(gap.key, gap.number) for gap in gaps(dossier)]


def test_a_round_that_lacks_nothing_has_no_gap() -> None:
    assert gaps(WHOLE) == ()


def test_a_round_of_which_nothing_is_recorded_names_everything_once() -> None:
    missing = gaps(Dossier(WHOLE.round, ()))

    assert len({gap.key for gap in missing}) == len(missing)
    assert {gap.number for gap in missing} == {1, 3, 4, 5}
    assert sum(gap.key.startswith("result:") for gap in missing) == 6
    assert all(gap.where and gap.what for gap in missing)


def with_result(changed: CheckResult) -> Dossier:
    return with_record(results=(changed, result("identity")))


UNJUDGED = CheckResult("cpu", Status.OK, "Baik", (Measurement("nilai", 0.3, "ratio"),))
NOTHING_MEASURED = CheckResult("cpu", Status.OK, "Baik", (Measurement("nilai", None, "ratio", "≥ 60 %"),))


@pytest.mark.parametrize(
    ("dossier", "key", "number", "what"),
    [
        (with_record(results=(result("identity"),)), "result:sw-1/cpu", 1, "pemeriksaan cpu: hasil belum ada"),
        (
            with_result(result("cpu", Status.UNKNOWN, " ")),
            "result:sw-1/cpu",
            1,
            "pemeriksaan cpu: tidak diperiksa tanpa alasan",
        ),
        (with_result(UNJUDGED), "result:sw-1/cpu", 1, "pemeriksaan cpu: batas penilaian tidak tercatat"),
        (with_result(NOTHING_MEASURED), "result:sw-1/cpu", 1, "pemeriksaan cpu: nilai terukur tidak tercatat"),
        (with_record(examined_at=None), "time:sw-1", 1, "waktu pemeriksaan tidak tercatat"),
        (with_record(evidence=()), "evidence:sw-1", 1, "keluaran mentah perangkat tidak tersimpan"),
        (
            with_visit(manual=(entry("debu", "sw-1"), entry("debu", "sw-2"))),
            "manual:walikota/kabel",
            1,
            "butir 'Kerapian kabel': belum diisi",
        ),
        (
            with_visit(manual=(entry("kabel"), entry("debu", "sw-1"))),
            "manual:walikota/debu/sw-2",
            1,
            "butir 'Debu': belum diisi",
        ),
        (
            with_visit(manual=(replace(entry("kabel"), by=" "), *WHOLE.visits[0].manual[1:])),
            "manual:walikota/kabel",
            1,
            "butir 'Kerapian kabel': pelaksana tidak tercatat",
        ),
        (
            with_visit(manual=(replace(entry("kabel"), status=Status.UNKNOWN, note=""), *WHOLE.visits[0].manual[1:])),
            "manual:walikota/kabel",
            1,
            "butir 'Kerapian kabel': tidak diperiksa tanpa alasan",
        ),
        (
            with_visit(photos=(replace(photo("before", "sw-1"), by=""), photo("after", "sw-1"))),
            f"photo:{SHA[:12]}",
            3,
            "pengunggah foto tidak tercatat",
        ),
        (with_visit(actions=()), "actions:walikota", 4, "tindakan belum ditulis"),
        (
            with_visit(config_changes=" "),
            "config:walikota",
            4,
            "perubahan konfigurasi belum ditulis (atau: tanpa perubahan konfigurasi)",
        ),
        (
            with_visit(parts=(ReplacedPart("sw-1", "kipas", "A1", ""),)),
            "part:sw-1/kipas",
            4,
            "nomor seri lama/baru kipas belum ditulis",
        ),
        (with_visit(arrived_at=None), "visit:walikota/arrived", 5, "jam datang belum ditulis"),
        (with_visit(departed_at=None), "visit:walikota/departed", 5, "jam selesai belum ditulis"),
        (
            with_visit(departed_at=CAME - timedelta(minutes=1)),
            "visit:walikota/times",
            5,
            "jam selesai mendahului jam datang",
        ),
        (with_visit(officers=()), "visit:walikota/officers", 5, "petugas belum ditulis"),
        (with_visit(met=" "), "visit:walikota/met", 5, "wakil OPD yang ditemui belum ditulis"),
        (
            with_visit(arrived_at=CAME + timedelta(days=1), departed_at=CAME + timedelta(days=1)),
            "deviation:walikota/date",
            7,
            "kunjungan pada 04-12-2026, rencana 03-12-2026: alasan belum ditulis",
        ),
        (
            with_visit(officers=("Andi Saputra", "Budi")),
            "deviation:walikota/officers",
            7,
            "petugas di luar surat tugas (Budi): alasan belum ditulis",
        ),
        (
            with_result(result("cpu", Status.WARNING, "Beban 70 %")),
            "finding:sw-1/cpu",
            8,
            "hasil cpu (perlu perhatian) belum menjadi temuan",
        ),
        (
            with_visit(
                manual=(replace(entry("kabel"), entered_at=CAME - timedelta(days=1)), *WHOLE.visits[0].manual[1:])
            ),
            "paper:walikota/kabel/",
            9,
            "butir kabel: tanggal entri mendahului tanggal pelaksanaan",
        ),
        (
            with_visit(manual=(replace(entry("kabel"), from_paper=True), *WHOLE.visits[0].manual[1:])),
            "paper:walikota/scan",
            9,
            "pindaian formulir kertas belum dilampirkan",
        ),
    ],
)
def test_each_missing_item_is_named_alone(dossier: Dossier, key: str, number: int, what: str) -> None:
    (gap,) = gaps(dossier)

    assert (gap.key, gap.number, gap.what) == (key, number, what)


def test_not_checked_with_a_reason_is_complete() -> None:
    unknown = CheckResult("cpu", Status.UNKNOWN, "Tidak diperiksa: perangkat tidak menjawab di jaringan")

    assert gaps(with_record(results=(unknown, replace(unknown, check="identity")), evidence=())) == ()


def test_a_probe_needs_no_raw_output_beside_its_measurement() -> None:
    pinged = replace(result("cpu"), method=Method.ICMP)
    unknown = CheckResult("identity", Status.UNKNOWN, "Tidak diperiksa: SNMP mati")

    assert gaps(with_record(results=(pinged, unknown), evidence=())) == ()


def test_a_device_that_was_not_compared_with_the_inventory_is_named_where_no_check_does_it() -> None:
    plan = WHOLE.round.work_plan
    site = plan.sites[1]
    only_cpu = replace(site, devices=(replace(site.devices[0], checks=("cpu",)),))
    round_ = replace(WHOLE.round, work_plan=replace(plan, sites=(plan.sites[0], only_cpu)))

    assert keys(replace(WHOLE, round=round_)) == [("inventory:sw-3", 2)]


def test_photos_are_of_each_device_or_of_its_rack() -> None:
    of_neighbour = WHOLE.visits[0].photos
    racks = replace(WHOLE.round.work_plan.sites[0].devices[1], rack="R2")
    site = replace(WHOLE.round.work_plan.sites[0], devices=(WHOLE.round.work_plan.sites[0].devices[0], racks))
    two_racks = replace(WHOLE.round.work_plan, sites=(site, WHOLE.round.work_plan.sites[1]))

    assert {p.device for p in of_neighbour} == {"sw-1"}
    apart = replace(WHOLE, round=replace(WHOLE.round, work_plan=two_racks))
    assert keys(apart) == [("photo:sw-2/before", 3), ("photo:sw-2/after", 3)]


def test_a_photo_without_a_device_shows_the_only_rack_and_none_of_several() -> None:
    room = tuple(photo(phase, None) for phase in ("before", "after"))

    assert gaps(with_visit(photos=room)) == ()
    racks = tuple(
        replace(device, rack=rack)
        for device, rack in zip(WHOLE.round.work_plan.sites[0].devices, ("R1", "R2"), strict=True)
    )
    sites = (replace(WHOLE.round.work_plan.sites[0], devices=racks), WHOLE.round.work_plan.sites[1])
    apart = replace(WHOLE.round, work_plan=replace(WHOLE.round.work_plan, sites=sites))
    assert len(gaps(replace(with_visit(photos=room), round=apart))) == 4


def test_a_reason_stands_in_for_photos() -> None:
    assert gaps(with_visit(photos=(), no_photos_reason="ruang dilarang difoto")) == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"arrived_at": CAME + timedelta(days=1), "departed_at": CAME + timedelta(days=1)},
        {"officers": ("Budi",)},
    ],
)
def test_a_deviation_with_words_is_complete(changed: dict[str, object]) -> None:
    assert gaps(with_visit(deviations=("kantor tutup pada hari pertama",), **changed)) == ()


def test_the_visits_day_is_counted_in_office_time() -> None:
    late_evening_before_in_utc = datetime(2026, 12, 2, 18, 0, tzinfo=UTC)

    assert gaps(with_visit(arrived_at=late_evening_before_in_utc)) == ()


def test_an_excused_location_is_asked_for_nothing() -> None:
    visits = (replace(WHOLE.round.visits[0], excused="banjir", signature=None), WHOLE.round.visits[1])

    excused = replace(WHOLE, round=replace(WHOLE.round, visits=visits), visits=(WHOLE.visits[1],))

    assert gaps(replace(excused, devices=(WHOLE.devices[2],))) == ()


def test_a_location_without_signature_or_documented_absence_is_named() -> None:
    visits = (replace(WHOLE.round.visits[0], signature=None), WHOLE.round.visits[1])

    assert keys(replace(WHOLE, round=replace(WHOLE.round, visits=visits))) == [("visit:walikota/signature", 5)]


def test_a_disposition_that_is_not_in_the_trail_is_named() -> None:
    without = tuple(e for e in WHOLE.round.trail if e.step != 4)
    unsaid = tuple(replace(e, note="", by=None) if e.step == 3 else e for e in WHOLE.round.trail)

    assert keys(replace(WHOLE, round=replace(WHOLE.round, trail=without))) == [("disposition:4/disposisi", 6)]
    assert keys(replace(WHOLE, round=replace(WHOLE.round, trail=unsaid))) == [
        ("disposition:3/pejabat", 6),
        ("disposition:3/petunjuk", 6),
    ]


def test_a_finding_that_a_related_sop_takes_over_needs_its_referral() -> None:
    hot = Finding("r", "walikota", "sw-1", "temperature", Status.CRITICAL, "Suhu 71 °C", FindingState.NEW, CAME)
    saved = replace(hot, check="config-saved")
    gone = replace(hot, device="sw-2", state=FindingState.RESOLVED)
    open_one = replace(WHOLE, findings=(hot, saved, gone))
    referral = Referral("r/sw-1/temperature", "r", "SOP", "sw-1", "temperature", "Suhu 71 °C", CAME)

    assert keys(open_one) == [("referral:sw-1/temperature", 8)]
    assert gaps(replace(open_one, referrals=(referral,))) == ()


def test_an_override_covers_its_gap_until_the_report_is_sent_back() -> None:
    story = Story(WHOLE.round)
    lacking = with_visit(actions=())
    (gap,) = gaps(lacking)
    story.at = CAME
    story.act(Role.KASI, "override-gap", items=(gap.key,), reason="lupa ditulis", gaps=(gap,))
    overridden = replace(lacking, round=story.round)
    assert gaps(overridden) == (gap,)
    assert open_gaps(overridden) == ()
    story.act(Role.TIM, "submit-report", gaps=open_gaps(overridden))

    story.act(Role.KASI, "return-documents", items=("walikota: tindakan",))

    assert gap in open_gaps(replace(lacking, round=story.round))
    assert story.round.overrides[0].by == OFFICIALS[Role.KASI]


def test_gaps_come_in_the_order_of_the_points() -> None:
    numbers = [gap.number for gap in gaps(Dossier(replace(WHOLE.round, trail=()), ()))]

    assert numbers == sorted(numbers)
