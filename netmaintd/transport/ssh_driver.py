"""netmiko's drivers: for a platform whose profile does not say how a session is prepared, its driver does it.

The only file that imports netmiko: its errors become ours here. What a driver sends is watched by `ssh_guard`;
drivers that change the configuration while they log in only find the prompt.
"""

from __future__ import annotations

from typing import Any, cast

import paramiko
from netmiko.channel import SSHChannel
from netmiko.exceptions import NetmikoBaseException
from netmiko.ssh_dispatcher import CLASS_MAPPER

from netmaintd.errors import DeviceTimeout
from netmaintd.model.credentials import SshCredential
from netmaintd.transport.ssh_channel import WatchedChannel
from netmaintd.transport.ssh_guard import LoginGuard

_WRITE_AT_LOGIN = frozenset({"fortinet", "cisco_asa", "dlink_ds"})
"""Drivers that change the configuration while they log in; their preparation is left out."""


class Driver:
    """One driver on one session."""

    def __init__(self, device: str, name: str, credential: SshCredential, guard: LoginGuard) -> None:
        """Make the driver of a device type; nothing is sent."""
        self._device, self._name, self._credential, self._guard = device, name, credential, guard
        self._its: Any = CLASS_MAPPER[name](
            host=device,
            username=credential.username,
            password=credential.password or "",
            secret=credential.enable_secret or "",
            device_type=name,
            encoding="latin-1",
            auto_connect=False,
        )

    @property
    def username(self) -> str:
        """The user name as the platform wants it: RouterOS takes console options in it."""
        return str(self._its.username)

    def prepare(self, channel: WatchedChannel, *, enable: bool) -> tuple[bytes, bool]:
        """Turn the pager off and raise the privilege; returns the prompt, and whether it is enough to read all.

        Raises:
            LoginRefused: the secret was refused.
            DeviceTimeout: there is no prompt.
        """
        try:
            return self._prepare(channel, enable=enable)
        except (NetmikoBaseException, ValueError) as error:
            raise DeviceTimeout(self._device, f"no prompt after the login: {_first_line(error)}") from error

    def _prepare(self, channel: WatchedChannel, *, enable: bool) -> tuple[bytes, bool]:
        driver = self._its
        driver.remote_conn = channel
        driver.channel = SSHChannel(conn=cast("paramiko.Channel", channel), encoding="latin-1")
        driver.special_login_handler()
        if self._name in _WRITE_AT_LOGIN:
            driver.set_base_prompt()
        else:
            driver.session_preparation()
        privileged = self._privilege() if enable else True
        return driver.find_prompt().encode("latin-1").strip(), privileged

    def _privilege(self) -> bool:
        driver = self._its
        if driver.check_enable_mode():
            return True
        if self._credential.enable_secret is None:
            return False
        try:
            driver.enable()
        except ValueError as error:
            if self._guard.secret_sent:
                raise self._guard.refusal() from error
            return False  # the device knows no such privilege: reading goes on with what the login allows
        return bool(driver.check_enable_mode())


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
