"""All checks by name: every module of this room that defines one."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

import netmaintd.checks
from netmaintd.checks.check import Check

_NO_CHECKS = {"check", "limits", "registry", "wording"}


@functools.cache
def _checks() -> dict[str, type[Check]]:
    found: dict[str, type[Check]] = {}
    for module in pkgutil.iter_modules(netmaintd.checks.__path__):
        if module.name in _NO_CHECKS:
            continue
        content = vars(importlib.import_module(f"netmaintd.checks.{module.name}"))
        for kind in content.values():
            if isinstance(kind, type) and issubclass(kind, Check) and kind.__module__.endswith(module.name):
                found[kind.name] = kind
    return dict(sorted(found.items(), key=lambda item: item[1].number))


def names() -> tuple[str, ...]:
    """Return the names of all checks, by their number in the published list."""
    return tuple(_checks())


def kind_of(name: str) -> type[Check]:
    """Return the class of a check; KeyError when there is none of that name."""
    return _checks()[name]


def settings_model(name: str) -> type[BaseModel]:
    """Return the model of a check's settings; KeyError when there is no such check."""
    return _checks()[name].Settings


def build(name: str, settings: Mapping[str, Any] | None = None, device: Mapping[str, Any] | None = None) -> Check:
    """Return a check with the plan's settings, and over them the device's.

    Raises:
        KeyError: no check has that name.
        pydantic.ValidationError: a setting is unknown or out of range.
    """
    kind = _checks()[name]
    return kind(kind.Settings.model_validate({**(settings or {}), **(device or {})}))
