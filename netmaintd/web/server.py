"""The pages on a port, in a thread of their own, until they are closed."""

from __future__ import annotations

import logging
import socket
import threading

import uvicorn

from netmaintd.errors import ConfigError
from netmaintd.web.app import create_app
from netmaintd.web.site import Site

logger = logging.getLogger(__name__)
DRAIN_S = 5


class WebServer:
    """Serves the pages. TLS is the work of the proxy before it, which names itself by a loopback address."""

    def __init__(self, site: Site, listen: str) -> None:
        """Bind and serve.

        Args:
            site: what the pages work with.
            listen: `address:port`; port 0 takes a free one, which `port` then tells.

        Raises:
            ConfigError: the port cannot be had.
        """
        host, _, port = listen.rpartition(":")
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((host.strip("[]"), int(port)))
            self._socket.listen(128)  # who comes before the thread is ready waits instead of being refused
        except OSError as error:
            self._socket.close()
            raise ConfigError(f"web.listen: {listen} cannot be had: {error.strerror}; name another port") from error
        self.port: int = self._socket.getsockname()[1]
        config = uvicorn.Config(
            create_app(site), log_config=None, access_log=False, server_header=False, proxy_headers=True,
            forwarded_allow_ips="127.0.0.1,::1", timeout_graceful_shutdown=DRAIN_S, lifespan="off",
            ws="none",
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="web", daemon=True)
        self._thread.start()
        logger.info("pages served", extra={"listen": f"{host}:{self.port}"})

    def close(self) -> None:
        """Let running requests end, then stop."""
        self._server.should_exit = True
        self._thread.join(timeout=2 * DRAIN_S)
        self._socket.close()
