"""What a rule may ask of a configuration, as written in a pack."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from netmaintd.compliance.comparison import Operand, Operator
from netmaintd.compliance.pattern import compiled, cost
from netmaintd.model.devices import FileModel, Label

IDENTITY_FIELDS = ("vendor", "model", "os_name", "os_version", "serial", "hostname")


def _pattern(text: str) -> str:
    fault = cost(text).fault
    if fault:
        raise ValueError(f'"{text}" {fault}')
    return text


def _one_group(text: str) -> str:
    if compiled(text).groups != 1:
        raise ValueError(f'"{text}" must have one group; put ( ) around the value that is compared')
    return text


_Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Pattern = Annotated[_Text, AfterValidator(_pattern)]
"""A regular expression, matched from the beginning of a statement whose words are one blank apart, without case."""
ValuePattern = Annotated[Pattern, AfterValidator(_one_group)]


class Otherwise(StrEnum):
    """What to say where there is nothing to look at."""

    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"


class Value(FileModel):
    """A value of the configuration, or of the device's identity, compared; of several each must do."""

    like: ValuePattern | None = None
    identity: Annotated[str, Field(pattern=rf"^({'|'.join(IDENTITY_FIELDS)})$")] | None = None
    compare: dict[Operator, Operand] = Field(min_length=1)
    missing: Otherwise = Otherwise.UNKNOWN
    """What to say where no statement fits: often a default that the platform does not write down."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if (self.like is None) == (self.identity is None):
            raise ValueError("give exactly one of like and identity")
        for operator, operand in self.compare.items():
            if operator.takes_list is isinstance(operand, str):
                raise ValueError(f"{operator} compares with {'a list' if operator.takes_list else 'one value'}")
            if operator is Operator.BETWEEN and len(operand) != 2:
                raise ValueError("between needs two values, the lower one first")
        return self


class Condition(FileModel):
    """All that is said here must hold."""

    must: tuple[Pattern, ...] = ()
    """Each of these is found."""
    must_line: tuple[Label, ...] = ()
    """Each of these statements is there, word for word."""
    must_not: tuple[Pattern, ...] = ()
    must_not_line: tuple[Label, ...] = ()
    values: tuple[Value, ...] = ()
    sections: Sections | None = None
    any_of: tuple[Condition, ...] = ()
    all_of: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(getattr(self, name) for name in Condition.model_fields):
            raise ValueError(f"asks for nothing; give at least one of {', '.join(Condition.model_fields)}")
        return self


class Sections(FileModel):
    """The same condition inside every section that is chosen."""

    like: Pattern
    """Fits the section's first statement; where a platform writes whole paths, what they have in common."""
    where: tuple[Pattern, ...] = ()
    """Only sections in which each of these is found."""
    unless: tuple[Pattern, ...] = ()
    """And none of these."""
    none: Otherwise = Otherwise.UNKNOWN
    """What to say where no section is chosen."""
    each: Condition


Condition.model_rebuild()
