"""Packs of rules: those of the package, and in the office's own folder its packs and `waivers.yaml`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from netmaintd.compliance.pack import Pack, PackFile
from netmaintd.compliance.rulebook import Rulebook
from netmaintd.compliance.waiver import Waiver, WaiverFile
from netmaintd.config.plain_yaml import read_plain
from netmaintd.config.problems import Problems
from netmaintd.config.validate import unknown_name, validate
from netmaintd.config.yaml_file import KeyPath, read_yaml, yaml_files
from netmaintd.model.devices import Inventory

WAIVERS = "waivers.yaml"


def read_rulebook(folder: Path | None, inventory: Inventory, platforms: Iterable[str], problems: Problems) -> Rulebook:
    """Return the usable packs and waivers; what is not usable stands among `problems`.

    An office's pack replaces the package's of the same name.
    """
    if folder is not None and not folder.is_dir():
        problems.add(folder, (1, 1), "compliance", "no such folder; make it, or leave the key out of the settings")
    names = set(platforms)
    # What names an entry that is itself at fault is not held against it.
    faulty = frozenset(problem.where for problem in problems.found)
    packs = {pack.file.name: pack for pack in packaged_packs()}
    packs |= _own(folder, names, problems) if folder else {}
    path = folder / WAIVERS if folder else None
    file = read_yaml(path, problems) if path and path.exists() else None
    waivers = validate(WaiverFile, file.data, file, problems) if file else None
    if file and waivers:
        for index, waiver in enumerate(waivers.waivers):
            for key, what in _unknown(waiver, packs, inventory, faulty):
                problems.add(file.path, file.place(("waivers", index, *key)), WAIVERS, what)
    ordered = tuple(sorted(packs.values(), key=lambda pack: pack.file.name))
    return Rulebook(ordered, waivers.waivers if waivers else ())


def packaged() -> dict[str, bytes]:
    """Return name and content of each pack of the package."""
    folder = resources.files("netmaintd.compliance") / "packs"
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".yaml")), key=lambda item: item.name)
    return {f"compliance/packs/{item.name}": item.read_bytes() for item in found}


def packaged_packs() -> tuple[Pack, ...]:
    """Return the packs of the package; they are tested to be in order, and read fast."""
    return tuple(
        Pack(PackFile.model_validate(read_plain(content.decode())), _hash(content)) for content in packaged().values()
    )


def _own(folder: Path, platforms: set[str], problems: Problems) -> dict[str, Pack]:
    """Return the office's packs by name."""
    found: dict[str, Pack] = {}
    for path in yaml_files(folder):
        pack = read_pack(path, platforms, problems) if path.name != WAIVERS else None
        if pack is None:
            continue
        if pack.file.name in found:
            what = "a pack of this name exists already; rename one of them"
            problems.add(path, (1, 1), pack.file.name, what)
            continue
        found[pack.file.name] = pack
    return found


def read_pack(path: Path, platforms: set[str], problems: Problems, *, content: bytes | None = None) -> Pack | None:
    """Return one pack, None when it has faults; all of them are then among `problems`.

    Args:
        content: what was read elsewhere (a packaged file); the path is then only its name.
    """
    try:
        raw = path.read_bytes() if content is None else content
    except OSError:
        raw = b""  # told by the reader below, with its place
    file = read_yaml(path, problems, text=None if content is None else content.decode())
    pack = validate(PackFile, file.data, file, problems) if file else None
    if file is None or pack is None:
        return None
    faults = [*_misnamed(pack, platforms), *_twice(pack)]
    for key, what in faults:
        problems.add(file.path, file.place(key), pack.name, what)
    return None if faults else Pack(pack, _hash(raw))


def _misnamed(pack: PackFile, platforms: set[str]) -> Iterator[tuple[KeyPath, str]]:
    for index, name in enumerate(pack.platforms):
        if name not in platforms:
            yield ("platforms", index), unknown_name("platform", name, platforms)


def _twice(pack: PackFile) -> Iterator[tuple[KeyPath, str]]:
    ids = [rule.id for rule in pack.rules]
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield ("rules", index, "id"), f'rule "{name}" stands here twice; rename one of them'


def _unknown(
    waiver: Waiver, packs: dict[str, Pack], inventory: Inventory, faulty: frozenset[str]
) -> Iterator[tuple[KeyPath, str]]:
    """Return what a waiver names that there is not, as (key path, sentence)."""
    devices = {device.name for device in inventory.devices}
    tags = {tag for device in inventory.devices for tag in device.tags}
    for index, name in enumerate(waiver.devices):
        if name not in devices | faulty and "file" not in faulty:
            yield ("devices", index), unknown_name("device", name, devices)
    for index, name in enumerate(waiver.tags):
        if name not in tags and not faulty:
            yield ("tags", index), unknown_name("tag", name, tags)
    if waiver.pack not in packs:
        if not faulty:
            yield ("pack",), unknown_name("pack", waiver.pack, packs)
        return
    rules = {rule.id for rule in packs[waiver.pack].file.rules}
    for index, name in enumerate(waiver.rules):
        if name not in rules:
            yield ("rules", index), unknown_name(f"rule of {waiver.pack}", name, rules)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
