"""`netmaintd.toml`, overridden by `NETMAINTD_…` in the environment; secrets stand in it by reference only."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from netmaintd.config.problems import Problem
from netmaintd.config.secret_ref import SecretRef
from netmaintd.config.sign_in import LdapSettings, OidcSettings
from netmaintd.config.signing import SigningSettings
from netmaintd.config.toml_places import line_of, not_toml
from netmaintd.config.validate import sentence
from netmaintd.errors import ConfigError, ConfigProblems
from netmaintd.model.accounts import TwoFactor
from netmaintd.model.devices import FileModel, Label, Name
from netmaintd.model.office import Office


class SshAccount(FileModel):
    """One account for SSH."""

    kind: Literal["ssh"]
    username: Label
    password: SecretRef | None = None
    private_key: SecretRef | None = None
    enable_secret: SecretRef | None = None

    @model_validator(mode="after")
    def _something_to_show(self) -> Self:
        if self.password is None and self.private_key is None:
            raise ValueError("give password or private_key")
        return self


class SnmpAccount(FileModel):
    """One account for SNMP: a community (v2c), or a user with its keys (v3)."""

    kind: Literal["snmp"]
    community: SecretRef | None = None
    username: Label | None = None
    auth_protocol: Literal["MD5", "SHA", "SHA224", "SHA256", "SHA384", "SHA512"] = "SHA256"
    auth_key: SecretRef | None = None
    priv_protocol: Literal["DES", "AES", "AES192", "AES256"] = "AES"
    priv_key: SecretRef | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.community is None) == (self.username is None):
            raise ValueError("give exactly one of community (v2c) and username (v3)")
        if self.priv_key is not None and self.auth_key is None:
            raise ValueError("priv_key needs auth_key")
        return self


Account = Annotated[SshAccount | SnmpAccount, Field(discriminator="kind")]


class Paths(FileModel):
    """Folders; relative ones are relative to the settings file."""

    devices: Path = Path("devices")
    schedules: Path = Path("schedules")
    profiles: Path | None = None
    """The office's own profiles, over those of the package."""
    compliance: Path | None = None
    """The office's own packs of rules, over those of the package, and its `waivers.yaml`."""
    state: Path = Path("state")
    config_history: Path | None = None
    """The git repository of masked configurations; none given: in the state folder."""

    @property
    def history_folder(self) -> Path:
        """Where that repository is."""
        return self.config_history or self.state / "config-history.git"


class StoreSettings(FileModel):
    """Where records lie."""

    url: str = ""
    """Empty: SQLite in the state folder; else `postgresql+psycopg://…` without a password in it."""

    @field_validator("url")
    @classmethod
    def _no_password(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and parts.scheme.partition("+")[0] not in ("postgresql", "sqlite"):
            raise ValueError("must begin with postgresql:// or sqlite://; empty means SQLite in the state folder")
        if parts.password is not None or "password" in parse_qs(parts.query):
            raise ValueError("a password never stands in this file; leave it out and name a file in PGPASSFILE")
        return value


def _address_and_port(value: str) -> str:
    if not re.fullmatch(r"(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}", value) or int(value.rpartition(":")[2]) > 65535:
        raise ValueError(f'"{value}" is not address:port; write it as 127.0.0.1:9469')
    return value


Listen = Annotated[Label, AfterValidator(_address_and_port)]


class MetricsSettings(FileModel):
    """Where metrics are served; loopback unless told otherwise."""

    listen: Listen = "127.0.0.1:9469"


class WebSettings(FileModel):
    """Where the pages are served; a proxy with TLS stands before them."""

    serve: bool = True
    """False: `netmaintd run` serves none; `netmaintd web` serves them from a process of its own."""
    listen: Listen = "127.0.0.1:8469"
    two_factor: TwoFactor = TwoFactor.OFF
    """Who must use codes of six digits beside the password: nobody, those who decide, everybody."""
    oidc: OidcSettings | None = None
    ldap: LdapSettings | None = None


class LogSettings(FileModel):
    """How much is logged."""

    level: Literal["debug", "info", "warning", "error"] = "info"


class Settings(BaseSettings):
    """Everything of `netmaintd.toml`."""

    model_config = SettingsConfigDict(
        env_prefix="NETMAINTD_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
        # pydantic's own error is the cause of ours and would print what was written, a password among it.
        hide_input_in_errors=True,
    )

    office: Office = Office()
    paths: Paths = Paths()
    store: StoreSettings = StoreSettings()
    metrics: MetricsSettings = MetricsSettings()
    web: WebSettings = WebSettings()
    signing: SigningSettings = SigningSettings()
    log: LogSettings = LogSettings()
    credentials: dict[Name, Account] = Field(default_factory=dict)

    @field_validator("office")
    @classmethod
    def _in_a_time_zone(cls, value: Office) -> Office:
        try:
            ZoneInfo(value.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f'no time_zone "{value.time_zone}"; write it as Asia/Jakarta') from error
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment come before the file."""
        return env_settings, init_settings


def read_settings(path: Path | None) -> Settings:
    """Return the settings; the defaults where there is no file and none was named.

    Raises:
        ConfigError: the file cannot be read.
        ConfigProblems: every fault in it, with its line.
    """
    file = path or Path("netmaintd.toml")
    if path is None and not file.exists():
        return _at(_validated(file, ""), Path())
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}") from error
    return _at(_validated(file, text), file.parent)


def _validated(file: Path, text: str) -> Settings:
    try:
        return Settings(**tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigProblems((str(not_toml(file, text, error)),)) from error
    except SettingsError as error:
        raise ConfigError(f"environment: {error}; set its parts one by one: NETMAINTD_OFFICE__PLACE=…") from error
    except ValidationError as error:
        raise ConfigProblems(_problems(file, text, error)) from error


def _at(settings: Settings, folder: Path) -> Settings:
    paths = settings.paths
    changed = {
        name: folder / value
        for name in ("devices", "schedules", "profiles", "compliance", "state", "config_history")
        if (value := getattr(paths, name))
    }
    return settings.model_copy(update={"paths": paths.model_copy(update=changed)})


def _problems(file: Path, text: str, error: ValidationError) -> tuple[str, ...]:
    told = set()
    for fault in error.errors(include_url=False):
        model, loc, inner = _named(tuple(fault["loc"]))
        what = sentence(fault, model, inner)
        variable = _variable(loc)
        if variable:
            told.add(Problem("environment", 1, 1, variable, what))
        else:
            where = ".".join(str(part) for part in (loc if not inner else loc[:-1])) or "settings"
            told.add(Problem(str(file), line_of(text, loc), 1, where, what))
    return tuple(str(problem) for problem in sorted(told))


def _named(loc: tuple[Any, ...]) -> tuple[type[BaseModel], tuple[Any, ...], tuple[Any, ...]]:
    """Return the model of a place, the place as keys of the file, and the part of it inside that model."""
    if len(loc) < 2 or loc[0] != "credentials":
        return Settings, loc, loc
    # After the name pydantic puts the kind that it chose, which is no key.
    inner = loc[3:]
    return (SnmpAccount if "snmp" in loc[2:3] else SshAccount), (*loc[:2], *inner), inner


def _variable(loc: tuple[Any, ...]) -> str:
    """Return the environment variable that gave a value, empty when none did."""
    given = {name.upper() for name in os.environ}
    names = ("NETMAINTD_" + "__".join(str(part) for part in loc[:end]).upper() for end in range(len(loc), 0, -1))
    return next((name for name in names if name in given), "")
