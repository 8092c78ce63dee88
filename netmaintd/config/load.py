"""Everything administrators wrote, read in one go: either all of it is in order, or every problem is told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from netmaintd.compliance.rulebook import Rulebook
from netmaintd.config.inventory_files import Known, read_inventory
from netmaintd.config.plan_files import read_calendar, read_plans
from netmaintd.config.problems import Problems
from netmaintd.config.rule_packs import read_rulebook
from netmaintd.config.secrets import Secrets
from netmaintd.config.settings import Settings
from netmaintd.config.yaml_file import yaml_files
from netmaintd.errors import ConfigError, ConfigProblems, NotFound
from netmaintd.model.devices import Inventory
from netmaintd.model.plans import OfficeCalendar, Plan


@dataclass(frozen=True)
class Configuration:
    """What is at work. `digest` is a sha256 over the files it came from."""

    settings: Settings
    inventory: Inventory
    plans: tuple[Plan, ...]
    calendar: OfficeCalendar
    secrets: Secrets
    digest: str
    loaded_at: datetime
    rulebook: Rulebook = Rulebook()

    def plan(self, name: str) -> Plan:
        """Return a plan by name; NotFound when the files have it no more."""
        for plan in self.plans:
            if plan.name == name:
                return plan
        raise NotFound(f'no plan "{name}" in the files; there are: {", ".join(p.name for p in self.plans) or "none"}')


def load(
    settings: Settings,
    *,
    platforms: Collection[str],
    checks: Collection[str],
    settings_model: Callable[[str], type[BaseModel]],
    learn: Callable[[list[str]], None],
    at: datetime,
) -> Configuration:
    """Read inventory, plans, calendar and rules.

    Raises:
        ConfigProblems: every problem of every file.
        ConfigError: a file went away in the middle.
    """
    problems = Problems()
    credentials = {name: account.kind for name, account in settings.credentials.items()}
    known = Known(platforms, credentials, checks, settings_model)
    inventory = read_inventory(settings.paths.devices, known, problems)
    plans = read_plans(settings.paths.schedules, inventory, known, problems)
    calendar = read_calendar(settings.paths.schedules, problems)
    rulebook = read_rulebook(settings.paths.compliance, inventory, platforms, problems)
    told = problems.told()
    if told:
        raise ConfigProblems(tuple(str(problem) for problem in told))
    secrets = Secrets(settings, learn)
    return Configuration(settings, inventory, plans, calendar, secrets, _digest(settings), at, rulebook)


def _digest(settings: Settings) -> str:
    digest = hashlib.sha256()
    for folder in filter(None, (settings.paths.devices, settings.paths.schedules, settings.paths.compliance)):
        for path in yaml_files(folder):
            content = _bytes(path)
            digest.update(f"{path.name}:{len(content)}:".encode() + content)
    return digest.hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: changed while it was read; load again: {error.strerror}") from error
