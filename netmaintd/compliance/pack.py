"""The shape of a pack of rules, as written in its file, and the pack with the hash of that file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from netmaintd.compliance.condition import Condition
from netmaintd.compliance.styles import Style
from netmaintd.model.devices import FileModel, Label, Name, PlatformName

Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""One line of a command line; leading blanks say how deep it stands."""


class Level(StrEnum):
    """How much a breach weighs."""

    MUST = "must"
    SHOULD = "should"


class Rule(Condition):
    """One rule: what it asks for, why, since when, and what would set it right."""

    id: Name
    title: Label
    """Indonesian: it is printed."""
    why: Label
    """Indonesian, one sentence for an official."""
    level: Level = Level.MUST
    effective_from: date | None = None
    """Before this day a breach does not count yet."""
    warn_until: date | None = None
    """Until this day a breach of a `must` weighs as one of a `should`: the time to come after."""
    remedy: tuple[Line, ...] = ()
    """Lines to propose; `{section}` stands for each section that breaks the rule, `{line}` for each line."""

    @model_validator(mode="after")
    def _grace_after_beginning(self) -> Self:
        if self.warn_until and self.effective_from and self.warn_until < self.effective_from:
            raise ValueError("warn_until lies before effective_from; give a later day or leave it out")
        return self


class PackFile(FileModel):
    """One file of rules."""

    name: Name
    title: Label
    version: Label
    """The office's own; the hash says whether two of the same version are the same."""
    platforms: tuple[PlatformName, ...] = Field(min_length=1)
    """Profiles; one that others extend means all of them."""
    roles: tuple[Name, ...] = ()
    """Only devices of these roles; all without it."""
    style: Style = Style.INDENT
    rules: tuple[Rule, ...]

    @field_validator("rules")
    @classmethod
    def _some(cls, value: tuple[Rule, ...]) -> tuple[Rule, ...]:
        # Not as a length of the field: that would also be told where every rule is at fault.
        if not value:
            raise ValueError("needs at least 1 item")
        return value


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read, and the sha256 of its file's bytes."""

    file: PackFile
    sha256: str

    def concerns(self, lineage: tuple[str, ...], role: str) -> bool:
        """Whether the pack is for a platform, named with all that it extends, in a role."""
        fits = bool(set(self.file.platforms) & set(lineage))
        return fits and (not self.file.roles or role in self.file.roles)
