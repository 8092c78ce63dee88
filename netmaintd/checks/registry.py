"""All checks by name: every file of this room that defines one. A new check is one new file."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from pydantic import BaseModel

import netmaintd.checks
from netmaintd.checks.check import Check


@functools.cache
def _checks() -> dict[str, type[Check]]:
    names = (module.name for module in pkgutil.iter_modules(netmaintd.checks.__path__))
    found = [kind for name in names for kind in checks_in(importlib.import_module(f"netmaintd.checks.{name}"))]
    return {kind.name: kind for kind in sorted(found, key=lambda kind: kind.number)}


def checks_in(module: ModuleType) -> Iterator[type[Check]]:
    """Return the checks that a module itself defines; none for one that only helps."""
    for kind in vars(module).values():
        own = isinstance(kind, type) and issubclass(kind, Check) and kind.__module__ == module.__name__
        if own and not inspect.isabstract(kind):
            yield kind


def names() -> tuple[str, ...]:
    """Return the names of all checks, by their number in the published list."""
    return tuple(_checks())


def kind_of(name: str) -> type[Check]:
    """Return the class of a check; KeyError when there is none of that name."""
    return _checks()[name]


def settings_model(name: str) -> type[BaseModel]:
    """Return the model of a check's settings; KeyError when there is no such check."""
    return _checks()[name].Settings


def build(
    name: str, settings: Mapping[str, Any] | None = None, device_settings: Mapping[str, Any] | None = None
) -> Check:
    """Return a check with the plan's settings, and over them the device's.

    Raises:
        KeyError: no check has that name.
        pydantic.ValidationError: a setting is unknown or out of range.
    """
    kind = _checks()[name]
    return kind(kind.Settings.model_validate({**(settings or {}), **(device_settings or {})}))
