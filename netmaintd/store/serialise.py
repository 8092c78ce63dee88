"""Values of `model` to JSON text and back, faithfully: what is read equals what was written.

Fields that a newer program added take their default when an older text is read; the database's schema version
guards the rest.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from netmaintd.errors import IntegrityBroken, StoreError

T = TypeVar("T")

_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def to_json(value: object, kind: Any = None) -> str:
    """Return a value as JSON text; `kind` names the type where the value's class does not (`tuple[X, ...]`).

    Numbers that are not finite stay what they are: a device may answer NaN, and `null` could not be read back.

    Raises:
        StoreError: a text in it is not Unicode.
    """
    try:
        plain = _adapter(kind or type(value)).dump_python(value, mode="json")
        text = json.dumps(plain, ensure_ascii=False)
        text.encode()
    except (PydanticSerializationError, UnicodeEncodeError) as error:
        raise StoreError(f"a text of this {type(value).__name__} is not Unicode and cannot be stored") from error
    return text


def from_json(kind: type[T], text: str | bytes) -> T:
    """Return the value of a type that `to_json` wrote.

    Raises:
        IntegrityBroken: the stored text is no longer such a value.
    """
    try:
        return cast("T", _adapter(kind).validate_json(text))
    except ValidationError as error:
        raise IntegrityBroken(
            f"a stored {kind.__name__} cannot be read ({error.error_count()} fault(s)); see 'netmaintd verify'"
        ) from error
