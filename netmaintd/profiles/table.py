"""The shape of a table: which rows of an agent make which kind of fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import field_validator, model_validator

from netmaintd.profiles.fact_fields import FIELDS, WORDS
from netmaintd.profiles.source import FieldSpec, OidText, Part, PartName, Where


class Table(Part):
    """Rows of one object, each of which makes one fact."""

    emits: str
    rows: OidText
    """The object whose instances are the rows; a scalar is a table with one row."""
    also: tuple[OidText, ...] = ()
    """Further objects whose instances are rows, where an agent leaves out the first."""
    fields: dict[PartName, FieldSpec]
    where: tuple[Where, ...] = ()
    unless: tuple[OidText, ...] = ()
    """Not asked where the device has any instance of one of these: a better table of the same things."""
    first: bool = False
    """Only the first row that makes a fact, by index."""
    fold: Literal["sum", "count"] | None = None
    """One fact of all rows: `value` is the sum of theirs, or how many rows there are; none of no rows."""
    add: bool | None = None
    """Add to what more special tables gave; None means by kind: sensors add, processors do not."""

    @field_validator("emits")
    @classmethod
    def _known_kind(cls, value: str) -> str:
        if value not in FIELDS:
            raise ValueError(f'no fact "{value}" that a table can give; there are: {", ".join(FIELDS)}')
        return value

    @model_validator(mode="after")
    def _known_fields(self) -> Self:
        known = FIELDS[self.emits]
        for name, spec in self.fields.items():
            if name not in known:
                raise ValueError(f'{self.emits} has no field "{name}"; there are: {", ".join(sorted(known))}')
            allowed = WORDS.get((self.emits, name))
            wrong = sorted(set(spec.words()) - allowed) if allowed else []
            if wrong:
                raise ValueError(f'{name} "{wrong[0]}" is not one of: {", ".join(sorted(allowed or ()))}')
        return self

    def objects(self) -> Iterator[str]:
        """Return every object that the table needs."""
        yield from (self.rows, *self.also, *self.unless)
        for where in self.where:
            yield from where.objects()
        for spec in self.fields.values():
            yield from spec.objects()
