"""Facts of how well a device is: load, memory, sensors, batteries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from netmaintd.model.facts.fact import Fact


class Quantity(StrEnum):
    """What a sensor measures; the unit follows from it."""

    TEMPERATURE = "temperature"
    FAN_SPEED = "fan_speed"
    VOLTAGE = "voltage"
    CURRENT = "current"
    POWER = "power"
    OPTICAL_POWER = "optical_power"
    HUMIDITY = "humidity"
    CHARGE = "charge"
    RUNTIME = "runtime"
    LOAD = "load"
    FREQUENCY = "frequency"
    ENERGY = "energy"
    POWER_FACTOR = "power_factor"
    SHARE = "share"
    LOSS = "loss"
    DELAY = "delay"
    RADIO_SIGNAL = "radio_signal"
    SIGNAL_TO_NOISE = "signal_to_noise"
    BIT_RATE = "bit_rate"
    BIT_ERROR_RATIO = "bit_error_ratio"
    PRESSURE = "pressure"
    AIR_FLOW = "air_flow"
    COUNT = "count"
    STATE = "state"


UNIT_OF: dict[Quantity, str] = {
    Quantity.TEMPERATURE: "degC",
    Quantity.FAN_SPEED: "rpm",
    Quantity.VOLTAGE: "V",
    Quantity.CURRENT: "A",
    Quantity.POWER: "W",
    Quantity.OPTICAL_POWER: "dBm",
    Quantity.HUMIDITY: "ratio",
    Quantity.CHARGE: "ratio",
    Quantity.RUNTIME: "s",
    Quantity.LOAD: "ratio",
    Quantity.FREQUENCY: "Hz",
    Quantity.ENERGY: "J",
    Quantity.POWER_FACTOR: "ratio",
    Quantity.SHARE: "ratio",
    Quantity.LOSS: "ratio",
    Quantity.DELAY: "s",
    Quantity.RADIO_SIGNAL: "dBm",
    Quantity.SIGNAL_TO_NOISE: "dB",
    Quantity.BIT_RATE: "bit/s",
    Quantity.BIT_ERROR_RATIO: "ratio",
    Quantity.PRESSURE: "Pa",
    Quantity.AIR_FLOW: "m3/s",
    Quantity.COUNT: "",
    Quantity.STATE: "",
}


class State(StrEnum):
    """What a device says of one of its own parts."""

    OK = "ok"
    WARNING = "warning"
    CRITICAL = "critical"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CpuLoad(Fact):
    """One processor. `period_s` is the averaging period the device uses, where known."""

    busy_ratio: float
    name: str = "cpu"
    period_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPool(Fact):
    """One memory pool; sizes are None where the device gives only a share."""

    used_ratio: float
    name: str = "memory"
    used_bytes: int | None = None
    total_bytes: int | None = None
    swap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage(Fact):
    """One file system or flash."""

    name: str
    used_ratio: float
    used_bytes: int | None = None
    total_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensor(Fact):
    """One sensor. Limits are those that the device reports itself, in the unit of the value."""

    name: str
    quantity: Quantity
    value: float | None = None
    state: State = State.UNKNOWN
    low_limit: float | None = None
    high_limit: float | None = None
    low_warning: float | None = None
    high_warning: float | None = None
    part: str | None = None
    """What it belongs to, where the profile knows: `fan`, `power_supply`, `transceiver`, `stack`, ..."""

    @property
    def unit(self) -> str:
        """Follows from the quantity."""
        return UNIT_OF[self.quantity]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpsState(Fact):
    """UPS-MIB (RFC 1628), as far as the UPS says it."""

    on_battery: bool | None = None
    charge_ratio: float | None = None
    runtime_s: float | None = None
    load_ratio: float | None = None
    battery_state: State = State.UNKNOWN
