"""Read one device over SSH: log in once, ask what the checks need, and make facts of the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from netmaintd.model.devices import Telnet
from netmaintd.model.facts import Fact, Facts, SshLogin
from netmaintd.model.results import Evidence, Outcome, SessionReport
from netmaintd.parsers.parser import shared
from netmaintd.profiles.commands import REFUSED, batches, commands_for, dialogue, superfluous
from netmaintd.profiles.profile_set import STANDARD
from netmaintd.profiles.ssh_facts import ssh_facts
from netmaintd.profiles.targets import for_targets
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh import SshSession
from netmaintd.transport.ssh_telnet import TelnetSession
from netmaintd.usecases.hold_session import Access, hold
from netmaintd.usecases.parse_answers import parse_answers

if TYPE_CHECKING:
    from netmaintd.model.devices import Device, Ssh
    from netmaintd.model.dialogue import Answer, SshDialogue
    from netmaintd.profiles.profile import Profile


@dataclass(frozen=True, slots=True)
class SshReading:
    """What came of the SSH session."""

    report: SessionReport
    profile: Profile
    facts: Facts = Facts()
    evidence: tuple[Evidence, ...] = ()
    answers: tuple[Answer, ...] = ()


Recognise = Callable[[str], "Profile"]
"""The profile for what an SSH server says of itself."""


@dataclass
class _Heard:
    """What came before the session ended, however it ended."""

    profile: Profile
    login: SshLogin | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    at: dict[str, datetime] = field(default_factory=dict)

    def take(self, answer: Answer, now: datetime) -> None:
        """Keep an answer; a clock in it was read somewhere between question and answer."""
        self.answers[answer.command] = answer
        self.at[answer.command] = now - timedelta(seconds=answer.waited_s + answer.elapsed_s / 2)


def read_shell(
    device: Device, recognise: Recognise, kinds: set[type[Fact]], access: Access, deadline: Deadline
) -> SshReading | None:
    """Read a device by the way into its command line that the inventory names; None where it names none.

    Telnet stands in only where it is accepted, and where there is no SSH or its port refuses the connection.
    """
    reading = read_ssh(device, device.ssh, recognise, kinds, access, deadline) if device.ssh else None
    if device.telnet and (reading is None or reading.report.outcome is Outcome.REFUSED):
        return read_ssh(device, device.telnet, recognise, kinds, access, deadline)
    return reading


def read_ssh(
    device: Device, ssh: Ssh | Telnet, recognise: Recognise, kinds: set[type[Fact]], access: Access, deadline: Deadline
) -> SshReading:
    """Return facts and evidence; what was answered before a session broke is kept."""
    heard = _Heard(recognise(""))
    way = type(ssh).__name__.lower()
    _, report = hold(access, device, way, lambda: _ask(device, ssh, recognise, kinds, access, deadline, heard))
    cut = [a for a in heard.answers.values() if not a.complete and not a.doubt.startswith(REFUSED)]
    if cut and report.outcome is Outcome.OK:
        doubts = "; ".join(f"{answer.command}: {answer.doubt}" for answer in cut)
        report = SessionReport(report.protocol, Outcome.TRUNCATED, report.started_at, report.ended_at, doubts)
    asked = for_targets(heard.profile, device.ping_targets)
    readings = parse_answers(asked, heard.answers, kinds, shared())
    facts = ssh_facts(asked, heard.answers, report.ended_at, readings, heard.at)
    if heard.login:
        facts = facts.plus(known=(heard.login,))
    evidence = tuple(Evidence(way, a.command, a.raw, report.ended_at) for a in heard.answers.values())
    return SshReading(report, heard.profile, facts, evidence, tuple(heard.answers.values()))


def _ask(
    device: Device, ssh: Ssh | Telnet, recognise: Recognise, kinds: set[type[Fact]], access: Access, deadline: Deadline,
    heard: _Heard,
) -> None:  # fmt: skip
    guessing = device.platform == "auto" and heard.profile.name == STANDARD

    def words() -> SshDialogue:
        return dialogue(heard.profile, device.ping_targets, recognising=guessing)

    def hear(said: str) -> SshDialogue:
        answer = session.recognised_by
        if answer and guessing:
            heard.profile = by_answer(recognise, heard.profile, said, answer)
        else:
            heard.profile = by_greeting(recognise, said)
        return words()

    credential = access.ssh_credential(ssh.credential)
    limit = Deadline(deadline.within(ssh.deadline_s), access.stop)
    session = (
        TelnetSession(device, ssh, credential, words(), deadline=limit, recognise=hear)
        if isinstance(ssh, Telnet)
        else SshSession(
            device, ssh, credential, words(), host_key=access.host_key(device.name), deadline=limit, recognise=hear
        )
    )
    with access.gate.login(ssh.credential, device.name, deadline=limit) as entry, session:
        heard.login = session.open(entry.accepted)
        wanted = commands_for(heard.profile, kinds, device.ping_targets)
        if session.recognised_by and session.recognised_by.complete and session.recognised_by.command in wanted:
            heard.take(session.recognised_by, access.clock.now())
        for batch in batches(heard.profile, wanted):
            asked = [run for run in batch if run not in heard.answers]
            for answer in session.ask_all([r for r in asked if not superfluous(heard.profile, r, heard.answers)]):
                heard.take(answer, access.clock.now())


def by_greeting(recognise: Recognise, said: str) -> Profile:
    """Return the platform by what a server says unasked: its greeting outweighs its name, which many share."""
    told = recognise(said.partition("\n")[2])
    return told if told.name != STANDARD else recognise(said)


def by_answer(recognise: Recognise, guess: Profile, said: str, answer: Answer) -> Profile:
    """Return the platform by the answer to the one question.

    It outweighs a stranger's silence and the server's name, which many platforms share; a guess by the greeting it
    may only make more special, since systems quote one another in their versions.
    """
    told = recognise(answer.text)
    if guess.name == STANDARD:
        return told if told.name != STANDARD else recognise(said)
    by_name = recognise(said.partition("\n")[0])
    may_change = guess.name in (by_name.name, *told.lineage)
    return told if told.name != STANDARD and may_change else guess
