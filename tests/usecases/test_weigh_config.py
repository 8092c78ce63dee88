"""A configuration that was just read is weighed by what is stored: accepted, doubted, and its changes told."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from netmaintd.checks import registry
from netmaintd.checks.config_acceptance import TOO_SHORT
from netmaintd.config.profile_files import load_profiles
from netmaintd.model.dialogue import Answer
from netmaintd.model.facts import ConfigChange, ConfigSaved, ConfigStamp, ConfigText, Facts, StoredBackup, Uptime
from netmaintd.model.results import Status
from netmaintd.model.rounds import Round
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.ssh_facts import ssh_facts
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.recall_config import KnownConfig, recall_config
from netmaintd.usecases.recall_earlier import recall_earlier
from netmaintd.usecases.weigh_config import MOST_LINES, recorded, weigh_config
from samples import NOW, examination

KEY = bytes(range(32))
PORTS = "".join(f"interface Gi0/{n}\n description ruang {n}\n!\n" for n in range(20))
WHOLE = f"hostname sw-a1\nenable secret 0 Rahasia123\n{PORTS}end\n".encode()
SHORT = b"hostname sw-a1\nend\n"


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profiles(None).get("cisco_ios")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store("", tmp_path / "state", KEY, create=True) as opened:
        yield opened


def read(profile: Profile, raw: bytes) -> Facts:
    """Return the facts of one answer that came whole."""
    assert profile.ssh is not None
    command = next(command.run for command in profile.ssh.commands if command.gives == "running")
    return ssh_facts(profile, {command: Answer(command, raw, complete=True)}, NOW)


def examine(store: Store, profile: Profile, round_id: str, raw: bytes, days: int = 0) -> Facts:
    """Weigh and record one reading as a run does."""
    at = NOW + timedelta(days=days)
    earlier = recall_earlier(store, "sw-a1", round_id, at)
    known = recall_config(store, "sw-a1", round_id, earlier, KEY)
    facts = weigh_config(read(profile, raw), profile, [registry.build("config-backup")], known)
    token = store.leases.claim(round_id, "sw-a1", "me", at, 60)
    assert token is not None
    kept = dataclasses.replace(examination("sw-a1", at=at), facts=recorded(facts), evidence=())
    store.records.record_examination(round_id, kept, token)
    return facts


@pytest.fixture
def rounds(store: Store, drafted: Round) -> list[str]:
    for nth in range(4):
        opened = dataclasses.replace(drafted, id=f"r{nth}", nominal_at=NOW + timedelta(days=nth))
        store.rounds.open(opened, "jadwal", NOW)
    return [f"r{nth}" for nth in range(4)]


def test_the_bytes_of_the_device_are_the_bytes_of_the_backup(store: Store, profile: Profile, rounds: list[str]) -> None:
    raw = b"hostname sw-a1\r\nbanner motd ^C\x00\xff\xfe\tKantor \xe2\x9c\x93^C \r\n\r\nend\r\n"
    examine(store, profile, rounds[0], raw)

    (backup,) = store.backups.list("sw-a1")
    assert store.backups.content(backup.id) == raw


def test_half_of_a_configuration_never_takes_the_place_of_a_whole_one(
    store: Store, profile: Profile, rounds: list[str]
) -> None:
    examine(store, profile, rounds[0], WHOLE)
    facts = examine(store, profile, rounds[1], SHORT, 1)

    (text,) = facts.of(ConfigText)
    assert (text.complete, text.doubt) == (False, TOO_SHORT)
    assert [backup.round_id for backup in store.backups.list("sw-a1")] == [rounds[0]]
    kept = {name for name, _ in store.dossiers.get(rounds[1]).devices[0].evidence}
    assert "konfigurasi running (tidak utuh)" in kept


def test_a_short_configuration_is_believed_when_the_next_round_reads_the_same(
    store: Store, profile: Profile, rounds: list[str]
) -> None:
    for nth, raw in enumerate((WHOLE, SHORT, SHORT)):
        examine(store, profile, rounds[nth], raw, nth)

    assert [backup.round_id for backup in store.backups.list("sw-a1")] == [rounds[2], rounds[0]]


def test_a_short_configuration_is_believed_when_a_repetition_reads_the_same(
    store: Store, profile: Profile, rounds: list[str]
) -> None:
    examine(store, profile, rounds[0], WHOLE)
    examine(store, profile, rounds[1], SHORT, 1)
    store.records.ask_again(rounds[1], "sw-a1", "konfigurasi diragukan", "tim1", NOW)
    examine(store, profile, rounds[1], SHORT, 1)

    assert [backup.round_id for backup in store.backups.list("sw-a1")] == [rounds[1], rounds[0]]


def test_what_changed_is_told_masked_and_a_changed_secret_shows(
    store: Store, profile: Profile, rounds: list[str]
) -> None:
    examine(store, profile, rounds[0], WHOLE)
    changed = WHOLE.replace(b"Rahasia123", b"Baru4567").replace(b"ruang 7", b"ruang tujuh")
    (change,) = examine(store, profile, rounds[1], changed, 1).of(ConfigChange)

    assert (change.added, change.removed, change.backup) == (2, 2, 1)
    assert [line[:23] for line in change.lines] == [
        "@ di luar bagian",
        "-enable secret 0 <rahas",
        "+enable secret 0 <rahas",
        "@ interface Gi0/7",
        "-description ruang 7",
        "+description ruang tuju",
    ]
    assert not any(secret in line for secret in ("Rahasia123", "Baru4567") for line in change.lines)
    assert store.dossiers.get(rounds[1]).devices[0].config_change == change
    assert store.verify_all().troubles == ()


def test_nothing_is_shown_without_a_key_to_mask_it_with(profile: Profile) -> None:
    known = KnownConfig(mask_key=b"")

    assert weigh_config(read(profile, WHOLE), profile, (), known).of(ConfigChange) == ()


def test_a_change_of_a_thousand_lines_is_told_in_part(store: Store, profile: Profile, rounds: list[str]) -> None:
    examine(store, profile, rounds[0], WHOLE)
    more = "".join(f"access-list 101 permit ip host 10.0.{n // 250}.{n % 250} any\n" for n in range(1000))
    (change,) = examine(store, profile, rounds[1], WHOLE.replace(b"end\n", more.encode() + b"end\n"), 1).of(
        ConfigChange
    )

    assert (change.added, len(change.lines), change.left_out) == (1000, MOST_LINES, 1001 - MOST_LINES)


def test_a_damaged_backup_is_read_back_as_damaged_and_named_by_the_drill(
    store: Store, profile: Profile, rounds: list[str], tmp_path: Path
) -> None:
    examine(store, profile, rounds[0], WHOLE)
    digest = store.backups.list("sw-a1")[0].sha256
    (tmp_path / "state" / "blobs" / digest[:2] / digest).write_bytes(b"\x00" * 400)
    known = recall_config(store, "sw-a1", rounds[1], None, KEY)
    facts = weigh_config(read(profile, WHOLE), profile, (), known)

    assert facts.of(StoredBackup)[0].readable is False
    assert registry.build("restore-drill").run(facts).status is Status.CRITICAL


def test_a_drill_reads_what_is_stored_and_finds_it_identical(store: Store, profile: Profile, rounds: list[str]) -> None:
    examine(store, profile, rounds[0], WHOLE)
    facts = examine(store, profile, rounds[1], WHOLE, 1)

    assert registry.build("restore-drill").run(facts).status is Status.OK
    assert registry.build("config-change").run(facts).status is Status.OK


def test_without_a_backup_of_another_round_the_drill_says_so(profile: Profile) -> None:
    facts = weigh_config(read(profile, WHOLE), profile, (), KnownConfig())

    assert registry.build("restore-drill").run(facts).summary == (
        "Tidak diperiksa: belum ada cadangan dari putaran lain"
    )


def test_the_text_of_the_stored_configuration_is_not_recorded_a_second_time(
    store: Store, profile: Profile, rounds: list[str]
) -> None:
    examine(store, profile, rounds[0], WHOLE)
    examine(store, profile, rounds[1], WHOLE, 1)

    (stored,) = store.records.facts(rounds[1], "sw-a1").of(StoredBackup)
    assert (stored.number, stored.normalised) == (1, "")


def test_the_history_that_snmp_tells_says_whether_the_configuration_is_saved(profile: Profile) -> None:
    told = Facts((ConfigStamp(changed_ago_s=50.0, saved_ago_s=90.0), Uptime(uptime_s=1e6)))
    facts = weigh_config(told, profile, (), KnownConfig())

    assert registry.build("config-saved").run(facts).status is Status.CRITICAL
    compared = ConfigSaved(saved=True, how="compared")
    assert weigh_config(told.plus(known=(compared,)), profile, (), KnownConfig()).of(ConfigSaved) == (compared,)
