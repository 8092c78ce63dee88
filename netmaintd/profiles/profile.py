"""The shape of a platform's file, and of the profile that its `extends` chain makes."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from netmaintd.model.facts import FACT_KINDS
from netmaintd.profiles.converters import CONVERTERS


def _regex(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f'"{text}" is not a regular expression: {error}') from error
    return text


OidText = Annotated[str, StringConstraints(pattern=r"^[0-2](\.\d+)+$")]
Regex = Annotated[str, AfterValidator(_regex)]
PartName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Part(BaseModel):
    """Frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldSpec(Part):
    """Where one value of a row comes from: an object at the row's index, a part of the index, or a constant.

    `at` takes the index from elsewhere: from parts of this row's index, or from the value of another object
    (`cpmCPUTotalPhysicalIndex` leads to `entPhysicalName`).
    """

    oid: OidText | None = None
    index: int | None = None
    const: str | None = None
    at: At | None = None
    regex: Regex | None = None
    """Only the first group of the text; no value where it does not match."""
    convert: str | None = None
    map: dict[str, str] | None = None
    """Value as text to another; what is not named has no value."""
    divide: float = Field(default=1.0, gt=0)

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if sum(source is not None for source in (self.oid, self.index, self.const)) != 1:
            raise ValueError("give exactly one of oid, index and const")
        return self

    @field_validator("convert")
    @classmethod
    def _known_converter(cls, value: str | None) -> str | None:
        if value is not None and value not in CONVERTERS:
            raise ValueError(f'no converter "{value}"; there are: {", ".join(CONVERTERS)}')
        return value


class At(Part):
    """Another index than the row's own."""

    index: tuple[int, ...] | None = None
    oid: OidText | None = None


class Where(Part):
    """Only rows whose object has one of these values, as text (numbers, dotted OIDs)."""

    oid: OidText
    values: tuple[str, ...] = Field(alias="in", min_length=1)


class Table(Part):
    """Rows of one object, each of which makes one fact."""

    emits: str
    rows: OidText
    """The object whose instances are the rows; a scalar is a table with one row."""
    fields: dict[PartName, FieldSpec]
    where: tuple[Where, ...] = ()
    first: bool = False
    """Only the first row, by index."""
    add: bool | None = None
    """Add to what more special tables gave; None means by kind: sensors add, processors do not."""

    @field_validator("emits")
    @classmethod
    def _known_kind(cls, value: str) -> str:
        if value not in FACT_KINDS:
            raise ValueError(f'no fact "{value}"; there are: {", ".join(FACT_KINDS)}')
        return value


class Match(Part):
    """How a platform is recognised."""

    sys_object_id: tuple[OidText, ...] = ()
    """Prefixes; the longest of all profiles wins."""
    sys_descr: tuple[Regex, ...] = ()
    """Decides between profiles with the same prefix, or where no prefix is known."""
    ssh: tuple[Regex, ...] = ()
    """What the SSH server calls itself, or the first lines of an answer."""


class Snmp(Part):
    """What is read over SNMP."""

    tables: tuple[Table, ...] = ()


class Command(Part):
    """One command that may be sent, and what its answer gives."""

    run: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f;|?]+$")]
    gives: Literal["running", "startup", "identity"] | None = None
    end: Regex | None = None
    """What the last line must match, as proof that the answer is whole."""
    patterns: dict[PartName, Regex] = Field(default_factory=dict)
    """Field of Identity (or `uptime`) to a regular expression whose first group is its value."""


class Ssh(Part):
    """How the platform is talked to."""

    driver: str
    enable: bool = False
    commands: tuple[Command, ...] = ()
    refusals: tuple[Regex, ...] = ()
    pager: tuple[Regex, ...] = (r"-+ ?\(?[Mm]ore\b", r"-- MORE --", r"\x1b\[")
    saved: Literal["compared", "unknown"] = "unknown"
    """Whether comparing startup with running tells that the configuration is saved."""


class ProfileFile(Part):
    """One file of a platform, as written."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
    title: str
    vendor: str | None = None
    extends: str | None = None
    match: Match = Match()
    snmp: Snmp = Snmp()
    ssh: Ssh | None = None
    noise: tuple[Regex, ...] = ()
    """Lines of a configuration that change by themselves."""
    secrets: tuple[Regex, ...] = ()
    """Lines with a secret; the first group is what is masked."""


class Profile(Part):
    """A platform with everything that it inherits; the most special comes first."""

    name: str
    title: str
    vendor: str | None
    lineage: tuple[str, ...]
    match: Match
    tables: tuple[Table, ...]
    ssh: Ssh | None
    noise: tuple[str, ...]
    secrets: tuple[str, ...]


FieldSpec.model_rebuild()


def resolve(file: ProfileFile, parents: tuple[ProfileFile, ...]) -> Profile:
    """Return the profile of a file and its ancestors, nearest first."""
    line: tuple[ProfileFile, ...] = (file, *parents)

    def first(pick: Any) -> Any:
        return next((value for item in line if (value := pick(item)) is not None), None)

    return Profile(
        name=file.name,
        title=file.title,
        vendor=first(lambda item: item.vendor),
        lineage=tuple(item.name for item in line),
        match=file.match,
        tables=tuple(table for item in line for table in item.snmp.tables),
        ssh=first(lambda item: item.ssh),
        noise=tuple(dict.fromkeys(pattern for item in line for pattern in item.noise)),
        secrets=tuple(dict.fromkeys(pattern for item in line for pattern in item.secrets)),
    )
