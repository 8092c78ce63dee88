"""Bytes under their hash: whole, encrypted, private, and never under two keys."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from netmaintd.errors import IntegrityBroken, NotFound, StoreError
from netmaintd.store.blobs import Blobs
from netmaintd.store.connect import Store, open_store
from samples import NOW, examination
from store_workers import KEY, claim

CONTENT = b"hostname sw-a1\n\x00\xff"


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs", KEY)


def path_of(folder: Path, digest: str) -> Path:
    return folder / "blobs" / digest[:2] / digest


@pytest.mark.parametrize("content", [b"", CONTENT, bytes(range(256)) * 4096])
def test_bytes_come_back_under_their_hash(blobs: Blobs, content: bytes) -> None:
    digest = blobs.put(content)

    assert digest == hashlib.sha256(content).hexdigest()
    assert blobs.get(digest) == content


def test_the_same_bytes_are_stored_once(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.put(CONTENT)
    before = path_of(tmp_path, digest).read_bytes()

    assert blobs.put(CONTENT) == digest

    assert path_of(tmp_path, digest).read_bytes() == before


def test_every_changed_byte_is_found_and_every_cut(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.put(CONTENT)
    path = path_of(tmp_path, digest)
    whole = path.read_bytes()
    damaged = [whole[:end] for end in range(len(whole))]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]

    for content in (*damaged, whole + b"\x00"):
        path.write_bytes(content)
        with pytest.raises(IntegrityBroken, match=digest):
            blobs.get(digest)


def test_two_blobs_cannot_be_exchanged(blobs: Blobs, tmp_path: Path) -> None:
    one, two = blobs.put(b"one"), blobs.put(b"two")
    path_of(tmp_path, one).write_bytes(path_of(tmp_path, two).read_bytes())

    with pytest.raises(IntegrityBroken):
        blobs.get(one)


def test_damaged_bytes_are_made_whole_when_the_same_come_again(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.put(CONTENT)
    path_of(tmp_path, digest).write_bytes(b"damaged")

    blobs.put(CONTENT)

    assert blobs.get(digest) == CONTENT


def test_a_store_is_not_continued_under_another_key(blobs: Blobs, tmp_path: Path) -> None:
    blobs.put(CONTENT)

    with pytest.raises(IntegrityBroken, match="the evidence key is not the one"):
        Blobs(tmp_path / "blobs", bytes(32))


@pytest.mark.parametrize("key", [b"", b"short", bytes(31), bytes(33), bytes(16)])
def test_a_key_of_another_length_is_refused(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(StoreError, match=f"has {len(key)} bytes instead of 32"):
        Blobs(tmp_path / "blobs", key)


@pytest.mark.parametrize("name", ["", "0" * 63, "0" * 65, "../../etc/passwd", "G" * 64, "A" * 64, "0" * 63 + "/"])
def test_only_a_hash_names_a_blob(blobs: Blobs, name: str) -> None:
    with pytest.raises(NotFound, match="not a sha256"):
        blobs.get(name)


def test_bytes_that_were_never_stored_are_not_found(blobs: Blobs) -> None:
    with pytest.raises(NotFound, match="no stored bytes under"):
        blobs.get("0" * 64)


def test_a_disk_that_refuses_is_told_and_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    digest = hashlib.sha256(CONTENT).hexdigest()
    (tmp_path / "blobs" / digest[:2]).write_bytes(b"a file where the folder belongs")

    with pytest.raises(StoreError, match="evidence cannot be stored under"):
        blobs.put(CONTENT)

    assert list(tmp_path.rglob("*.tmp")) == []


def test_nothing_that_is_stored_can_be_read_by_others(store: Store, opened: str, state: Path) -> None:
    store.records.record_examination(opened, examination(), claim(store, opened, "sw-a1"))

    open_to_others = [path for path in (state, *state.rglob("*")) if path.stat().st_mode & 0o077]

    assert open_to_others == []
    assert not any(b"hostname" in path.read_bytes() for path in (state / "blobs").rglob("*") if path.is_file())


def test_a_database_elsewhere_and_a_folder_that_was_open_are_closed_to_others(tmp_path: Path) -> None:
    state, database = tmp_path / "state", tmp_path / "office.sqlite"
    state.mkdir(mode=0o755)
    database.touch(mode=0o644)

    with open_store(f"sqlite:///{database}", state, KEY, create=True) as store:
        store.control.stop(None, "admin", NOW, "uji")

    assert [path.stat().st_mode & 0o777 for path in (state, database)] == [0o700, 0o600]
