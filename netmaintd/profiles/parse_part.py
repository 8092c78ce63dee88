"""How the answer to a command becomes facts, as a platform's file says it: rows, and what their columns mean.

In the manner of the SNMP tables, and the same facts. Rows come of a TextFSM template, or of a regular expression of
which every match is a row and every named group a column. `ROW` is the number of the row, from 1, and `COMMAND` what
was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from netmaintd.model.rows import Recipe
from netmaintd.profiles.fact_fields import FIELDS, WORDS
from netmaintd.profiles.source import Part, PartName, Regex, RegexWithGroup
from netmaintd.profiles.text_converters import TEXT_CONVERTERS

ROW, COMMAND = "ROW", "COMMAND"


def _with_names(text: str) -> str:
    try:
        named = re.compile(text).groupindex
    except re.error as error:
        raise ValueError(f'"{text}" is not a regular expression: {error}') from error
    if not named:
        raise ValueError(f'"{text}" has no named group; write (?P<COLUMN>...) around each part that is meant')
    return text


ColumnName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$")]
Columns = ColumnName | tuple[ColumnName, ...]
TemplateName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$")]
RegexWithNames = Annotated[str, AfterValidator(_with_names)]


class ColumnWhere(Part):
    """Only rows whose column has one of these values, or none of them, letters of either size."""

    column: ColumnName
    values: tuple[str, ...] = Field(default=(), alias="in")
    others: tuple[str, ...] = Field(default=(), alias="not_in")
    like: Regex | None = None
    unlike: Regex | None = None

    @model_validator(mode="after")
    def _one_list(self) -> Self:
        if sum(map(bool, (self.values, self.others, self.like, self.unlike))) != 1:
            raise ValueError("give exactly one of in, not_in, like and unlike")
        return self


class ColumnField(Part):
    """Where one value of a row comes from, and what is done with it: regex, map, convert, factors, in that order.

    Several columns are put together with blanks between them. A map knows letters of either size, and by `*` all
    that it does not name.
    """

    column: Columns | None = None
    const: str | None = None
    broken: bool = False
    """The items of a list are parts of one word that was broken over lines."""
    where: ColumnWhere | None = None
    """No value unless another column of the row says so."""
    skip: tuple[str, ...] = ()
    """Texts by which the device says that there is none."""
    regex: RegexWithGroup | None = None
    map: dict[str, str] | None = None
    convert: str | None = None
    divide: float = Field(default=1.0, gt=0)
    multiply: float = Field(default=1.0, gt=0)
    prefix: str | None = None
    suffix: str | None = None
    otherwise: ColumnField | None = None
    """Where to look when there is no value."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.column is None) == (self.const is None):
            raise ValueError("give exactly one of column and const")
        return self

    @field_validator("convert")
    @classmethod
    def _known_converter(cls, value: str | None) -> str | None:
        if value is not None and value not in TEXT_CONVERTERS:
            raise ValueError(f'no converter "{value}"; there are: {", ".join(TEXT_CONVERTERS)}')
        return value

    @cached_property
    def folded_map(self) -> dict[str, str] | None:
        """Return the map by keys without case."""
        return {key.casefold(): value for key, value in self.map.items()} if self.map is not None else None

    def chain(self) -> Iterator[ColumnField]:
        """Return this source and those that stand in for it."""
        yield self
        if self.otherwise:
            yield from self.otherwise.chain()

    def columns(self) -> Iterator[str]:
        """Return every column that a value may need."""
        for spec in self.chain():
            yield from (spec.column,) if isinstance(spec.column, str) else spec.column or ()
            yield from (spec.where.column,) if spec.where else ()

    def words(self) -> Iterator[str]:
        """Return the words that a constant or a map gives."""
        for spec in self.chain():
            yield from (spec.map or {}).values()
            if spec.const is not None:
                yield spec.const


class Parse(Part):
    """Rows of an answer, each of which makes one fact."""

    emits: str
    template: TemplateName | None = None
    """Name of a template of ntc-templates or of our own, which is that of its file."""
    lines: RegexWithNames | None = None
    within: Regex | None = None
    """With `lines`: only in what this matches, whose named groups are columns as well."""
    none: Regex | None = None
    """By what a device says that it has nothing to tell (`LLDP is not enabled`): no rows, whatever the template."""
    each: tuple[ColumnName, ...] = ()
    """Columns that hold a list, or a text with commas: one row for each item, all of them taken together."""
    where: tuple[ColumnWhere, ...] = ()
    fields: dict[PartName, ColumnField]
    first: bool = False
    """Only the first row that makes a fact."""
    add: bool | None = None
    """Add to what was told before; None means by kind, as with SNMP."""

    @field_validator("emits")
    @classmethod
    def _known_kind(cls, value: str) -> str:
        if value not in FIELDS:
            raise ValueError(f'no fact "{value}" that a command can give; there are: {", ".join(FIELDS)}')
        return value

    @model_validator(mode="after")
    def _known_names(self) -> Self:
        if (self.template is None) == (self.lines is None) or (self.within and self.lines is None):
            raise ValueError("give exactly one of template and lines, and within only with lines")
        known = FIELDS[self.emits]
        for name, spec in self.fields.items():
            if name not in known:
                raise ValueError(f'{self.emits} has no field "{name}"; there are: {", ".join(sorted(known))}')
            allowed = WORDS.get((self.emits, name))
            if allowed:
                _check_words(name, spec, allowed)
        if self.lines is not None:
            self.check_columns(frozenset(_groups(self.lines) | _groups(self.within or "")))
        return self

    def check_columns(self, known: frozenset[str]) -> None:
        """Refuse columns that the rows do not have; ValueError names one."""
        for column in self.columns():
            if column not in known and column not in {ROW, COMMAND}:
                raise ValueError(f'no column "{column}"; there are: {", ".join(sorted(known))}')

    def columns(self) -> Iterator[str]:
        """Return every column that is looked at."""
        yield from self.each
        yield from (condition.column for condition in self.where)
        for spec in self.fields.values():
            yield from spec.columns()

    @cached_property
    def recipe(self) -> Recipe:
        """How the text is read."""
        return Recipe(self.template or "", self.lines or "", self.within or "")


def _check_words(name: str, spec: ColumnField, allowed: frozenset[str]) -> None:
    """Refuse a field that could give another word than those: devices write what they like."""
    wrong = sorted(set(spec.words()) - allowed)
    if wrong:
        raise ValueError(f'{name} "{wrong[0]}" is not one of: {", ".join(sorted(allowed))}')
    if any(part.map is None and part.const is None for part in spec.chain()):
        raise ValueError(f"{name} needs a map to: {', '.join(sorted(allowed))}")


def _groups(pattern: str) -> set[str]:
    return set(re.compile(pattern).groupindex)


ColumnField.model_rebuild()
