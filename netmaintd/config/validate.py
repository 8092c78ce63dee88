"""From plain data to models: every fault of a model as a sentence with its place and the remedy."""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from netmaintd.config.problems import Problems
from netmaintd.config.yaml_file import KeyPath, YamlFile

M = TypeVar("M", bound=BaseModel)


def validate(
    model: type[M], data: Any, file: YamlFile, problems: Problems, *, at: KeyPath = (), fallback: KeyPath = ()
) -> M | None:
    """Return the model, None when it has faults; all of them are then among `problems`.

    Args:
        at: where `data` stands in the file.
        fallback: where a key stands that `at` does not have (a file's `defaults`).
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = [(fault, _loc(fault)) for fault in error.errors(include_url=False)]
        misspelt = {(*loc[:-1], _meant(fault, model, loc)) for fault, loc in faults}
        for fault, loc in faults:
            if fault["type"] == "missing" and loc in misspelt:
                continue  # told once, at the key that was meant to be it
            place = _find(file, at, fallback, loc, of_key=fault["type"] == "extra_forbidden")
            problems.add(file.path, place, where(file, at, data), sentence(fault, model, loc))
        return None


def _loc(fault: Mapping[str, Any]) -> KeyPath:
    return tuple(part for part in fault["loc"] if isinstance(part, (str, int)))


def _meant(fault: Mapping[str, Any], model: type[BaseModel], loc: KeyPath) -> str:
    """Return the key that an unknown one was meant to be; empty when it is like none."""
    if fault["type"] != "extra_forbidden":
        return ""
    return _nearest(str(loc[-1]), _fields_at(model, loc[:-1]))


def _find(file: YamlFile, at: KeyPath, fallback: KeyPath, loc: KeyPath, *, of_key: bool) -> tuple[int, int]:
    base = fallback if fallback and (*at, *loc) not in file.places and (*fallback, *loc) in file.places else at
    return file.place((*base, *loc), of_key=of_key)


def where(file: YamlFile, at: KeyPath, data: Any) -> str:
    """Return the name by which an administrator knows the place: the entry's name, else the path of keys."""
    if isinstance(data, Mapping) and isinstance(data.get("name"), str) and data["name"]:
        return str(data["name"])
    return _dotted(at) or file.path.stem


def sentence(fault: Mapping[str, Any], model: type[BaseModel], loc: KeyPath) -> str:
    """Return what is wrong and what to do, in one English sentence."""
    kind, ctx = fault["type"], fault.get("ctx", {})
    key = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden":
        return _unknown_key(key, _fields_at(model, loc[:-1]))
    if kind == "missing":
        return f'key "{key}" is missing; add it'
    writer = _SENTENCES.get(kind)
    text = writer(fault.get("input"), ctx) if writer else str(fault["msg"]).removeprefix("Value error, ")
    return f"{_dotted(loc)}: {text}" if loc else text


def _dotted(loc: KeyPath) -> str:
    return ".".join(str(part) for part in loc)


def _unknown_key(key: str, allowed: list[str]) -> str:
    near = _nearest(key, allowed)
    hint = f'did you mean "{near}"?' if near else f"allowed: {', '.join(allowed)}"
    return f'unknown key "{key}"; {hint}'


def unknown_name(kind: str, name: str, known: typing.Iterable[str]) -> str:
    """Return the sentence for a name that nothing has."""
    names = sorted(known)
    near = _nearest(name, names)
    hint = f'did you mean "{near}"?' if near else f"there are: {', '.join(names) or 'none'}"
    return f'no {kind} "{name}"; {hint}'


def _nearest(word: str, known: list[str]) -> str:
    return next(iter(difflib.get_close_matches(word, known, n=1)), "")


def _fields_at(model: Any, loc: KeyPath) -> list[str]:
    """Return the keys that a model allows at a path."""
    for part in loc:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part) if _is_model(model) else None
        model = _inner_model(field.annotation) if field else None
    return list(model.model_fields) if _is_model(model) else []


def _inner_model(annotation: Any) -> Any:
    """Return the model inside `X | None` and `tuple[X, ...]`."""
    if _is_model(annotation):
        return annotation
    if typing.get_origin(annotation) in (typing.Union, types.UnionType, tuple, dict):
        return next((inner for arg in typing.get_args(annotation) if (inner := _inner_model(arg))), None)
    return None


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _shown(value: Any) -> str:
    if not isinstance(value, str):
        return "this value"
    return f'"{value if len(value) <= _MOST_SHOWN else value[:_MOST_SHOWN] + "…"}"'


def _bare(quoted: Any) -> str:
    return str(quoted).strip("'")


_MOST_SHOWN = 60
_FORMS = {
    r"^[a-z0-9][a-z0-9.-]{0,62}$": "use lower case letters, digits, dots and hyphens, a letter or digit first",
    r"^[a-z0-9][a-z0-9_-]{0,62}$": "use the name of a profile, such as cisco_ios",
    r"^[A-Za-z0-9:]([A-Za-z0-9.:-]*[A-Za-z0-9:])?$": "give an IPv4 or IPv6 address or a host name",
    r"^([0-9A-Fa-f]{2}[:.-]?){5}[0-9A-Fa-f]{2}$": "write a MAC address as 00:11:22:33:44:55",
    r"^[^\x00-\x1f\x7f]*$": "control characters have no place here; write one line of text",
    r"^([01]\d|2[0-3]):[0-5]\d$": "write a time of day as 08:00",
}
"""Patterns in words; a pattern that is not here is shown as it is."""


_SENTENCES: dict[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "string_type": lambda v, c: "must be a text" if v is not None else "is empty; give a text or leave the key out",
    "string_pattern_mismatch": lambda v, c: f"{_shown(v)}: {_FORMS.get(c['pattern']) or 'the form is ' + c['pattern']}",
    "string_too_short": lambda v, c: "must not be empty",
    "string_too_long": lambda v, c: f"is longer than {c['max_length']} characters",
    "int_parsing": lambda v, c: f"{_shown(v)} is not a whole number",
    "int_type": lambda v, c: "must be a whole number",
    "int_from_float": lambda v, c: f"{_shown(v)} is not a whole number",
    "float_parsing": lambda v, c: f"{_shown(v)} is not a number",
    "finite_number": lambda v, c: "must be a finite number",
    "union_tag_invalid": lambda v, c: (
        f"{_shown(c['tag'])} is no {_bare(c['discriminator'])}; it is one of {c['expected_tags']}"
    ),
    "union_tag_not_found": lambda v, c: f'key "{_bare(c["discriminator"])}" is missing; add it',
    "float_type": lambda v, c: "must be a number",
    "bool_parsing": lambda v, c: f"{_shown(v)} is neither true nor false",
    "bool_type": lambda v, c: "must be true or false",
    "enum": lambda v, c: f"{_shown(v)} is not one of {c['expected']}",
    "literal_error": lambda v, c: f"{_shown(v)} is not one of {c['expected']}",
    "greater_than": lambda v, c: f"must be more than {c['gt']}",
    "greater_than_equal": lambda v, c: f"must be {c['ge']} or more",
    "less_than": lambda v, c: f"must be less than {c['lt']}",
    "less_than_equal": lambda v, c: f"must be {c['le']} or less",
    "too_short": lambda v, c: f"needs at least {c['min_length']} item",
    "tuple_type": lambda v, c: "must be a list",
    "list_type": lambda v, c: "must be a list",
    "dict_type": lambda v, c: "must be a mapping of keys",
    "model_type": lambda v, c: "must be a mapping of keys",
    "model_attributes_type": lambda v, c: "must be a mapping of keys",
    "date_from_datetime_parsing": lambda v, c: f"{_shown(v)} is not a date; write it as 2026-11-24",
    "date_parsing": lambda v, c: f"{_shown(v)} is not a date; write it as 2026-11-24",
    "date_from_datetime_inexact": lambda v, c: f"{_shown(v)} is not a date; write it as 2026-11-24",
    "date_type": lambda v, c: "must be a date; write it as 2026-11-24",
}
