"""The SSH connection below a session: algorithms and host key, then one login. Every failure is named.

The host key is compared before anything is offered for authentication; a device whose key is not recorded is
refused, never trusted at first sight. All waits are on the monotonic clock and honour the deadline.
"""

from __future__ import annotations

import base64
import contextlib
import io
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import paramiko
from cryptography.exceptions import UnsupportedAlgorithm
from paramiko.auth_handler import AuthHandler
from paramiko.ssh_exception import (
    BadAuthenticationType,
    IncompatiblePeer,
    PartialAuthentication,
    PasswordRequiredException,
    SSHException,
)

from netmaintd.errors import (
    Cancelled,
    ConnectionLost,
    DeviceError,
    DeviceTimeout,
    Garbled,
    HostKeyUnknown,
    LoginRefused,
    Refused,
)
from netmaintd.model.credentials import SshCredential
from netmaintd.model.devices import Device, Ssh
from netmaintd.model.hostkeys import HostKey
from netmaintd.transport.deadline import Deadline
from netmaintd.transport.ssh_crypto import HOST_KEY, SHA1, Negotiation, changed, incompatible, signatures
from netmaintd.transport.ssh_login import Answer, AuthReply, log_in
from netmaintd.transport.ssh_tcp import connect_tcp

LOGIN_S = 30.0
"""How long a device may think about a login: it may have to ask a server that does not answer."""
AGREE_S = 5.0
"""How much longer than for its first word a device may take to agree on keys: old ones compute for seconds."""
TURN_S = 0.1
POLL_S = 1.0
_KINDS = (
    ("key exchange", "kex_algo_list", "_preferred_kex"),
    (HOST_KEY, "server_key_algo_list", "_preferred_keys"),
    ("cipher", "server_encrypt_algo_list", "_preferred_ciphers"),
    ("checksum", "server_mac_algo_list", "_preferred_macs"),
)


class Transport(paramiko.Transport):
    """A paramiko transport that waits by our deadline and remembers what the device offered."""

    def __init__(self, sock: socket.socket, device: str, deadline: Deadline, *, legacy: bool) -> None:
        """Take a connected socket."""
        self.kex = ""
        self.offers: dict[str, Any] = {}
        self._device, self._deadline = device, deadline
        super().__init__(sock, disabled_algorithms=None if legacy else SHA1)
        # The library looks ten times a second whether it was closed; `close` wakes it instead.
        sock.settimeout(POLL_S)
        self.first_lines: list[str] = []
        self._read_line: Callable[[float], str] = self.packetizer.readline
        vars(self.packetizer)["readline"] = self._first_line

    def _first_line(self, timeout: float) -> str:
        """Read a line before the encryption begins, and remember it: it tells what speaks there instead of SSH."""
        line = self._read_line(timeout)
        self.first_lines.append(line)
        return line

    @property
    def kex_engine(self) -> Any:
        """The key exchange under way, None when there is none: the library forgets it as soon as the keys are made."""
        return self.__dict__.get("_kex_engine")

    @kex_engine.setter
    def kex_engine(self, engine: Any) -> None:
        self.__dict__["_kex_engine"] = engine
        if engine is not None:
            names: Any = vars(paramiko.Transport)["_kex_info"]
            self.kex = next(str(name) for name, kind in names.items() if type(engine) is kind)

    def close(self) -> None:
        """Close the connection and wake the thread that reads from it."""
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        super().close()

    def negotiation(self) -> tuple[Negotiation, ...]:
        """Return what was to be agreed on: what the device offers, what we allow, what we could allow."""
        allowed = (self.preferred_kex, self.preferred_keys, self.preferred_ciphers, self.preferred_macs)
        return tuple(
            Negotiation(
                what, tuple(self.offers.get(field, ())), tuple(names), tuple(vars(paramiko.Transport)[possible])
            )
            for (what, field, possible), names in zip(_KINDS, allowed, strict=True)
        )

    def _really_parse_kex_init(self, m: Any, ignore_first_byte: bool = False) -> Any:
        parsed = super()._really_parse_kex_init(m, ignore_first_byte)  # type: ignore[misc]
        if not ignore_first_byte:  # with it, the message is our own
            self.offers = parsed
        return parsed

    def wait(self, done: threading.Event, limit_s: float, what: str) -> None:
        """Wait until something is done or the connection is gone.

        Raises:
            DeviceTimeout, Cancelled: neither happened in time.
        """
        limit = Deadline(self._deadline.within(limit_s), self._deadline.stop)
        while not done.wait(limit.within(TURN_S)) and self.is_active():
            if limit.stop.is_set():
                raise Cancelled(self._device, f"stopped while {what}")
            if limit.passed:
                raise DeviceTimeout(self._device, f"the device does not answer while {what}")

    def attempt(
        self, method: str, username: str, *, password: str = "", key: Any = None, answer: Answer | None = None
    ) -> AuthReply:
        """Try one way to log in, once."""
        first, done = self.auth_handler is None, threading.Event()
        handler: Any = self.auth_handler or AuthHandler(self)
        self.auth_handler = handler
        handler.auth_event, handler.auth_method, handler.username = done, method, username
        handler.password, handler.private_key, handler.interactive_handler = password, key, answer
        handler.submethods = ""
        self.saved_exception = None
        try:
            if first:
                handler._request_auth()
            else:  # the service is granted once; the library would ask for it before each try
                granted = paramiko.Message()
                granted.add_string("ssh-userauth")
                granted.rewind()
                handler._parse_service_accept(granted)
            self.wait(done, LOGIN_S, "logging in")
        except (SSHException, EOFError, OSError) as error:
            return AuthReply(lost=str(error) or type(error).__name__)
        return self._reply()

    def _reply(self) -> AuthReply:
        error = self.get_exception()
        if self.is_authenticated():
            return AuthReply(accepted=True)
        if isinstance(error, PartialAuthentication):
            return AuthReply(partial=True, methods=tuple(error.allowed_types))
        if isinstance(error, BadAuthenticationType):
            return AuthReply(methods=tuple(error.allowed_types))
        if self.is_active():
            return AuthReply()
        return AuthReply(lost=str(error or "end of stream") or type(error).__name__)


def connect(
    device: Device, ssh: Ssh, credential: SshCredential, key: HostKey | None, deadline: Deadline,
    user: Callable[[str], str] | None = None,
) -> Transport:  # fmt: skip
    """Return an authenticated connection.

    Args:
        user: gives the user name to log in with, once the server has named itself (`SSH-2.0-…`).

    Raises:
        HostKeyUnknown, HostKeyChanged: nothing was offered to the device.
        LoginRefused: after exactly one try.
        Unreachable, Refused, DeviceTimeout, ConnectionLost, CryptoMismatch, Cancelled: as they say.
    """
    if key is None:
        raise HostKeyUnknown(
            device.name, f"no host key is recorded; compare the fingerprint with: netmaintd devices enrol {device.name}"
        )
    private_key = _private_key(device, credential)
    transport = handshake(device, ssh, deadline, known=key)
    try:
        named = replace(credential, username=user(str(transport.remote_version))) if user else credential
        log_in(device.name, transport, named, private_key)
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
    sock = connect_tcp(device, ssh, deadline)
    transport: Transport | None = None
    try:
        transport = Transport(sock, device.name, deadline, legacy=ssh.legacy)
        transport.banner_timeout = deadline.within(ssh.connect_timeout_s)
        transport.handshake_timeout = ssh.connect_timeout_s + AGREE_S
        if known is not None:
            _ask_for(transport, known.key_type)
        done = threading.Event()
        transport.start_client(event=done)
        transport.wait(done, ssh.connect_timeout_s + AGREE_S, "agreeing on keys")
        if not transport.is_active():
            raise transport.get_exception() or EOFError("end of stream")
        shown = _shown(transport)
    except (SSHException, EOFError, OSError, DeviceError) as error:
        _close(transport, sock)
        if isinstance(error, DeviceError):
            raise
        if isinstance(error, IncompatiblePeer) and transport is not None:
            raise incompatible(device.name, ssh, known, transport.negotiation(), str(error)) from error
        raise _broken(device, ssh, error, transport.first_lines if transport else []) from error
    if known is not None and shown != known:
        transport.close()
        raise changed(device.name, known, shown)
    return transport


def _ask_for(transport: Transport, key_type: str) -> None:
    """Let only the recorded kind of key be negotiated: a device with several keys then shows the recorded one."""
    offered = [name for name in transport.get_security_options().key_types if name in signatures(key_type)]
    if offered:
        transport.get_security_options().key_types = offered


def _shown(transport: Transport) -> HostKey:
    key = transport.get_remote_server_key()
    return HostKey(key.get_name(), base64.b64encode(key.asbytes()).decode("ascii"))


def _private_key(device: Device, credential: SshCredential) -> paramiko.PKey | None:
    """Return the key of a credential; read before the device is contacted."""
    if credential.private_key is None:
        return None
    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        try:
            return kind.from_private_key(io.StringIO(credential.private_key))
        except PasswordRequiredException as error:
            told = f'the private key of credential "{credential.name}" has a passphrase; store it without one'
            raise LoginRefused(device.name, told, tried=False) from error
        except (SSHException, ValueError, IndexError, struct.error, UnsupportedAlgorithm):
            continue  # another kind of key; the last word is below
    told = f'the private key of credential "{credential.name}" is of no kind that is known (ed25519, ECDSA, RSA)'
    raise LoginRefused(device.name, told, tried=False)


def _broken(device: Device, ssh: Ssh, error: Exception, said: list[str]) -> DeviceError:
    told = str(error)
    cause = (error.__context__ or error) if "protocol banner" in told else error
    if isinstance(cause, TimeoutError):
        return DeviceTimeout(
            device.name,
            f"port {ssh.port} accepts the connection but does not speak SSH within its time; is the port right?",
        )
    if any(said) and not any(line.startswith("SSH-") for line in said):
        told = "Indecipherable"
    if "Indecipherable" in told or "Invalid SSH banner" in told:
        return Garbled(device.name, f"port {ssh.port} speaks something else than SSH; correct the port")
    return ConnectionLost(
        device.name,
        f"the device cut the connection before the login ({str(cause) or type(cause).__name__}); "
        "are its sessions taken, is it SSH?",
    )


def _close(transport: Transport | None, sock: socket.socket) -> None:
    if transport is not None:
        transport.packetizer.complete_handshake()  # else its timer's thread lives on for its whole time
        transport.close()
    sock.close()
