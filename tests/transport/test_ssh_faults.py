"""Every fault of the simulated devices has an outcome of its own, in time, and never a shortened configuration.

The simulator stands beside the project; where it is missing these tests say so.
"""

from __future__ import annotations

import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from netmaintd.errors import DeviceError
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.dialogue import Answer
from netmaintd.model.results import Outcome
from netmaintd.profiles.commands import REFUSED, dialogue
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh import SshSession
from netmaintd.transport.ssh_connect import fetch_host_key
from packaged import PROFILES

LAB = Path(__file__).parents[2].parent / "shared" / "lab"
WORDS = dialogue(PROFILES.get("cisco_ios"))
SHOW = "show running-config"
CONFIG = "Building configuration...\n\n!\nhostname sw-uji\n!\n" + "".join(
    f"interface GigabitEthernet1/0/{port}\n description ruang {port}\n!\n" for port in range(1, 60)
)
CONFIG += "end\n"
SILENCE_S, DEADLINE_S = 3.0, 12.0
WHOLE: dict[str, dict[str, Any]] = {
    "healthy": {},
    "connect_delay": {"connect_delay": 1.0},
    "auth_delay": {"auth_delay": 1.0},
    "banner": {"banner": True},
    "motd_noise": {"motd_noise": True},
    "prompt_delay": {"prompt_delay": 2.5},
    "reply_delay": {"reply_delay": 0.5},
    "trickle": {"trickle": 3000},
    "wrong_prompt": {"wrong_prompt": True},
    "double_echo": {"double_echo": True},
    "drift": {"drift": True},
    "first": {"refuse": True, "first": 1},
    "rate": {"refuse": True, "rate": 0.0},
}
"""Faults that a session lives with; `first` and `rate` leave ours alone."""
ENDED: dict[str, tuple[dict[str, Any], Outcome]] = {
    "refuse": ({"refuse": True}, Outcome.CONNECTION_LOST),
    "silent": ({"silent": True}, Outcome.TIMEOUT),
    "garbage": ({"garbage": True}, Outcome.GARBLED),
    "auth_reject": ({"auth_reject": True}, Outcome.AUTH_FAILED),
    "max_sessions": ({"max_sessions": 1}, Outcome.CONNECTION_LOST),
    "hostkey_new": ({"hostkey_new": True}, Outcome.HOSTKEY_CHANGED),
    "no_prompt": ({"no_prompt": True}, Outcome.TIMEOUT),
    "hang_after": ({"hang_after": 900}, Outcome.TIMEOUT),
    "drop_after": ({"drop_after": 900}, Outcome.CONNECTION_LOST),
    "truncate_after": ({"truncate_after": 900}, Outcome.TRUNCATED),
    "deny": ({"deny": True}, Outcome.REFUSED),
}
NOISY = {"log_noise": {"log_noise": 20}}
FAULTS = {**WHOLE, **{name: fault for name, (fault, _) in ENDED.items()}, **NOISY}


@dataclass(frozen=True)
class End:
    """How one session ended."""

    outcome: Outcome
    took_s: float
    answer: Answer | None = None


def _ask(served: Any) -> End:
    ssh = Ssh(credential="c", port=served.port, silence_s=SILENCE_S, connect_timeout_s=4.0)
    device = Device(name="x", address=served.address, site="s", platform="cisco_ios", ssh=ssh)
    credential, began = SshCredential("c", "petugas", password="uji"), time.monotonic()
    faults, served.faults = served.faults, {}
    key = fetch_host_key(device)
    served.faults = faults
    if "first" in faults:
        served.connections = int(faults["first"])
    held = socket.create_connection((served.address, served.port)) if "max_sessions" in faults else None
    began = time.monotonic()
    try:
        with SshSession(
            device, ssh, credential, WORDS, host_key=key, deadline=Deadline(DEADLINE_S)
        ) as session:  # fmt: skip
            session.open()
            answer = session.ask(SHOW)
        outcome = Outcome.OK if answer.complete else Outcome.TRUNCATED
        if answer.doubt.startswith(REFUSED):
            outcome = Outcome.REFUSED
        return End(outcome, time.monotonic() - began, answer)
    except DeviceError as error:
        return End(Outcome(error.outcome), time.monotonic() - began)
    finally:
        if held:
            held.close()


@pytest.fixture(scope="module")
def ends() -> dict[str, End]:
    """Meet all faults at once."""
    if not (LAB / "ssh_device.py").exists():
        pytest.skip("the simulator is not beside the project (../shared/lab)")
    sys.path.insert(0, str(LAB))
    lab: Any = pytest.importorskip("ssh_device")

    def device(number: int, fault: dict[str, Any]) -> Any:
        recording = lab.Recording(model="ios", name=f"sw-{number}", replies={SHOW: lab.Reply([CONFIG])})
        return lab.Device(
            recording, address=f"127.46.0.{number + 1}", hostname="sw-uji", username="petugas", password="uji",
            faults=fault,
        )  # fmt: skip

    served = [device(number, fault) for number, fault in enumerate(FAULTS.values())]
    with lab.Lab(served).in_thread(), ThreadPoolExecutor(len(served)) as pool:
        met = list(pool.map(_ask, served))
    sys.path.remove(str(LAB))
    return dict(zip(FAULTS, met, strict=True))


@pytest.mark.parametrize("name", WHOLE)
def test_what_a_session_can_live_with_costs_no_line(ends: dict[str, End], name: str) -> None:
    answer = ends[name].answer

    assert ends[name].outcome is Outcome.OK, answer.doubt if answer else ""
    assert answer is not None
    assert answer.text.rstrip() == CONFIG.rstrip()


@pytest.mark.parametrize("name", ENDED)
def test_what_ends_a_session_has_its_outcome_in_time_and_no_whole_configuration(
    ends: dict[str, End], name: str
) -> None:
    end = ends[name]

    assert end.outcome is ENDED[name][1]
    assert end.answer is None or not end.answer.complete
    assert end.took_s < DEADLINE_S + 1


def test_a_message_in_the_middle_of_an_answer_cuts_nothing_off(ends: dict[str, End]) -> None:
    answer = ends["log_noise"].answer

    assert answer is not None
    assert answer.complete
    assert set(CONFIG.splitlines()) <= set(answer.text.splitlines())


def test_a_link_that_dies_is_noticed_long_before_silence_would_be(ends: dict[str, End]) -> None:
    assert ends["drop_after"].took_s < ends["hang_after"].took_s
