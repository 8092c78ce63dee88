"""Facts of the device as a whole: identity, time since its start, its parts, its configuration."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict

from netmaintd.model.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Fact):
    """Who the device says it is; None where it does not say."""

    vendor: str | None = None
    model: str | None = None
    os_name: str | None = None
    os_version: str | None = None
    serial: str | None = None
    hostname: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uptime(Fact):
    """Time since the device started. `engine_boots` is snmpEngineBoots where the agent has it."""

    uptime_s: float
    wraps_at_s: float | None = None
    """The reading starts again at 0 here (2**32 hundredths of a second for sysUpTime)."""
    engine_boots: int | None = None
    reload_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Fact):
    """One physical part of the device, known again by `index` (entPhysicalIndex, ENTITY-MIB, RFC 6933)."""

    index: int
    kind: str | None = None
    """IANAPhysicalClass: `chassis`, `module`, `powerSupply`, ..."""
    name: str | None = None
    model: str | None = None
    serial: str | None = None
    parent: int | None = None
    """`index` of the part that contains this one, 0 for none (entPhysicalContainedIn)."""
    descr: str | None = None
    manufacturer: str | None = None
    hardware_rev: str | None = None
    firmware_rev: str | None = None
    software_rev: str | None = None


class ConfigKind(StrEnum):
    """Which configuration a text is."""

    RUNNING = "running"
    STARTUP = "startup"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigText(Fact):
    """One whole configuration, bytes as they came, and why it is believed to be whole.

    Attributes:
        text: the configuration without echo and prompt, otherwise untouched.
        normalised: the same without the lines that change by themselves; what is compared.
        complete: False means that proof of the end is missing; `doubt` says which.
    """

    # Any byte may stand in a configuration; JSON knows only text.
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    kind: ConfigKind
    text: bytes
    normalised: str
    complete: bool
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigSaved(Fact):
    """Whether the running configuration is the one that a restart would load."""

    saved: bool
    how: str
    """`compared`, or the object that told (`ccmHistoryRunningLastSaved`)."""
