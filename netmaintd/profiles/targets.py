"""A profile for one device: commands that take an address stand in it as they are sent to this device."""

from __future__ import annotations

from collections.abc import Sequence

from netmaintd.profiles.profile import Profile
from netmaintd.profiles.render import TARGET, render, takes
from netmaintd.profiles.ssh_part import Command


def for_targets(profile: Profile, targets: Sequence[str]) -> Profile:
    """Return the profile with one command for each target in the place of each that takes one.

    So an answer is read by the entry of its command, whatever address was filled in; without targets nothing is
    left of such commands.

    Raises:
        CommandNotAllowed: a target is no IP address.
    """
    if profile.ssh is None:
        return profile
    commands = tuple(filled for command in profile.ssh.commands for filled in _filled(command, targets))
    return profile.model_copy(update={"ssh": profile.ssh.model_copy(update={"commands": commands})})


def _filled(command: Command, targets: Sequence[str]) -> tuple[Command, ...]:
    if TARGET not in takes(command.run):
        return (command,)
    return tuple(command.model_copy(update={"run": render(command.run, target=target)}) for target in targets)
