"""One credential, one canary: a wrong password must never be tried across a city."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from netmaintd.errors import Cancelled, DeviceTimeout, LoginRefused
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.gate import CredentialGate, Entry


def test_of_many_devices_one_tries_a_wrong_password() -> None:
    gate = CredentialGate(16)
    tried: list[str] = []

    def log_in(device: str) -> str:
        try:
            with gate.login("petugas", device, deadline=Deadline(10)):
                tried.append(device)
                raise LoginRefused(device, "refused")
        except LoginRefused as error:
            return error.detail

    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(log_in, [f"sw{n}" for n in range(20)]))

    assert len(tried) == 1
    assert sum("not contacted" in words for words in told) == 19
    assert gate.refused() == {"petugas": tried[0]}


def test_others_wait_for_the_canary_and_then_come_together() -> None:
    gate = CredentialGate(16)
    canary_in, go_on, others = threading.Event(), threading.Event(), threading.Barrier(3, timeout=60)

    def first() -> None:
        with gate.login("c", "canary", deadline=Deadline(60)) as entry:
            canary_in.set()
            assert go_on.wait(60)
            entry.accepted()

    def other(name: str) -> None:
        with gate.login("c", name, deadline=Deadline(60)):
            others.wait()

    with ThreadPoolExecutor(4) as pool:
        work = [pool.submit(first)]
        assert canary_in.wait(60)
        work += [pool.submit(other, f"sw{n}") for n in range(3)]
        assert not any(future.done() for future in work)
        go_on.set()
        for future in work:
            future.result(60)


def test_a_canary_that_fails_for_another_reason_lets_the_next_one_try() -> None:
    gate = CredentialGate(4)

    with pytest.raises(DeviceTimeout), gate.login("c", "dead", deadline=Deadline(5)):
        raise DeviceTimeout("dead", "silent")
    with gate.login("c", "alive", deadline=Deadline(5)) as entry:
        entry.accepted()

    assert not any(gate.refused().values())


def test_a_credential_that_was_not_tried_closes_nothing() -> None:
    gate = CredentialGate(4)

    with pytest.raises(LoginRefused), gate.login("c", "sw1", deadline=Deadline(5)):
        raise LoginRefused("sw1", "takes only keys", tried=False)

    assert not any(gate.refused().values())


def refuse_enable(entry: Entry) -> None:
    entry.accepted()
    raise LoginRefused("sw1", "refused")


def test_a_secret_that_is_refused_after_the_gate_opened_closes_it() -> None:
    gate = CredentialGate(4)

    with pytest.raises(LoginRefused), gate.login("c", "sw1", deadline=Deadline(5)) as entry:
        refuse_enable(entry)

    assert gate.refused() == {"c": "sw1"}


def test_waiting_ends_with_the_deadline_and_with_a_stop() -> None:
    gate = CredentialGate(1)
    stop = threading.Event()

    with gate.login("c", "first", deadline=Deadline(5)):
        with pytest.raises(DeviceTimeout, match="waited"), gate.login("c", "second", deadline=Deadline(0.05)):
            pass
        stop.set()
        with pytest.raises(Cancelled), gate.login("c", "third", deadline=Deadline(5, stop)):
            pass


def test_credentials_do_not_share_their_gates() -> None:
    gate = CredentialGate(4)
    with pytest.raises(LoginRefused), gate.login("a", "sw1", deadline=Deadline(5)):
        raise LoginRefused("sw1", "refused")

    with gate.login("b", "sw1", deadline=Deadline(5)) as entry:
        entry.accepted()
