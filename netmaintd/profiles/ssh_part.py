"""How a platform's command line is talked to, as its file says it: the driver, the pager, and the exact commands."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from netmaintd.profiles.fact_fields import IDENTITY
from netmaintd.profiles.source import Part, PartName, Regex, RegexWithGroup

COMMAND_FIELDS = frozenset({*IDENTITY, "uptime"})
"""What the answer to a command may tell by a regular expression."""


class Command(Part):
    """One command that may be sent, and what its answer gives."""

    run: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f;|?]+$")]
    gives: Literal["running", "startup", "identity"] | None = None
    end: Regex | None = None
    """What the last line must match, as proof that the answer is whole."""
    patterns: dict[PartName, RegexWithGroup] = Field(default_factory=dict)
    """Field of Identity, or `uptime`, to a regular expression whose first group is its value."""

    @model_validator(mode="after")
    def _known_fields(self) -> Self:
        for name in self.patterns:
            if name not in COMMAND_FIELDS:
                raise ValueError(f'a command tells no "{name}"; there are: {", ".join(sorted(COMMAND_FIELDS))}')
        return self


class Ssh(Part):
    """How the platform is talked to."""

    driver: str
    enable: bool = False
    commands: tuple[Command, ...] = ()
    refusals: tuple[Regex, ...] = ()
    pager: tuple[Regex, ...] = (r"-+ ?\(?[Mm]ore\b", r"-- MORE --", r"\x1b\[")
    saved: Literal["compared", "unknown"] = "unknown"
    """Whether comparing startup with running tells that the configuration is saved."""
