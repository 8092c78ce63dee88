"""The rules at work: packs and waivers of the configuration, counted in the office's days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.usecases.judge_compliance import OfficeRules

if TYPE_CHECKING:
    from netmaintd.config.load import Configuration


def office_rules(configuration: Configuration) -> OfficeRules:
    """Return the rules of a configuration."""
    return OfficeRules(configuration.rulebook, configuration.settings.office.zone)
