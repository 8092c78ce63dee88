"""The git history of configurations: one commit for a round, one writer, nothing lost, readable with plain git."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from netmaintd.errors import IntegrityBroken, StoreError, StoreLocked
from netmaintd.store.config_commit import Edition
from netmaintd.store.config_history import STALE_S, ConfigHistory
from samples import NOW

FIRST = {("a", "sw-a1"): b"hostname sw-a1\n", ("a", "sw-a2"): b"hostname sw-a2\n"}


def edition(nth: int, files: dict[tuple[str, str], bytes], author: str = "netmaintd") -> Edition:
    return Edition(f"triwulan-{nth}", nth, author, f"Pemeliharaan {nth}", "", NOW + timedelta(days=nth), files)


@pytest.fixture
def history(tmp_path: Path) -> ConfigHistory:
    return ConfigHistory(tmp_path / "config-history.git")


def add(history: ConfigHistory, *editions: Edition) -> None:
    for one in editions:
        with history.writing() as writer:
            writer.add(one)


def git(history: ConfigHistory, *words: str) -> str:
    if shutil.which("git") is None:
        pytest.skip("no git on this machine")
    safe = ("-c", f"safe.directory={history.folder}", "-c", "safe.bareRepository=all")
    done = subprocess.run(
        ["git", *safe, "-C", str(history.folder), *words], capture_output=True, text=True, check=True, timeout=60,
        env={"PATH": os.environ["PATH"], "TZ": "UTC", "HOME": str(history.folder.parent), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    return done.stdout


def test_without_a_commit_there_is_no_repository(history: ConfigHistory) -> None:
    assert history.commits() == ()
    assert not history.folder.exists()


def test_plain_git_shows_who_when_why_and_what(history: ConfigHistory) -> None:
    add(history, edition(1, FIRST), edition(2, {("a", "sw-a1"): b"hostname inti\n"}, "Rahmat Hidayat, S.Kom."))

    told = git(history, "log", "-p", "--format=%an|%cn|%ad|%s|%(trailers:key=Round,valueonly,separator=)", "-1")
    assert "Rahmat Hidayat, S.Kom.|netmaintd|Wed Nov 25 02:00:00 2026 +0000|Pemeliharaan 2|triwulan-2" in told
    assert "--- a/a/sw-a1.cfg" in told
    assert "-hostname sw-a1\n+hostname inti" in told
    git(history, "fsck", "--strict")
    assert [c.round_id for c in history.commits()] == ["triwulan-2", "triwulan-1"]


def test_a_device_that_left_keeps_its_file_and_one_that_moved_leaves_its_place(history: ConfigHistory) -> None:
    add(history, edition(1, FIRST), edition(2, {("b", "sw-a2"): b"hostname sw-a2\n"}))

    assert git(history, "ls-tree", "-r", "--name-only", "main").split() == ["a/sw-a1.cfg", "b/sw-a2.cfg"]


def test_a_round_without_a_change_has_its_commit_too(history: ConfigHistory) -> None:
    add(history, edition(1, FIRST), edition(2, FIRST))

    first, second = reversed(history.commits())
    assert (first.upto, second.upto) == (1, 2)
    assert git(history, "diff", "--stat", first.id, second.id) == ""


def test_the_same_record_makes_the_same_history(history: ConfigHistory, tmp_path: Path) -> None:
    again = ConfigHistory(tmp_path / "again.git")
    for one in (history, again):
        add(one, edition(1, FIRST), edition(2, {("b", "sw-b1"): b"x\n"}))

    assert [c.id for c in history.commits()] == [c.id for c in again.commits()]


def test_a_commit_is_one_pack_however_many_configurations(history: ConfigHistory) -> None:
    add(history, edition(1, {("a", f"sw-{number}"): b"hostname %d\n" % number for number in range(200)}))

    files = [path for path in (history.folder / "objects").rglob("*") if path.is_file()]
    assert sorted(path.suffix for path in files) == [".idx", ".pack"]


def test_a_lock_file_of_a_program_that_died_blocks_nobody(history: ConfigHistory) -> None:
    add(history, edition(1, FIRST))
    lock = history.folder / "refs" / "heads" / "main.lock"
    lock.touch()

    with pytest.raises(StoreError, match="cannot be used"):
        add(history, edition(2, FIRST))
    old = time.time() - STALE_S - 60
    os.utime(lock, (old, old))
    add(history, edition(2, FIRST))

    assert [c.upto for c in history.commits()] == [2, 1]


def test_a_second_writer_waits_and_then_gives_up(history: ConfigHistory) -> None:
    impatient = ConfigHistory(history.folder, wait_s=0)
    with history.writing(), pytest.raises(StoreLocked, match="held by another process"), impatient.writing():
        pass


def test_writers_at_the_same_time_commit_one_after_another(history: ConfigHistory) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: add(history, edition(n, {("a", f"sw-{n}"): b"x\n"})), range(1, 9)))

    assert {c.upto for c in history.commits()} == set(range(1, 9))
    assert len(git(history, "ls-tree", "-r", "--name-only", "main").split()) == 8


def test_names_of_people_and_plans_break_no_header(history: ConfigHistory) -> None:
    hostile = Edition("r-1", 1, "A <b@c>\nx", "Judul\n\nRound: palsu\nBackup: 99", "isi", NOW, FIRST)
    add(history, hostile)

    (told,) = history.commits()
    assert (told.round_id, told.upto, told.author) == ("r-1", 1, "A b@c x")
    git(history, "fsck", "--strict")


@pytest.mark.parametrize("name", ["../x", ".git", "", "a/b", "-x"])
def test_what_is_no_plain_name_is_never_a_path(history: ConfigHistory, name: str) -> None:
    with pytest.raises(StoreError, match="name of a file"):
        add(history, edition(1, {("a", name): b"x"}))


def test_a_damaged_repository_is_named_with_its_remedy(history: ConfigHistory) -> None:
    add(history, edition(1, FIRST))
    for pack in (history.folder / "objects" / "pack").iterdir():
        pack.unlink()

    with pytest.raises(IntegrityBroken, match="move that folder away"):
        history.commits()
