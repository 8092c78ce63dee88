"""Every exception that netmaintd raises on purpose, in one tree.

    NetmaintdError
    ├── ConfigError            files that administrators edit
    │   ├── ConfigProblems     every problem of every file, each with its place
    │   └── SecretMissing      a credential is named but nothing holds it
    ├── DeviceError            one session with one device; `outcome` names how it ended
    │   ├── Unreachable        no answer from the address
    │   ├── Refused            the address answers, the port does not
    │   ├── LoginRefused       the credential was refused: never tried again by itself
    │   ├── HostKeyChanged     the key is not the recorded one; no password was sent
    │   │   └── HostKeyUnknown no key is recorded: enrol the device first
    │   ├── CryptoMismatch     no common algorithm
    │   ├── DeviceTimeout      silence, or a deadline
    │   ├── ConnectionLost     the other side went away in the middle
    │   ├── Garbled            an answer that cannot be trusted: endless, looping, undecodable
    │   └── Cancelled          ended from our side
    ├── CommandNotAllowed      the command is not in the profile's allow-list; nothing was sent
    ├── ChainError             the chain of disposition and sign-off
    │   ├── DecisionNotAllowed wrong role, wrong step, or something that must be said is missing
    │   └── StaleDecision      somebody was faster, or the document is not the one that was shown
    ├── StoreError             the database or the blobs
    │   ├── NotFound           nothing there has that name
    │   ├── AlreadyRecorded    unique by rule, and already there
    │   ├── StoreLocked        another process holds this state directory
    │   ├── DeviceHeld         somebody else talks to the device now
    │   ├── SchemaMismatch     the database is newer or older than this program
    │   └── IntegrityBroken    stored bytes do not match their hash or their chain
    ├── DocumentError          a document could not be made
    │   ├── SigningRefused     a key or its passphrase cannot be used; it was tried once
    │   ├── SigningFailed      the document was not signed, and is as it was
    │   └── SigningUnknown     a signing service broke off: nobody here knows whether it signed
    ├── UploadRefused          a photo or scan cannot be kept; the sentence is for the one who sent it
    ├── WitnessRefused         an agency's answer cannot be recorded so; the sentence is for the one who gave it
    ├── AccountRefused         an account or a post cannot be so; the sentence is for the one who wanted it
    ├── PasswordRefused        a person's new password is not good enough; the sentence is for that person
    ├── SignInRefused          the office's identity provider does not say who somebody is
    └── LabNotStarted          a simulated device could not take its place on loopback

Raise the leaf; catch the branch, unless the leaf changes what you do next.
"""

from __future__ import annotations

from typing import ClassVar


class NetmaintdError(Exception):
    """Anything that netmaintd raises on purpose."""


class ConfigError(NetmaintdError):
    """A file that an administrator edits cannot be used as it is."""


class ConfigProblems(ConfigError):
    """Files have problems; `problems` holds all of them as `file:line:column: where: what`."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Take the sentences, at least one."""
        super().__init__("\n".join(problems))
        self.problems = problems


class SecretMissing(ConfigError):
    """A secret is named but nothing holds it."""


class DeviceError(NetmaintdError):
    """A session with one device did not do what was asked.

    `outcome` is the value of `model.results.Outcome` that is recorded for the attempt.
    """

    outcome: ClassVar[str] = "garbled"

    def __init__(self, device: str, detail: str) -> None:
        """Name the device and say, in English, what happened and what to do."""
        super().__init__(f"{device}: {detail}")
        self.device = device
        self.detail = detail


class Unreachable(DeviceError):
    """No answer from the address within the connect timeout."""

    outcome = "unreachable"


class Refused(DeviceError):
    """The address answers but refuses the port."""

    outcome = "refused"


class LoginRefused(DeviceError):
    """The device refused the credential, never tried again by itself; or it wants what the credential has not."""

    outcome = "auth_failed"

    def __init__(self, device: str, detail: str, *, tried: bool = True) -> None:
        """Say whether a secret was tried at all; only then it may be wrong for other devices too."""
        super().__init__(device, detail)
        self.tried = tried


class HostKeyChanged(DeviceError):
    """The device shows another host key than the recorded one; no password was sent."""

    outcome = "hostkey_changed"


class HostKeyUnknown(HostKeyChanged):
    """No host key is recorded for the device; no password was sent."""


class CryptoMismatch(DeviceError):
    """Device and daemon have no common algorithm."""

    outcome = "crypto_mismatch"


class DeviceTimeout(DeviceError):
    """The device was silent too long, or the deadline of the session passed."""

    outcome = "timeout"


class ConnectionLost(DeviceError):
    """The connection ended in the middle of an answer."""

    outcome = "connection_lost"


class Garbled(DeviceError):
    """An answer that cannot be trusted: endless, looping, of the wrong type."""

    outcome = "garbled"


class Cancelled(DeviceError):
    """The session was ended from our side."""

    outcome = "cancelled"


class CommandNotAllowed(NetmaintdError):
    """The command is not in the profile's allow-list. Nothing was sent."""


class ChainError(NetmaintdError):
    """The chain of disposition and sign-off does not allow this."""


class DecisionNotAllowed(ChainError):
    """Wrong role, wrong step, or something that must be said is missing."""


class StaleDecision(ChainError):
    """The round or document is not the one that was shown to the one who decides."""


class StoreError(NetmaintdError):
    """The database or the blobs cannot do what was asked."""


class NotFound(StoreError):
    """Nothing stored has that name."""


class AlreadyRecorded(StoreError):
    """Unique by rule, and already there."""


class StoreLocked(StoreError):
    """Another process holds this state directory; the message names it."""


class DeviceHeld(StoreError):
    """A device is held by another session, of this process or of another one; nothing was sent."""


class SchemaMismatch(StoreError):
    """The database schema is not the one this program writes."""


class IntegrityBroken(StoreError):
    """Stored bytes do not match their hash or their chain."""


class DocumentError(NetmaintdError):
    """A document could not be made."""


class LabNotStarted(NetmaintdError):
    """A simulated device could not take its address and port, or its files."""


class PasswordRefused(NetmaintdError):
    """A person's password is not changed; the message says why, in Indonesian, for that person to read."""


class SigningRefused(DocumentError):
    """A key or its passphrase cannot be used. The sentence is for the one who signs; it is never tried again."""


class SigningFailed(DocumentError):
    """A document was not signed, and is as it was. The sentence is for the one who signs."""


class SigningUnknown(DocumentError):
    """A signing service broke off after the document was sent: nobody here knows whether it signed."""


class UploadRefused(NetmaintdError):
    """A photo or a scan is not kept; the message says why and what to do, in Indonesian, for its sender to read."""


class WitnessRefused(NetmaintdError):
    """What somebody of an agency answers is not recorded; the message says why and what to do, in Indonesian."""


class AccountRefused(NetmaintdError):
    """An account or a post cannot be made or changed so; the message says why, in Indonesian."""


class SignInRefused(NetmaintdError):
    """An identity provider does not answer as it must, or says nothing that is good; the message is for the log."""
