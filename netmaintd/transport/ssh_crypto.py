"""Which cryptography is allowed, and what to say when a device offers another one, or another key."""

from __future__ import annotations

from dataclasses import dataclass

from netmaintd.errors import CryptoMismatch, DeviceError, HostKeyChanged
from netmaintd.model.devices import Ssh
from netmaintd.model.hostkeys import HostKey

SHA1 = {
    "kex": [
        "diffie-hellman-group1-sha1",
        "diffie-hellman-group14-sha1",
        "diffie-hellman-group-exchange-sha1",
        "gss-gex-sha1-toWM5Slw5Ew8Mqkay+al2g==",
        "gss-group1-sha1-toWM5Slw5Ew8Mqkay+al2g==",
        "gss-group14-sha1-toWM5Slw5Ew8Mqkay+al2g==",
    ],
    "keys": ["ssh-rsa", "ssh-dss"],
    "pubkeys": ["ssh-rsa", "ssh-dss"],
}
"""What is switched off unless the inventory marks a device as legacy."""
HOST_KEY = "kind of host key"


@dataclass(frozen=True, slots=True)
class Negotiation:
    """One thing to agree on. `possible` is what we could speak if everything old were allowed."""

    what: str
    offered: tuple[str, ...]
    allowed: tuple[str, ...]
    possible: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Nothing in common."""
        return not set(self.offered) & set(self.allowed)


def signatures(key_type: str) -> tuple[str, ...]:
    """Return the algorithms by which a kind of key signs: an RSA key knows three."""
    return ("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa") if key_type == "ssh-rsa" else (key_type,)


def changed(device: str, known: HostKey, shown: HostKey | None) -> HostKeyChanged:
    """Return what to raise for a key that is not the recorded one; None when it is of another kind altogether."""
    now = f"{shown.key_type} {shown.sha256}" if shown else "a key of another kind"
    return HostKeyChanged(
        device,
        f"the host key is not the recorded one (recorded {known.key_type} {known.sha256}, shown {now}); no password "
        f"was sent. Find out why, then: netmaintd devices enrol {device} --reason …",
    )


def incompatible(
    device: str, ssh: Ssh, known: HostKey | None, negotiation: tuple[Negotiation, ...], told: str
) -> DeviceError:
    """Return what to raise when nothing is in common; a device that lost its recorded kind of key has changed."""
    failed = [item for item in negotiation if item.failed]
    if not failed or not any(item.offered for item in negotiation):
        return CryptoMismatch(device, f"no common version of SSH ({told}); the device needs another firmware")
    lost_its_key = known is not None and not set(signatures(known.key_type)) & set(failed[0].offered)
    if known is not None and failed[0].what == HOST_KEY and lost_its_key:
        return changed(device, known, None)
    offers = "; ".join(f"as {item.what} the device offers only {', '.join(item.offered)}" for item in failed)
    remedy = "no setting helps: the device needs another firmware or another configuration of its SSH"
    if not ssh.legacy and all(set(item.offered) & set(item.possible) for item in negotiation):
        remedy = "if the device is old, mark it with 'ssh: {legacy: true}', which becomes a finding"
    return CryptoMismatch(device, f"no common algorithm: {offers}; {remedy}")
