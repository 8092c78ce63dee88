"""Checks that a person made: they fill what the machine could not tell, and neither hides what the other found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from netmaintd.model.dossier import DeviceRecord, Dossier, ManualEntry, Scan, VisitRecord
from netmaintd.model.results import CheckResult, Measurement, Method, Outcome, Status
from netmaintd.model.rounds import Round, StepEntry
from netmaintd.signoff.by_hand import joined
from netmaintd.signoff.completeness import gaps
from netmaintd.signoff.findings import findings
from netmaintd.signoff.visit_entry import faults
from netmaintd.signoff.visit_merge import Filled, changed_entries
from samples import work_plan

AT = datetime(2026, 12, 3, 3, 0, tzinfo=UTC)
PLAN = work_plan()
SITE, DEVICE = PLAN.sites[0], PLAN.sites[0].devices[0]
ROUND = Round("r", PLAN.plan, PLAN.title, AT, AT - timedelta(days=10), PLAN, step=6)


def entry(status: Status = Status.OK, note: str = "61 %", item: str = "cpu", device: str | None = "sw-a1",
          at: datetime = AT) -> ManualEntry:  # fmt: skip
    return ManualEntry(item, status, note, "Andi", at, AT + timedelta(days=1), device, True, "tim1")


def record(status: Status) -> DeviceRecord:
    result = CheckResult("cpu", status, "Beban CPU 70 %", (Measurement("CPU", 0.7, "ratio", "≥ 60 %"),))
    return DeviceRecord("sw-a1", "a", "127.0.0.1", "cisco_ios", Outcome.OK, (result,), AT)


def test_what_the_machine_never_saw_is_known_by_hand_with_its_time() -> None:
    found = joined("a", DEVICE, None, VisitRecord("a", manual=(entry(),)))

    assert found is not None
    (result,) = found.results
    assert (result.status, result.method) == (Status.OK, Method.MANUAL)
    assert "61 %" in result.summary
    assert "Andi" in result.summary
    assert found.examined_at == AT


@pytest.mark.parametrize(
    ("machine", "hand", "stands"),
    [
        (Status.OK, Status.CRITICAL, Status.CRITICAL),
        (Status.CRITICAL, Status.OK, Status.CRITICAL),
        (Status.UNKNOWN, Status.OK, Status.OK),
        (Status.WARNING, Status.UNKNOWN, Status.WARNING),
        (Status.UNKNOWN, Status.UNKNOWN, Status.UNKNOWN),
    ],
)
def test_of_both_words_the_worse_one_stands(machine: Status, hand: Status, stands: Status) -> None:
    visit = VisitRecord("a", manual=(entry(hand),))
    found = joined("a", DEVICE, record(machine), visit)

    assert found is not None
    assert found.results[0].status is stands
    raised = findings("r", [record(machine)], (), AT, [visit])
    assert [f.status for f in raised] == ([stands] if stands in (Status.WARNING, Status.CRITICAL) else [])


def test_an_item_of_the_manual_list_is_no_check() -> None:
    visit = VisitRecord("a", manual=(entry(item="kebersihan", device=None), entry(item="fans")))

    assert joined("a", DEVICE, record(Status.OK), visit) == record(Status.OK)
    assert joined("a", DEVICE, None, visit) is None


def test_the_gate_misses_no_result_that_was_made_by_hand() -> None:
    bare = Dossier(ROUND, ())
    typed = replace(bare, visits=(VisitRecord("a", manual=(entry(),)),))

    missing = {gap.key for gap in gaps(bare)} - {gap.key for gap in gaps(typed)}
    assert missing == {"result:sw-a1/cpu"}
    assert "paper:a/scan" in {gap.key for gap in gaps(typed)}


def test_the_scan_of_signed_minutes_is_not_the_scan_of_the_form() -> None:
    def with_scan(document: str) -> set[str]:
        scan = Scan("f" * 64, "Pindaian", "application/pdf", "Andi", AT, document_sha256=document)
        visit = VisitRecord("a", manual=(entry(),), scans=(scan,))
        return {gap.key for gap in gaps(Dossier(ROUND, (), (visit,)))}

    assert "paper:a/scan" in with_scan("e" * 64)
    assert "paper:a/scan" not in with_scan("")


@pytest.mark.parametrize("status", Status)
def test_a_check_made_by_hand_wants_what_was_read(status: Status) -> None:
    assert faults(ROUND, SITE, VisitRecord("a"), Filled({}, (entry(status),)), AT) == ()
    (fault,) = faults(ROUND, SITE, VisitRecord("a"), Filled({}, (entry(status, " "),)), AT)
    assert "tulis hasil yang terbaca" in fault


@pytest.mark.parametrize(
    ("days", "word"), [(-11, "mendahului putaran ini"), (-10, ""), (0, ""), (1, "belum tiba")]
)  # fmt: skip
def test_what_is_typed_from_paper_was_done_within_the_round(days: int, word: str) -> None:
    form = Filled({}, (entry(at=AT + timedelta(days=days)), entry(item="reachability", at=AT + timedelta(days=days))))

    found = faults(ROUND, SITE, VisitRecord("a"), form, AT)
    assert len(found) == bool(word), "one sentence, however many lines"
    assert word in "".join(found)


def test_a_date_that_was_typed_wrong_is_corrected_only_when_somebody_says_so() -> None:
    base = VisitRecord("a", manual=(entry(at=AT - timedelta(days=1)),))
    again = (entry(),)

    assert changed_entries(base, Filled({}, again)) == ()
    assert changed_entries(base, Filled({}, again, dated_anew=True)) == again
    by_phone = replace(base, manual=(replace(base.manual[0], from_paper=False),))
    assert changed_entries(by_phone, Filled({}, again, dated_anew=True)) == ()


@pytest.mark.parametrize(
    ("days", "deviation", "missing"), [(-3, "", True), (-3, "Surat tugas menyusul", False), (0, "", False)]
)
def test_work_before_the_appointment_wants_a_reason(days: int, deviation: str, missing: bool) -> None:
    begun = StepEntry(6, AT - timedelta(days=1), None, site="a")
    done = entry(at=AT + timedelta(days=days))
    visit = VisitRecord("a", manual=(done,), deviations=(deviation,) if deviation else ())

    found = {gap.key for gap in gaps(Dossier(replace(ROUND, trail=(begun,)), (), (visit,)))}
    assert ("deviation:a/begun" in found) is missing
