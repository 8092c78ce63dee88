"""`devices/*.yaml`: defaults, sites and devices of one file, checked against those of all files."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError, create_model

from netmaintd.config.problems import Problems
from netmaintd.config.validate import sentence, unknown_name, validate
from netmaintd.config.yaml_file import KeyPath, YamlFile, read_yaml, yaml_files
from netmaintd.model.devices import Device, FileModel, Inventory, Site

_PARTS = ("ssh", "snmp")


@dataclass(frozen=True)
class Known:
    """What an inventory and a plan may name, because it is defined elsewhere."""

    platforms: Collection[str]
    credentials: Mapping[str, str]
    """Name to kind: `ssh` or `snmp`."""
    checks: Collection[str]
    settings_model: Callable[[str], type[BaseModel]]


@dataclass
class _Places:
    """Where names were defined, to say it when they are defined twice."""

    sites: dict[str, str] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)
    addresses: dict[tuple[str, int | None], str] = field(default_factory=dict)


def read_inventory(folder: Path, known: Known, problems: Problems) -> Inventory:
    """Return everything usable; what is not stands among `problems`."""
    paths = yaml_files(folder)
    files = [file for path in paths if (file := read_yaml(path, problems))]
    if not folder.is_dir():
        problems.add(folder, (1, 1), "devices", "no such folder; make it, or name another one in the settings")
    places = _Places()
    sites = tuple(site for file in files for site in _sites(file, places, problems))
    # What stands in a file that cannot be read is not known to be missing.
    names = {site.name for site in sites} | _written_sites(files) if len(files) == len(paths) else None
    devices = tuple(device for file in files for device in _devices(file, names, known, places, problems))
    return Inventory(sites=sites, devices=devices)


def _sites(file: YamlFile, places: _Places, problems: Problems) -> list[Site]:
    _only_known_keys(file, problems)
    found = []
    for index, data in enumerate(_list(file, "sites", problems)):
        at: KeyPath = ("sites", index)
        site = validate(Site, data, file, problems, at=at)
        if site and _first(places.sites, site.name, file, (*at, "name"), problems, "site"):
            found.append(site)
    return found


def _written_sites(files: list[YamlFile]) -> set[str]:
    """Return the names of sites with faults too: their devices are not at fault for naming them."""
    entries = [site for file in files if isinstance(file.data.get("sites"), list) for site in file.data["sites"]]
    return {site["name"] for site in entries if isinstance(site, dict) and isinstance(site.get("name"), str)}


def _devices(
    file: YamlFile, sites: Collection[str] | None, known: Known, places: _Places, problems: Problems
) -> list[Device]:
    defaults = _defaults(file, problems)
    found = []
    for index, data in enumerate(_list(file, "devices", problems)):
        at: KeyPath = ("devices", index)
        merged = _merged(defaults, data) if isinstance(data, dict) else data
        device = validate(Device, merged, file, problems, at=at, fallback=("defaults",))
        if device is None:
            continue
        if _first(places.devices, device.name, file, (*at, "name"), problems, "device"):
            _cross_check(device, file, at, sites, known, problems)
            _one_at_an_address(device, file, at, places, problems)
            found.append(device)
    return found


def _only_known_keys(file: YamlFile, problems: Problems) -> None:
    try:
        InventoryFile.model_validate({key: [] if key != "defaults" else {} for key in file.data})
    except ValidationError as error:
        for fault in error.errors():
            key = str(fault["loc"][-1])
            problems.add(file.path, file.place((key,), of_key=True), "file", sentence(fault, InventoryFile, (key,)))


def _list(file: YamlFile, key: str, problems: Problems) -> list[Any]:
    value = file.data.get(key)
    if value is None:
        return []
    if isinstance(value, list):
        return value
    problems.add(file.path, file.place((key,)), key, "must be a list; begin each entry with '- name: …'")
    return []


def _defaults(file: YamlFile, problems: Problems) -> dict[str, Any]:
    value = file.data.get("defaults")
    if value is None:
        return {}
    if not isinstance(value, dict):
        problems.add(file.path, file.place(("defaults",)), "defaults", "must be a mapping of keys")
        return {}
    for key in [key for key in value if key not in DeviceDefaults.model_fields]:
        fault = {"type": "extra_forbidden", "loc": (key,)}
        problems.add(
            file.path, file.place(("defaults", key), of_key=True), "defaults", sentence(fault, DeviceDefaults, (key,))
        )
    return {key: item for key, item in value.items() if key in DeviceDefaults.model_fields}


def _merged(defaults: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    merged = {**defaults, **entry}
    for part in _PARTS:
        ours, theirs = entry.get(part), defaults.get(part)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            merged[part] = {**theirs, **ours}
    return merged


def _first(places: dict[str, str], name: str, file: YamlFile, path: KeyPath, problems: Problems, kind: str) -> bool:
    line, column = file.place(path)
    if name in places:
        what = f"a {kind} of this name stands at {places[name]} already; rename one of them"
        problems.add(file.path, (line, column), name, what)
        return False
    places[name] = f"{file.path}:{line}"
    return True


def _cross_check(
    device: Device, file: YamlFile, at: KeyPath, sites: Collection[str] | None, known: Known, problems: Problems
) -> None:
    def tell(key: KeyPath, what: str) -> None:
        path = (*at, *key)
        here = path if path in file.places else ("defaults", *key)
        problems.add(file.path, file.place(here if here in file.places else at), device.name, what)

    if sites is not None and device.site not in sites:
        tell(("site",), unknown_name("site", device.site, sites))
    if device.platform != "auto" and device.platform not in known.platforms:
        tell(("platform",), unknown_name("platform", device.platform, known.platforms))
    if device.enabled and device.ssh is None and device.snmp is None and device.telnet is None:
        tell((), "has neither ssh nor snmp; give at least one, or set enabled: false")
    for port in sorted(set(device.uplinks) & set(device.edge_ports)):
        tell(("edge_ports",), f'port "{port}" is an uplink as well; name it once')
    for key, what in _misdocumented(device):
        tell(key, what)
    logins = (("ssh", "ssh", device.ssh), ("telnet", "ssh", device.telnet), ("snmp", "snmp", device.snmp))
    for part, kind, used in logins:
        if used is None:
            continue
        names = [name for name, of_kind in known.credentials.items() if of_kind == kind]
        if used.credential not in names:
            tell((part, "credential"), unknown_name(f"{kind} credential", used.credential, names))
    for check, settings in device.thresholds.items():
        if check not in known.checks:
            tell(("thresholds", check), unknown_name("check", check, known.checks))
        else:
            for key, what in settings_faults(known.settings_model(check), settings):
                tell(("thresholds", check, *key), what)


def _misdocumented(device: Device) -> Iterator[tuple[KeyPath, str]]:
    """Yield what cannot be right about the neighbours that are written down, as (key path, sentence)."""
    for port, name in device.neighbors.items():
        if name == device.name:
            yield ("neighbors", port), f'port "{port}" leads to the device itself; name the other end'
    for index, peer in enumerate(device.peers):
        if not _is_address(peer):
            yield ("peers", index), f'peer "{peer}" is no IP address; devices know their routing neighbours by address'
        elif _spelled_once(peer) in map(_spelled_once, device.peers[:index]):
            yield ("peers", index), f'peer "{peer}" stands here twice; remove one'


def settings_faults(model: type[BaseModel], settings: Mapping[str, Any]) -> list[tuple[KeyPath, str]]:
    """Return what a check says of its settings, as (key path, sentence)."""
    try:
        model.model_validate(settings)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        locs = [tuple(part for part in fault["loc"] if isinstance(part, (str, int))) for fault in faults]
        return [(loc, sentence(fault, model, loc)) for fault, loc in zip(faults, locs, strict=True)]
    return []


def _one_at_an_address(device: Device, file: YamlFile, at: KeyPath, places: _Places, problems: Problems) -> None:
    for kind, part in (("ssh", device.ssh), ("telnet", device.telnet), ("snmp", device.snmp)):
        if part is None or not device.enabled:
            continue
        key = (f"{kind} {_spelled_once(device.address)}", part.port)
        if key in places.addresses:
            what = (
                f"{kind} at {device.address} port {part.port} is {places.addresses[key]} already; one of them is wrong"
            )
            problems.add(file.path, file.place((*at, "address")), device.name, what)
        places.addresses.setdefault(key, device.name)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _spelled_once(address: str) -> str:
    """Return one spelling of an address: IPv6 knows many, and host names have no case."""
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return address.lower()


_DEFAULT_KEYS: dict[str, Any] = {
    name: (item.annotation, None)
    for name, item in Device.model_fields.items()
    if name not in ("name", "address", "hostname", "serial")
}
DeviceDefaults = create_model("DeviceDefaults", __base__=FileModel, **_DEFAULT_KEYS)
"""Keys of devices that hold for every device of the file that does not give them itself."""


class InventoryFile(FileModel):
    """One file under `devices/`."""

    defaults: DeviceDefaults | None = None
    sites: list[Site] = Field(default_factory=list)
    devices: list[Device] = Field(default_factory=list)
