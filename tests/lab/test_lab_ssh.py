"""The command line of every simulated platform, read over real SSH."""

from __future__ import annotations

from typing import TYPE_CHECKING

import paramiko
import pytest

from lab_clients import Terminal, known, netmiko_to
from netmaintd.lab.city import described
from netmaintd.lab.configs import aruba_aoscx, cisco_ios, frr, huawei_vrp, linux, mikrotik_routeros
from netmaintd.lab.credentials import SSH

if TYPE_CHECKING:
    from netmaintd.lab.box import Box
    from netmaintd.lab.city import City

COMMAND = {
    "cisco_ios": ("show running-config", cisco_ios, "end"),
    "frr": ("show running-config", frr, "end"),
    "huawei_vrp": ("display current-configuration", huawei_vrp, "return"),
    "mikrotik_routeros": ("/export", mikrotik_routeros, "set enabled=yes"),
    "linux": ("cat /etc/network/interfaces", linux, "\tdns-nameservers 10.60.99.1"),
    "aruba_aoscx": ("show running-config", aruba_aoscx, "https-server vrf default"),
}
ANSWERING = [device.name for device in described().devices if device.ssh and not device.faults.dead]
VOLATILE = ("! Last configuration change", "ntp clock-period", "Current configuration", "Using ")


def box_of(city: City, name: str) -> Box:
    return next(box for box in city.devices if box.device.name == name)


def steady(text: str) -> list[str]:
    lines = (line.rstrip() for line in text.splitlines())
    return [line for line in lines if line not in ("", "!") and not line.startswith((*VOLATILE, "Building"))]


@pytest.mark.parametrize("name", ANSWERING)
def test_netmiko_logs_in_and_reads_the_whole_configuration(city: City, name: str) -> None:
    box = box_of(city, name)
    command, config, last = COMMAND[box.device.platform]

    with netmiko_to(city, name) as connection:
        if box.device.needs_enable:
            connection.enable()
        read = connection.send_command(command)

    expected = [line.rstrip() for line in config.lines(box, box.device.unsaved) if line.strip()]
    lines = [line.rstrip() for line in read.splitlines() if line.strip()]
    clocked = [line for line in lines if "ntp clock-period" not in line]
    assert clocked[-len(expected) :] == expected
    assert lines[-1] == last.rstrip()


def test_only_the_unsaved_lines_distinguish_running_from_startup(city: City) -> None:
    with netmiko_to(city, "sw-lt1-dinkes") as connection:
        running = steady(connection.send_command("show running-config"))
        startup = steady(connection.send_command("show startup-config"))

    assert [line for line in running if line not in startup] == list(box_of(city, "sw-lt1-dinkes").device.unsaved)
    assert [line for line in startup if line not in running] == []


def test_running_and_startup_of_a_saved_switch_differ_in_volatile_lines_only(city: City) -> None:
    with netmiko_to(city, "sw-tirta-utara") as connection:
        running = connection.send_command("show running-config")
        startup = connection.send_command("show startup-config")

    assert steady(running) == steady(startup)
    assert [line for line in running.splitlines() if line.startswith("ntp clock-period")]
    assert "! Last configuration change at" in running


def test_a_switch_tells_its_real_serial_number_where_the_inventory_is_wrong(city: City) -> None:
    with netmiko_to(city, "sw-tirta-utara") as connection:
        inventory = connection.send_command("show inventory")

    assert "SN: FOC2330W0QZ" in inventory
    assert known(city, "sw-tirta-utara").serial == "FOC2110V0AA"


def test_the_pager_stops_every_page_until_it_is_turned_off(city: City) -> None:
    with Terminal(city, "sw-inti-walikota") as user:
        user.until("sw-inti-walikota#")
        user.type("show running-config\n")
        first = user.until(" --More-- ")
        user.type(" ")
        user.until(" --More-- ")
        user.type("q")
        user.until("sw-inti-walikota#")
        user.type("terminal length 0\n")
        user.until("sw-inti-walikota#")
        user.type("show running-config\n")
        whole = user.until("sw-inti-walikota#")

    assert first.count("\n") == 25
    assert "--More--" not in whole
    assert "\nend\n" in whole


def test_enable_asks_for_the_secret_without_echo_and_opens_the_configuration(city: City) -> None:
    with Terminal(city, "rt-inti-walikota") as user:
        user.until("rt-inti-walikota>")
        user.type("show running-config\n")
        before = user.until("rt-inti-walikota>")
        user.type("enable\n")
        user.until("Password: ")
        user.type("salah\n")
        user.until("Password: ")
        user.type(f"{SSH.enable_secret}\n")
        raised = user.until("rt-inti-walikota#")
        user.type("terminal length 0\n")
        user.until("rt-inti-walikota#")
        user.type("show running-config\n")
        after = user.until("rt-inti-walikota#")

    assert "Invalid input detected" in before
    assert SSH.enable_secret not in raised
    assert "hostname rt-inti-walikota" in after


def test_three_wrong_secrets_leave_the_session_unprivileged(city: City) -> None:
    with Terminal(city, "rt-inti-walikota") as user:
        user.until("rt-inti-walikota>")
        user.type("enable\n")
        for _ in range(3):
            user.until("Password: ")
            user.type("salah\n")
        said = user.until("rt-inti-walikota>")

    assert "% Bad secrets" in said


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("sw-inti-walikota", "% Invalid input detected at '^' marker."),
        ("sw-gudang-dinkes", "Error: Unrecognized command found at '^' position."),
        ("rt-dinkes", "bad command name reload (line 1 column 1)"),
        ("rt-mekarsari", "% Unknown command: reload now"),
        ("srv-pantau", "-bash: reload: command not found"),
        ("sw-lt2-dinkes", "Invalid input: reload"),
    ],
)
def test_an_unknown_command_gets_the_refusal_of_its_platform(city: City, name: str, refusal: str) -> None:
    with netmiko_to(city, name) as connection:
        assert refusal in connection.send_command("reload now")


def test_exit_ends_the_session(city: City) -> None:
    with Terminal(city, "sw-inti-walikota") as user:
        user.until("sw-inti-walikota#")
        user.type("exit\n")
        user.all_within(5.0)

        assert user.ended


def test_every_login_attempt_is_heard_and_no_password_with_it(city: City) -> None:
    before = len(city.heard("srv-pantau"))

    with pytest.raises(paramiko.AuthenticationException):
        Terminal(city, "srv-pantau", password="rahasia-salah")
    with Terminal(city, "srv-pantau") as user:
        user.until(r"\$ ")
        user.type("uname -r\n")
        user.until(r"\$ ")

    heard = [event.what for event in city.heard("srv-pantau")[before:]]
    assert [what for what in heard if what.startswith(("login", "command uname"))] == [
        "login petugas refused",
        "login petugas accepted",
        "command uname -r",
    ]
    assert not [what for what in heard if "rahasia" in what or str(SSH.password) in what]


def test_what_is_typed_at_the_password_prompt_is_not_heard(city: City) -> None:
    with netmiko_to(city, "rt-inti-walikota") as connection:
        connection.enable()

    assert not [event for event in city.heard("rt-inti-walikota") if str(SSH.enable_secret) in event.what]
