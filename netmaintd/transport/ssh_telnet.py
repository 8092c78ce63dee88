"""A session over Telnet, for devices of which the inventory accepts that: like one over SSH behind the login.

Name and password are each sent once, to what asks for them; whatever asks again has refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from netmaintd.errors import DeviceTimeout, LoginRefused, Refused
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh, Telnet
from netmaintd.model.dialogue import SshDialogue
from netmaintd.model.facts import Provenance, SshLogin
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh import SshSession
from netmaintd.transport.ssh_channel import WatchedChannel
from netmaintd.transport.ssh_guard import asks_key, asks_name, asks_secret
from netmaintd.transport.ssh_tcp import connect_tcp
from netmaintd.transport.ssh_text import TAIL, last_line, looks_like_prompt
from netmaintd.transport.telnet_channel import TelnetChannel

TURN_S = 0.3
LOGIN_S = 30.0
"""How long a device may think about a login."""


class TelnetSession(SshSession):
    """One login, and questions one after another."""

    def __init__(
        self,
        device: Device,
        telnet: Telnet,
        credential: SshCredential,
        dialogue: SshDialogue,
        *,
        deadline: Deadline,
        recognise: Callable[[str], SshDialogue] | None = None,
    ) -> None:
        """Prepare; nothing is sent yet. The arguments are those of `SshSession`."""
        carrier = Ssh(
            credential=telnet.credential, port=telnet.port, connect_timeout_s=telnet.connect_timeout_s,
            silence_s=telnet.silence_s, deadline_s=telnet.deadline_s,
        )  # fmt: skip
        super().__init__(
            device, carrier, credential, dialogue, host_key=None, deadline=deadline, recognise=recognise
        )  # fmt: skip
        self._channel: TelnetChannel | None = None

    def open(self, accepted: Callable[[], None] = lambda: None) -> SshLogin:
        """Log in and find the prompt.

        Raises:
            LoginRefused: name or password was refused, or more is asked.
            DeviceError: like `SshSession.open`.
        """
        where = f"{self._device.address} port {self._ssh.port}"
        try:
            self._channel = TelnetChannel(connect_tcp(self._device, self._ssh, self._deadline))
        except Refused as error:
            raise Refused(self._device.name, f"{where} refuses the connection; is Telnet switched on?") from error
        channel = WatchedChannel(self._device.name, self._channel, self._ssh.silence_s, self._deadline, None)
        channel.hold(self._log_in(channel))
        if not (self._dialogue.enable and self._credential.enable_secret):
            accepted()
        channel.guard_again(self._guard)
        prompt, privileged = self._begin_on(channel, "")
        accepted()
        return SshLogin(
            privileged=privileged, prompt=prompt.decode("latin-1"), host_key_type="", host_key_sha256="", telnet=True,
            provenance=Provenance("telnet", where),
        )  # fmt: skip

    def close(self) -> None:
        """Close the connection."""
        super().close()
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def _log_in(self, channel: WatchedChannel) -> bytes:
        """Answer what is asked; returns what the device says once it is satisfied."""
        left = {"name": self._credential.username, "password": self._credential.password}
        heard, until = bytearray(), time.monotonic() + min(LOGIN_S, self._ssh.silence_s)
        while True:
            data = channel.receive(TURN_S)
            heard += data
            tail = bytes(heard[-TAIL:])
            asked = "name" if asks_name(tail) else "password" if asks_secret(tail) else ""
            if asked:
                self._answer(channel, asked, left)
                heard.clear()
            elif not data and asks_key(tail):
                channel.sendall(b" ")
                heard.clear()
            elif not data and looks_like_prompt(last_line(heard), self._dialogue.prompt):
                return bytes(heard)
            elif time.monotonic() > until:
                raise DeviceTimeout(self._device.name, "asks for no name and no password, and shows no prompt")

    def _answer(self, channel: WatchedChannel, asked: str, left: dict[str, str | None]) -> None:
        """Send what is asked for, unless it was sent before."""
        name = f'credential "{self._credential.name}"'
        if asked not in left:
            raise LoginRefused(
                self._device.name, f"the device refused {name}; correct it, it is not tried again by itself"
            )
        value = left.pop(asked)
        if value is None or not value.isprintable():
            raise LoginRefused(
                self._device.name, f"the device asks for a password over Telnet, and {name} holds none", tried=False
            )
        channel.sendall(value.encode() + b"\n")
