"""Which commands a profile sends for which facts; nothing else may leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby

from netmaintd.model.dialogue import Answer, SshDialogue
from netmaintd.model.facts import FACT_KINDS, ConfigSaved, ConfigText, Fact, Identity, Uptime
from netmaintd.profiles.profile import Profile
from netmaintd.profiles.render import TARGET, render, takes
from netmaintd.profiles.ssh_part import Command, Ssh

_GIVES: dict[str, tuple[type[Fact], ...]] = {
    "running": (ConfigText, ConfigSaved),
    "startup": (ConfigSaved,),
    "identity": (Identity,),
}
REFUSALS = (
    r"^[ \t]*(?:ERROR: ?)?%+ ?(?:Error:? ?(?:\d+:? ?)?)?(?:Unknown|Invalid|Incomplete|Ambiguous|Unrecognized|Bad"
    r"|Illegal|Permission|Authorization|Command|Wrong|Too many) ?",
    r"(?i)^[ \t]*(?:error: ?)?(?:unrecognized|unknown|invalid|incomplete|ambiguous|bad|illegal) "
    r"(?:command|input|parameter)",
    r"(?i)^[ \t]*(?:(?:cli )?syntax error|command (?:authorization failed|not found|fail\b|is not supported)"
    r"|not authorized)",
    r"^[ \t]*(?:Unknown action \d|command parse error|SHELL PARSER FAILURE|E\d{3}: Command|Available commands:)",
    r"(?:command not found|Permission denied|No such file or directory)\s*$",
)
"""How command lines of any kind refuse; a profile adds its own.

A login may end in another command line than its profile knows: that one refuses in words of its own, and its
refusal must never pass for a short configuration.
"""


_ENTER = {"lf": "\n", "cr": "\r", "crlf": "\r\n"}
RECOGNISING = "show version"
"""The question to a device that did not name itself: it reads, or is unknown, on everything with a command line."""


def commands_for(profile: Profile, kinds: AbstractSet[type[Fact]], targets: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the commands that give any of these kinds, in the profile's order.

    Args:
        targets: addresses that the device itself is to reach; a command that takes one is sent for each.
    """
    wanted = [command for command in _commands(profile) if kinds & set(gives(profile, command))]
    return tuple(line for command in wanted for line in lines(command, targets))


def lines(command: Command, targets: Sequence[str]) -> tuple[str, ...]:
    """Return what is sent for a command: itself, or once for each target where it takes one."""
    wanted = takes(command.run)
    if not wanted:
        return (command.run,)
    return tuple(render(command.run, target=target) for target in targets) if wanted == {TARGET} else ()


def batches(profile: Profile, wanted: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return commands in groups that may be sent one behind another: a replacement waits for what it replaces."""
    late = {command.run for command in _commands(profile) if command.instead_of is not None}
    return tuple(tuple(group) for _, group in groupby(wanted, lambda run: run if run in late else ""))


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


def dialogue(profile: Profile, targets: Sequence[str] = (), *, recognising: bool = False) -> SshDialogue:
    """Return what the transport must know; of a platform without SSH a login, and no command.

    Args:
        targets: as for `commands_for`.
        recognising: whether the platform is only guessed by the server's name or greeting, or not even that: one
            question decides then. It is what the guess asks first anyway.
    """
    ssh = profile.ssh
    if ssh is None:
        question = RECOGNISING if recognising else ""
        more = Ssh(driver="generic").more
        return SshDialogue("generic", frozenset(), refusals=REFUSALS, prepare=(), more=more, question=question)
    return SshDialogue(
        driver=ssh.driver,
        commands=frozenset(line for command in ssh.commands for line in lines(command, targets)),
        enable=ssh.enable,
        refusals=(*REFUSALS, *ssh.refusals),
        end_of=tuple((command.run, command.end) for command in ssh.commands if command.end),
        pager=ssh.pager,
        terminal=ssh.terminal,
        prepare=ssh.prepare,
        prompt=ssh.prompt or "",
        more=ssh.more,
        question=_first_question(ssh) if recognising else "",
        more_key={"space": " ", "enter": "\n"}[ssh.more_key],
        enter=_ENTER[ssh.enter],
    )


def _first_question(ssh: Ssh) -> str:
    """Return the command that tells what the device is, empty for none."""
    told = (command.run for command in ssh.commands if command.gives == "identity" and not takes(command.run))
    return next(told, "") if ssh.terminal else ""


def _commands(profile: Profile) -> tuple[Command, ...]:
    return profile.ssh.commands if profile.ssh else ()
