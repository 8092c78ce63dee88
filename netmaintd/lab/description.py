"""What a simulated device is made of, as `city.yaml` writes it, before any server exists.

From one description follow the SNMP tables, the answers of the command line and the entry in the inventory.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from netmaintd.lab.faults import HEALTHY, Faults
from netmaintd.lab.operation import LabOperation
from netmaintd.model.devices import FileModel, Label, Name, PlatformName, Site, SnmpVersion

Ratio = Annotated[float, Field(ge=0, le=1)]


class LabPort(FileModel):
    """One interface. `name` is ifName; `descr` is ifDescr where it differs."""

    name: Label
    descr: Label | None = None
    alias: str = ""
    kind: Literal["ethernet", "vlan", "loopback", "bridge"] = "ethernet"
    speed_mbps: int = 1000
    admin: bool = True
    oper: bool = True
    load: Ratio = 0.02
    """Share of the speed that is used on average, in and out."""
    error_ratio: Ratio = 0.0
    """Share of the input packets that arrive damaged."""
    address: str | None = None
    """Address and prefix length."""
    vlan: int | None = None
    trunk: bool = False

    @property
    def up(self) -> bool:
        """Whether traffic flows."""
        return self.admin and self.oper


class PortRange(FileModel):
    """Ports of the same kind: `{n}` in the names is replaced by each number. `down` lists those without a link."""

    each: Label
    descr_each: Label | None = None
    first: int
    last: int
    vlan: int | None = None
    alias_each: str = ""
    speed_mbps: int = 1000
    load: Ratio = 0.005
    down: tuple[int, ...] = ()

    def ports(self) -> tuple[LabPort, ...]:
        """Write out every port."""
        return tuple(
            LabPort(
                name=self.each.format(n=n),
                descr=self.descr_each and self.descr_each.format(n=n),
                alias=self.alias_each.format(n=n),
                vlan=self.vlan,
                speed_mbps=self.speed_mbps,
                load=self.load,
                oper=n not in self.down,
            )
            for n in range(self.first, self.last + 1)
        )


class LabSensor(FileModel):
    """One temperature sensor with the limit that the device itself knows."""

    name: Label
    celsius: float
    limit_celsius: float = 65.0


class LabVolume(FileModel):
    """One file system or flash."""

    name: Label
    size_mib: int
    used: Ratio


class LabVlan(FileModel):
    """One VLAN."""

    id: int
    name: Label


class LabUps(FileModel):
    """What the UPS says of its battery and its load."""

    on_battery: bool = False
    charge: Ratio = 1.0
    runtime_min: int = 42
    load: Ratio = 0.35
    battery_celsius: int = 27
    volts: int = 220


class LabLink(FileModel):
    """A cable: both ends see each other by LLDP while both ports are up. An end is `device:port`."""

    a: str
    b: str


class LabDevice(FileModel):
    """One simulated device."""

    name: Name
    site: Name
    host: int = Field(ge=1, le=254)
    """Last part of the address."""
    platform: PlatformName
    role: Name
    vendor: Label
    model: Label
    os_version: Label
    serial: Label
    rack: Label | None = None
    ssh: bool = True
    needs_enable: bool = False
    snmp: SnmpVersion = SnmpVersion.V3
    uptime_days: float = 60.0
    cpu: Ratio = 0.1
    memory_mib: int = 512
    memory_used: Ratio = 0.4
    sensors: tuple[LabSensor, ...] = ()
    volumes: tuple[LabVolume, ...] = ()
    vlans: tuple[LabVlan, ...] = ()
    ports: tuple[LabPort, ...] = ()
    uplinks: tuple[Label, ...] = ()
    edge_ports: tuple[Label, ...] = ()
    gateway: str | None = None
    ups: LabUps | None = None
    config: tuple[str, ...] = ()
    """Lines of the configuration beyond what follows from the rest of the description."""
    unsaved: tuple[str, ...] = ()
    """Lines that are in the running configuration and not in the saved one."""
    operation: LabOperation = LabOperation()
    faults: Faults = HEALTHY
    new_key_after_enrolment: bool = False
    inventory: dict[str, Any] = Field(default_factory=dict)
    """What the inventory says differently: the wrong serial number of a swapped box, for example."""
    illness: str = ""
    """In words, for the one who watches; empty for a healthy device."""

    @model_validator(mode="before")
    @classmethod
    def _write_out_ranges(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Replace port ranges by their ports; a port that is written out itself comes before its range."""
        written: dict[str, LabPort] = {}
        for entry in data.get("ports", ()):
            if isinstance(entry, LabPort):
                ports: tuple[LabPort, ...] = (entry,)
            elif "each" in entry:
                ports = PortRange.model_validate(entry).ports()
            else:
                ports = (LabPort.model_validate(entry),)
            for port in ports:
                written.setdefault(port.name, port)
        return {**data, "ports": tuple(written.values())}

    def port(self, name: str) -> LabPort:
        """Return a port by ifName; KeyError when there is none."""
        return {port.name: port for port in self.ports}[name]


class LabCity(FileModel):
    """`city.yaml`: sites in the order of their networks, devices, cables."""

    sites: tuple[Site, ...]
    devices: tuple[LabDevice, ...]
    links: tuple[LabLink, ...] = ()
