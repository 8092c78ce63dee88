"""One commit of the configurations' history: what stands in it, and how it is read back.

Each names its round and the newest stored configuration in trailers; its dates are those of the record, so that
a history that is made up anew is the same to the last byte.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tree

from netmaintd.errors import StoreError

PROGRAM = "netmaintd"
_ROUND, _UPTO = "Round", "Backup"
_TRAILERS = re.compile(r"^(Round|Backup): (.+)$", re.MULTILINE)
_FILE, _FOLDER = stat.S_IFREG | 0o644, stat.S_IFDIR
_PLACE = re.compile(r"[a-z0-9][a-z0-9.-]*")


@dataclass(frozen=True, slots=True)
class Edition:
    """What is committed of one round.

    Attributes:
        upto: number of the newest stored configuration in it.
        author: who had it done.
        files: location and device to the masked text.
    """

    round_id: str
    upto: int
    author: str
    subject: str
    body: str
    at: datetime
    files: Mapping[tuple[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Committed:
    """One commit of the history."""

    id: str
    round_id: str
    upto: int
    author: str
    subject: str
    at: datetime


def trees(
    folders: dict[bytes, Tree], files: Mapping[tuple[str, str], bytes]
) -> tuple[ObjectID, dict[ObjectID, ShaFile]]:
    """Put files into folders and return the number of the whole tree, and every object of it by number.

    What is there already stays; a device that moved to another folder leaves its old place.

    Raises:
        StoreError: a name is no plain one; git would follow it elsewhere.
    """
    objects: list[ShaFile] = []
    for (site, device), content in sorted(files.items()):
        blob, name = Blob.from_string(content), _file_name(site, device)
        for place, folder in folders.items():
            if place != site.encode() and name in folder:
                del folder[name]
        folders.setdefault(site.encode(), Tree()).add(name, _FILE, blob.id)
        objects.append(blob)
    root = Tree()
    for place, folder in folders.items():
        if len(folder):
            root.add(place, _FOLDER, folder.id)
    return root.id, {one.id: one for one in (*objects, *folders.values(), root)}


def commit_of(edition: Edition, tree: ObjectID, head: Commit | None) -> Commit:
    """Return the commit of a tree that follows another one."""
    commit = Commit()
    commit.tree, commit.parents = tree, [head.id] if head else []
    commit.author, commit.committer = _person(edition.author), _person(PROGRAM)
    commit.author_time = commit.commit_time = int(edition.at.timestamp())
    commit.author_timezone = commit.commit_timezone = 0
    commit.encoding = b"UTF-8"
    body = f"{edition.body.strip()}\n\n" if edition.body.strip() else ""
    trailers = f"{_ROUND}: {edition.round_id}\n{_UPTO}: {edition.upto}\n"
    commit.message = f"{_line(edition.subject, 100)}\n\n{body}{trailers}".encode()
    return commit


def _person(name: str) -> bytes:
    """Return a name as git writes it. Addresses are made up: nobody is written to."""
    plain = _line(re.sub(r"[<>]", "", name), 100) or PROGRAM
    account = re.sub(r"[^a-z0-9.-]+", "-", plain.casefold()).strip("-.") or PROGRAM
    return f"{plain} <{account}@{PROGRAM}.invalid>".encode()


def _line(text: str, most: int) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:most]


def told_by(commit: Commit) -> Committed:
    """Return what a commit says of itself; of one that is not ours, no round."""
    text = commit.message.decode("utf-8", "replace")
    trailers = dict(_TRAILERS.findall(text.rstrip().rpartition("\n\n")[2]))
    upto = trailers.get(_UPTO, "0")
    return Committed(
        id=commit.id.decode(),
        round_id=trailers.get(_ROUND, ""),
        upto=int(upto) if upto.isascii() and upto.isdigit() else 0,
        author=commit.author.decode("utf-8", "replace").partition(" <")[0],
        subject=text.partition("\n")[0],
        at=datetime.fromtimestamp(commit.author_time, UTC),
    )


def _file_name(site: str, device: str) -> bytes:
    if not (_PLACE.fullmatch(site) and _PLACE.fullmatch(device)):
        raise StoreError(f"{site!r}/{device!r} cannot be the name of a file")
    return f"{device}.cfg".encode()
