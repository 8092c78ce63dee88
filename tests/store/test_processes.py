"""Several processes on one store: killed in the middle, deciding at once, wanting to be the only daemon."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from netmaintd.errors import StoreLocked
from netmaintd.model.rounds import Round
from netmaintd.store.connect import lock_daemon, open_store
from processes import PROCESSES
from samples import NOW, examination
from store_workers import KEY, decide_often, hold_lock, write_devices

KILLS = 36


def test_what_was_acknowledged_survives_kills_and_nothing_is_half(url: str, drafted: Round, state: Path) -> None:
    """The writer is killed at random moments; what it told on a pipe is the witness."""
    with open_store(url, state, KEY, create=True) as store:
        store.rounds.open(drafted, "jadwal", NOW)
    told: list[tuple[str, str]] = []
    for number in range(KILLS):
        told += _write_until_killed(url, state, drafted.id, number * 10_000)

    with open_store(url, state, KEY) as store:
        examined = store.records.examined(drafted.id)
        assert {device for what, device in told if what == "recorded"} <= examined
        assert len(examined) > KILLS / 4
        assert {device for _, device in told} <= {attempt[0] for attempt in store.records.attempts(drafted.id)}
        assert {backup.device for backup in store.backups.list()} == examined
        assert all(store.records.facts(drafted.id, device) == examination(device).facts for device in examined)
        assert store.verify_all().troubles == ()


def _write_until_killed(url: str, state: Path, round_id: str, first: int) -> list[tuple[str, str]]:
    told, ours = PROCESSES.Pipe(duplex=False)
    writer = PROCESSES.Process(target=write_devices, args=(url, state, round_id, first, ours))
    writer.start()
    ours.close()
    told.recv()
    heard = [told.recv() for _ in range(random.randrange(6))]
    time.sleep(random.uniform(0.0, 0.03))  # the moment of the kill; nothing waits for it
    writer.kill()
    writer.join()
    try:
        while True:
            heard.append(told.recv())
    except EOFError:
        return heard
    finally:
        told.close()
        writer.close()


def test_of_two_processes_that_decide_at_once_exactly_one_wins_each_time(url: str, drafted: Round, state: Path) -> None:
    with open_store(url, state, KEY, create=True) as store:
        store.rounds.open(drafted, "jadwal", NOW)
    times = 40
    pipes = [PROCESSES.Pipe() for _ in range(2)]
    deciders = [
        PROCESSES.Process(target=decide_often, args=(url, state, drafted, times, user, theirs))
        for user, (_, theirs) in zip(("kasi", "kabid"), pipes, strict=True)
    ]
    for decider, (_, theirs) in zip(deciders, pipes, strict=True):
        decider.start()
        theirs.close()  # so that one that dies is heard of
    for mine, _ in pipes:
        mine.recv()
    for mine, _ in pipes:
        mine.send("now")
    won = sorted(version for mine, _ in pipes for version in mine.recv())
    for decider in deciders:
        decider.join()

    with open_store(url, state, KEY) as store:
        last = store.rounds.get(drafted.id).version
        assert won == list(range(1, last))
        assert [row["version"] for row in store.audit.list() if row["action"] == "round.decide"] == list(
            range(2, last + 1)
        )
        assert store.verify_all().troubles == ()


def test_the_lock_of_a_killed_daemon_is_free_and_that_of_a_living_one_names_it(state: Path) -> None:
    mine, theirs = PROCESSES.Pipe()
    daemon = PROCESSES.Process(target=hold_lock, args=(state, "", theirs))
    daemon.start()
    theirs.close()
    assert mine.recv() == "held"

    with pytest.raises(StoreLocked, match=rf"held by process {daemon.pid} on "), lock_daemon(state):
        pass
    daemon.kill()
    daemon.join()

    with lock_daemon(state):
        pass


def test_daemons_of_two_hosts_are_kept_apart_by_the_database(url: str, tmp_path: Path) -> None:
    if not url:
        pytest.skip("two hosts share only a PostgreSQL")
    mine, theirs = PROCESSES.Pipe()
    daemon = PROCESSES.Process(target=hold_lock, args=(tmp_path / "one", url, theirs))
    daemon.start()
    theirs.close()
    assert mine.recv() == "held"

    with pytest.raises(StoreLocked, match=rf"held by process {daemon.pid} on "), lock_daemon(tmp_path / "two", url):
        pass
    mine.send("end")
    daemon.join()

    with lock_daemon(tmp_path / "two", url):
        pass
