"""One device, one transaction, once: also when it is tried again, late, or by somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from netmaintd.errors import AlreadyRecorded, NotFound, StoreError
from netmaintd.model.facts import CpuLoad
from netmaintd.model.results import CheckResult, Outcome, Status
from netmaintd.store.connect import Store
from samples import NOW, examination
from store_workers import claim


def test_facts_results_and_evidence_come_back_as_they_went_in(store: Store, opened: str) -> None:
    sent = examination()

    store.records.record_examination(opened, sent, claim(store, opened, "sw-a1"))

    assert store.records.facts(opened, "sw-a1") == sent.facts
    record = store.dossiers.get(opened).record("sw-a1")
    assert record is not None
    assert record.results == sent.results
    assert record.evidence == (("show version", sent.evidence[0].sha256),)
    backup = store.backups.list("sw-a1")[0]
    assert store.backups.content(backup.id) == sent.facts.known[3].text


def test_a_device_is_recorded_once(store: Store, opened: str) -> None:
    store.records.record_examination(opened, examination(), claim(store, opened, "sw-a1"))
    before = store.audit.head()

    with pytest.raises(AlreadyRecorded):
        store.records.record_examination(opened, examination(outcome=Outcome.TIMEOUT), claim(store, opened, "sw-a1"))

    assert store.audit.head() == before
    assert store.records.examined(opened) == {"sw-a1"}


def test_a_record_that_comes_after_its_lease_moved_on_is_refused_whole(store: Store, opened: str) -> None:
    old = claim(store, opened, "sw-a1")
    claim(store, opened, "sw-a1")

    with pytest.raises(StoreError, match="moved on"):
        store.records.record_examination(opened, examination(), old)

    assert store.records.examined(opened) == set()
    assert store.backups.list() == []


def test_a_held_device_cannot_be_claimed_until_its_lease_ends(store: Store, opened: str) -> None:
    first = claim(store, opened, "sw-a1", "one")

    assert store.leases.claim(opened, "sw-a1", "two", NOW, 60) is None
    later = store.leases.claim(opened, "sw-a1", "two", NOW + timedelta(seconds=61), 60)
    assert later is not None
    assert later > first


def test_an_attempt_is_there_before_its_session_and_closed_after_a_crash(store: Store, opened: str) -> None:
    store.records.begin_attempt(opened, "sw-a1", "ssh", NOW)
    assert store.records.attempts(opened) == [("sw-a1", "ssh", None, "")]

    assert store.records.close_interrupted(opened, NOW) == 1

    device, protocol, outcome, detail = store.records.attempts(opened)[0]
    assert (device, protocol, outcome) == ("sw-a1", "ssh", "cancelled")
    assert "interrupted" in detail


def test_the_dossier_names_devices_without_a_record_and_strange_neighbours(store: Store, opened: str) -> None:
    store.records.record_examination(opened, examination(), claim(store, opened, "sw-a1"))

    dossier = store.dossiers.get(opened)

    assert [d.device for d in dossier.devices] == ["sw-a1", "sw-a2", "sw-b1"]
    assert [d.outcome for d in dossier.devices] == [Outcome.OK, None, None]
    assert dossier.unplanned == ("asing terlihat dari sw-a1 port Gi0/1",)
    assert store.records.unfinished(opened) == ("sw-a2", "sw-b1")


def test_the_next_round_compares_with_the_newest_answer_of_another_round(store: Store, opened: str) -> None:
    store.records.record_examination(opened, examination(), claim(store, opened, "sw-a1"))

    assert store.records.earlier("sw-a1", opened) is None
    earlier = store.records.earlier("sw-a1", "next-round")
    assert earlier is not None
    assert earlier.facts == examination().facts


def test_the_next_work_plan_knows_what_was_judged_and_what_was_told_over_snmp(store: Store, opened: str) -> None:
    over_ssh = examination()
    over_snmp = replace(examination("sw-a2"), sessions=(replace(over_ssh.sessions[0], protocol="snmp"),))
    unknown = (CheckResult("fans", Status.UNKNOWN, "Tidak diperiksa: putus"), *over_snmp.results)
    for one in (over_ssh, replace(over_snmp, results=unknown)):
        store.records.record_examination(opened, one, claim(store, opened, one.device))

    told = store.records.last_told((CpuLoad,))

    assert store.records.judged() == {(d, c) for d in ("sw-a1", "sw-a2") for c in ("reachability", "cpu")}
    assert {name: [type(fact) for fact in facts.known] for name, facts in told.items()} == {"sw-a2": [CpuLoad]}


def test_a_claim_closes_what_its_former_holder_left_open(store: Store, opened: str) -> None:
    claim(store, opened, "sw-a1", "killed")
    store.records.begin_attempt(opened, "sw-a1", "ssh", NOW)
    later = NOW + timedelta(seconds=61)

    assert store.leases.claim(opened, "sw-a1", "resumed", later, 60)

    assert [outcome for _, _, outcome, _ in store.records.attempts(opened)] == ["cancelled"]


def test_sessions_of_a_living_holder_are_not_closed_by_another_process(store: Store, opened: str) -> None:
    claim(store, opened, "sw-a1", "alive")
    attempt = store.records.begin_attempt(opened, "sw-a1", "ssh", NOW)

    assert store.records.close_interrupted(opened, NOW) == 0

    store.records.end_attempt(attempt, Outcome.OK, "", NOW)
    assert [outcome for _, _, outcome, _ in store.records.attempts(opened)] == ["ok"]


def test_a_session_that_was_closed_meanwhile_keeps_its_end(store: Store, opened: str) -> None:
    attempt = store.records.begin_attempt(opened, "sw-a1", "ssh", NOW)
    store.records.close_interrupted(opened, NOW)

    store.records.end_attempt(attempt, Outcome.OK, "", NOW)

    assert [outcome for _, _, outcome, _ in store.records.attempts(opened)] == ["cancelled"]


def test_a_renewed_lease_stays_and_one_that_moved_on_is_not_taken_back(store: Store, opened: str) -> None:
    old = claim(store, opened, "sw-a1", "one")
    store.leases.renew({"sw-a1": old}, NOW + timedelta(seconds=50), 60)
    assert store.leases.claim(opened, "sw-a1", "two", NOW + timedelta(seconds=100), 60) is None

    new = store.leases.claim(opened, "sw-a1", "two", NOW + timedelta(seconds=111), 60)
    store.leases.renew({"sw-a1": old}, NOW + timedelta(days=1), 60)

    assert store.leases.claim(opened, "sw-a1", "three", NOW + timedelta(seconds=172), 60) == (new or 0) + 1


def test_a_configuration_that_was_cut_off_is_evidence_and_no_stored_configuration(store: Store, opened: str) -> None:
    whole = examination()
    *others, config = whole.facts.known
    cut = replace(config, text=b"hostname sw", complete=False, doubt="the end marker is missing")
    facts = replace(whole.facts, known=(*others, cut))

    store.records.record_examination(opened, replace(whole, facts=facts), claim(store, opened, "sw-a1"))

    assert store.backups.list("sw-a1") == []
    assert store.records.known_devices() == frozenset()
    record = store.dossiers.get(opened).record("sw-a1")
    assert record is not None
    kept = dict(record.evidence)["konfigurasi running (tidak utuh)"]
    assert store.documents.content(kept) == b"hostname sw"
    assert store.records.facts(opened, "sw-a1") == facts


def test_a_session_needs_its_round_and_an_end_its_beginning(store: Store) -> None:
    with pytest.raises(NotFound, match="belongs to is not in the store"):
        store.records.begin_attempt("no-round", "sw-a1", "ssh", NOW)
    with pytest.raises(NotFound, match="no session began under number 7"):
        store.records.end_attempt(7, Outcome.OK, "", NOW)


def test_what_a_device_said_is_kept_even_where_no_database_can(store: Store, opened: str) -> None:
    attempt = store.records.begin_attempt(opened, "sw-a1", "ssh", NOW)

    store.records.end_attempt(attempt, Outcome.GARBLED, "banner \x00\udcff", NOW)

    assert store.records.attempts(opened)[0][3] == "banner \\x00\\udcff"


def test_an_unchanged_configuration_is_stored_once(store: Store, opened: str, state: Path) -> None:
    store.records.record_examination(opened, examination("sw-a1"), claim(store, opened, "sw-a1"))
    before = sum(1 for path in (state / "blobs").rglob("*") if path.is_file())
    twin = replace(examination("sw-a1", at=NOW + timedelta(days=1)), device="sw-a2")

    store.records.record_examination(opened, twin, claim(store, opened, "sw-a2"))

    after = sum(1 for path in (state / "blobs").rglob("*") if path.is_file())
    assert after - before == 1  # the facts, which hold the time; configuration and evidence are the same bytes
