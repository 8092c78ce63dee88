"""The device at work: why it restarted, its firmware, flash, way out, clock and what expires."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from examine import NOW, examine
from netmaintd.checks import registry
from netmaintd.checks.versions import meets, order
from netmaintd.model.facts import (
    ClockState,
    CrashFile,
    DefaultRoute,
    Documented,
    Earlier,
    Expiry,
    Fact,
    Facts,
    Identity,
    Missing,
    PingFromDevice,
    SshLogin,
    Storage,
    Uptime,
)
from netmaintd.model.results import Measurement, Method, Status
from netmaintd.model.rows import Unreadable
from netmaintd.profiles.parsed_facts import NOT_TOLD

OK, WARNING, CRITICAL, UNKNOWN = Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN
DAY_S = 86400.0
BARE = Documented(name="sw-1")
LOGIN = SshLogin(privileged=True, prompt="sw-1#", host_key_type="ssh-ed25519", host_key_sha256="x")
BROKEN = "sambungan terputus di tengah pemeriksaan"
SILENCE = "perangkat tidak memberikan data ini"


def up(reason: str | None, days: float = 10) -> Uptime:
    return Uptime(uptime_s=days * DAY_S, reload_reason=reason)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("power-on", OK),
        ("PowerOn", OK),
        ("Reload Command", OK),
        ("Reset Requested by CLI command reload", OK),
        ("0x200:normal shutdown", OK),
        ("User reboot", OK),
        ("Critical software exception, check /flash/crashinfo", CRITICAL),
        ("bus error at PC 0x606B9C2C, address 0x0", CRITICAL),
        ("Watchdog Timeout", CRITICAL),
        ("Software-forced reload", CRITICAL),
        ("Kernel Panic", CRITICAL),
        ("error - a Software forced crash, PC 0x8", CRITICAL),
        ("router was rebooted by watchdog timer", CRITICAL),
        ("lain daripada yang lain", UNKNOWN),
    ],
)
def test_the_reason_of_a_restart_is_judged_by_its_words(reason: str, expected: Status) -> None:
    result = examine("restart-cause", up(reason))

    assert result.status is expected
    assert result.method is Method.SSH


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (up("watchdog", 10), None, CRITICAL),
        (up("watchdog", 90), None, OK),
        (up("watchdog", 89.9), None, CRITICAL),
        (up("watchdog", 10), up("watchdog", 200), CRITICAL),
        (up("watchdog", 190), up("watchdog", 100), OK),
        (up("watchdog", 95), up(None, 5), OK),
        (up("watchdog", float("nan")), up("watchdog", 100), CRITICAL),
    ],
)
def test_a_crash_is_raised_once_and_one_of_long_ago_is_history(
    now: Uptime, before: Uptime | None, expected: Status
) -> None:
    assert examine("restart-cause", now, earlier=(before,) if before else None).status is expected


def crash(name: str, days_ago: float | None = 5, size: int | None = 400_000) -> CrashFile:
    written = None if days_ago is None else NOW - timedelta(days=days_ago)
    return CrashFile(name=name, size=size, written_at=written)


OLD = crash("crashinfo_1", 200)
SILENT = Missing(CrashFile, SILENCE)
NO_FILE = Missing(CrashFile, NOT_TOLD)
REFUSED = Missing(CrashFile, f"{Unreadable.REFUSED.reason} (dir crashinfo:)")


@pytest.mark.parametrize(
    ("now", "before", "expected", "summary"),
    [
        ((OLD,), (OLD,), OK, "1 berkas crash lama, tidak ada yang baru"),
        ((OLD, crash("crashinfo_2")), (OLD,), CRITICAL, "1 berkas crash baru: crashinfo_2"),
        ((crash("crashinfo_1", 5),), (OLD,), CRITICAL, "1 berkas crash baru: crashinfo_1"),
        ((crash("crashinfo_1", None),), (OLD,), OK, "1 berkas crash lama, tidak ada yang baru"),
        ((OLD,), None, OK, "1 berkas crash lama menjadi pembanding"),
        ((crash("a", 90),), None, OK, "1 berkas crash lama menjadi pembanding"),
        ((crash("a", 89),), None, WARNING, "1 berkas crash: a (belum ada pembanding)"),
        ((crash("a", None),), None, WARNING, "1 berkas crash: a (belum ada pembanding)"),
        ((crash("a", -3),), None, WARNING, "1 berkas crash: a (belum ada pembanding)"),
    ],
)
def test_crash_files_are_compared_by_name_size_and_time(
    now: tuple[CrashFile, ...], before: tuple[CrashFile, ...] | None, expected: Status, summary: str
) -> None:
    result = examine("restart-cause", up(None), *now, earlier=(up(None), *before) if before else None)

    assert (result.status, result.summary) == (expected, summary)


@pytest.mark.parametrize(
    ("missing", "expected"),
    [((NO_FILE,), CRITICAL), ((), WARNING), ((SILENT,), WARNING), ((Missing(CrashFile, BROKEN),), WARNING)],
)
def test_only_an_examination_that_asked_for_crash_files_can_be_compared_with(
    missing: tuple[Missing, ...], expected: Status
) -> None:
    earlier = Earlier(Facts((up("power-on"),), missing), NOW - timedelta(days=90))

    result = registry.build("restart-cause").run(Facts((up("power-on"), crash("a")), taken_at=NOW), earlier)

    assert result.status is expected


def test_files_that_could_not_be_read_keep_the_result_from_being_well() -> None:
    facts = Facts((up("power-on"),), (Missing(CrashFile, BROKEN),), NOW)

    result = registry.build("restart-cause").run(facts)

    assert (result.status, result.summary) == (
        UNKNOWN,
        f"Tidak diperiksa: Sebab mulai ulang terakhir: power-on; berkas crash tidak terbaca: {BROKEN}",
    )


@pytest.mark.parametrize(
    ("reason", "missing", "expected", "summary"),
    [
        ("power-on", NO_FILE, OK, "Sebab mulai ulang terakhir: power-on; tidak ada berkas crash"),
        (None, NO_FILE, OK, "Tidak ada berkas crash"),
        ("power-on", SILENT, OK, "Sebab mulai ulang terakhir: power-on"),
        ("power-on", REFUSED, OK, "Sebab mulai ulang terakhir: power-on"),
        (None, SILENT, UNKNOWN, "Tidak diperiksa: perangkat tidak memberikan data ini"),
        (None, REFUSED, UNKNOWN, f"Tidak diperiksa: {REFUSED.reason}"),
    ],
)
def test_that_there_are_no_files_counts_only_where_a_command_was_answered(
    reason: str | None, missing: Missing, expected: Status, summary: str
) -> None:
    result = registry.build("restart-cause").run(Facts((up(reason),), (missing,), NOW))

    assert (result.status, result.summary) == (expected, summary)


def test_a_device_that_tells_neither_reason_nor_files_is_not_judged() -> None:
    assert examine("restart-cause", up(None)).status is UNKNOWN
    assert examine("restart-cause", Uptime(uptime_s=1.0), up("power-on")).status is OK


DEVICE = Identity(vendor="Cisco", model="WS-C2960X-24TS-L", os_name="Cisco IOS", os_version="15.2(7)E4")


@pytest.mark.parametrize(
    ("rule", "expected", "summary"),
    [
        ({"approved": ["15.2(7)E*"]}, OK, "Versi 15.2(7)E4 disetujui"),
        ({"approved": [">= 15.2(7)E4"]}, OK, "Versi 15.2(7)E4 disetujui"),
        ({"approved": ["> 15.2(7)E4"]}, WARNING, "Versi 15.2(7)E4 tidak ada dalam daftar yang disetujui"),
        ({"forbidden": ["< 15.2(7)E4"]}, OK, "Versi 15.2(7)E4 disetujui"),
        ({"forbidden": ["<= 15.2(7)E4"], "approved": ["*"]}, CRITICAL, "Versi 15.2(7)E4 dilarang"),
        ({"allowed_until": {"15.2*": "2026-12-03"}}, WARNING, "Versi 15.2(7)E4 hanya diizinkan sampai 03-12-2026"),
        ({"allowed_until": {"15.2*": date(2026, 12, 2)}}, CRITICAL,
         "Versi 15.2(7)E4 tidak diizinkan lagi sejak 02-12-2026"),
        ({"allowed_until": {"15.2*": "2026-12-02"}, "approved": ["15.2(7)E4"]}, OK, "Versi 15.2(7)E4 disetujui"),
        ({"end_of_life": "2026-12-03", "approved": ["*"]}, OK, "Versi 15.2(7)E4 disetujui"),
        ({"end_of_life": "2026-12-02", "approved": ["*"]}, CRITICAL,
         "Versi 15.2(7)E4: dukungan pabrik untuk model ini berakhir 02-12-2026"),
    ],
)  # fmt: skip
def test_firmware_is_judged_by_the_list_and_by_its_dates(
    rule: dict[str, object], expected: Status, summary: str
) -> None:
    result = examine("firmware", DEVICE, rules=[{"model": "ws-c2960x*", **rule}])

    assert (result.status, result.summary) == (expected, summary)


@pytest.mark.parametrize(
    "rule", [{"model": "WS-C3*"}, {"vendor": "Huawei"}, {"os_name": "Cisco NX-OS"}, {"model": "WS-C2960X"}]
)
def test_a_model_that_no_rule_names_is_not_judged(rule: dict[str, str]) -> None:
    result = examine("firmware", DEVICE, rules=[{**rule, "approved": ["*"]}])

    assert (result.status, result.summary) == (UNKNOWN, "Tidak diperiksa: daftar versi belum memuat model ini")


def test_the_first_rule_that_fits_counts_and_a_silent_device_is_not_judged() -> None:
    rules = [{"model": "WS-C2960X*", "approved": ["15.2(7)E4"]}, {"forbidden": ["*"]}]

    assert examine("firmware", DEVICE, rules=rules).measurements == (
        Measurement("version", "15.2(7)E4", threshold="disetujui: 15.2(7)E4"),
    )
    assert examine("firmware", Identity(model="WS-C2960X-24TS-L"), rules=rules).status is UNKNOWN
    assert examine("firmware", DEVICE).status is UNKNOWN


def test_versions_sort_as_their_makers_number_them() -> None:
    shuffled = ["7.14.10", "7.14", "7.0beta3", "7.14rc1", "6.49.13", "7.14.2", "7.0", "7.14beta2", "7.9"]
    ascending = ["6.49.13", "7.0beta3", "7.0", "7.9", "7.14beta2", "7.14rc1", "7.14", "7.14.2", "7.14.10"]
    assert sorted(shuffled, key=order) == ascending
    assert sorted(["15.2(7)E10", "15.2(7)E4", "15.2(4)E9"], key=order) == ["15.2(4)E9", "15.2(7)E4", "15.2(7)E10"]
    assert order("V200R019C10SPC500") > order("V200R010C00SPC600")
    assert meets("21.4R3-S5", "21.4R3*")
    assert not meets("7.14", ">= 7.14.1")


def test_a_hostile_version_is_cut_and_compared_without_harm() -> None:
    hostile = Identity(model="x\x1b[2J", os_version="9" * 5000 + "\x07")

    result = examine("firmware", hostile, rules=[{"approved": ["*9*9*9*9*9*9*9*9*8", ">= 1"]}])

    assert result.summary.isprintable()
    assert len(result.summary) < 200


def store(name: str, used: float, total: int | None = None) -> Storage:
    used_bytes = None if total is None else int(used * total)
    return Storage(name=name, used_ratio=used, used_bytes=used_bytes, total_bytes=total)


@pytest.mark.parametrize(
    ("used", "expected"),
    [(0.0, OK), (0.749, OK), (0.75, WARNING), (0.9, WARNING), (0.901, CRITICAL), (1.0, CRITICAL), (1.05, CRITICAL),
     (1.3, UNKNOWN), (-0.1, UNKNOWN), (float("nan"), UNKNOWN)],
)  # fmt: skip
def test_flash_is_judged_by_what_is_free(used: float, expected: Status) -> None:
    assert examine("flash-space", store("flash:", used)).status is expected


@pytest.mark.parametrize(
    "name",
    ["/run", "/run/user/0", "/dev/shm", "/tmp", "/rom", "/snap/core/1", "tmpfs", "devfs", "system:", "Ram disk"],
)
def test_what_lives_in_memory_or_is_read_only_is_not_judged(name: str) -> None:
    assert examine("flash-space", store(name, 1.0)).status is UNKNOWN
    assert examine("flash-space", store(name, 1.0), store("flash:", 0.2)).status is OK


def test_the_fullest_storage_is_named_with_what_is_left() -> None:
    result = examine("flash-space", store("flash:", 0.95, 128_000_000), store("usb0:", 0.8, 10**9))

    assert (result.status, result.summary) == (CRITICAL, "flash: kosong 5 %, 6,4 MB (terpenuh dari 2)")
    assert result.measurements[1] == Measurement(
        "usb0: kosong", 0.2, "ratio", "perlu perhatian ≤ 25 % kosong, rusak < 10 %"
    )


def test_an_image_that_does_not_fit_any_more_is_critical_where_its_size_is_said() -> None:
    small = store("flash:", 0.5, 64_000_000)

    assert examine("flash-space", small, least_free_bytes=32_000_000).status is OK
    assert examine("flash-space", small, least_free_bytes=32_000_001).status is CRITICAL


ROUTE = DefaultRoute(next_hop="10.1.0.1", interface="Vlan1", protocol="static")
ASKED = Documented(name="sw-1", ping_targets=("10.1.0.1", "10.9.0.53"))


def ping(received: int, target: str = "10.1.0.1", sent: int = 5) -> PingFromDevice:
    return PingFromDevice(target=target, sent=sent, received=received)


@pytest.mark.parametrize(
    ("documented", "now", "before", "expected", "summary"),
    [
        (BARE, (ROUTE,), None, OK, "Rute default lewat 10.1.0.1; inventaris tidak menyebut tujuan uji"),
        (ASKED, (ROUTE, ping(5), ping(5, "10.9.0.53")), None, OK,
         "Rute default lewat 10.1.0.1; 2 tujuan terjangkau"),
        (ASKED, (ROUTE, ping(5), ping(4, "10.9.0.53")), None, WARNING, "Ke 10.9.0.53 hilang 20 %"),
        (ASKED, (ROUTE, ping(4), ping(0, "10.9.0.53")), None, CRITICAL,
         "10.9.0.53 tidak terjangkau dari perangkat"),
        (ASKED, (ROUTE, ping(5)), None, UNKNOWN,
         "Tidak diperiksa: 10.9.0.53 belum diuji dari perangkat: perangkat tidak memberikan data ini"),
        (ASKED, (ping(5), ping(5, "10.9.0.53")), None, OK, "Tanpa rute default; 2 tujuan terjangkau"),
        (ASKED, (ROUTE, ping(0, sent=0), ping(5, "10.9.0.53")), None, UNKNOWN,
         "Tidak diperiksa: hasil ping ke 10.1.0.1 tidak masuk akal"),
        (BARE, (LOGIN,), (ROUTE,), CRITICAL, "Rute default hilang sejak pemeriksaan lalu"),
        (BARE, (), (ROUTE,), UNKNOWN, "Tidak diperiksa: perangkat tidak memberikan data ini"),
        (BARE, (LOGIN,), (), UNKNOWN, "Tidak diperiksa: perangkat tidak memberikan data ini"),
    ],
)  # fmt: skip
def test_a_device_must_know_a_way_out_and_reach_its_targets(
    documented: Documented, now: tuple[Fact, ...], before: tuple[Fact, ...] | None, expected: Status, summary: str
) -> None:
    result = examine("default-route", documented, *now, earlier=before)

    assert (result.status, result.summary) == (expected, summary)


def test_a_first_request_that_is_lost_may_be_tolerated() -> None:
    facts = (BARE, ROUTE, ping(4))

    assert examine("default-route", *facts, tolerated_lost=1).status is OK
    assert examine("default-route", *facts, tolerated_lost=1, loss_critical=0.2).status is CRITICAL


def clock(synchronised: bool | None = True, offset_s: float | None = None, stratum: int | None = None) -> ClockState:
    return ClockState(synchronised=synchronised, offset_s=offset_s, stratum=stratum, source="10.9.0.123")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (clock(), OK),
        (clock(offset_s=0.999), OK),
        (clock(offset_s=1.0), WARNING),
        (clock(offset_s=-29.9), WARNING),
        (clock(offset_s=30.0), CRITICAL),
        (clock(offset_s=-25200.0), CRITICAL),
        (clock(offset_s=float("nan")), OK),
        (clock(stratum=15), OK),
        (clock(stratum=16), CRITICAL),
        (clock(False), CRITICAL),
        (clock(False, 0.0), CRITICAL),
        (clock(None), UNKNOWN),
        (clock(None, 0.0), UNKNOWN),
        (clock(None, 1.0), WARNING),
        (clock(None, 30.0), CRITICAL),
    ],
)
def test_a_clock_is_judged_as_far_as_the_device_tells(now: ClockState, expected: Status) -> None:
    assert examine("clock", now).status is expected


def test_a_reading_that_denies_synchronisation_is_believed_and_both_are_used() -> None:
    by_agent, by_command = ClockState(stratum=3), ClockState(synchronised=True, source="10.9.0.123", offset_s=-0.0042)

    both = examine("clock", by_agent, by_command)
    assert (both.status, both.summary) == (OK, "Jam mengikuti 10.9.0.123, selisih -0,004 detik")
    assert examine("clock", by_command, clock(False)).summary == (
        "Jam tidak tersinkron dengan server NTP, selisih -0,004 detik"
    )


def good_until(days: int | None, name: str = "TP-self-signed", what: str = "certificate") -> Expiry:
    return Expiry(what=what, name=name, expires_on=None if days is None else NOW.date() + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "expected"),
    [(61, OK), (60, WARNING), (14, WARNING), (13, CRITICAL), (0, CRITICAL), (-1, CRITICAL), (None, OK)],
)
def test_what_ends_soon_is_judged_by_the_days_that_are_left(days: int | None, expected: Status) -> None:
    assert examine("expiry", good_until(days)).status is expected


def test_what_ends_first_stands_first() -> None:
    ill = examine(
        "expiry", good_until(900), good_until(20, "ca\x1b[2J"), good_until(-1, "network-advantage", "licence")
    )
    assert ill.summary == (
        "Lisensi network-advantage sudah habis 02-12-2026; sertifikat ca [2J habis 23-12-2026, 20 hari lagi"
    )
    well = examine("expiry", good_until(None, "tetap"), good_until(100))
    assert well.summary == "Sertifikat TP-self-signed habis 13-03-2027, 100 hari lagi (paling awal dari 2)"


def test_what_nobody_uses_may_be_left_out() -> None:
    facts = (good_until(-900), good_until(300, "vpn"))

    assert examine("expiry", *facts, ignored=["TP-self-signed*"]).status is OK
    assert examine("expiry", *facts, ignored=["*"]).status is UNKNOWN
    assert registry.build("expiry").run(Facts(facts)).status is UNKNOWN


def test_no_date_of_a_device_is_too_far_away() -> None:
    assert examine("expiry", Expiry(what="", name="", expires_on=date.max)).status is OK
    long_ago = CrashFile(name="a", written_at=datetime.min.replace(tzinfo=UTC))
    assert examine("restart-cause", up("power-on"), long_ago).status is OK
