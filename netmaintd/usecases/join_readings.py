"""One device's facts from all sessions: SNMP's come first, SSH fills what they leave open, and why the rest is missing.

Nothing is told twice: a kind of fact that SNMP gave is neither asked over SSH nor taken from an answer. Of what a
device has but one of, its identity or its clock, single fields are filled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.model.facts import ConfigSaved, ConfigText, Fact, Facts, Missing, Quantity, Sensor, SnmpAgent, SshLogin
from netmaintd.model.results import Outcome
from netmaintd.profiles.commands import commands_for
from netmaintd.profiles.gathered import SINGLE, merged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from netmaintd.profiles.profile import Profile
    from netmaintd.usecases.read_snmp import SnmpReading
    from netmaintd.usecases.read_ssh import SshReading

NO_SSH = "perangkat ini tidak diperiksa lewat SSH menurut inventaris"
NO_SNMP = "perangkat ini tidak diperiksa lewat SNMP menurut inventaris"
NO_COMMAND = "perintah SSH platform ini untuk data ini belum dikenal"
NOT_GIVEN = "perangkat tidak memberikan data ini"
_ONLY_SSH = (ConfigText, ConfigSaved)
_WATCHED = ({"fan"}, {"power_supply"}, {Quantity.TEMPERATURE})
"""What a device should tell of by sensors; an agent that leaves one of them out is not enough."""


def left_open(kinds: AbstractSet[type[Fact]], told: Facts) -> set[type[Fact]]:
    """Return the kinds that are still to be asked over SSH after SNMP told what it has."""
    given = {type(fact) for fact in told.known if not isinstance(fact, SINGLE)}
    if not all(wanted & {mark for sensor in told.of(Sensor) for mark in _marks(sensor)} for wanted in _WATCHED):
        given.discard(Sensor)
    return {kind for kind in kinds if kind not in given}


def join(snmp: Facts, ssh: Facts) -> Facts:
    """Return the facts of both sessions, none of them twice."""
    given = {type(fact) for fact in snmp.known}
    groups = {_group(sensor) for sensor in snmp.of(Sensor)}
    more = [
        fact for fact in ssh.known
        if (_group(fact) not in groups if isinstance(fact, Sensor) else type(fact) not in given)
        or isinstance(fact, SINGLE)
    ]  # fmt: skip
    known = [*snmp.known, *more]
    singles = tuple(merged(facts) for kind in SINGLE if (facts := [fact for fact in known if type(fact) is kind]))
    others = tuple(fact for fact in known if not isinstance(fact, SINGLE))
    return Facts((*others, *singles), (*snmp.missing, *ssh.missing))


def _group(sensor: Sensor) -> tuple[str, str]:
    return sensor.quantity, sensor.part or ""


def _marks(sensor: Sensor) -> Iterator[str]:
    yield sensor.quantity
    if sensor.part:
        yield sensor.part
    elif sensor.quantity is Quantity.FAN_SPEED:
        yield "fan"


def explain(
    kinds: AbstractSet[type[Fact]], facts: Facts, profile: Profile, snmp: SnmpReading | None, ssh: SshReading | None
) -> Facts:
    """Give each kind that nobody delivered its reason: the session that failed, or the device's silence."""
    absent = [kind for kind in kinds if not facts.of(kind)]
    reasons = [Missing(kind, _reason(kind, facts, profile, snmp, ssh)) for kind in absent]
    explained = {item.kind for item in reasons}
    return Facts(facts.known, (*reasons, *(m for m in facts.missing if m.kind not in explained)))


def _reason(kind: type[Fact], facts: Facts, profile: Profile, snmp: SnmpReading | None, ssh: SshReading | None) -> str:
    over_ssh = kind is SshLogin or bool(commands_for(profile, {kind}))
    over_snmp = kind is SnmpAgent or any(table.emits == kind.__name__ for table in profile.tables)
    if not over_ssh and not over_snmp:
        if ssh:
            return NO_COMMAND
        over_snmp = kind not in _ONLY_SSH
    if over_ssh and ssh and ssh.report.outcome is not Outcome.OK:
        return ssh.report.outcome.reason
    if over_snmp and snmp and snmp.report.outcome is not Outcome.OK:
        return snmp.report.outcome.reason
    if not (over_ssh and ssh) and not (over_snmp and snmp):
        return NO_SNMP if over_snmp and not over_ssh else NO_SSH
    # What could not be read weighs more than that nothing was told: it is no proof that there is nothing.
    told = [item.reason for item in facts.missing if item.kind is kind]
    return next((reason for reason in told if not reason.endswith(NOT_GIVEN)), next(iter(told), NOT_GIVEN))
