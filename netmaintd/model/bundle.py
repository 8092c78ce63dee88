"""The bundle of a round: one file that an auditor takes along, and what its manifest says of it."""

from __future__ import annotations

from dataclasses import dataclass

FORMAT = 1
MANIFEST = "manifest.json"
AUDIT = "audit.jsonl"


@dataclass(frozen=True, slots=True)
class BundleFile:
    """One file of the bundle. `size` in bytes; `title` says what it is (Indonesian)."""

    path: str
    sha256: str
    size: int
    title: str = ""
    recorded_sha256: str = ""
    """Of the bytes as the device sent them, where the file is a copy without secrets."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that is in the bundle, and what is not with the reason."""

    round_id: str
    title: str
    audit_head: str
    """Hash of the newest row of the audit chain that tells of the round."""
    files: tuple[BundleFile, ...]
    left_out: tuple[str, ...] = ()
    """A sentence for each thing that could not be put in (Indonesian)."""
    format: int = FORMAT
