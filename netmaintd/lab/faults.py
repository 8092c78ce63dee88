"""Faults of a simulated device: what can be wrong with it, settable at start and at run time."""

from __future__ import annotations

from typing import Any

from pydantic import Field, ValidationError

from netmaintd.errors import LabNotStarted
from netmaintd.model.devices import FileModel


class Faults(FileModel):
    """What is wrong with one device; the defaults are a healthy one.

    Sizes count the bytes of one reply, so a short reply passes a fault that strikes later.
    """

    dead: bool = False
    """Nothing answers: SSH drops the SYN, SNMP keeps silent."""
    refuse: bool = False
    """The SSH port is closed."""
    silent: bool = False
    """SSH accepts the connection and never says a word."""
    auth_reject: bool = False
    """Every password is refused."""
    legacy_only: bool = False
    """Only SHA-1: diffie-hellman-group14-sha1, ssh-rsa, hmac-sha1."""
    on: str = ""
    """Regular expression of the commands that the faults below strike; empty means all."""
    reply_delay_s: float = Field(default=0.0, ge=0)
    hang_after: int | None = Field(default=None, ge=0)
    """Say nothing more after this many bytes."""
    drop_after: int | None = Field(default=None, ge=0)
    """Cut the TCP connection after this many bytes."""
    truncate_after: int | None = Field(default=None, ge=0)
    """Leave out the rest after this many bytes, then show the prompt."""
    endless: bool = False
    """The reply never ends."""
    prompt_in_output: bool = False
    """A line inside the reply holds the prompt, with a pause behind it."""
    snmp_off: bool = False
    """The SNMP port is closed."""
    snmp_hang: bool = False
    """SNMP requests are taken and never answered."""
    snmp_loop: bool = False
    """GETNEXT and GETBULK return the same object for ever."""
    snmp_delay_s: float = Field(default=0.0, ge=0)

    def changed(self, fault: str, value: Any) -> Faults:
        """Return these faults with one of them set.

        Raises:
            LabNotStarted: no fault has that name, or it cannot have that value.
        """
        try:
            return Faults.model_validate({**self.model_dump(), fault: value})
        except ValidationError as error:
            names = ", ".join(Faults.model_fields)
            raise LabNotStarted(f"fault {fault!r} cannot be set to {value!r}; faults are {names}") from error


HEALTHY = Faults()
