"""One device, one transaction, once: also when it is tried again, late, or killed in the middle."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from netmaintd.errors import AlreadyRecorded, IntegrityBroken, StoreError
from netmaintd.model.results import Outcome
from netmaintd.model.rounds import Round
from netmaintd.store.connect import Store, open_store
from samples import NOW, examination


@pytest.fixture
def opened(store: Store, drafted: Round) -> str:
    store.rounds.open(drafted, "jadwal", NOW)
    return drafted.id


def claim(store: Store, round_id: str, device: str, owner: str = "me") -> int:
    token = store.leases.claim(round_id, device, owner, NOW, 60)
    assert token is not None
    return token


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
    from datetime import timedelta

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


@pytest.mark.parametrize("position", [0, 11, 12, 40, -1])
def test_a_changed_byte_of_a_blob_is_found(store: Store, opened: str, tmp_path: Path, position: int) -> None:
    store.records.record_examination(opened, examination(), claim(store, opened, "sw-a1"))
    digest = examination().evidence[0].sha256
    path = tmp_path / "state" / "blobs" / digest[:2] / digest
    content = bytearray(path.read_bytes())
    content[min(position, len(content) - 1)] ^= 1
    path.write_bytes(content)

    with pytest.raises(IntegrityBroken):
        store.documents.content(digest)
    assert any(digest in trouble for trouble in store.verify_all().troubles)


def test_nothing_that_is_stored_can_be_read_by_others(store: Store, opened: str, tmp_path: Path) -> None:
    store.records.record_examination(opened, examination(), claim(store, opened, "sw-a1"))

    open_to_others = [p for p in (tmp_path / "state").rglob("*") if p.stat().st_mode & 0o077]

    assert open_to_others == []
    assert not any(b"hostname" in p.read_bytes() for p in (tmp_path / "state" / "blobs").rglob("*") if p.is_file())


def test_what_was_acknowledged_survives_a_kill(drafted: Round, tmp_path: Path) -> None:
    """Kill a writer at random moments; its own acknowledgements on a pipe are the witness."""
    state = tmp_path / "state"
    with open_store("", state, bytes(range(32)), create=True) as store:
        store.rounds.open(drafted, "jadwal", NOW)
    script = textwrap.dedent(
        f"""
        import sys
        sys.path[:0] = [{str(Path(__file__).parents[1])!r}]
        from pathlib import Path
        from samples import NOW, examination
        from netmaintd.store.connect import open_store
        store = open_store("", Path({str(state)!r}), bytes(range(32)))
        print("ready", flush=True)
        for n in range(int(sys.argv[1]), 100000):
            device = f"sw-{{n}}"
            token = store.leases.claim({drafted.id!r}, device, "w", NOW, 60)
            store.records.record_examination({drafted.id!r}, examination(device), token)
            print(n, flush=True)
        """
    )
    acknowledged: set[str] = set()
    begin = 0
    for _ in range(8):
        child = subprocess.Popen([sys.executable, "-c", script, str(begin)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(random.uniform(0.02, 0.25))
        os.kill(child.pid, signal.SIGKILL)
        done = [int(line) for line in child.stdout.read().splitlines() if line]
        child.stdout.close()
        child.wait()
        acknowledged |= {f"sw-{n}" for n in done}
        begin = max([begin, *done]) + 5

    with open_store("", state, bytes(range(32))) as store:
        examined = store.records.examined(drafted.id)
        assert acknowledged <= examined
        assert len(acknowledged) > 5
        assert store.verify_all().troubles == ()
        assert all(len(store.backups.list(device)) == 1 for device in list(examined)[:20])
