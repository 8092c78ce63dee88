"""Is a device there: a short series of ICMP echoes without privileges, or of TCP connections."""

from __future__ import annotations

import errno
import socket
import time

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
    if device.probe is ProbeMethod.ICMP:
        try:
            return _icmp(address, deadline)
        except icmplib.SocketPermissionError:
            # Ping sockets are closed on this machine (net.ipv4.ping_group_range); a connection tells as much.
            pass
    return _tcp(address, _port(device), deadline)


def _resolve(device: Device) -> str:
    try:
        return str(socket.getaddrinfo(device.address, None, type=socket.SOCK_STREAM)[0][4][0])
    except socket.gaierror as error:
        raise Unreachable(
            device.name,
            f"the name {device.address} cannot be resolved ({error.strerror}); correct the inventory or DNS",
        ) from error


def _port(device: Device) -> int:
    return device.ssh.port if device.ssh else 22


def _icmp(address: str, deadline: Deadline) -> Reachability:
    host = icmplib.ping(
        address, count=COUNT, interval=PAUSE_S, timeout=max(0.05, deadline.within(TIMEOUT_S)), privileged=False
    )
    return Reachability(
        method="icmp",
        sent=host.packets_sent,
        received=host.packets_received,
        rtt_s=host.avg_rtt / 1000 if host.packets_received else None,
        provenance=Provenance("icmp", address),
    )


def _tcp(address: str, port: int, deadline: Deadline) -> Reachability:
    times: list[float] = []
    sent = 0
    for _ in range(COUNT):
        if deadline.passed or deadline.stop.is_set() or (sent >= 2 and not times):
            break  # two silent connections in a row: three more would only cost seconds
        sent += 1
        began = time.monotonic()
        if _answers(address, port, deadline.within(TIMEOUT_S)):
            times.append(time.monotonic() - began)
        deadline.stop.wait(PAUSE_S)
    return Reachability(
        method="tcp",
        sent=max(sent, 1),
        received=len(times),
        rtt_s=sum(times) / len(times) if times else None,
        provenance=Provenance("tcp", f"{address} port {port}"),
    )


def _answers(address: str, port: int, timeout_s: float) -> bool:
    try:
        socket.create_connection((address, port), timeout=max(0.05, timeout_s)).close()
    except TimeoutError:
        return False
    except OSError as error:
        return error.errno not in _GONE
    return True
