"""A simulated device as its servers see it: its description, its address, its cables and its life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmaintd.lab.description import LabCity, LabDevice, LabPort
    from netmaintd.lab.life import Life
    from netmaintd.model.devices import Site


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The other end of a cable."""

    local: str
    """ifName of the own port."""
    box: LabDevice
    port: LabPort
    mac: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """One device. `number` is unique in the city: MAC addresses and the engine ID come from it."""

    device: LabDevice
    site: Site
    address: str
    number: int
    life: Life
    neighbours: tuple[Neighbour, ...] = ()

    @property
    def hostname(self) -> str:
        """What the device calls itself."""
        return self.device.name

    def index(self, port: str) -> int:
        """Return ifIndex: the place in the list of ports, from 1."""
        return [one.name for one in self.device.ports].index(port) + 1

    def mac(self, port: str | None = None) -> bytes:
        """Return the six bytes of a port, of the chassis without one; locally administered."""
        return mac_of(self.number, self.index(port) if port else 0)


def mac_of(number: int, index: int) -> bytes:
    """Return a locally administered MAC address that no other port of the city has."""
    return bytes((0x02, 0x4E, 0x4D, number >> 8 & 0xFF, number & 0xFF, index & 0xFF))


def cabled(city: LabCity) -> dict[str, tuple[Neighbour, ...]]:
    """Return what every device sees at its ports; a cable with an end that is down carries nothing."""
    by_name = {device.name: (number, device) for number, device in enumerate(city.devices, start=1)}
    seen: dict[str, list[Neighbour]] = {name: [] for name in by_name}
    for link in city.links:
        for near, far in ((link.a, link.b), (link.b, link.a)):
            near_name, _, near_port = near.partition(":")
            far_name, _, far_port = far.partition(":")
            number, other = by_name[far_name]
            port = other.port(far_port)
            if port.up and by_name[near_name][1].port(near_port).up:
                index = other.ports.index(port) + 1
                seen[near_name].append(Neighbour(near_port, other, port, mac_of(number, index)))
    return {name: tuple(neighbours) for name, neighbours in seen.items()}
