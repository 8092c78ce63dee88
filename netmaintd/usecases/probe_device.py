"""Examine one device by hand, outside any round: for the day on which a device enters the inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.checks import registry
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.gate import CredentialGate
from netmaintd.usecases.clock import SystemClock
from netmaintd.usecases.examine_device import examine_device
from netmaintd.usecases.hold_device import held_by_hand
from netmaintd.usecases.hold_session import Access, UnrecordedAttempts
from netmaintd.usecases.office_rules import office_rules
from netmaintd.usecases.recall_config import recall_config
from netmaintd.usecases.recall_earlier import recall_earlier

if TYPE_CHECKING:
    from netmaintd.config.load import Configuration
    from netmaintd.model.devices import Device
    from netmaintd.model.results import Examination
    from netmaintd.profiles.profile_set import ProfileSet
    from netmaintd.store.connect import Store

PROBE_DEADLINE_S = 300.0


def probe_device(store: Store, configuration: Configuration, profiles: ProfileSet, device: Device) -> Examination:
    """Return what all checks say of a device now. Read-only at the device, and nothing is stored.

    Raises:
        DeviceHeld: a round talks to it now.
    """
    access = access_by_hand(store, configuration)
    checks = (registry.build(name, {}, device.thresholds.get(name, {})) for name in registry.names())
    deadline = Deadline(PROBE_DEADLINE_S, access.stop)
    earlier = recall_earlier(store, device.name, None, access.clock.now())
    known = recall_config(store, device.name, None, earlier)
    rules = office_rules(configuration)
    with held_by_hand(store, device.name, access.clock):
        return examine_device(device, checks, profiles, access, deadline, earlier, known, rules)


def access_by_hand(store: Store, configuration: Configuration) -> Access:
    """Return what sessions outside a round work with: no attempt of theirs is recorded."""
    return Access(
        ssh_credential=configuration.secrets.ssh,
        snmp_credential=configuration.secrets.snmp,
        host_key=store.host_keys.get,
        gate=CredentialGate(1),
        attempts=UnrecordedAttempts(),
        clock=SystemClock(),
    )
