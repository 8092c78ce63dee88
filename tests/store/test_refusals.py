"""What a database refuses is told in a sentence, by the right leaf, and without what is stored in it."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import textwrap
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from netmaintd.errors import AlreadyRecorded, SchemaMismatch, StoreError
from netmaintd.model.people import Assignment
from netmaintd.model.rounds import Round
from netmaintd.store.connect import Store, open_store
from netmaintd.store.engine import PRAGMAS, WAL_IS_SAFE
from netmaintd.store.tables import AssignmentRow
from samples import NOW, PEOPLE
from store_workers import KEY

NIP = PEOPLE["kasi"].nip or ""


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense:geheim", "store url: not a URL such as postgresql://user@host/netmaintd"),
        ("mysql://u:geheim@host/x", "store url: only sqlite and postgresql are databases of this program"),
        ("postgresql+pg8000://u:geheim@host/x", "store url: the driver is not installed"),
        ("postgresql+psycopg://u:geheim@127.0.0.1:1/x", "the database cannot do this now: connection failed"),
        ("sqlite://", "store url: a store needs a file; a database in memory would be lost"),
        ("sqlite:////proc/none/x.sqlite", "the database file /proc/none/x.sqlite cannot be used: No such file"),
    ],
)
def test_a_url_that_cannot_be_used_is_explained_and_its_password_is_not_repeated(
    state: Path, url: str, said: str
) -> None:
    if "psycopg" in url:
        pytest.importorskip("psycopg")

    with pytest.raises(StoreError) as refused:
        open_store(url, state, KEY)

    assert said in str(refused.value)
    assert "geheim" not in str(refused.value)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(state: Path) -> None:
    state.mkdir()
    (state / "netmaintd.sqlite").write_bytes(b"something else entirely" * 99)

    with pytest.raises(StoreError, match="file is not a database"):
        open_store("", state, KEY, create=True)

    assert (state / "netmaintd.sqlite").read_bytes() == b"something else entirely" * 99


def test_a_state_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"")

    with pytest.raises(StoreError, match=r"the state folder .* cannot be used"):
        open_store("", tmp_path / "state", KEY)


def test_no_personal_number_stands_in_a_message(store: Store) -> None:
    assignment = Assignment(PEOPLE["kasi"], date(2026, 1, 1))
    store.people.assign(assignment, "admin", NOW)
    refusals = []
    with pytest.raises(StoreError) as naive:
        store.people.assign(assignment, "admin", datetime(2026, 1, 1))
    refusals.append(naive)
    for row in (
        {"id": 1, "user": "x", "role": "kasi", "since": date(2026, 1, 1), "body": NIP},
        {"id": 2, "user": "x", "since": date(2026, 1, 1), "body": NIP},
        {"id": 3, "user": "x", "role": "kasi", "since": NIP, "body": NIP},
    ):
        with pytest.raises(StoreError) as refused, store._database.write() as session:
            session.connection().execute(insert(AssignmentRow), row)
        refusals.append(refused)

    assert [type(refused.value) for refused in refusals] == [StoreError, AlreadyRecorded, StoreError, StoreError]
    assert not any(NIP in str(refused.value) for refused in refusals)
    assert len(store.people.list()) == 1


def test_a_full_disk_is_told_and_what_was_stored_before_is_whole(drafted: Round, state: Path) -> None:
    """A limit on the size of files is a disk that is full, without root."""
    with open_store("", state, KEY, create=True) as store:
        store.rounds.open(drafted, "jadwal", NOW)
    script = textwrap.dedent(
        f"""
        import resource, signal, sys
        sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parents[1])]!r}
        from pathlib import Path
        from netmaintd.errors import StoreError
        from netmaintd.store.connect import open_store
        from samples import NOW
        from store_workers import KEY
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with open_store("", Path({str(state)!r}), KEY) as store:
            size = (Path({str(state)!r}) / "netmaintd.sqlite").stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
            for number in range(500):
                try:
                    store.control.stop(None, "admin", NOW, "penuh " * 500)
                except StoreError as error:
                    print(number, error, sep=chr(10))
                    break
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            store.control.stop(None, "admin", NOW, "ada ruang lagi")
        """
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    acknowledged, said = done.stdout.splitlines()

    assert said.startswith("the d")
    with open_store("", state, KEY) as store:
        assert len(store.audit.list()) == 1 + int(acknowledged) + 1
        assert store.control.stopped(drafted.id) == "ada ruang lagi"
        assert store.verify_all().troubles == ()


def test_sqlite_is_set_so_that_a_commit_outlives_a_power_cut(state: Path) -> None:
    with open_store("", state, KEY, create=True) as store, store._database.read() as session:
        found = {
            name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("synchronous", "foreign_keys", "busy_timeout", "journal_mode")
        }

    assert found == {
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
        "journal_mode": "wal" if WAL_IS_SAFE else "truncate",
    }
    assert len(PRAGMAS) == len(found)


def test_a_reader_sees_one_state_of_the_database(store: Store, drafted: Round) -> None:
    """SQLite's rollback journal makes the writer wait instead; there is nothing to see then."""
    if store._database.engine.dialect.name == "sqlite" and not WAL_IS_SAFE:
        pytest.skip("a reader of a rollback journal holds writers off")
    with store._database.read() as session:
        count = "SELECT count(*) FROM audit"
        before = session.connection().exec_driver_sql(count).scalar()
        store.rounds.open(drafted, "jadwal", NOW)
        assert session.connection().exec_driver_sql(count).scalar() == before


def test_an_older_database_is_refused_by_sentence_and_brought_up_with_its_data(drafted: Round, state: Path) -> None:
    from netmaintd.store import schema
    from netmaintd.store.session import Database

    state.mkdir()
    database = Database(f"sqlite:///{state / 'netmaintd.sqlite'}")
    schema.upgrade(database, "0001")
    database.close()
    old = sqlite3.connect(state / "netmaintd.sqlite")
    old.execute("INSERT INTO stop VALUES ('*', 'listrik', 'admin', '2026-11-23 02:00:00.000000')")
    old.commit()
    old.close()
    with pytest.raises(SchemaMismatch, match=f"schema 0001, this program needs {schema.newest_version()}"):
        open_store("", state, KEY)

    with open_store("", state, KEY, create=True) as store:
        assert store.schema_version() == schema.newest_version()
        assert store.control.stopped("any") == "listrik"
