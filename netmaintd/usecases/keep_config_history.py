"""Commit the configurations of rounds to the git history: one commit for a round, and for what was repeated in it.

The database is the record. What a crash, a full disk or a lost folder left out is made up the next time.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.errors import NotFound, StoreError
from netmaintd.model.rounds import Round, RoundStatus
from netmaintd.store.config_commit import PROGRAM, Committed, Edition
from netmaintd.usecases.masked_config import stored_comparable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.backups import Backup
    from netmaintd.store.config_history import ConfigHistory
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ConfigKeeping:
    """Where the history is, and the key of the tags that stand for secrets in it."""

    history: ConfigHistory
    mask_key: bytes


def keep_config_history(store: Store, profiles: ProfileSet, keeping: ConfigKeeping) -> tuple[Committed, ...]:
    """Return the commits that were made: of every round that is through and not wholly there yet.

    Raises:
        StoreError: the history cannot be written; it is made up the next time.
    """
    if not _owed(store, _done(keeping.history.commits())):
        return ()
    made = []
    with keeping.history.writing() as writer:
        done = _done(writer.commits())
        for round_ in _owed(store, done):
            edition = _edition(store, profiles, keeping.mask_key, round_, done)
            made.append(writer.add(edition))
            done[round_.id] = edition.upto
            extra = {"round": round_.id, "commit": made[-1].id, "files": len(edition.files)}
            logger.info("configurations committed", extra=extra)
    return tuple(made)


def try_to_keep(store: Store, profiles: ProfileSet, keeping: ConfigKeeping) -> None:
    """Do the same where nothing may fail with it: a round that is recorded, a service that starts."""
    try:
        keep_config_history(store, profiles, keeping)
    except StoreError as error:
        logger.error("history of configurations not written", extra={"why": str(error)})


def _done(commits: tuple[Committed, ...]) -> dict[str, int]:
    """Return how far each round is committed."""
    done: dict[str, int] = {}
    for commit in commits:
        done[commit.round_id] = max(commit.upto, done.get(commit.round_id, 0))
    return done


def _owed(store: Store, done: Mapping[str, int]) -> list[Round]:
    newest = store.backups.newest_of_rounds()
    waiting = [store.rounds.get(name) for name, number in newest.items() if number > done.get(name, 0)]
    return [round_ for round_ in waiting if _through(store, round_)]


def _through(store: Store, round_: Round) -> bool:
    over = round_.status in (RoundStatus.ENDED, RoundStatus.DONE)
    return over or not store.records.unfinished(round_.id)


def _edition(store: Store, profiles: ProfileSet, key: bytes, round_: Round, done: Mapping[str, int]) -> Edition:
    found = store.backups.of_round(round_.id, done.get(round_.id, 0))
    newest = {backup.device: backup for backup in found}
    sites = {device.name: site.site for site in round_.work_plan.sites for device in site.devices}
    current = [backup for backup in newest.values() if not _overtaken(store, backup, done)]
    texts = {(sites.get(b.device, "lain"), b.device): _text(store, profiles, key, b) for b in current}
    files = {place: text.encode() for place, text in texts.items() if text is not None}
    again = done.get(round_.id) is not None
    return Edition(
        round_id=round_.id,
        upto=max(backup.id for backup in found),
        author=(again and store.records.who_asked_again(round_.id)) or PROGRAM,
        subject=f"{round_.title}: {len(files)} konfigurasi{' diperiksa ulang' if again else ''}",
        body=_body(round_),
        at=max(backup.taken_at for backup in found),
        files=files,
    )


def _overtaken(store: Store, backup: Backup, done: Mapping[str, int]) -> bool:
    """Whether a newer configuration of the device is committed: the branch's end shows the newest of each."""
    if all(upto <= backup.id for upto in done.values()):
        return False
    later = (b for b in store.backups.list(backup.device, backup.kind) if b.id > backup.id)
    return any(b.id <= done.get(b.round_id, 0) for b in later)


def _text(store: Store, profiles: ProfileSet, key: bytes, backup: Backup) -> str | None:
    """Return the masked text; None for one that cannot be read or masked: it is left out, the others are not."""
    try:
        return stored_comparable(store, profiles, key, backup)
    except (NotFound, StoreError) as error:
        extra = {"device": backup.device, "backup": backup.id, "why": str(error)}
        logger.error("configuration left out of the history", extra=extra)
        return None


def _body(round_: Round) -> str:
    appointed = next((e.by for e in reversed(round_.trail) if e.verb == "appoint" and e.by), None)
    team = ", ".join(officer.name for officer in round_.officers)
    lines = (f"Ditugaskan oleh: {appointed.name}" if appointed else "", f"Pelaksana: {team}" if team else "")
    return "\n".join(" ".join(line.split()) for line in lines if line)
