"""The TCP connection below SSH: each way in which it may fail has its name."""

from __future__ import annotations

import errno
import socket

from netmaintd.errors import ConnectionLost, Refused, Unreachable
from netmaintd.model.devices import Device, Ssh
from netmaintd.transport.deadline import Deadline


def connect_tcp(device: Device, ssh: Ssh, deadline: Deadline) -> socket.socket:
    """Return a connection to the SSH port.

    Raises:
        Refused, Unreachable, ConnectionLost: as they say.
    """
    where = f"{device.address} port {ssh.port}"
    limit_s = max(0.01, deadline.within(ssh.connect_timeout_s))
    try:
        sock = socket.create_connection((device.address, ssh.port), timeout=limit_s)
    except ConnectionRefusedError as error:
        raise Refused(device.name, f"{where} refuses the connection; is SSH switched on, is the port right?") from error
    except TimeoutError as error:
        raise Unreachable(
            device.name, f"{where} does not answer within {limit_s:.0f} s; check power, cabling and filters"
        ) from error
    except socket.gaierror as error:
        raise Unreachable(
            device.name,
            f"the name {device.address} cannot be resolved ({error.strerror}); correct the inventory or DNS",
        ) from error
    except OSError as error:
        if error.errno in (errno.ECONNRESET, errno.EPIPE):
            raise ConnectionLost(device.name, f"{where} cut the connection at once; are its sessions taken?") from error
        raise Unreachable(
            device.name, f"{where} cannot be reached ({error.strerror}); check route, cabling and address"
        ) from error
    _watch(sock)
    return sock


def _watch(sock: socket.socket) -> None:
    """Send what is small at once, and notice a peer that vanished without a word.

    Firewalls forget connections that are still; a device that was switched off never says goodbye.
    """
    options = {"TCP_NODELAY": 1, "TCP_KEEPIDLE": 10, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": 20_000}
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in options.items():
        number = getattr(socket, name, None)  # not every system has all of them
        if number is not None:
            sock.setsockopt(socket.IPPROTO_TCP, number, value)
