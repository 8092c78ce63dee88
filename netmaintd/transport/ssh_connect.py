"""The SSH connection below a session: algorithms, host key, one login. Every failure is named.

The host key is compared before anything is offered for authentication; a device whose key is not recorded is
refused, never trusted at first sight.
"""

from __future__ import annotations

import base64
import errno
import io
import socket
from typing import Any

import paramiko
from paramiko.ssh_exception import AuthenticationException, IncompatiblePeer, SSHException

from netmaintd.errors import (
    ConnectionLost,
    CryptoMismatch,
    DeviceError,
    DeviceTimeout,
    HostKeyChanged,
    HostKeyUnknown,
    LoginRefused,
    Refused,
    Unreachable,
)
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.hostkeys import HostKey
from netmaintd.transport.deadline import Deadline

_SHA1 = {
    "kex": [
        "diffie-hellman-group1-sha1",
        "diffie-hellman-group14-sha1",
        "diffie-hellman-group-exchange-sha1",
        "gss-gex-sha1-toWM5Slw5Ew8Mqkay+al2g==",
        "gss-group1-sha1-toWM5Slw5Ew8Mqkay+al2g==",
        "gss-group14-sha1-toWM5Slw5Ew8Mqkay+al2g==",
    ],
    "keys": ["ssh-rsa", "ssh-dss"],
    "pubkeys": ["ssh-rsa", "ssh-dss"],
}
"""What is switched off unless the inventory marks a device as legacy."""
_RSA_SIGNATURES = ("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa")


class Transport(paramiko.Transport):
    """Remembers which key exchange was agreed on: the library forgets it as soon as the keys are made."""

    kex = ""

    @property
    def kex_engine(self) -> Any:
        """The key exchange under way, None when there is none."""
        return self.__dict__.get("_kex_engine")

    @kex_engine.setter
    def kex_engine(self, engine: Any) -> None:
        self.__dict__["_kex_engine"] = engine
        if engine is not None:
            self.kex = str(getattr(engine, "name", type(engine).__name__))


def connect(device: Device, ssh: Ssh, credential: SshCredential, key: HostKey | None, deadline: Deadline) -> Transport:
    """Return an authenticated connection.

    Raises:
        HostKeyUnknown, HostKeyChanged: nothing was offered to the device.
        LoginRefused: after exactly one try.
        Unreachable, Refused, DeviceTimeout, ConnectionLost, CryptoMismatch: as they say.
    """
    if key is None:
        raise HostKeyUnknown(
            device.name, f"no host key is recorded; compare the fingerprint with: netmaintd devices enrol {device.name}"
        )
    transport = handshake(device, ssh, deadline, known=key)
    try:
        _authenticate(device, transport, credential)
    except DeviceError:
        transport.close()
        raise
    return transport


def fetch_host_key(device: Device, deadline: Deadline | None = None) -> HostKey:
    """Return the key that a device shows, without logging in; raises like `connect` without its login."""
    if device.ssh is None:
        raise Refused(device.name, "the inventory has no ssh for it")
    transport = handshake(device, device.ssh, deadline or Deadline(device.ssh.connect_timeout_s * 2))
    try:
        return _shown(transport)
    finally:
        transport.close()


def handshake(device: Device, ssh: Ssh, deadline: Deadline, *, known: HostKey | None = None) -> Transport:
    """Return an encrypted connection without a login; its key is the known one where one is given."""
    sock = _tcp(device, ssh, deadline)
    transport: Transport | None = None
    try:
        transport = Transport(sock, disabled_algorithms=None if ssh.legacy else _SHA1)
        transport.banner_timeout = deadline.within(ssh.connect_timeout_s)
        if known is not None:
            _ask_for(transport, known.key_type)
        transport.start_client(timeout=deadline.within(ssh.connect_timeout_s + 5))
    except IncompatiblePeer as error:
        _close(transport, sock)
        # A device that has lost its recorded kind of key shows another one: that is a change, not old cryptography.
        if known is not None and "host key" in str(error):
            raise _changed(device, known, None) from error
        raise CryptoMismatch(device.name, _mismatch(ssh, str(error))) from error
    except (SSHException, EOFError, OSError) as error:
        _close(transport, sock)
        raise _broken(device, ssh, error) from error
    shown = _shown(transport)
    if known is not None and shown != known:
        transport.close()
        raise _changed(device, known, shown)
    return transport


def _tcp(device: Device, ssh: Ssh, deadline: Deadline) -> socket.socket:
    where = f"{device.address} port {ssh.port}"
    try:
        return socket.create_connection((device.address, ssh.port), timeout=deadline.within(ssh.connect_timeout_s))
    except ConnectionRefusedError as error:
        raise Refused(device.name, f"{where} refuses the connection; is SSH switched on, is the port right?") from error
    except TimeoutError as error:
        raise Unreachable(
            device.name,
            f"{where} does not answer within {ssh.connect_timeout_s:.0f} s; check power, cabling and filters",
        ) from error
    except socket.gaierror as error:
        raise Unreachable(device.name, f"the name {device.address} cannot be resolved ({error.strerror})") from error
    except OSError as error:
        if error.errno in (errno.ECONNRESET, errno.EPIPE):
            raise ConnectionLost(device.name, f"{where} cut the connection at once") from error
        raise Unreachable(device.name, f"{where} cannot be reached: {error.strerror}") from error


def _ask_for(transport: paramiko.Transport, key_type: str) -> None:
    """Let only the recorded kind of key be negotiated: a device with several keys then shows the recorded one."""
    wanted = _RSA_SIGNATURES if key_type == "ssh-rsa" else (key_type,)
    offered = [name for name in transport.get_security_options().key_types if name in wanted]
    if offered:
        transport.get_security_options().key_types = offered


def _shown(transport: paramiko.Transport) -> HostKey:
    key = transport.get_remote_server_key()
    return HostKey(key.get_name(), base64.b64encode(key.asbytes()).decode("ascii"))


def _authenticate(device: Device, transport: paramiko.Transport, credential: SshCredential) -> None:
    try:
        if credential.private_key is not None:
            transport.auth_publickey(credential.username, _private_key(device, credential))
        else:
            transport.auth_password(credential.username, credential.password or "")
    except AuthenticationException as error:
        if "timeout" in str(error).lower():
            raise DeviceTimeout(device.name, "the device does not answer the login") from error
        raise LoginRefused(
            device.name,
            f'the device refused credential "{credential.name}"; correct it, it is not tried again by itself',
        ) from error
    except (SSHException, EOFError, OSError) as error:
        raise ConnectionLost(device.name, f"the device cut the connection during the login: {error}") from error


def _private_key(device: Device, credential: SshCredential) -> paramiko.PKey:
    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        try:
            return kind.from_private_key(io.StringIO(credential.private_key or ""))
        except (SSHException, ValueError):
            continue  # another kind of key; the last word is below
    raise LoginRefused(device.name, f'the private key of credential "{credential.name}" is of no kind that is known')


def _changed(device: Device, known: HostKey, shown: HostKey | None) -> HostKeyChanged:
    now = f"{shown.key_type} {shown.sha256}" if shown else "a key of another kind"
    return HostKeyChanged(
        device.name,
        f"the host key is not the recorded one (recorded {known.key_type} {known.sha256}, shown {now}); no password "
        f"was sent. Find out why, then: netmaintd devices enrol {device.name} --reason …",
    )


def _mismatch(ssh: Ssh, told: str) -> str:
    remedy = "the device is older than what is still allowed; it needs another firmware"
    if not ssh.legacy:
        remedy = "if the device is old, mark it with 'ssh: {legacy: true}', which becomes a finding"
    return f"no common algorithm ({told}); {remedy}"


def _broken(device: Device, ssh: Ssh, error: Exception) -> DeviceError:
    told = str(error)
    if isinstance(error, TimeoutError) or "banner" in told or "imeout" in told:
        return DeviceTimeout(
            device.name, f"port {ssh.port} accepts the connection but does not speak SSH within its time: {told}"
        )
    return ConnectionLost(
        device.name, f"the device cut the connection before the login: {told or type(error).__name__}"
    )


def _close(transport: paramiko.Transport | None, sock: socket.socket) -> None:
    if transport is not None:
        transport.close()
    sock.close()
