"""Enrol a device: record its host key after a person has looked at the fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.errors import ConfigError, HostKeyChanged
from netmaintd.transport.ssh_connect import fetch_host_key
from netmaintd.usecases.hold_device import held_by_hand

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.devices import Device
    from netmaintd.model.hostkeys import HostKey
    from netmaintd.store.connect import Store


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The key a device shows, and the one that is recorded, if any."""

    device: str
    shown: HostKey
    recorded: HostKey | None

    @property
    def changed(self) -> bool:
        """Another key than the recorded one."""
        return self.recorded is not None and self.recorded != self.shown


def look_at_key(store: Store, device: Device) -> Enrolment:
    """Fetch the host key without logging in.

    Raises:
        ConfigError: the inventory has no SSH for the device.
        DeviceError: the device does not show a key.
        DeviceHeld: a round talks to it now.
    """
    if device.ssh is None:
        raise ConfigError(f"{device.name} has no ssh in the inventory; there is no key to record")
    with held_by_hand(store, device.name):
        return Enrolment(device.name, fetch_host_key(device), store.host_keys.get(device.name))


def record_key(store: Store, enrolment: Enrolment, actor: str, at: datetime, reason: str = "") -> None:
    """Record the key that was shown. A changed key needs a reason.

    Raises:
        HostKeyChanged: the key differs from the recorded one and no reason is given.
    """
    if enrolment.changed:
        if not reason:
            raise HostKeyChanged(
                enrolment.device,
                "shows another host key than the recorded one; find out why, then enrol again with --reason",
            )
        store.host_keys.replace(enrolment.device, enrolment.shown, actor, at, reason)
    elif enrolment.recorded is None:
        store.host_keys.record(enrolment.device, enrolment.shown, actor, at)
