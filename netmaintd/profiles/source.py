"""Where one value of a row comes from: an object, its index, a constant, and the way to another row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from netmaintd.profiles.converters import CONVERTERS


def _regex(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f'"{text}" is not a regular expression: {error}') from error
    return text


def _with_group(text: str) -> str:
    if not re.compile(_regex(text)).groups:
        raise ValueError(f'"{text}" has no group; put ( ) around the part that is meant')
    return text


OidText = Annotated[str, StringConstraints(pattern=r"^[0-2](\.\d+)+$")]
Regex = Annotated[str, AfterValidator(_regex)]
RegexWithGroup = Annotated[str, AfterValidator(_with_group)]
PartName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Part(BaseModel):
    """Frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class At(Part):
    """Another index than the row's own: parts of it (`index`), and what another object says of those.

    Nothing of all means the only instance of a scalar.
    """

    index: tuple[int, ...] | None = None
    plus: tuple[int, ...] = ()
    """Numbers put after it: entAliasMappingTable has entLogicalIndexOrZero behind entPhysicalIndex."""
    oid: OidText | None = None
    """What this object says: a number, also in digits, is the index itself; of an OID (RowPointer) the last one is."""
    value_of: OidText | None = None
    """The other way round: the index at which this object has this number (dot1dBasePort of an ifIndex)."""
    instance: tuple[int, ...] | None = None
    """Always this one: the first line of a table beside a scalar."""
    below: tuple[Where, ...] = ()
    """The first instance below the index so far at which all of these hold (a threshold of one severity)."""

    then: At | None = None
    """The next step from there: to the part that contains the part that contains this one."""

    def objects(self) -> Iterator[str]:
        """Return every object that finding the index needs."""
        yield from (text for text in (self.oid, self.value_of) if text)
        yield from self.then.objects() if self.then else ()
        for where in self.below:
            yield from where.objects()


class Where(Part):
    """Only rows whose object has one of these values, or none of them, as text (numbers, dotted OIDs)."""

    oid: OidText | None = None
    index: int | None = None
    """Instead of an object: one number of the row's own index."""
    at: At | None = None
    values: tuple[str, ...] = Field(default=(), alias="in")
    others: tuple[str, ...] = Field(default=(), alias="not_in")
    """An object that is not there passes `not_in`, and never `in`."""
    like: Regex | None = None
    unlike: Regex | None = None
    """The same for a text in which this is found."""
    there: bool | None = None
    """Whether there is such an object at all."""

    @model_validator(mode="after")
    def _one_list(self) -> Self:
        given = (self.values or None, self.others or None, self.like, self.unlike, self.there)
        if sum(condition is not None for condition in given) != 1:
            raise ValueError("give exactly one of in, not_in, like, unlike and there")
        if (self.oid is None) == (self.index is None):
            raise ValueError("give exactly one of oid and index")
        return self

    def objects(self) -> Iterator[str]:
        """Return every object that the condition needs."""
        yield from (self.oid,) if self.oid else ()
        yield from self.at.objects() if self.at else ()


class FieldSpec(Part):
    """Where one value of a row comes from, and what is done with it.

    Exactly one source: an object at the row's index (`oid`, elsewhere with `at`), one number of the index
    (`index`) or several with dots between them (`index: [0, 1]`), several of them as bytes (`span`, or `sized`:
    those after their number), or a constant.
    """

    oid: OidText | None = None
    index: int | tuple[int, ...] | None = None
    span: tuple[int, int | None] | None = None
    sized: int | None = None
    const: str | None = None
    at: At | None = None
    where: Where | None = None
    """No value unless another object of the row says so (an id that is a MAC address by its subtype)."""
    among: OidText | None = None
    """No value unless it is, as text, also one of this object (an id that is the name of a port)."""
    skip: tuple[str, ...] = ()
    """Values, as text, by which the device says that there is none (`-2147483648`)."""
    regex: RegexWithGroup | None = None
    """Only the first group of the text; no value where it does not match."""
    convert: str | None = None
    map: dict[str, str] | None = None
    """Value as text to another; what is not named has no value."""
    divide: float = Field(default=1.0, gt=0)
    multiply: float = Field(default=1.0, gt=0)
    prefix: str | None = None
    """Text put before the value, which then is text: `Fan ` before a number of the index."""
    suffix: str | None = None
    """Text put behind it."""
    otherwise: FieldSpec | None = None
    """Where to look when there is no value."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        sources = (self.oid, self.index, self.span, self.sized, self.const)
        if sum(source is not None for source in sources) != 1:
            raise ValueError("give exactly one of oid, index, span, sized and const")
        return self

    @field_validator("convert")
    @classmethod
    def _known_converter(cls, value: str | None) -> str | None:
        if value is not None and value not in CONVERTERS:
            raise ValueError(f'no converter "{value}"; there are: {", ".join(CONVERTERS)}')
        return value

    @cached_property
    def bare(self) -> bool:
        """Whether it is an object at the row's own index, converted and no more, as most of them are."""
        more = (self.at, self.where, self.among, self.map, self.regex, self.prefix, self.suffix)
        as_is = self.divide == self.multiply == 1.0 and not self.skip
        return self.oid is not None and as_is and all(part is None for part in more)

    def chain(self) -> Iterator[FieldSpec]:
        """Return this source and those that stand in for it."""
        yield self
        if self.otherwise:
            yield from self.otherwise.chain()

    def objects(self) -> Iterator[str]:
        """Return every object that a value may need."""
        for spec in self.chain():
            yield from (text for text in (spec.oid, spec.among) if text)
            yield from spec.at.objects() if spec.at else ()
            yield from spec.where.objects() if spec.where else ()

    def words(self) -> Iterator[str]:
        """Return the words that a constant or a map gives."""
        for spec in self.chain():
            yield from (spec.map or {}).values()
            if spec.const is not None:
                yield spec.const


At.model_rebuild()
FieldSpec.model_rebuild()
