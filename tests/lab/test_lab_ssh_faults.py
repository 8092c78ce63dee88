"""Every SSH fault does what it says, on real connections."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import paramiko
import pytest

from lab_clients import PATIENT_S, Terminal, known, open_transport
from netmaintd.lab.cli.wire import send_reply
from netmaintd.lab.credentials import SSH
from netmaintd.lab.faults import Faults

if TYPE_CHECKING:
    from netmaintd.lab.city import City

SWITCH = "sw-inti-walikota"
PROMPT = f"{SWITCH}#"


def connect(city: City, name: str, timeout_s: float = PATIENT_S) -> socket.socket:
    device = known(city, name)
    assert device.ssh is not None
    return socket.create_connection((device.address, device.ssh.port), timeout=timeout_s)


def ready(user: Terminal) -> Terminal:
    user.until(PROMPT)
    user.type("terminal length 0\n")
    user.until(PROMPT)
    return user


def test_a_dead_device_does_not_even_answer_the_connect(city: City) -> None:
    with pytest.raises(TimeoutError):
        connect(city, "sw-mekarsari", timeout_s=0.5)


def test_a_device_can_die_and_come_back(city: City) -> None:
    city.set_fault(SWITCH, "dead")
    with pytest.raises(TimeoutError):
        connect(city, SWITCH, timeout_s=0.5)

    city.clear_fault(SWITCH, "dead")
    with Terminal(city, SWITCH) as user:
        user.until(PROMPT)


def test_a_closed_port_refuses(city: City) -> None:
    city.set_fault(SWITCH, "refuse")

    with pytest.raises(ConnectionRefusedError):
        connect(city, SWITCH)


def test_a_silent_port_accepts_and_says_nothing(city: City) -> None:
    city.set_fault(SWITCH, "silent")

    with connect(city, SWITCH) as client:
        client.settimeout(0.5)
        with pytest.raises(TimeoutError):
            client.recv(1)


def test_rejected_authentication_is_refused_with_the_right_password(city: City) -> None:
    city.set_fault(SWITCH, "auth_reject")

    with pytest.raises(paramiko.AuthenticationException):
        Terminal(city, SWITCH)

    assert city.heard(SWITCH)[-1].what == "login petugas refused"


def test_a_legacy_device_has_nothing_for_a_client_without_sha1(city: City) -> None:
    transport = open_transport(city, "sw-lt2-walikota", modern=True)
    try:
        with pytest.raises(paramiko.SSHException, match="no acceptable kex"):
            transport.start_client(timeout=PATIENT_S)
    finally:
        transport.close()


def test_a_legacy_device_agrees_with_a_client_that_allows_sha1(city: City) -> None:
    transport = open_transport(city, "sw-lt2-walikota")
    try:
        transport.start_client(timeout=PATIENT_S)
        assert transport.host_key_type == "ssh-rsa"
        assert transport.get_remote_server_key().get_base64() == city.host_key("sw-lt2-walikota").key_base64
    finally:
        transport.close()


def test_a_new_host_key_is_shown_from_the_next_connection_on(city: City) -> None:
    before = city.host_key("srv-pantau")

    city.set_fault("srv-pantau", "new_host_key")

    transport = open_transport(city, "srv-pantau")
    try:
        transport.start_client(timeout=PATIENT_S)
        shown = transport.get_remote_server_key()
    finally:
        transport.close()
    assert city.host_key("srv-pantau") != before
    assert shown.get_base64() == city.host_key("srv-pantau").key_base64
    assert f"SHA256:{shown.fingerprint.removeprefix('SHA256:')}" == city.host_key("srv-pantau").sha256


def test_hanging_says_nothing_more_and_keeps_the_session(city: City) -> None:
    with Terminal(city, SWITCH) as user:
        ready(user)
        city.set_fault(SWITCH, "hang_after", 1000)
        user.type("show running-config\n")
        user.read(1000 + len("show running-config\r\n"))

        assert user.all_within(0.5) == b""
        assert not user.ended


def test_dropping_cuts_the_connection_in_the_middle(city: City) -> None:
    with Terminal(city, SWITCH) as user:
        ready(user)
        city.set_fault(SWITCH, "drop_after", 1000)
        user.type("show running-config\n")
        seen = user.all_within(PATIENT_S)

        assert len(seen) == 1000 + len("show running-config\r\n")
        assert user.ended


def test_truncating_leaves_out_the_end_and_shows_the_prompt(city: City) -> None:
    with Terminal(city, SWITCH) as user:
        ready(user)
        city.set_fault(SWITCH, "truncate_after", 1000)
        user.type("show running-config\n")
        seen = user.until(PROMPT)
        user.type("show clock\n")
        clock = user.until(PROMPT)

    assert "\nend\n" not in seen
    assert "WIB" in clock


def test_endless_output_goes_on_until_the_client_leaves(city: City) -> None:
    city.set_fault(SWITCH, "endless", value=True)
    city.set_fault(SWITCH, "on", "running-config")

    with Terminal(city, SWITCH) as user:
        ready(user)
        user.type("show running-config\n")
        seen = user.read(1_000_000)

    assert PROMPT.encode() not in seen


def test_faults_strike_only_the_commands_they_are_limited_to(city: City) -> None:
    city.set_fault(SWITCH, "truncate_after", 10)
    city.set_fault(SWITCH, "on", "running-config")

    with Terminal(city, SWITCH) as user:
        ready(user)
        user.type("show version\n")
        assert "Processor board ID FCW2233G0HT" in user.until(PROMPT)


def test_prompt_text_inside_output_comes_before_the_end(city: City) -> None:
    with Terminal(city, SWITCH) as user:
        ready(user)
        city.set_fault(SWITCH, "prompt_in_output", value=True)
        user.type("show running-config\n")
        first = user.until(PROMPT)
        second = user.until(PROMPT)

    assert "\nend\n" not in first
    assert "\nend\n" in second


class RecordingWire:
    """A client that notes what was sent and how long was waited."""

    def __init__(self) -> None:
        self.events: list[object] = []

    def read(self) -> bytes:
        raise AssertionError("a reply reads nothing")

    def write(self, data: bytes) -> None:
        self.events.append(data)

    def pause(self, seconds: float) -> None:
        self.events.append(seconds)

    def cut(self) -> None:
        self.events.append("cut")


def test_a_slow_device_waits_before_each_reply() -> None:
    wire = RecordingWire()

    send_reply(wire, "satu\n", Faults(reply_delay_s=2.5), "show clock", PROMPT)

    assert wire.events == [2.5, b"satu\r\n"]


def test_the_fault_that_strikes_first_is_the_one_that_is_seen() -> None:
    wire = RecordingWire()

    send_reply(wire, "0123456789\n", Faults(drop_after=4, truncate_after=8), "show clock", PROMPT)

    assert wire.events == [b"0123", "cut"]


def test_a_short_reply_passes_a_fault_that_strikes_later() -> None:
    wire = RecordingWire()

    send_reply(wire, "satu\n", Faults(drop_after=6), "show clock", PROMPT)

    assert wire.events == [b"satu\r\n"]


def test_the_enable_secret_of_the_lab_is_not_its_password() -> None:
    assert SSH.enable_secret != SSH.password
