"""Which commands a profile sends for which facts; nothing else may leave."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from netmaintd.model.dialogue import Answer, SshDialogue
from netmaintd.model.facts import FACT_KINDS, ConfigSaved, ConfigText, Fact, Identity, Uptime
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.ssh_part import Command

_GIVES: dict[str, tuple[type[Fact], ...]] = {
    "running": (ConfigText, ConfigSaved),
    "startup": (ConfigSaved,),
    "identity": (Identity,),
}
REFUSALS = (
    r"^\s*% ?(?:Unknown|Invalid|Incomplete|Ambiguous|Unrecognized|Bad|Permission|Authorization|Command) ?",
    r"(?i)^\s*(?:error: ?)?(?:unrecognized|unknown|invalid|incomplete|ambiguous|bad) (?:command|input|parameter)",
    r"(?i)^\s*(?:syntax error|command authorization failed|not authorized)",
    r"(?:command not found|Permission denied|No such file or directory)\s*$",
)
"""How command lines of any kind refuse; a profile adds its own.

A login may end in another command line than its profile knows: that one refuses in words of its own, and its
refusal must never pass for a short configuration.
"""


def commands_for(profile: Profile, kinds: AbstractSet[type[Fact]]) -> tuple[str, ...]:
    """Return the commands that give any of these kinds, in the profile's order."""
    return tuple(command.run for command in _commands(profile) if kinds & set(gives(profile, command)))


REFUSED = "refused"
"""How the doubt of an answer begins when the device refused the command."""


def superfluous(profile: Profile, run: str, answers: Mapping[str, Answer]) -> bool:
    """Whether another command was answered, instead of which this one would be sent."""
    other = next((command.instead_of for command in _commands(profile) if command.run == run), None)
    return other is not None and other in answers and said_something(answers[other])


def said_something(answer: Answer) -> bool:
    """Whether a device answered at all, be it in part, instead of refusing."""
    return bool(answer.text.strip()) and not answer.doubt.startswith(REFUSED)


def gives(profile: Profile, command: Command) -> tuple[type[Fact], ...]:
    """Return the kinds of facts that a command's answer gives."""
    kinds = _GIVES.get(command.gives or "", ())
    if "uptime" in command.patterns:
        kinds = (*kinds, Uptime)
    kinds = (*kinds, *(FACT_KINDS[parse.emits] for parse in command.parse))
    compared = profile.ssh is not None and profile.ssh.saved == "compared"
    return tuple(kind for kind in kinds if kind is not ConfigSaved or compared)


def dialogue(profile: Profile) -> SshDialogue:
    """Return what the transport must know; of a platform without SSH a login, and no command."""
    ssh = profile.ssh
    if ssh is None:
        return SshDialogue(driver="generic", commands=frozenset(), refusals=REFUSALS)
    return SshDialogue(
        driver=ssh.driver,
        commands=frozenset(command.run for command in ssh.commands),
        enable=ssh.enable,
        refusals=(*REFUSALS, *ssh.refusals),
        end_of=tuple((command.run, command.end) for command in ssh.commands if command.end),
        pager=ssh.pager,
        terminal=ssh.terminal,
        prepare=ssh.prepare,
        prompt=ssh.prompt or "",
        more=ssh.more,
        more_key={"space": " ", "enter": "\n"}[ssh.more_key],
    )


def _commands(profile: Profile) -> tuple[Command, ...]:
    return profile.ssh.commands if profile.ssh else ()
