"""The device's own log: severities, what messages mean, and which of them are new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from examine import NOW, examine
from netmaintd.checks.log_patterns import PATTERNS
from netmaintd.checks.phrases import has, plain, says
from netmaintd.model.facts import LogLine
from netmaintd.model.results import Measurement, Status

OK, WARNING, CRITICAL, UNKNOWN = Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN


def line(
    message: str, severity: int | None = 6, days_ago: float | None = 1, mnemonic: str = "", at: datetime | None = None
) -> LogLine:
    when = at or (None if days_ago is None else NOW - timedelta(days=days_ago))
    return LogLine(message=message, at=when, severity=severity, mnemonic=mnemonic)


CALM = line("Configured from console by admin", 5, mnemonic="SYS-5-CONFIG_I")
SEVERE = line("Duplex mismatch discovered on Gi0/2", 3, mnemonic="CDP-3-X")


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ((CALM,), OK),
        ((CALM, line("apa saja", 4)), OK),
        ((CALM, line("apa saja", 3)), WARNING),
        ((CALM, line("apa saja", 0)), WARNING),
        ((CALM, line("apa saja", 3, days_ago=89.9)), WARNING),
        ((CALM, line("apa saja", 3, days_ago=90)), OK),
        ((CALM, line("Fan 2 had a rotation error and failed", 6)), CRITICAL),
        ((CALM, line("Fan 2 failed", 6, days_ago=91)), OK),
        ((CALM, line("Interface GigabitEthernet0/3, changed state to up", 3, mnemonic="LINK-3-UPDOWN")), OK),
        ((line("apa saja", None),), UNKNOWN),
        ((line("Fan 2 failed", None),), CRITICAL),
    ],
)
def test_a_log_is_judged_by_severity_and_by_what_its_messages_mean(log: tuple[LogLine, ...], expected: Status) -> None:
    assert examine("log-review", *log).status is expected


MEANINGS = [
    ("memory-error", "PLATFORM-2-PF_ECC", "Uncorrectable ECC error at 0x0"),
    ("memory-error", "", "L2 cache parity error detected"),
    ("power", "PLATFORM_ENV-1-FRU_PS_SIGNAL_FAULTY", "signal on power supply A is faulty"),
    ("power", "PLATFORM-2-PS_FAIL", "Power supply 1 failed or shut down"),
    ("power", "ENTITYTRAP/1/POWERINVALID", "Power is invalid for some reason"),
    ("power", "", "PEM 0 Input Failure"),
    ("fan", "ENVMON-3-FAN_FAILED", "Fan 2 not rotating"),
    ("fan", "", "chassis fan 1 fault"),
    ("temperature", "", "Temperature of slot 0 exceeds the upper limit"),
    ("storage", "", "write error: No space left on device"),
    ("crash", "", "router rebooted because of watchdog timer"),
    ("crash", "SYS-2-MALLOCFAIL", "Memory allocation of 65536 bytes failed"),
    ("loop", "SW_MATM-4-MACFLAP_NOTIF", "Host 0011.2233.4455 in vlan 10 is flapping between port Gi0/1 and port Gi0/2"),
    ("loop", "ETHCNTR-3-LOOP_BACK_DETECTED", "Keepalive packet loop-back detected on Gi0/4."),
    ("loop", "", "ether3: bridge port received packet with own address, loop detected"),
    ("duplicate-address", "IP-4-DUPADDR", "Duplicate address 10.0.0.1 on Vlan1, sourced by 0011.2233.4455"),
    ("authentication", "SEC_LOGIN-4-LOGIN_FAILED", "Login failed [user: root] [Source: 10.0.0.66]"),
    ("authentication", "", "login failure for user admin from 10.0.0.66 via ssh"),
    ("authentication", "", "Failed password for invalid user admin from 10.0.0.66 port 2200 ssh2"),
    ("err-disable", "PM-4-ERR_DISABLE", "bpduguard error detected on Gi0/5, putting Gi0/5 in err-disable state"),
    ("licence", "", "Evaluation period of license network-advantage has expired"),
]


@pytest.mark.parametrize(("meaning", "mnemonic", "message"), MEANINGS)
def test_messages_of_many_vendors_are_understood(meaning: str, mnemonic: str, message: str) -> None:
    pattern = {pattern.name: pattern for pattern in PATTERNS}[meaning]

    result = examine("log-review", line(message, 6, mnemonic=mnemonic))

    assert result.status is (CRITICAL if pattern.critical else WARNING)
    assert Measurement(pattern.title, 1, threshold="0") in result.measurements


@pytest.mark.parametrize(
    "message",
    [
        "Power supply 1 failure restored", "Fan 2 failed state cleared", "Power supply A is normal",
        "Interface Loopback0, changed state to up", "success", "login successful for admin", "Fantastis",
        "Temperature is normal", "NTP clock is synchronised",
    ],
)  # fmt: skip
def test_what_is_over_or_harmless_means_nothing(message: str) -> None:
    assert examine("log-review", line(message)).status is OK


def test_the_same_message_is_one_with_a_count_and_the_worst_stands_first() -> None:
    log = [CALM, SEVERE, *[line("login failed", 4)] * 12, line("Fan 1 failed", 5), line("Fan 2 failed", 5)]

    result = examine("log-review", *log)

    assert result.summary == (
        "2 pesan kritis dan 13 pesan penting dalam 90 hari terakhir: kipas bermasalah 2× (Fan 1 failed); "
        "CDP-3-X Duplex mismatch discovered on Gi0/2; login ditolak 12× (login failed); "
        "log hanya mencakup 1 hari terakhir"
    )
    assert result.measurements == (
        Measurement("critical", 2, threshold="rusak ≥ 1"),
        Measurement("notable", 13, threshold="perlu perhatian ≥ 1"),
        Measurement("kipas bermasalah", 2, threshold="0"),
        Measurement("severe", 1, threshold="0"),
        Measurement("login ditolak", 12, threshold="0"),
        Measurement("undated", 0),
    )


@pytest.mark.parametrize(
    ("log", "before", "expected"),
    [
        ((line("Fan 1 failed", days_ago=9),), (), CRITICAL),
        ((line("Fan 1 failed", days_ago=10),), (), OK),
        ((line("Fan 1 failed", days_ago=None),), (), CRITICAL),
        ((line("Fan 1 failed", days_ago=None),), (line("Fan 1 failed", days_ago=None),), OK),
        ((line("Fan 1 failed", days_ago=None),) * 2, (line("Fan 1 failed", days_ago=None),), CRITICAL),
        ((line("apa saja", 3, days_ago=None),), (CALM,), WARNING),
        ((line("apa saja", 3, days_ago=None),), (line("apa saja", 3, days_ago=None),), OK),
        # Written before the clock was set: 1 March 1993 says nothing.
        ((line("Fan 1 failed", at=datetime(1993, 3, 1, tzinfo=UTC)),), (), CRITICAL),
    ],
)
def test_only_what_came_since_the_last_examination_counts(
    log: tuple[LogLine, ...], before: tuple[LogLine, ...], expected: Status
) -> None:
    assert examine("log-review", *log, earlier=before, elapsed=timedelta(days=10)).status is expected


def test_lines_without_a_time_are_counted_and_said() -> None:
    result = examine("log-review", line("a", 6, None), line("b", 6, None), earlier=())

    assert result.summary == (
        "Tidak ada pesan penting sejak pemeriksaan lalu, dari 2 pesan; 2 pesan waktunya tidak diketahui"
    )


def test_patterns_may_be_added_and_messages_left_out() -> None:
    own = {"name": "ats", "title": "genset menyala", "words": ["genset * start"], "critical": True}

    assert examine("log-review", line("GENSET-1: start ok"), more_patterns=[own]).status is CRITICAL
    assert examine("log-review", line("Fan 1 failed"), ignored=["fan 1"]).status is OK
    assert examine("log-review", SEVERE, severe=2).status is OK


def test_words_are_found_where_they_begin_and_in_their_order() -> None:
    assert says("%PLATFORM-2-PF_ECC: x", ["pf ecc"])
    assert says("Fan tray FAILURE", ["fan * fail"])
    assert not says("failed fan", ["fan * fail"])
    assert not says("success", ["ecc"])
    assert not says("anything", ["", "*", " * "])


def test_a_hostile_log_costs_little_and_prints_one_line() -> None:
    hostile = [line("fan " * 5000 + "\x1b]0;x\x07", 2, None, mnemonic="\n\r" * 50) for _ in range(50)]

    result = examine("log-review", *hostile, *(line(f"fan power ecc loop {n}", 3) for n in range(500)))

    assert result.summary.isprintable()
    assert len(result.summary) < 500
    assert not has(plain("fan " * 500_000), "fan * fan * fan * fail")
