"""The Enter key: what a line ends with on its way to a device, whatever its platform wants there."""

from __future__ import annotations

import pytest
from netmiko.ssh_dispatcher import CLASS_MAPPER

from netmaintd.config.profile_files import load_profiles
from netmaintd.profiles.commands import dialogue
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh_channel import WatchedChannel

PROFILES = load_profiles()


class Line:
    """Stands for the connection, and keeps what is sent."""

    closed = False
    eof_received = False

    def __init__(self) -> None:
        self.sent = b""

    def get_transport(self) -> Line:
        """It is its own transport."""
        return self

    def is_active(self) -> bool:
        """The line is up."""
        return True

    def settimeout(self, _: float) -> None:
        """Wait for nothing."""

    def sendall(self, data: bytes) -> None:
        self.sent += data


@pytest.mark.parametrize(
    ("platform", "ends"),
    [("cisco_ios", b"\n"), ("aruba_aoscx", b"\r"), ("aruba_arubaos", b"\r"), ("tplink_jetstream", b"\r\n")],
)
def test_a_line_ends_with_what_the_platform_takes_for_enter(platform: str, ends: bytes) -> None:
    line = Line()
    channel = WatchedChannel("sw1", line, 5.0, Deadline(5.0), None)
    channel.enter = dialogue(PROFILES.get(platform)).enter.encode()

    for data in (b"show version\n", b" ", b"y\r\n"):
        channel.sendall(data)

    assert line.sent == b"show version" + ends + b" " + b"y\r\n"


@pytest.mark.parametrize("name", PROFILES.names())
def test_every_platform_names_a_driver_that_there_is(name: str) -> None:
    ssh = PROFILES.get(name).ssh

    assert ssh is None or ssh.driver in CLASS_MAPPER
