"""Exit codes, stable: scripts depend on them. They follow sysexits(3) where one fits."""

from __future__ import annotations

from enum import IntEnum

from netmaintd import errors


class Exit(IntEnum):
    """What the process says when it ends."""

    OK = 0
    FAULTS = 1
    """The command ran, and what it looked at is not well."""
    USAGE = 2
    """The command line itself; Typer's code."""
    DATA = 65
    """Input data are wrong, or stored data do not verify."""
    NOT_FOUND = 66
    UNAVAILABLE = 69
    """A device does not answer or refuses."""
    SOFTWARE = 70
    TEMPORARY = 75
    """Another process holds the store, or somebody was faster: try again."""
    NOT_ALLOWED = 77
    CONFIG = 78


_CODES: tuple[tuple[type[errors.NetmaintdError], Exit], ...] = (
    (errors.ConfigError, Exit.CONFIG),
    (errors.AccountRefused, Exit.DATA),
    (errors.UploadRefused, Exit.DATA),
    (errors.SigningRefused, Exit.NOT_ALLOWED),
    (errors.SigningFailed, Exit.UNAVAILABLE),
    (errors.SigningUnknown, Exit.UNAVAILABLE),
    (errors.DeviceError, Exit.UNAVAILABLE),
    (errors.CommandNotAllowed, Exit.NOT_ALLOWED),
    (errors.StaleDecision, Exit.TEMPORARY),
    (errors.ChainError, Exit.NOT_ALLOWED),
    (errors.NotFound, Exit.NOT_FOUND),
    (errors.AlreadyRecorded, Exit.NOT_ALLOWED),
    (errors.StoreLocked, Exit.TEMPORARY),
    (errors.DeviceHeld, Exit.TEMPORARY),
    (errors.SchemaMismatch, Exit.CONFIG),
    (errors.IntegrityBroken, Exit.DATA),
)


def code_of(error: errors.NetmaintdError) -> Exit:
    """Return the exit code for one of our errors."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), Exit.SOFTWARE)
