"""The running configuration among the facts."""

from __future__ import annotations

from netmaintd.model.facts import ConfigKind, ConfigText, Facts


def running(facts: Facts) -> ConfigText | None:
    """Return the running configuration, None when it was not read."""
    return next((text for text in facts.of(ConfigText) if text.kind is ConfigKind.RUNNING), None)
