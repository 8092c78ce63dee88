"""Rounds, decisions on the version that was seen, and values that come back as they went in."""

from __future__ import annotations

import dataclasses
import threading

import pytest

from netmaintd.errors import AlreadyRecorded, NotFound, StaleDecision, StoreError
from netmaintd.model.rounds import Decision, Round
from netmaintd.store.connect import Store
from samples import NOW, PEOPLE


def test_a_round_comes_back_as_it_went_in(store: Store, drafted: Round) -> None:
    whole = dataclasses.replace(drafted, officers=(PEOPLE["tim1"], PEOPLE["kasi"]))

    store.rounds.open(whole, "jadwal", NOW)

    assert store.rounds.get(whole.id) == whole
    assert store.rounds.get(whole.id).officers[1].nip == PEOPLE["kasi"].nip


def test_a_due_time_has_one_round(store: Store, drafted: Round) -> None:
    store.rounds.open(drafted, "jadwal", NOW)

    with pytest.raises(AlreadyRecorded):
        store.rounds.open(dataclasses.replace(drafted, id="another"), "jadwal", NOW)

    assert [round_.id for round_ in store.rounds.list()] == [drafted.id]


def test_an_unknown_round_is_named(store: Store) -> None:
    with pytest.raises(NotFound, match="no round 'x'"):
        store.rounds.get("x")


def test_a_decision_on_an_older_version_is_refused_and_changes_nothing(store: Store, drafted: Round) -> None:
    store.rounds.open(drafted, "jadwal", NOW)
    first = dataclasses.replace(drafted, step=2, version=2)
    second = dataclasses.replace(drafted, step=3, version=2)
    store.rounds.save_decision(drafted, first, Decision("submit", 1), PEOPLE["kasi"], NOW)

    with pytest.raises(StaleDecision, match="moved on to version 2"):
        store.rounds.save_decision(drafted, second, Decision("submit", 1), PEOPLE["kasi"], NOW)

    assert store.rounds.get(drafted.id).step == 2
    assert [row["action"] for row in store.audit.list()] == ["round.open", "round.decide"]


def test_of_many_decisions_at_once_exactly_one_wins(store: Store, drafted: Round) -> None:
    store.rounds.open(drafted, "jadwal", NOW)
    outcomes: list[str] = []

    def decide(step: int) -> None:
        try:
            after = dataclasses.replace(drafted, step=step, version=2)
            store.rounds.save_decision(drafted, after, Decision("submit", 1), PEOPLE["kasi"], NOW)
            outcomes.append("won")
        except StaleDecision:
            outcomes.append("stale")

    threads = [threading.Thread(target=decide, args=(step,)) for step in range(2, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["stale"] * 7 + ["won"]
    assert store.audit.verify().troubles == ()


def test_the_audit_chain_holds_no_personal_number(store: Store, drafted: Round, assignments: list) -> None:
    for assignment in assignments:
        store.people.assign(assignment, "admin", NOW)
    store.rounds.open(drafted, "jadwal", NOW)

    assert PEOPLE["kasi"].nip not in str(store.audit.list())
    assert store.people.posts("kasi", NOW.date())[0].nip == PEOPLE["kasi"].nip


def test_writers_with_nothing_in_common_wait_for_one_another(store: Store) -> None:
    refused: list[Exception] = []

    def write(thread: int) -> None:
        try:
            for number in range(10):
                store.control.request_run(f"r{thread}-{number}", "kasi", NOW)
        except StoreError as error:
            refused.append(error)

    threads = [threading.Thread(target=write, args=(thread,)) for thread in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused == []
    assert len(store.control.take_requests()) == 60
    assert (store.audit.verify().rows, store.audit.verify().troubles) == (60, ())
