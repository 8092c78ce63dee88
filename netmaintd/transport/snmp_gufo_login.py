"""How gufo-snmp gets to know an agent: its socket, and for SNMPv3 the agent's engine, clock and the user's keys."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from netmaintd.model.credentials import SnmpCredential
from netmaintd.transport.snmp_packet import UserKey
from netmaintd.transport.snmp_wire import Wire

try:
    from gufo.snmp import user as gufo
    from gufo.snmp._fast import SnmpV2cClientSocket, SnmpV3ClientSocket
    from gufo.snmp.utils import format_sock_addr
except ImportError:  # then nothing here is called
    pass

_AUTH = {
    "MD5": ("Md5Key", "md5", 12, 16),
    "SHA": ("Sha1Key", "sha1", 12, 20),
    "SHA224": ("Sha224Key", "sha224", 16, 28),
    "SHA256": ("Sha256Key", "sha256", 24, 32),
    "SHA384": ("Sha384Key", "sha384", 32, 48),
    "SHA512": ("Sha512Key", "sha512", 48, 64),
}
"""gufo's class, the hash, how many bytes of the digest are sent (RFC 3414, RFC 7860), and how many there are."""
_PRIV = {"DES": ("DesKey", 16), "AES": ("Aes128Key", 16), "AES192": ("Aes192Key", 24), "AES256": ("Aes256Key", 32)}
"""gufo's class, and the length of the key. Vendors disagree on how a shorter digest becomes one."""


def knows(credential: SnmpCredential) -> bool:
    """Return whether keys are made of the secrets in one way only."""
    if credential.auth_key is None or credential.priv_key is None:
        return credential.priv_key is None
    return _AUTH[credential.auth_protocol][3] >= _PRIV[credential.priv_protocol][1]


def client(address: str, port: int, credential: SnmpCredential) -> Any:
    """Return gufo's socket; it does not block.

    Raises:
        OSError: gufo cannot use the address.
    """
    where = format_sock_addr(address, port)
    if credential.community is not None:
        return SnmpV2cClientSocket(where, credential.community, 0, 0, 0, 0)
    return SnmpV3ClientSocket(where, b"", "", 0, b"", 0, b"", 0, 0, 0, 0)


def log_in(sock: Any, credential: SnmpCredential, wire: Wire) -> UserKey | None:
    """Learn the agent's engine and, with the keys for it, its clock; return the key of its answers.

    Raises:
        TimeoutError: no answer.
        ValueError: the agent refuses user or keys; pysnmp finds out which.
    """
    wire.exchange(sock.send_refresh, sock.recv_refresh)
    user = gufo_user(credential)
    sock.set_keys(user.name, user.get_auth_alg(), user.get_auth_key(), user.get_priv_alg(), user.get_priv_key())
    if user.auth_key is None:
        return None
    wire.key = _answers_key(credential, user, sock.get_engine_id())
    wire.exchange(sock.send_refresh, sock.recv_refresh)
    if wire.answer is not None and not wire.answer.flags:
        raise ValueError("refused")
    return wire.key


def _answers_key(credential: SnmpCredential, user: Any, engine: bytes) -> UserKey:
    """Return what the answers of one agent are checked with."""
    _class, algorithm, size, _length = _AUTH[credential.auth_protocol]
    own = user.auth_key.get_localized_key(user.auth_key.key, engine)
    if credential.priv_key is None or credential.priv_protocol == "DES":
        return UserKey(algorithm, own, size)
    secret = _master(credential.auth_protocol, credential.priv_key)
    length = _PRIV[credential.priv_protocol][1]
    return UserKey(algorithm, own, size, user.auth_key.get_localized_key(secret, engine)[:length])


@lru_cache(maxsize=64)
def _master(protocol: str, secret: str) -> bytes:
    """Return the key made of a secret, which takes a million bytes of hashing: once for a process."""
    return bytes(getattr(gufo, _AUTH[protocol][0]).get_master_key(secret.encode()))


def gufo_user(credential: SnmpCredential) -> Any:
    """Return the user with keys."""
    if credential.auth_key is None:
        return gufo.User(credential.username or "")
    auth = getattr(gufo, _AUTH[credential.auth_protocol][0])
    auth_key = auth(_master(credential.auth_protocol, credential.auth_key), key_type=gufo.KeyType.Master)
    if credential.priv_key is None:
        return gufo.User(credential.username or "", auth_key=auth_key)
    priv = getattr(gufo, _PRIV[credential.priv_protocol][0])
    priv_key = priv(_master(credential.auth_protocol, credential.priv_key), key_type=gufo.KeyType.Master)
    return gufo.User(credential.username or "", auth_key=auth_key, priv_key=priv_key)
