"""Findings from round to round, and the related SOPs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmaintd.checks import registry
from netmaintd.model.dossier import DeviceRecord, ManualEntry, VisitRecord
from netmaintd.model.results import CheckResult, Finding, FindingState, Outcome, Status
from netmaintd.signoff.findings import NOT_RECHECKED, findings, referrals
from netmaintd.signoff.related_sops import RELATED_SOPS

THEN, NOW = datetime(2026, 9, 3, tzinfo=UTC), datetime(2026, 12, 3, tzinfo=UTC)


def record(status: Status | None, check: str = "cpu", outcome: Outcome = Outcome.OK) -> DeviceRecord:
    results = (CheckResult(check, status, f"kini {status.value}"),) if status else ()
    return DeviceRecord("sw-1", "walikota", "192.0.2.1", "cisco_ios", outcome, results, NOW)


def earlier(state: FindingState = FindingState.NEW) -> Finding:
    return Finding("old", "walikota", "sw-1", "cpu", Status.CRITICAL, "dulu rusak", state, THEN)


@pytest.mark.parametrize(
    ("before", "now", "state", "since", "summary"),
    [
        (None, Status.WARNING, FindingState.NEW, NOW, "kini warning"),
        (FindingState.NEW, Status.CRITICAL, FindingState.CONTINUING, THEN, "kini critical"),
        (FindingState.CONTINUING, Status.WARNING, FindingState.CONTINUING, THEN, "kini warning"),
        (FindingState.NEW, Status.OK, FindingState.RESOLVED, THEN, "kini ok"),
        (FindingState.NEW, Status.UNKNOWN, FindingState.CONTINUING, THEN, f"dulu rusak{NOT_RECHECKED}"),
        (FindingState.NEW, None, FindingState.CONTINUING, THEN, f"dulu rusak{NOT_RECHECKED}"),
        (FindingState.RESOLVED, Status.WARNING, FindingState.NEW, NOW, "kini warning"),
    ],
)
def test_a_finding_is_new_continuing_or_resolved(
    before: FindingState | None, now: Status | None, state: FindingState, since: datetime, summary: str
) -> None:
    previous = (earlier(before),) if before else ()

    (finding,) = findings("new", (record(now),), previous, NOW + timedelta(hours=3))

    assert (finding.state, finding.since, finding.summary, finding.round_id) == (state, since, summary, "new")


@pytest.mark.parametrize(
    ("before", "now"),
    [(None, Status.OK), (None, Status.UNKNOWN), (FindingState.RESOLVED, Status.OK), (FindingState.RESOLVED, None)],
)
def test_there_is_no_finding_where_nothing_is_and_nothing_was(before: FindingState | None, now: Status | None) -> None:
    assert findings("new", (record(now),), (earlier(before),) if before else (), NOW) == ()


def test_a_device_that_was_not_examined_at_all_leaves_its_finding_continuing_in_the_same_words() -> None:
    once = findings("r2", (), (earlier(),), NOW)
    twice = findings("r3", (), once, NOW)

    assert twice[0].summary == once[0].summary == f"dulu rusak{NOT_RECHECKED}"
    assert twice[0].status is Status.CRITICAL


@pytest.mark.parametrize("outcome", [Outcome.AUTH_FAILED, Outcome.HOSTKEY_CHANGED])
def test_a_device_that_locks_us_out_is_a_finding_until_it_lets_us_in(outcome: Outcome) -> None:
    locked = findings("r1", (record(Status.UNKNOWN, "ssh-login", outcome),), (), NOW)
    assert [(f.check, f.status, f.state) for f in locked] == [("ssh-login", Status.CRITICAL, FindingState.NEW)]

    opened = findings("r2", (record(Status.OK, "ssh-login"),), locked, NOW)

    assert [f.state for f in opened] == [FindingState.RESOLVED]


def test_an_item_that_is_not_well_on_site_is_a_finding_too() -> None:
    bad = ManualEntry("kabel", Status.WARNING, "kabel terkelupas", "Andi", NOW, NOW)
    dust = ManualEntry("debu", Status.CRITICAL, "", "Andi", NOW, NOW, "sw-1")

    found = findings("r1", (), (), NOW, (VisitRecord("walikota", manual=(bad, dust)),))

    assert [(f.device, f.check, f.summary) for f in found] == [
        ("sw-1", "debu", "rusak"),
        ("walikota", "kabel", "kabel terkelupas"),
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["cpu", "memory"]), st.sampled_from(Status)), max_size=8
    ),
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["cpu", "memory"])), max_size=6, unique=True),
)
def test_no_open_finding_disappears_and_repeating_changes_nothing(
    results: list[tuple[str, str, Status]], open_before: list[tuple[str, str]]
) -> None:
    records = tuple(
        DeviceRecord(device, "s", "192.0.2.1", "p", Outcome.OK, (CheckResult(check, status, "x"),), NOW)
        for device, check, status in results
    )
    previous = tuple(
        Finding("r0", "s", device, check, Status.WARNING, "y", FindingState.NEW, THEN) for device, check in open_before
    )

    found = findings("r1", records, previous, NOW)

    assert {finding.key for finding in previous} <= {finding.key for finding in found}
    assert findings("r1", records, previous, NOW + timedelta(days=1)) == found
    resolved = {finding.key for finding in found if finding.state is FindingState.RESOLVED}
    assert resolved <= {(device, check) for device, check, status in results if status is Status.OK}


@pytest.mark.parametrize(
    ("check", "status", "sop"),
    [
        ("reachability", Status.CRITICAL, "SOP Maintenance Gangguan Jaringan"),
        ("reachability", Status.WARNING, None),
        ("uplinks", Status.WARNING, "SOP Maintenance Gangguan Jaringan"),
        ("interface-errors", Status.WARNING, "SOP Maintenance Gangguan Jaringan"),
        ("temperature", Status.CRITICAL, "SOP Maintenance Gangguan Jaringan"),
        ("temperature", Status.WARNING, None),
        ("flapping", Status.WARNING, "SOP Maintenance Gangguan Jaringan"),
        ("optics", Status.CRITICAL, "SOP Maintenance Gangguan Jaringan"),
        ("optics", Status.WARNING, None),
        ("ups", Status.CRITICAL, "SOP Maintenance Gangguan Jaringan"),
        ("ups", Status.WARNING, None),
        ("link-aggregation", Status.WARNING, "SOP Maintenance Gangguan Jaringan"),
        ("routing-peers", Status.CRITICAL, "SOP Maintenance Gangguan Jaringan"),
        ("uplink-utilisation", Status.WARNING, "SOP Permohonan Kenaikan Bandwidth"),
        ("port-capacity", Status.WARNING, "SOP Permohonan Jaringan Baru"),
        ("unused-ports", Status.WARNING, None),
        ("config-saved", Status.CRITICAL, None),
    ],
)
def test_the_related_sop_follows_from_check_and_status(check: str, status: Status, sop: str | None) -> None:
    raised = findings("r1", (record(status, check),), (), NOW)

    assert [referral.sop for referral in referrals(raised, NOW)] == ([sop] if sop else [])


def test_a_resolved_finding_is_referred_no_more_and_a_referral_names_its_finding() -> None:
    raised = findings("r1", (record(Status.CRITICAL, "uplinks"),), (), NOW)
    (referral,) = referrals(raised, NOW)
    over = findings("r2", (record(Status.OK, "uplinks"),), raised, NOW)

    assert (referral.id, referral.summary) == ("r1/sw-1/uplinks", "kini critical")
    assert referrals(over, NOW) == ()


def test_all_eight_related_sops_are_there_and_every_trigger_is_a_check_that_exists() -> None:
    assert len({sop.title for sop in RELATED_SOPS}) == 8
    assert {check for sop in RELATED_SOPS for check in sop.checks} <= set(registry.names())
