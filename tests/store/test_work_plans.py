"""Versions of a work plan: nothing is overwritten, the round goes by the newest, and two savings never mix."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmaintd.errors import NotFound, StaleDecision
from netmaintd.model.rounds import Round
from netmaintd.store.connect import Store
from samples import NOW, PEOPLE

KASI = PEOPLE["kasi"]


def renamed(round_: Round, purpose: str) -> Round:
    return replace(round_, version=round_.version + 1, work_plan=replace(round_.work_plan, purpose=purpose))


def test_a_plan_that_was_never_changed_has_one_version_by_nobody(store: Store, opened: str, drafted: Round) -> None:
    (first,) = store.work_plans.list(opened)

    assert (first.version, first.by, first.at, first.plan) == (1, None, NOW, drafted.work_plan)


def test_each_saving_is_a_version_and_the_round_goes_by_the_newest(store: Store, opened: str, drafted: Round) -> None:
    second = renamed(drafted, "dua")
    store.work_plans.save(drafted, second, KASI, NOW)
    saved = store.work_plans.save(second, renamed(second, "tiga"), KASI, NOW)

    assert (saved.version, saved.by) == (3, KASI)
    assert [one.plan.purpose for one in store.work_plans.list(opened)] == ["Memeriksa", "dua", "tiga"]
    assert store.work_plans.get(opened, 2).plan.purpose == "dua"
    assert store.rounds.get(opened).work_plan.purpose == "tiga"
    assert store.rounds.get(opened).version == 3
    assert store.verify_all().troubles == ()
    with pytest.raises(NotFound):
        store.work_plans.get(opened, 4)


def test_a_saving_on_a_round_that_moved_on_writes_nothing(store: Store, opened: str, drafted: Round) -> None:
    store.work_plans.save(drafted, renamed(drafted, "dua"), KASI, NOW)

    with pytest.raises(StaleDecision):
        store.work_plans.save(drafted, renamed(drafted, "lain"), KASI, NOW)

    assert [one.version for one in store.work_plans.list(opened)] == [1, 2]
    assert store.rounds.get(opened).work_plan.purpose == "dua"
