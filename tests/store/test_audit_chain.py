"""The chain finds every change of a stored byte, every deletion, swap and insertion, and a cut tail by its anchor."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from netmaintd.model.rounds import Round
from netmaintd.store.connect import Store, open_store
from samples import NOW

KEY = bytes(range(32))


@pytest.fixture
def chained(drafted: Round, tmp_path: Path) -> Path:
    with open_store("", tmp_path, KEY, create=True) as store:
        store.rounds.open(drafted, "jadwal", NOW)
        for number in range(4):
            store.control.stop(None, "admin", NOW, f"alasan {number}")
    return tmp_path


def verify(state: Path) -> int | None:
    with open_store("", state, KEY) as store:
        return store.audit.verify().first_bad


def test_an_untouched_chain_verifies(chained: Path) -> None:
    assert verify(chained) is None


def test_every_changed_byte_is_found_at_its_row(chained: Path) -> None:
    database = sqlite3.connect(chained / "netmaintd.sqlite")
    rows = database.execute("SELECT seq, body, previous, hash FROM audit ORDER BY seq").fetchall()
    with open_store("", chained, KEY) as store:
        for seq, body, previous, sealed in rows:
            for column, content in (("body", body), ("previous", previous.encode()), ("hash", sealed.encode())):
                for position in range(0, len(content), 7):
                    changed = bytearray(content)
                    changed[position] ^= 1
                    value = bytes(changed) if column == "body" else changed.decode("latin-1")
                    database.execute(f"UPDATE audit SET {column} = ? WHERE seq = ?", (value, seq))
                    database.commit()
                    assert store.audit.verify().first_bad in (seq, seq + 1), (seq, column, position)
                    original = body if column == "body" else content.decode()
                    database.execute(f"UPDATE audit SET {column} = ? WHERE seq = ?", (original, seq))
                    database.commit()
    database.close()


@pytest.mark.parametrize(
    ("change", "first_bad"),
    [
        ("DELETE FROM audit WHERE seq = 3", 4),
        ("UPDATE audit SET seq = 99 WHERE seq = 2", 3),
        ("INSERT INTO audit SELECT 6, body, previous, hash FROM audit WHERE seq = 5", 6),
    ],
)
def test_deletion_renumbering_and_insertion_are_found(chained: Path, change: str, first_bad: int) -> None:
    database = sqlite3.connect(chained / "netmaintd.sqlite")
    database.execute(change)
    database.commit()
    database.close()

    assert verify(chained) == first_bad


def test_a_cut_tail_is_found_by_a_head_that_was_printed(chained: Path) -> None:
    with open_store("", chained, KEY) as store:
        printed = store.audit.head()
        assert store.audit.knows(printed)
    database = sqlite3.connect(chained / "netmaintd.sqlite")
    database.execute("DELETE FROM audit WHERE seq = 5")
    database.commit()
    database.close()

    with open_store("", chained, KEY) as store:
        assert store.audit.verify().first_bad is None
        assert not store.audit.knows(printed)


def test_the_store_tells_its_audit_by_subject(store: Store, drafted: Round) -> None:
    store.rounds.open(drafted, "jadwal", NOW)
    store.control.stop(None, "admin", NOW, "uji")

    assert [row["action"] for row in store.audit.list(drafted.id)] == ["round.open"]
