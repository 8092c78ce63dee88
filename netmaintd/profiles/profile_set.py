"""All platforms together: by name, and by what a device says of itself."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from netmaintd.errors import ConfigError
from netmaintd.model.snmp import Oid, dotted
from netmaintd.profiles.profile import Profile, ProfileFile, resolve
from netmaintd.profiles.row_values import oid

STANDARD = "snmp_standard"
ENTERPRISES = oid("1.3.6.1.4.1")


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
        resolved = [resolve(file, _ancestors(file, by_name)) for file in by_name.values()]
        # The most special first: where several fit, the one that inherits the most knows the device best.
        resolved.sort(key=lambda profile: len(profile.lineage), reverse=True)
        self._profiles = {profile.name: profile for profile in resolved}
        self._probes = [(oid(text), profile) for profile in resolved for text in profile.match.probe]

    def names(self) -> tuple[str, ...]:
        """Return the names of all profiles."""
        return tuple(sorted(self._profiles))

    def get(self, name: str) -> Profile:
        """Return a profile; KeyError when there is none of that name."""
        return self._profiles[name]

    def probes(self, profile: Profile) -> tuple[Oid, ...]:
        """Return the objects by which platforms that extend this one are told from it; mostly none."""
        return tuple(number for number, closer in self._probes if profile.name in closer.lineage[1:])

    def recognise(
        self, sys_object_id: str | None, sys_descr: str | None, ssh_text: str | None, answered: Container[Oid] = ()
    ) -> Recognition:
        """Return the platform: longest sysObjectID prefix, ties and exceptions by sysDescr, then probes, then SSH.

        What SSH says makes a platform more special (FRRouting on Linux), but never another one.

        Args:
            answered: objects that the agent has, at least those of `probes`.
            ssh_text: what an SSH server says of itself: the line with its name, its greeting, its prompt.
        """
        possible = [p for p in self._profiles.values() if not _any(p.match.unless_sys_descr, sys_descr or "")]
        found = _by_snmp(possible, sys_object_id, sys_descr)
        for number, closer in self._probes:
            if found and number in answered and found.profile.name in closer.lineage[1:]:
                found = Recognition(closer, f"only {closer.name} has {dotted(number)}")
        for profile in possible:
            fits = ssh_text is not None and _any(profile.match.ssh, ssh_text)
            if fits and (found is None or found.profile.name in profile.lineage[1:]):
                return Recognition(profile, f"the SSH server fits {profile.name}")
        return found or Recognition(self._profiles[STANDARD], _stranger(sys_object_id))


def _by_snmp(possible: list[Profile], sys_object_id: str | None, sys_descr: str | None) -> Recognition | None:
    by_id = _by_object_id(possible, sys_object_id) if sys_object_id else []
    names = {profile.name for profile in by_id}
    closer = [profile for profile in possible if names & set(profile.lineage[1:])]
    for profile in (*closer, *by_id) if by_id else possible:
        if sys_descr and _any(profile.match.sys_descr, sys_descr):
            return Recognition(profile, f"sysDescr fits {profile.name}")
    if by_id:
        meant = next((profile for profile in by_id if profile.match.default), by_id[0])
        return Recognition(meant, f"sysObjectID {sys_object_id} lies under {meant.name}")
    return None


def _by_object_id(profiles: Iterable[Profile], sys_object_id: str) -> list[Profile]:
    """Return the profiles with the longest fitting prefix."""
    found = oid(sys_object_id)
    lengths = [
        (max((len(p) for text in profile.match.sys_object_id if found[: len(p := oid(text))] == p), default=0), profile)
        for profile in profiles
    ]
    longest = max((length for length, _ in lengths), default=0)
    return [profile for length, profile in lengths if length == longest and longest]


def _stranger(sys_object_id: str | None) -> str:
    if not sys_object_id:
        return "nothing was told"
    found = oid(sys_object_id)
    maker = f" (enterprise {found[len(ENTERPRISES)]})" if found[:6] == ENTERPRISES and len(found) > 6 else ""
    return f"sysObjectID {sys_object_id}{maker} is known to no profile"


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
