"""The lab: every simulated device of `city.yaml` with its servers, started and stopped together."""

from __future__ import annotations

import json
import time
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from netmaintd.errors import LabNotStarted
from netmaintd.lab import inventory
from netmaintd.lab.box import Box, cabled
from netmaintd.lab.describe import table
from netmaintd.lab.description import LabCity
from netmaintd.lab.life import DAY_S, Life
from netmaintd.lab.snmp_agent import SnmpLoop
from netmaintd.lab.station import Heard, Station
from netmaintd.model.devices import Inventory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from netmaintd.model.hostkeys import HostKey

NETWORK, SSH_PORT, SNMP_PORT = "127.77", 10022, 10161
"""Where the devices stand in the repository's `devices/lab-*.yaml`; all of 127.0.0.0/8 is loopback on Linux."""


def described() -> LabCity:
    """Return `city.yaml`."""
    with files("netmaintd.lab").joinpath("city.yaml").open(encoding="utf-8") as file:
        return LabCity.model_validate(YAML(typ="safe").load(file))


class City:
    """All simulated devices. A context manager: `with City.load(state_dir=...) as city:`."""

    def __init__(self, city: LabCity, boxes: tuple[Box, ...], ssh_port: int, snmp_port: int, state_dir: Path) -> None:
        """Use `load`."""
        self._city, self._ssh_port, self._snmp_port = city, ssh_port, snmp_port
        self._loop = SnmpLoop()
        self._stations = {box.device.name: Station(box, ssh_port, snmp_port, state_dir, self._loop) for box in boxes}
        self._running = False

    @classmethod
    def load(
        cls,
        *,
        state_dir: Path,
        base_port_ssh: int = SSH_PORT,
        base_port_snmp: int = SNMP_PORT,
        network: str = NETWORK,
        clock: Callable[[], float] = time.time,
        city: LabCity | None = None,
    ) -> City:
        """Prepare the lab; nothing listens before `start`.

        Every device has its own address, `network.SITE.HOST`, and all have the same two ports. `state_dir` keeps host
        keys and the time of the first start. `clock` gives epoch seconds; `city` is `city.yaml` unless given.

        Raises:
            LabNotStarted: the state directory cannot be used.
        """
        city = city or described()
        born_at = _born_at(state_dir, clock)
        cables = cabled(city)
        sites = {site.name: (number, site) for number, site in enumerate(city.sites, start=1)}
        boxes = []
        for number, device in enumerate(city.devices, start=1):
            site_number, site = sites[device.site]
            life = Life(clock, born_at, device.uptime_days * DAY_S)
            boxes.append(Box(device, site, f"{network}.{site_number}.{device.host}", number, life, cables[device.name]))
        return cls(city, tuple(boxes), base_port_ssh, base_port_snmp, state_dir)

    def start(self) -> None:
        """Start every device, or none.

        Raises:
            LabNotStarted: an address and port cannot be taken; the message names them.
        """
        self._loop.start()
        self._running = True
        try:
            for station in self._stations.values():
                station.start()
        except LabNotStarted:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop every device; no thread and no socket is left. Harmless when nothing runs."""
        if self._running:
            for station in self._stations.values():
                station.stop()
            self._loop.stop()
        self._running = False

    def __enter__(self) -> City:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    @property
    def devices(self) -> tuple[Box, ...]:
        """Every device as it is described, in the order of `city.yaml`."""
        return tuple(station.box for station in self._stations.values())

    def set_fault(self, device: str, fault: str, value: Any = True) -> None:
        """Make a device ill, before or after the start. Faults are the fields of `faults.Faults`, and `new_host_key`.

        Raises:
            LabNotStarted: no such device, fault or value.
        """
        if fault == "new_host_key":
            self.rekey(device)
        else:
            self._at(device).set_fault(fault, value, live=self._running)

    def clear_fault(self, device: str, fault: str) -> None:
        """Take one fault away, also one that `city.yaml` gives.

        Raises:
            LabNotStarted: no such device or fault.
        """
        self._at(device).clear_fault(fault, live=self._running)

    def rekey(self, device: str) -> None:
        """Let a device show a new SSH host key from the next connection on."""
        self._at(device).rekey()

    def fall_ill(self) -> tuple[str, ...]:
        """Let the illnesses begin that come after enrolment: changed host keys. Return the devices concerned."""
        concerned = tuple(box.device.name for box in self.devices if box.device.new_key_after_enrolment)
        for name in concerned:
            self.rekey(name)
        return concerned

    def host_key(self, device: str) -> HostKey:
        """Return the public host key that a device shows now."""
        return self._at(device).host_key()

    def heard(self, device: str) -> list[Heard]:
        """Return what clients did to a device, oldest first: the witness of what was really sent."""
        return self._at(device).heard()

    def inventory(self) -> Inventory:
        """Return sites and devices as the daemon should know them, at the addresses and ports of this lab."""
        common = inventory.defaults(self._ssh_port, self._snmp_port)
        return Inventory(sites=self._city.sites, devices=tuple(inventory.whole(box, common) for box in self.devices))

    def inventory_yaml(self) -> str:
        """Return the whole inventory as the text of one file under `devices/`."""
        common = inventory.defaults(self._ssh_port, self._snmp_port)
        return inventory.text(self._city.sites, self.devices, common)

    def inventory_files(self) -> dict[str, str]:
        """Return name and text of the files under `devices/`: one for each site, one for devices without SSH."""
        common = inventory.defaults(self._ssh_port, self._snmp_port)
        written = {}
        for site in self._city.sites:
            boxes = [box for box in self.devices if box.site == site and box.device.ssh]
            heading = f"# {site.title}: simulated devices of `netmaintd lab`, on loopback.\n"
            written[f"lab-{site.name}.yaml"] = inventory.text([site], boxes, common, heading)
        without = [box for box in self.devices if not box.device.ssh]
        heading = "# Simulated devices of `netmaintd lab` that speak SNMP only; their sites stand in the other files.\n"
        written["lab-snmp-only.yaml"] = inventory.text([], without, common, heading)
        return written

    def describe(self) -> list[tuple[str, ...]]:
        """Return what runs where with which illness, one row for each device, in the order of `describe.COLUMNS`."""
        return table(self.devices, self.inventory())

    def _at(self, device: str) -> Station:
        if device not in self._stations:
            raise LabNotStarted(f"no simulated device is called {device!r}; there are {', '.join(self._stations)}")
        return self._stations[device]


def _born_at(state_dir: Path, clock: Callable[[], float]) -> float:
    path = state_dir / "born.json"
    try:
        if not path.exists():
            state_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_text(json.dumps({"born_at": clock()}), encoding="ascii")
        return float(json.loads(path.read_text(encoding="ascii"))["born_at"])
    except (OSError, ValueError, KeyError) as error:
        raise LabNotStarted(f"state directory {state_dir}: {error}; remove it and start again") from error
