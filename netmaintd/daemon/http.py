"""`/metrics` and `/healthz`, on loopback unless the settings say otherwise."""

from __future__ import annotations

import logging
import threading
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import make_wsgi_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from prometheus_client import CollectorRegistry

logger = logging.getLogger(__name__)


class HttpServer:
    """Serves until it is closed, in a thread of its own.

    Args:
        listen: `address:port`; port 0 takes a free one, which `port` then tells.
        healthy: empty when all is well, else what is wrong.
    """

    def __init__(self, listen: str, registry: CollectorRegistry, healthy: Callable[[], str]) -> None:
        """Bind; OSError when the port is taken."""
        host, _, port = listen.rpartition(":")
        metrics = make_wsgi_app(registry)

        def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path = environ.get("PATH_INFO")
            if path == "/metrics":
                answer: Iterable[bytes] = metrics(environ, start_response)
                return answer
            if path == "/healthz":
                trouble = healthy()
                return _plain(start_response, "503 Service Unavailable" if trouble else "200 OK", trouble or "ok")
            return _plain(start_response, "404 Not Found", "/metrics, /healthz")

        self._server = make_server(host.strip("[]"), int(port), application, _Server, _QuietHandler)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, name="http", daemon=True)
        self._thread.start()
        logger.info("metrics served", extra={"listen": f"{host}:{self.port}"})

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)


def _plain(start_response: StartResponse, status: str, text: str) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")])
    return [text.encode() + b"\n"]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _QuietHandler(WSGIRequestHandler):
    timeout = 5
    """A client that connects and says nothing must not hold a thread for ever."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        logger.debug("http request", extra={"line": format % args})
