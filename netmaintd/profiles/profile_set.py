"""All platforms together: by name, and by what a device says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from netmaintd.errors import ConfigError
from netmaintd.model.snmp import oid
from netmaintd.profiles.profile import Profile, ProfileFile, resolve

STANDARD = "snmp_standard"


@dataclass(frozen=True, slots=True)
class Recognition:
    """The platform of a device, and why it is thought to be that one."""

    profile: Profile
    reason: str


class ProfileSet:
    """Profiles with their inheritance resolved."""

    def __init__(self, files: Iterable[ProfileFile]) -> None:
        """Resolve; ConfigError names a profile that extends an unknown one, or itself."""
        by_name = {file.name: file for file in files}
        self._profiles = {name: resolve(file, _ancestors(file, by_name)) for name, file in by_name.items()}

    def names(self) -> tuple[str, ...]:
        """Return the names of all profiles."""
        return tuple(sorted(self._profiles))

    def get(self, name: str) -> Profile:
        """Return a profile; KeyError when there is none of that name."""
        return self._profiles[name]

    def recognise(self, sys_object_id: str | None, sys_descr: str | None, ssh_text: str | None) -> Recognition:
        """Return the platform: longest sysObjectID prefix, ties and exceptions by sysDescr, then by SSH."""
        by_id = self._by_object_id(sys_object_id) if sys_object_id else []
        for profile in (*by_id, *(() if by_id else self._profiles.values())):
            if sys_descr and _any(profile.match.sys_descr, sys_descr):
                return Recognition(profile, f"sysDescr fits {profile.name}")
        for profile in self._profiles.values():
            if ssh_text and _any(profile.match.ssh, ssh_text):
                return Recognition(profile, f"the SSH server fits {profile.name}")
        if by_id:
            return Recognition(by_id[0], f"sysObjectID {sys_object_id} lies under {by_id[0].name}")
        told = f"sysObjectID {sys_object_id} is known to no profile" if sys_object_id else "nothing was told"
        return Recognition(self._profiles[STANDARD], told)

    def _by_object_id(self, sys_object_id: str) -> list[Profile]:
        """Return the profiles with the longest fitting prefix."""
        found = oid(sys_object_id)
        lengths = {
            name: max((len(p) for text in profile.match.sys_object_id if found[: len(p := oid(text))] == p), default=0)
            for name, profile in self._profiles.items()
        }
        longest = max(lengths.values(), default=0)
        return [self._profiles[name] for name, length in lengths.items() if length == longest and longest]


def _any(patterns: Iterable[str], text: str) -> bool:
    return any(re.search(pattern, text) for pattern in patterns)


def _ancestors(file: ProfileFile, by_name: dict[str, ProfileFile]) -> tuple[ProfileFile, ...]:
    line: list[ProfileFile] = []
    parent = file.extends
    while parent is not None:
        if parent == file.name or parent in [item.name for item in line]:
            raise ConfigError(f"profile {file.name}: extends itself through {parent}")
        if parent not in by_name:
            raise ConfigError(f'profile {file.name}: extends "{parent}", which there is not')
        line.append(by_name[parent])
        parent = by_name[parent].extends
    return tuple(line)
