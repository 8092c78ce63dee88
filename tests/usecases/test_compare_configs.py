"""Configurations are compared in every way an office asks for, always masked."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from netmaintd.checks.config_sections import told
from netmaintd.config.profile_files import load_profiles
from netmaintd.errors import DecisionNotAllowed, NotFound
from netmaintd.model.facts import ConfigKind, ConfigStamp, ConfigText, Facts
from netmaintd.model.office import Office
from netmaintd.model.people import Assignment
from netmaintd.model.rounds import Round
from netmaintd.profiles.profile_set import ProfileSet
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.choose_baseline import choose_baseline
from netmaintd.usecases.compare_configs import Shelf, compare
from netmaintd.usecases.reveal_backup import reveal_backup
from netmaintd.usecases.trace_config import trace_config
from samples import NOW, PEOPLE, examination, work_plan

KEY = bytes(range(32))
FIRST = (
    "hostname sw-a1\nenable secret 0 Rahasia123\ninterface Gi0/1\n description satu\ninterface Gi0/2\n shutdown\nend\n"
)
SECOND = FIRST.replace("satu", "dua").replace("Rahasia123", "Baru4567")
MOVED = (
    "hostname sw-a1\nenable secret 0 Rahasia123\ninterface Gi0/2\n shutdown\ninterface Gi0/1\n description satu\nend\n"
)
STAMP = ConfigStamp(changed_by="andi", changed_at=NOW + timedelta(days=80))


def record(store: Store, round_id: str, device: str, running: str, startup: str, days: int) -> None:
    at = NOW + timedelta(days=days)
    texts = ((ConfigKind.RUNNING, running), (ConfigKind.STARTUP, startup))
    known = (*(ConfigText(kind=k, text=t.encode(), normalised=t, complete=True) for k, t in texts), STAMP)
    token = store.leases.claim(round_id, device, "me", at, 60)
    assert token is not None
    taken = dataclasses.replace(examination(device, at=at), facts=Facts(known, (), at), evidence=())
    store.records.record_examination(round_id, taken, token)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Make two rounds once; no test here takes anything away."""
    with open_store("", tmp_path_factory.mktemp("compare"), KEY, create=True) as opened:
        for person in PEOPLE.values():
            opened.people.assign(Assignment(person, date(2026, 1, 1)), "admin", NOW)
        for nth, (running, startup) in enumerate(((FIRST, FIRST), (SECOND, FIRST))):
            at = NOW + timedelta(days=90 * nth)
            opened.rounds.open(Round(f"r{nth}", "triwulan", "Pemeliharaan", at, NOW, work_plan()), "jadwal", NOW)
            record(opened, f"r{nth}", "sw-a1", running, startup, 90 * nth)
        record(opened, "r1", "sw-a2", MOVED.replace("sw-a1", "sw-a2"), MOVED, 90)
        yield opened


@pytest.fixture(scope="module")
def profiles() -> ProfileSet:
    return load_profiles(None)


@pytest.fixture
def shelf(store: Store, profiles: ProfileSet) -> Shelf:
    return Shelf(store, profiles, KEY)


def test_the_newest_is_compared_with_the_last_of_the_round_before(shelf: Shelf) -> None:
    found = compare(shelf.of_round_before("sw-a1"), shelf.newest("sw-a1"))

    assert (found.older, found.newer) == ("sw-a1, cadangan 1, r0", "sw-a1, cadangan 3, r1")
    assert "- description satu" in found.unified
    assert "+ description dua" in found.unified
    assert found.counted == (2, 2)
    assert not any(secret in line for secret in ("Rahasia123", "Baru4567") for line in found.unified)


@pytest.mark.parametrize(("days", "label"), [(1, "cadangan 1"), (89, "cadangan 1"), (91, "cadangan 3")])
def test_a_date_means_what_the_device_had_then(shelf: Shelf, days: int, label: str) -> None:
    assert label in shelf.at("sw-a1", NOW + timedelta(days=days)).label


def test_running_is_compared_with_the_startup_of_the_same_round(shelf: Shelf) -> None:
    found = compare(shelf.startup("sw-a1"), shelf.newest("sw-a1"))

    assert found.older == "sw-a1 startup, cadangan 4, r1"
    assert found.counted == (2, 2)


def test_another_order_of_sections_shows_by_line_but_not_by_section(shelf: Shelf) -> None:
    found = compare(shelf.numbered(1), shelf.file("sw-a1", "acuan.cfg", MOVED.encode()))

    assert found.unified
    assert found.sections == ()


def test_two_devices_are_compared(shelf: Shelf) -> None:
    found = compare(shelf.newest("sw-a2"), shelf.newest("sw-a1"))

    lines = list(told(found.sections))
    assert lines[:1] == ["@ di luar bagian"]
    assert "-description satu" in lines


def test_a_file_is_masked_like_what_was_read(shelf: Shelf) -> None:
    file = shelf.file("sw-a1", "acuan.cfg", FIRST.replace("\n", "\r\n").encode())

    assert "Rahasia123" not in file.text
    assert compare(shelf.numbered(1), file).unified == ()


def test_a_chosen_baseline_may_be_of_a_model_device(store: Store, shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="backup baseline sw-a1 NUMBER"):
        shelf.baseline("sw-a1")
    choose_baseline(store, Office(), "sw-a1", 5, "tim1", NOW)
    choose_baseline(store, Office(), "sw-a1", 1, "kasi", NOW)

    assert shelf.baseline("sw-a1").label == "sw-a1, cadangan 1, r0"
    rows = [row for row in store.audit.list("sw-a1") if row["action"] == "backup.baseline"]
    assert [(row["actor"], row["backup"]) for row in rows] == [("tim1", 5), ("kasi", 1)]
    with pytest.raises(DecisionNotAllowed):
        choose_baseline(store, Office(), "sw-a1", 1, "opd", NOW)
    with pytest.raises(NotFound):
        choose_baseline(store, Office(), "sw-a1", 99, "kasi", NOW)


def test_secrets_are_shown_only_after_the_one_who_asked_is_recorded(store: Store) -> None:
    with pytest.raises(DecisionNotAllowed):
        reveal_backup(store, Office(), 1, "kadis", NOW)

    assert reveal_backup(store, Office(), 1, "tim1", NOW) == FIRST.encode()
    (row,) = (row for row in store.audit.list("sw-a1") if row["action"] == "backup.reveal")
    assert (row["actor"], row["backup"]) == ("tim1", 1)
    assert "Rahasia123" not in str(row)


def test_the_life_of_a_configuration_tells_when_how_much_and_by_whom(store: Store, profiles: ProfileSet) -> None:
    newest, first = trace_config(store, profiles, KEY, "sw-a1")

    assert (newest.backup.round_id, newest.added, newest.removed, newest.changed_by) == ("r1", 2, 2, "andi")
    assert newest.changed_at == STAMP.changed_at
    assert (first.added, first.removed) == (None, None)
    with pytest.raises(NotFound):
        trace_config(store, profiles, KEY, "sw-zz")


@pytest.mark.parametrize("way", [Shelf.newest, Shelf.startup, Shelf.of_round_before, Shelf.baseline])
def test_an_unknown_device_is_named(shelf: Shelf, way: object) -> None:
    with pytest.raises(NotFound, match="sw-zz"):
        way(shelf, "sw-zz")  # type: ignore[operator]
