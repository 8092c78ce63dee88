"""The history of configurations as a git repository, to be read with plain `git log -p`.

It is an export: the database is the record, and whatever is not here yet can be made up from there. Texts are
masked before they come here. There is one writer at a time, across processes; each commit names its round in a
trailer, so that nobody commits a round twice. A commit is one pack of its own, put down before the branch moves.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TypeVar

from dulwich.errors import ChecksumMismatch, FileFormatException, NotGitRepository
from dulwich.file import FileLocked
from dulwich.objects import Commit, ObjectID, ShaFile, Tree
from dulwich.refs import Ref
from dulwich.repo import Repo

from netmaintd.errors import IntegrityBroken, StoreError, StoreLocked
from netmaintd.store.config_commit import Committed, Edition, commit_of, told_by, trees

T = TypeVar("T", bound=ShaFile)

BRANCH = Ref(b"refs/heads/main")
WAIT_S = 60.0
"""How long another process may write before this one gives up."""
STALE_S = 600.0
"""A lock file of git that is older was left by a program that died."""


class ConfigHistory:
    """The repository in a folder; it is made with the first commit."""

    def __init__(self, folder: Path, *, wait_s: float = WAIT_S) -> None:
        """Use a folder; nothing is opened yet."""
        self.folder, self._wait_s = folder, wait_s

    def commits(self) -> tuple[Committed, ...]:
        """Return all commits, newest first; none where there is no repository yet.

        Raises:
            IntegrityBroken: the repository cannot be read; moved away, it is made up anew.
        """
        if not self.folder.exists():
            return ()
        with self._repository() as repository:
            return tuple(told_by(commit) for commit in _chain(repository))

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Be the one writer.

        Raises:
            StoreLocked: another process has been writing for too long.
            StoreError: the folder cannot be used.
        """
        with ExitStack() as held:
            try:
                self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                held.enter_context(_flock(self.folder.with_name(f"{self.folder.name}.lock"), self._wait_s))
                _make(self.folder)
            except OSError as error:
                raise _refused(self.folder, error) from error
            repository = held.enter_context(self._repository())
            yield Writer(self.folder, repository)

    @contextmanager
    def _repository(self) -> Iterator[Repo]:
        try:
            repository = Repo(str(self.folder))
        except (NotGitRepository, OSError) as error:
            raise _refused(self.folder, error) from error
        with closing(repository):
            yield repository


class Writer:
    """Commits, while nobody else does."""

    def __init__(self, folder: Path, repository: Repo) -> None:
        """Take the open repository."""
        self._folder, self._repository = folder, repository

    def commits(self) -> tuple[Committed, ...]:
        """Return all commits, newest first."""
        return tuple(told_by(commit) for commit in _chain(self._repository))

    def add(self, edition: Edition) -> Committed:
        """Commit; files of devices that are not in the edition stay, a device that moved leaves its old place.

        Raises:
            StoreError: the disk refused; the branch is where it was.
        """
        head = _head(self._repository)
        try:
            tree, objects = trees(self._folders(head), edition.files)
            commit = commit_of(edition, tree, head)
            self._put({**objects, commit.id: commit})
            _end_stale_locks(self._folder)
            moved = self._repository.refs.set_if_equals(BRANCH, head.id if head else None, commit.id)
        except (OSError, FileLocked) as error:
            raise _refused(self._folder, error) from error
        if not moved:
            raise StoreError(f"another program moved the branch of {self._folder}; nothing was committed")
        return told_by(commit)

    def _folders(self, head: Commit | None) -> dict[bytes, Tree]:
        if head is None:
            return {}
        root = _get(self._repository, head.tree, Tree)
        return {item.path: _get(self._repository, item.sha, Tree) for item in root.items()}

    def _put(self, objects: Mapping[ObjectID, ShaFile]) -> None:
        store = self._repository.object_store
        store.add_objects([(one, None) for number, one in objects.items() if number not in store])


def _chain(repository: Repo) -> Iterator[Commit]:
    """Return the commits of the branch, newest first: there is one writer, and so one line of them."""
    commit = _head(repository)
    while commit is not None:
        yield commit
        commit = _get(repository, commit.parents[0], Commit) if commit.parents else None


def _head(repository: Repo) -> Commit | None:
    try:
        return _get(repository, ObjectID(repository.refs[BRANCH]), Commit)
    except KeyError:
        return None


def _get(repository: Repo, number: ObjectID, kind: type[T]) -> T:
    try:
        found = repository.object_store[number]
    except (KeyError, ChecksumMismatch, FileFormatException, zlib.error, ValueError, OSError) as error:
        raise _broken(repository) from error
    if not isinstance(found, kind):
        raise _broken(repository)
    return found


def _broken(repository: Repo) -> IntegrityBroken:
    return IntegrityBroken(
        f"the history of configurations in {repository.path} is damaged; move that folder away, "
        "and it is made up from the database"
    )


def _make(folder: Path) -> None:
    """Make an empty repository beside its place, so that half of one is never found there."""
    if folder.exists():
        return
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    with closing(Repo.init_bare(str(fresh), default_branch=BRANCH.rpartition(b"/")[2])) as repository:
        config = repository.get_config()
        config.set((b"core",), b"fsyncObjectFiles", b"true")
        config.write_to_path()
    fresh.rename(folder)


@contextmanager
def _flock(path: Path, wait_s: float) -> Iterator[None]:
    """Hold a lock that ends with the process, however it ends."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    end_s = time.monotonic() + wait_s
    with closing(os.fdopen(handle, "r+")) as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= end_s:
                    raise StoreLocked(f"{path} is held by another process for more than {wait_s:.0f} s") from error
                time.sleep(0.05)
        yield


def _end_stale_locks(folder: Path) -> None:
    """Take away lock files that a program left when it died: nobody else of us writes while we hold ours."""
    for lock in (*folder.glob("*.lock"), *(folder / "refs").rglob("*.lock")):
        if time.time() - lock.stat().st_mtime > STALE_S:
            lock.unlink(missing_ok=True)


def _refused(folder: Path, error: Exception) -> StoreError:
    held = isinstance(error, FileLocked)
    reason = "another program holds a lock there" if held else getattr(error, "strerror", None) or str(error)
    return StoreError(f"the history of configurations in {folder} cannot be used: {reason}")
