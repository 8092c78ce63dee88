"""A device that is examined once more: the first record stays, the newest one counts, and only on request."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmaintd.errors import AlreadyRecorded, NotFound
from netmaintd.model.results import Outcome, Status
from netmaintd.signoff.completeness import gaps
from netmaintd.store.connect import Store
from samples import NOW, examination
from store_workers import claim


def record(store: Store, round_id: str, status: Status) -> None:
    first = examination(outcome=Outcome.OK)
    changed = replace(first, results=tuple(replace(result, status=status) for result in first.results))
    store.records.record_examination(round_id, changed, claim(store, round_id, "sw-a1"))


def statuses(store: Store, round_id: str) -> set[Status]:
    found = store.dossiers.get(round_id).record("sw-a1")
    assert found is not None
    return {result.status for result in found.results}


def test_what_was_not_recorded_cannot_be_repeated(store: Store, opened: str) -> None:
    with pytest.raises(NotFound, match="no record"):
        store.records.ask_again(opened, "sw-a1", "mati", "tim1", NOW)


def test_the_newest_record_counts_and_the_first_stays(store: Store, opened: str) -> None:
    record(store, opened, Status.CRITICAL)
    store.records.ask_again(opened, "sw-a1", "perangkat dinyalakan", "tim1", NOW)

    assert "sw-a1" in store.records.unfinished(opened)
    assert statuses(store, opened) == {Status.CRITICAL}
    record(store, opened, Status.OK)

    assert "sw-a1" not in store.records.unfinished(opened)
    assert statuses(store, opened) == {Status.OK}
    assert len(store.backups.list("sw-a1")) == 2
    found = store.dossiers.get(opened).record("sw-a1")
    assert found is not None
    assert (found.repetitions, found.repeated) == (("perangkat dinyalakan",), 1)
    assert store.verify_all().troubles == ()


def test_one_request_brings_one_examination(store: Store, opened: str) -> None:
    record(store, opened, Status.OK)
    store.records.ask_again(opened, "sw-a1", "sekali lagi", "tim1", NOW)

    with pytest.raises(AlreadyRecorded, match="already"):
        store.records.ask_again(opened, "sw-a1", "sekali lagi", "tim1", NOW)
    record(store, opened, Status.OK)
    with pytest.raises(AlreadyRecorded):
        record(store, opened, Status.OK)


def test_a_repetition_that_was_not_carried_out_keeps_the_report_from_going_up(store: Store, opened: str) -> None:
    record(store, opened, Status.OK)
    store.records.ask_again(opened, "sw-a1", "pemeriksaan diragukan", "kasi", NOW)
    named = [gap.what for gap in gaps(store.dossiers.get(opened)) if gap.key == "again:sw-a1"]

    assert named == ["pemeriksaan ulang belum dilaksanakan (pemeriksaan diragukan)"]
