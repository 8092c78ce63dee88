"""Facts of radios and their controllers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from netmaintd.model.facts.fact import Fact


class WirelessMeasure(StrEnum):
    """What is told of a radio, a network name or a controller; the unit follows from it."""

    CLIENTS = "clients"
    ACCESS_POINTS = "access_points"
    FREQUENCY = "frequency"
    POWER = "power"
    RSSI = "rssi"
    NOISE_FLOOR = "noise_floor"
    SIGNAL_TO_NOISE = "signal_to_noise"
    QUALITY = "quality"
    CCQ = "ccq"
    UTILIZATION = "utilization"
    CAPACITY = "capacity"
    RATE = "rate"
    DISTANCE = "distance"
    ERRORS = "errors"
    CHANNEL = "channel"


WIRELESS_UNIT_OF: dict[WirelessMeasure, str] = {
    WirelessMeasure.CLIENTS: "",
    WirelessMeasure.ACCESS_POINTS: "",
    WirelessMeasure.FREQUENCY: "Hz",
    WirelessMeasure.POWER: "dBm",
    WirelessMeasure.RSSI: "dBm",
    WirelessMeasure.NOISE_FLOOR: "dBm",
    WirelessMeasure.SIGNAL_TO_NOISE: "dB",
    WirelessMeasure.QUALITY: "ratio",
    WirelessMeasure.CCQ: "ratio",
    WirelessMeasure.UTILIZATION: "ratio",
    WirelessMeasure.CAPACITY: "ratio",
    WirelessMeasure.RATE: "bit/s",
    WirelessMeasure.DISTANCE: "m",
    WirelessMeasure.ERRORS: "",
    WirelessMeasure.CHANNEL: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wireless(Fact):
    """One value of a radio, of a network name or of a whole controller."""

    name: str
    measure: WirelessMeasure
    value: float

    @property
    def unit(self) -> str:
        """Follows from the measure."""
        return WIRELESS_UNIT_OF[self.measure]
