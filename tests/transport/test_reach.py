"""Reachability: an answer is an answer, also a refusal; silence is loss."""

from __future__ import annotations

import socket

import pytest

from faulty_lab import Faulty
from netmaintd.errors import Unreachable
from netmaintd.model.devices import Device, ProbeMethod, Ssh
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.reach import _series, probe


def device(address: str, port: int, method: ProbeMethod = ProbeMethod.TCP) -> Device:
    return Device(name="x", address=address, site="s", probe=method, ssh=Ssh(credential="c", port=port))


def test_an_open_port_answers_every_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        reach = probe(device("127.0.0.1", server.getsockname()[1]), deadline=Deadline(10))

    assert reach.received == reach.sent == 5
    assert reach.loss_ratio == 0.0
    assert reach.rtt_s is not None


def test_a_refused_port_is_an_answer_of_the_host() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        reach = probe(device("127.0.0.1", unused.getsockname()[1]), deadline=Deadline(10))

    assert reach.received == reach.sent


def test_a_dead_device_is_lost_without_costing_every_try(lab: Faulty) -> None:
    reach = probe(lab.city.inventory().device("sw-mekarsari"), deadline=Deadline(10))

    assert reach.received == 0
    assert reach.rtt_s is None
    assert reach.sent == 2
    assert reach.loss_ratio == 1.0


def test_loopback_answers_to_icmp_or_to_the_connection_in_its_place() -> None:
    reach = probe(device("127.0.0.1", 1, ProbeMethod.ICMP), deadline=Deadline(10))

    assert reach.received > 0
    assert reach.method in ("icmp", "tcp")


def test_a_name_that_nobody_knows_says_where_to_look() -> None:
    with pytest.raises(Unreachable, match="correct the inventory or DNS"):
        probe(device("name.invalid", 22), deadline=Deadline(10))


def test_a_series_ends_after_two_silences_and_with_the_deadline() -> None:
    asked: list[float] = []
    silent = _series("icmp", "x", asked.append, Deadline(10))
    too_late = _series("icmp", "x", lambda _: 0.001, Deadline(0))

    assert (silent.sent, silent.received, len(asked)) == (2, 0, 2)
    assert (too_late.sent, too_late.received) == (1, 0)


def test_a_name_that_cannot_be_a_name_is_unreachable_too() -> None:
    with pytest.raises(Unreachable, match="correct the inventory or DNS"):
        probe(device("a" * 70 + ".b", 22), deadline=Deadline(10))
