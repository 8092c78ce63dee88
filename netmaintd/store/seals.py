"""Seals: the hashes of records that stand in the audit chain, so that a changed row is found and named.

A seal is over the stored columns as they are read back, never over parsed JSON. Several rows with one name
(the results of one device) share a seal. Findings are derived from results and made anew; attempts, leases,
slots and stops are working state: these have none.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session, SQLModel, select

from netmaintd.store import tables


@dataclass(frozen=True, slots=True)
class Sealed:
    """A kind of record: how one is named, which columns name it, and which others its seal covers.

    The columns of a kind stay as they are: a seal that was written must come out the same for ever. A new
    column is covered by a further kind with another name.
    """

    table: type[SQLModel]
    name: str
    key: tuple[str, ...]
    covers: tuple[str, ...]


KINDS = (
    Sealed(tables.RoundRow, "round {}", ("id",), ("plan", "nominal_at", "version", "step", "status", "body")),
    Sealed(
        tables.DecisionRow, "decision on {}, version {}", ("round_id", "version"),
        ("step", "verb", "actor", "role", "capacity", "at", "document_sha256", "body"),
    ),
    Sealed(
        tables.ExaminationRow, "examination {}/{}", ("round_id", "device"),
        ("nth", "site", "platform", "outcome", "started_at", "ended_at", "sessions", "facts_sha256"),
    ),
    Sealed(tables.ResultRow, "results {}/{}", ("round_id", "device"), ("nth", "check", "status", "body")),
    Sealed(
        tables.RepetitionRow, "repetition {}/{}", ("round_id", "device"), ("nth", "reason", "actor", "at"),
    ),
    Sealed(
        tables.EvidenceRow, "evidence {}/{}", ("round_id", "device"), ("kind", "name", "sha256", "size", "taken_at"),
    ),
    Sealed(
        tables.BackupRow, "configurations {}/{}", ("round_id", "device"),
        ("platform", "kind", "sha256", "size", "taken_at"),
    ),
    Sealed(
        tables.VisitRecordRow, "visit {}/{}, version {}", ("round_id", "site", "version"), ("actor", "at", "body"),
    ),
    Sealed(
        tables.DocumentRow, "document {} {} {}, version {}", ("round_id", "kind", "site", "version"),
        ("sha256", "issued_at", "supersedes"),
    ),
    Sealed(tables.DocumentCodeRow, "code {}", ("code",), ("document_sha256",)),
    Sealed(tables.FormCodeRow, "form {}", ("code",), ("round_id", "site", "made_at", "made_by")),
    Sealed(
        tables.SignedCopyRow, "signed copy {}", ("sha256",),
        (
            "document_sha256", "previous_sha256", "method", "signer", "post", "signed_at", "recorded_at", "recorded_by",
        ),
    ),
    Sealed(
        tables.ClosingRow, "closing {}/{} since {}", ("device", "check", "since"), ("actor", "at", "body"),
    ),
    Sealed(tables.WorkPlanVersionRow, "work plan {}, version {}", ("round_id", "version"), ("actor", "at", "body")),
    Sealed(tables.FollowUpRow, "follow-up of referral {}, {}", ("referral_id", "nth"), ("actor", "at", "body")),
    Sealed(tables.NumberRow, "number {}", ("number",), ("kind", "year", "sequence", "round_id", "site")),
    Sealed(tables.NumberActRow, "act {} on number {}", ("id", "number"), ("state", "day", "reason", "actor", "at")),
    Sealed(tables.AssignmentRow, "post {}", ("id",), ("user", "role", "since", "until", "body")),
    Sealed(
        tables.HostKeyRow, "host key {} of {}", ("id", "device"),
        ("key_type", "key_base64", "recorded_at", "recorded_by", "reason"),
    ),
)  # fmt: skip
_KIND_OF = {kind.table: kind for kind in KINDS}


def seals(session: Session, table: type[SQLModel], **where: Any) -> dict[str, str]:
    """Return name and seal of the records of a table, perhaps only those with these values in their columns."""
    kind = _KIND_OF[table]
    columns = [getattr(table, column) for column in (*kind.key, *kind.covers)]
    wanted: Any = select(*columns).filter_by(**where)
    rows: dict[str, list[str]] = {}
    for row in session.exec(wanted):
        values = [_plain(value) for value in row]
        rows.setdefault(kind.name.format(*values), []).append(json.dumps(values, ensure_ascii=False))
    return {name: _digest(found) for name, found in rows.items()}


def troubles(session: Session, told: dict[str, str]) -> list[str]:
    """Compare all records with the newest seal that the chain tells of each; empty when all fit."""
    found = {name: seal for kind in KINDS for name, seal in seals(session, kind.table).items()}
    changed = {name for name in told.keys() & found.keys() if told[name] != found[name]}
    return [
        *(f"{name}: recorded, but no longer there" for name in sorted(told.keys() - found.keys())),
        *(f"{name}: there, but never recorded" for name in sorted(found.keys() - told.keys())),
        *(f"{name}: changed after it was recorded" for name in sorted(changed)),
    ]


def _digest(rows: list[str]) -> str:
    # A JSON array of JSON texts: no two sets of rows share their framing.
    return hashlib.sha256(json.dumps(sorted(rows), ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
