"""`netmaintd.toml`, overridden by `NETMAINTD_…` in the environment; secrets stand in it by reference only."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from netmaintd.config.problems import Problem
from netmaintd.config.validate import sentence
from netmaintd.errors import ConfigError, ConfigProblems
from netmaintd.model.devices import FileModel, Label, Name
from netmaintd.model.office import Office


class SecretRef(FileModel):
    """Where a secret lies; never the secret itself."""

    credential: Label | None = None
    """Name of a systemd credential."""
    file: Path | None = None
    """A file that only its owner can read; its first line is the secret."""
    env: Label | None = None

    @model_validator(mode="before")
    @classmethod
    def _never_itself(cls, value: Any) -> Any:
        if isinstance(value, str):
            raise ValueError(
                'a secret never stands in this file; write {file = "…"}, {credential = "…"} or {env = "…"}'
            )
        return value

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(part is not None for part in (self.credential, self.file, self.env)) != 1:
            raise ValueError("give exactly one of credential, file and env")
        return self


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
    state: Path = Path("state")


class StoreSettings(FileModel):
    """Where records lie."""

    url: str = ""
    """Empty: SQLite in the state folder; else `postgresql+psycopg://…` without a password in it."""


class MetricsSettings(FileModel):
    """Where metrics are served; loopback unless told otherwise."""

    listen: Label = "127.0.0.1:9469"

    @field_validator("listen")
    @classmethod
    def _address_and_port(cls, value: str) -> str:
        if not re.fullmatch(r"(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}", value):
            raise ValueError(f'"{value}" is not address:port; write it as 127.0.0.1:9469')
        return value


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
    )

    office: Office = Office()
    paths: Paths = Paths()
    store: StoreSettings = StoreSettings()
    metrics: MetricsSettings = MetricsSettings()
    log: LogSettings = LogSettings()
    credentials: dict[Name, Account] = Field(default_factory=dict)

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
        return _at(Settings(), Path())
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}") from error
    try:
        settings = Settings(**tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not TOML: {error}") from error
    except ValidationError as error:
        raise ConfigProblems(_problems(file, text, error)) from error
    return _at(settings, file.parent)


def _at(settings: Settings, folder: Path) -> Settings:
    paths = settings.paths
    changed = {
        name: folder / value
        for name in ("devices", "schedules", "profiles", "state")
        if (value := getattr(paths, name))
    }
    return settings.model_copy(update={"paths": paths.model_copy(update=changed)})


def _problems(file: Path, text: str, error: ValidationError) -> tuple[str, ...]:
    told = []
    for fault in error.errors(include_url=False):
        loc = tuple(part for part in fault["loc"] if part not in ("ssh", "snmp") or fault["loc"][0] != "credentials")
        place = _line(text, loc)
        where = ".".join(str(part) for part in loc[:-1]) or "settings"
        told.append(Problem(str(file), place, 1, where, sentence(fault, Settings, loc)))
    return tuple(str(problem) for problem in sorted(set(told)))


def _line(text: str, loc: tuple[Any, ...]) -> int:
    """Return the line of a key: TOML's reader keeps no places, so look for table and key."""
    line, parts = 1, [str(part) for part in loc if isinstance(part, str)]
    for number, content in enumerate(text.splitlines(), start=1):
        table = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", content)
        if table and parts[: table.group(1).count(".") + 1] == [p.strip("\"' ") for p in table.group(1).split(".")]:
            line = number
        elif parts and line and re.match(rf"\s*[\"']?{re.escape(parts[-1])}[\"']?\s*=", content):
            return number
    return line
