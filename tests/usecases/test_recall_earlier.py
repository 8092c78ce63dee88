"""An examination is compared with the last one, and what happened in a maintenance window since then is known."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from netmaintd.model.rounds import Round
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.recall_earlier import recall_earlier
from samples import NOW, examination, work_plan


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store("", tmp_path / "state", bytes(range(32)), create=True) as opened:
        yield opened


def opened_at(store: Store, drafted: Round, name: str, days: int) -> str:
    """Open a round whose windows begin so many days from now."""
    begin = NOW + timedelta(days=days)
    sites = tuple(
        dataclasses.replace(site, starts_at=begin, ends_at=begin + timedelta(hours=8)) for site in work_plan().sites
    )
    plan = dataclasses.replace(work_plan(), sites=sites)
    store.rounds.open(dataclasses.replace(drafted, id=name, nominal_at=begin, work_plan=plan), "jadwal", NOW)
    return name


def test_without_an_examination_there_is_nothing_to_compare_with(store: Store, drafted: Round) -> None:
    opened_at(store, drafted, "r1", 0)

    assert recall_earlier(store, "sw-a1", None, NOW) is None


def test_only_windows_of_the_device_after_the_examination_count(store: Store, drafted: Round) -> None:
    first = opened_at(store, drafted, "r1", -1)
    for name, days in (("r2", 5), ("r3", 30), ("r4", 90)):
        opened_at(store, drafted, name, days)
    token = store.leases.claim(first, "sw-a1", "me", NOW, 60)
    assert token is not None
    store.records.record_examination(first, examination("sw-a1"), token)

    earlier = recall_earlier(store, "sw-a1", "r3", NOW + timedelta(days=30, hours=1))

    assert earlier is not None
    begins = [NOW + timedelta(days=days) for days in (5, 30)]
    assert earlier.maintenance_windows == tuple((begin, begin + timedelta(hours=8)) for begin in begins)
