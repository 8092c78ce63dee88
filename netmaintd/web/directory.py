"""Passwords tried in a directory, by binding as the person. The only file that imports ldap3, and only when asked."""

from __future__ import annotations

import logging
import ssl
import warnings
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from netmaintd.config.sign_in import is_loopback
from netmaintd.errors import ConfigError
from netmaintd.model.accounts import USER_NAME

if TYPE_CHECKING:
    from netmaintd.config.sign_in import LdapSettings

logger = logging.getLogger(__name__)
TIMEOUT_S = 5


def directory_knows(settings: LdapSettings, user: str, password: str) -> bool:
    """Whether the directory takes this name with this password; False also where it cannot be asked, which is logged.

    Args:
        settings: which directory.
        user: a name of an account.
        password: an empty one is refused here: directories take it for nobody's and say yes.

    Raises:
        ConfigError: the library is not installed.
    """
    if not password or not USER_NAME.fullmatch(user):
        return False
    ldap3 = _library()
    try:
        return _bound(ldap3, settings, user, password)
    except ldap3.core.exceptions.LDAPException as error:
        logger.warning("directory cannot be asked", extra={"why": type(error).__name__})
        return False


def _bound(ldap3: Any, settings: LdapSettings, user: str, password: str) -> bool:
    parts = urlsplit(settings.url)
    tls = ldap3.Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=str(settings.ca_file) if settings.ca_file else None)
    secure = parts.scheme == "ldaps"
    server = ldap3.Server(
        parts.hostname, port=parts.port or (636 if secure else 389), use_ssl=secure, tls=tls, get_info=ldap3.NONE,
        connect_timeout=TIMEOUT_S,
    )  # fmt: skip
    name = settings.bind_dn.replace("{user}", ldap3.utils.dn.escape_rdn(user))
    connection = ldap3.Connection(server, user=name, password=password, receive_timeout=TIMEOUT_S, read_only=True)
    try:
        # A password is sent only after TLS stands, but for a directory on this very machine.
        if not (secure or is_loopback(parts.hostname) or connection.start_tls()):
            return False
        return bool(connection.bind())
    finally:
        connection.unbind()


def _library() -> Any:
    try:
        with warnings.catch_warnings():
            # ldap3 2.9.1 reads names that pyasn1 has renamed; the extra holds pyasn1 below the version without them.
            warnings.simplefilter("ignore", DeprecationWarning)
            import ldap3  # noqa: PLC0415  an extra, loaded where an office has a directory
            import ldap3.utils.dn  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError("web.ldap: ldap3 is not installed; install netmaintd[sso]") from error
    return ldap3
