"""Put the rooms together once: settings, files, profiles, store. Both the service and the command line start here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from netmaintd.checks import registry
from netmaintd.config.load import Configuration, load
from netmaintd.config.profile_files import load_profiles
from netmaintd.config.secrets import Secrets, evidence_key
from netmaintd.config.settings import Settings, read_settings
from netmaintd.daemon.logs import REDACTOR
from netmaintd.parsers.templates import columns_of
from netmaintd.profiles.mask import mask
from netmaintd.signoff.calendar import WorkingCalendar
from netmaintd.store.config_history import ConfigHistory
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.keep_config_history import ConfigKeeping

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.profiles.profile_set import ProfileSet

DEFAULT_SETTINGS = Path("netmaintd.toml")


@dataclass(frozen=True)
class Parts:
    """Everything that a use case may ask for."""

    settings: Settings
    profiles: ProfileSet

    def configuration(self, at: datetime) -> Configuration:
        """Read inventory, plans and calendar; ConfigProblems names every fault of every file."""
        return load(
            self.settings,
            platforms=self.profiles.names(),
            checks=registry.names(),
            settings_model=registry.settings_model,
            learn=REDACTOR.know,
            at=at,
        )

    @property
    def mask_key(self) -> bytes:
        """Key of the tags that stand for secrets in what people see; the same secret keeps its tag."""
        return evidence_key(self.settings.paths.state)

    def bsre_password(self) -> str:
        """Return the password of the office's account at BSrE's service; SecretMissing when nothing holds it."""
        return Secrets(self.settings, REDACTOR.know).bsre()

    def masked(self, platform: str, text: str) -> str:
        """Return what a device said with every secret as a keyed tag; KeyError for an unknown platform."""
        return mask(self.profiles.get(platform), text, self.mask_key)

    @property
    def keeping(self) -> ConfigKeeping:
        """Where the configurations of rounds are committed, masked."""
        return ConfigKeeping(ConfigHistory(self.settings.paths.history_folder), self.mask_key)

    def store(self, *, create: bool = False) -> Store:
        """Open the store; `create` brings an empty or older one to the newest schema first."""
        state = self.settings.paths.state
        return open_store(self.settings.store.url, state, evidence_key(state), create=create)

    def calendar(self, configuration: Configuration) -> WorkingCalendar:
        """Return the office's working days."""
        return WorkingCalendar(configuration.calendar, self.settings.office.zone)


def wire(settings_file: Path | None) -> Parts:
    """Read settings and profiles.

    Raises:
        ConfigError: the settings or a profile cannot be used; the message names file and line.
    """
    settings = read_settings(settings_file)
    return Parts(settings, load_profiles(settings.paths.profiles, columns_of))
