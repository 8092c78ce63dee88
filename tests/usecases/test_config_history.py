"""The configurations of a round go to the git history: once, masked, and also when something went wrong before."""

from __future__ import annotations

import dataclasses
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from dulwich.repo import Repo

from netmaintd.config.profile_files import load_profiles
from netmaintd.model.facts import ConfigKind, ConfigText, Facts
from netmaintd.model.rounds import Round
from netmaintd.profiles.profile_set import ProfileSet
from netmaintd.store.config_history import BRANCH, ConfigHistory
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.keep_config_history import ConfigKeeping, keep_config_history, try_to_keep
from samples import NOW, examination

KEY = bytes(range(32))
SITES = {"sw-a1": "a", "sw-a2": "a", "sw-b1": "b"}


@pytest.fixture(scope="module")
def profiles() -> ProfileSet:
    return load_profiles(None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store("", tmp_path / "state", KEY, create=True) as opened:
        yield opened


@pytest.fixture
def keeping(tmp_path: Path) -> ConfigKeeping:
    return ConfigKeeping(ConfigHistory(tmp_path / "history.git"), KEY)


def config(device: str, extra: str = "", password: str = "Rahasia123") -> bytes:
    return f"hostname {device}\nenable secret 0 {password}\n{extra}end\n".encode()


def record(store: Store, round_id: str, device: str, text: bytes, days: int = 0) -> None:
    at = NOW + timedelta(days=days)
    token = store.leases.claim(round_id, device, "me", at, 60)
    assert token is not None
    facts = Facts((ConfigText(kind=ConfigKind.RUNNING, text=text, normalised="x", complete=True),), (), at)
    taken = dataclasses.replace(examination(device, SITES[device], at=at), facts=facts, evidence=())
    store.records.record_examination(round_id, taken, token)


def round_of(store: Store, drafted: Round, name: str = "r1", days: int = 0, **texts: bytes) -> str:
    store.rounds.open(dataclasses.replace(drafted, id=name, nominal_at=NOW + timedelta(days=days)), "jadwal", NOW)
    for device in SITES:
        record(store, name, device, texts.get(device.replace("-", "_"), config(device)), days)
    return name


def texts(keeping: ConfigKeeping) -> dict[str, str]:
    repository = Repo(str(keeping.history.folder))
    head = repository[repository.refs[BRANCH]]
    found = {
        f"{site.path.decode()}/{file.path.decode()}": repository[file.sha].data.decode()
        for site in repository[head.tree].items()
        for file in repository[site.sha].items()
    }
    repository.close()
    return found


def test_a_round_is_one_commit_with_its_plan_its_number_and_masked_texts(
    store: Store, profiles: ProfileSet, keeping: ConfigKeeping, drafted: Round
) -> None:
    round_of(store, drafted)

    (commit,) = keep_config_history(store, profiles, keeping)

    assert (commit.round_id, commit.author) == ("r1", "netmaintd")
    assert commit.subject == "Pemeliharaan triwulan: 3 konfigurasi"
    assert commit.at == NOW + timedelta(seconds=3)
    kept = texts(keeping)
    assert sorted(kept) == ["a/sw-a1.cfg", "a/sw-a2.cfg", "b/sw-b1.cfg"]
    assert "hostname sw-a1" in kept["a/sw-a1.cfg"]
    assert "<rahasia:" in kept["a/sw-a1.cfg"]


def test_no_secret_reaches_the_repository_but_its_change_shows(
    store: Store, profiles: ProfileSet, keeping: ConfigKeeping, drafted: Round
) -> None:
    round_of(store, drafted)
    keep_config_history(store, profiles, keeping)
    before = texts(keeping)
    round_of(store, drafted, "r2", 90, sw_a1=config("sw-a1", password="Baru4567"))
    keep_config_history(store, profiles, keeping)

    after = texts(keeping)
    assert before["a/sw-a1.cfg"] != after["a/sw-a1.cfg"]
    assert before["a/sw-a2.cfg"] == after["a/sw-a2.cfg"]
    assert not any(
        secret in text for secret in ("Rahasia123", "Baru4567") for text in (*before.values(), *after.values())
    )


def test_committing_again_commits_nothing(
    store: Store, profiles: ProfileSet, keeping: ConfigKeeping, drafted: Round
) -> None:
    round_of(store, drafted)
    keep_config_history(store, profiles, keeping)

    assert keep_config_history(store, profiles, keeping) == ()
    assert len(keeping.history.commits()) == 1


def test_a_round_with_devices_left_waits_for_them(
    store: Store, profiles: ProfileSet, keeping: ConfigKeeping, drafted: Round
) -> None:
    store.rounds.open(drafted, "jadwal", NOW)
    record(store, drafted.id, "sw-a1", config("sw-a1"))

    assert keep_config_history(store, profiles, keeping) == ()
    assert not keeping.history.folder.exists()


def test_what_a_crash_left_out_is_made_up_in_order(
    store: Store, profiles: ProfileSet, keeping: ConfigKeeping, drafted: Round
) -> None:
    for nth in range(3):
        round_of(store, drafted, f"r{nth}", nth * 90, sw_a1=config("sw-a1", f"banner {nth}\n"))

    made = keep_config_history(store, profiles, keeping)

    assert [commit.round_id for commit in made] == ["r0", "r1", "r2"]
    assert "banner 2" in texts(keeping)["a/sw-a1.cfg"]


def test_a_lost_repository_is_made_anew_to_the_same_commits(
    store: Store, profiles: ProfileSet, keeping: ConfigKeeping, drafted: Round, tmp_path: Path
) -> None:
    for nth in range(2):
        round_of(store, drafted, f"r{nth}", nth * 90, sw_a1=config("sw-a1", f"banner {nth}\n"))
        keep_config_history(store, profiles, keeping)
    first = keeping.history.commits()
    keeping.history.folder.rename(tmp_path / "lost.git")
    keep_config_history(store, profiles, keeping)

    assert keeping.history.commits() == first


def test_a_repetition_is_a_commit_of_its_own_by_the_one_who_asked(
    store: Store, profiles: ProfileSet, keeping: ConfigKeeping, drafted: Round
) -> None:
    round_of(store, drafted)
    keep_config_history(store, profiles, keeping)
    store.records.ask_again("r1", "sw-a2", "tadi mati", "tim1", NOW + timedelta(hours=1))
    record(store, "r1", "sw-a2", config("sw-a2", "banner x\n"), days=1)

    (commit,) = keep_config_history(store, profiles, keeping)

    assert (commit.author, commit.subject) == ("tim1", "Pemeliharaan triwulan: 1 konfigurasi diperiksa ulang")
    assert sorted(texts(keeping)) == ["a/sw-a1.cfg", "a/sw-a2.cfg", "b/sw-b1.cfg"]


def test_a_round_made_up_late_never_puts_an_old_text_over_a_newer_one(
    store: Store, profiles: ProfileSet, keeping: ConfigKeeping, drafted: Round
) -> None:
    store.rounds.open(dataclasses.replace(drafted, id="slow", nominal_at=NOW), "jadwal", NOW)
    record(store, "slow", "sw-a1", config("sw-a1", "banner old\n"))
    record(store, "slow", "sw-a2", config("sw-a2"))
    round_of(store, drafted, "fast", 1, sw_a1=config("sw-a1", "banner new\n"))
    keep_config_history(store, profiles, keeping)
    record(store, "slow", "sw-b1", config("sw-b1", "banner last\n"), days=2)
    keep_config_history(store, profiles, keeping)

    kept = texts(keeping)
    assert [commit.round_id for commit in keeping.history.commits()] == ["slow", "fast"]
    assert "banner new" in kept["a/sw-a1.cfg"]
    assert "banner last" in kept["b/sw-b1.cfg"]


def test_one_text_that_cannot_be_read_leaves_the_others_their_commit(
    store: Store, profiles: ProfileSet, keeping: ConfigKeeping, drafted: Round, tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    round_of(store, drafted)
    digest = store.backups.list("sw-a1")[0].sha256
    (tmp_path / "state" / "blobs" / digest[:2] / digest).write_bytes(b"damaged by a disk that is old")

    keep_config_history(store, profiles, keeping)

    assert sorted(texts(keeping)) == ["a/sw-a2.cfg", "b/sw-b1.cfg"]
    assert "configuration left out of the history" in caplog.text


def test_a_folder_that_cannot_be_written_costs_the_round_nothing_and_is_made_up_later(
    store: Store, profiles: ProfileSet, keeping: ConfigKeeping, drafted: Round, caplog: pytest.LogCaptureFixture
) -> None:
    round_of(store, drafted)
    keeping.history.folder.write_text("a file where the repository belongs")
    try_to_keep(store, profiles, keeping)

    assert "history of configurations not written" in caplog.text
    keeping.history.folder.unlink()
    try_to_keep(store, profiles, keeping)
    assert len(keeping.history.commits()) == 1


def test_a_platform_that_is_known_no_more_is_left_out_rather_than_shown_unmasked(
    store: Store, keeping: ConfigKeeping, drafted: Round
) -> None:
    round_of(store, drafted)

    keep_config_history(store, ProfileSet([]), keeping)

    assert texts(keeping) == {}


def test_plain_git_finds_the_change_of_a_round(
    store: Store, profiles: ProfileSet, keeping: ConfigKeeping, drafted: Round, tmp_path: Path
) -> None:
    round_of(store, drafted)
    round_of(store, drafted, "r2", 90, sw_a1=config("sw-a1", "banner x\n"))
    keep_config_history(store, profiles, keeping)
    try:
        done = subprocess.run(
            ["git", "-c", f"safe.directory={keeping.history.folder}", "log", "-p", "--", "a/sw-a1.cfg"],
            cwd=keeping.history.folder, capture_output=True, text=True, check=True, timeout=60,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(tmp_path)},
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("no git on this machine")

    assert "+banner x" in done.stdout
    assert "Round: r2" in done.stdout
