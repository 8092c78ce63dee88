"""Is a device there: a short series of ICMP echoes without privileges, or of TCP connections."""

from __future__ import annotations

import errno
import socket
import time
from collections.abc import Callable

import icmplib

from netmaintd.errors import Unreachable
from netmaintd.model.devices import Device, ProbeMethod
from netmaintd.model.facts import Provenance, Reachability
from netmaintd.transport.deadline import Deadline

COUNT = 5
TIMEOUT_S = 1.0
PAUSE_S = 0.05
_GONE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.ENETDOWN}


def probe(device: Device, *, deadline: Deadline) -> Reachability:
    """Return what came back; `received` is 0 when nothing did. A refused port is an answer too.

    Raises:
        Unreachable: the name of the device cannot be resolved.
    """
    address = _resolve(device)
    port = device.ssh.port if device.ssh else 22
    if device.probe is ProbeMethod.ICMP:
        try:
            return _series("icmp", address, lambda limit_s: _echo(address, limit_s), deadline)
        except icmplib.ICMPSocketError:
            # Ping sockets are closed on this machine (net.ipv4.ping_group_range), or there are none for this kind of
            # address; a connection tells as much.
            pass
    return _series("tcp", f"{address} port {port}", lambda limit_s: _connection(address, port, limit_s), deadline)


def _resolve(device: Device) -> str:
    try:
        return str(socket.getaddrinfo(device.address, None, type=socket.SOCK_STREAM)[0][4][0])
    except (socket.gaierror, UnicodeError) as error:
        raise Unreachable(
            device.name, f"the name {device.address} cannot be resolved ({error}); correct the inventory or DNS"
        ) from error


def _series(method: str, where: str, ask: Callable[[float], float | None], deadline: Deadline) -> Reachability:
    times: list[float] = []
    sent = 0
    while sent < COUNT and not deadline.passed and not deadline.stop.is_set():
        if sent >= 2 and not times:
            break  # two silences in a row: three more would only cost seconds
        sent += 1
        rtt_s = ask(max(0.05, deadline.within(TIMEOUT_S)))
        if rtt_s is not None:
            times.append(rtt_s)
        deadline.stop.wait(PAUSE_S)
    return Reachability(
        method=method,
        sent=max(sent, 1),
        received=len(times),
        rtt_s=sum(times) / len(times) if times else None,
        provenance=Provenance(method, where),
    )


def _echo(address: str, limit_s: float) -> float | None:
    """Return the round trip time of one ICMP echo, None when it does not come back."""
    host = icmplib.ping(address, count=1, timeout=limit_s, privileged=False)
    return host.avg_rtt / 1000 if host.packets_received else None


def _connection(address: str, port: int, limit_s: float) -> float | None:
    """Return the time to an answer of a TCP port, None when there is none."""
    began = time.monotonic()
    try:
        socket.create_connection((address, port), timeout=limit_s).close()
    except TimeoutError:
        return None
    except OSError as error:
        if error.errno in _GONE:
            return None
    return time.monotonic() - began
