"""A stand-in for BSrE's Esign Client Service on loopback, with its shapes and errors; it signs with our own key."""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NIK, PHRASE, USER, PASSWORD = "3171000000000001", "sandi bsre", "kantor", "rahasia kantor"
ERRORS = {"tidak-terdaftar": 2011, "tanpa-sertifikat": 2021, "sandi-salah": 2031}


@dataclass
class FakeBsre:
    """What was asked, and how it behaves: one of ERRORS, `diam`, `putus`, `bukan-pdf`, `galat`, or well."""

    sign: Callable[[bytes], bytes]
    mood: str = ""
    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def fake_bsre(sign: Callable[[bytes], bytes]) -> Iterator[FakeBsre]:
    fake = FakeBsre(sign)

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.headers["authorization"] != "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode():
                self._told(401, {"error": "Unauthorized"})
                return
            version, fields, pdf = _read(self.path, self.headers["content-type"], body)
            fake.asked.append({"version": version, **fields})
            if fake.mood == "diam":
                self.connection.settimeout(5)
                with_nothing = self.connection.recv(1)
                assert with_nothing == b""
            elif fake.mood == "putus":
                self.connection.shutdown(socket.SHUT_RDWR)
            elif fake.mood == "galat":
                self._told(500, {"error": f"java.lang.NullPointerException: {fields.get('passphrase')}"})
            elif fake.mood in ERRORS:
                self._told(400, {"status_code": ERRORS[fake.mood], "error": "…"})
            else:
                self._signed(version, b"bukan" if fake.mood == "bukan-pdf" else fake.sign(pdf))

        def _signed(self, version: str, pdf: bytes) -> None:
            if version == "v2":
                self._told(200, {"time": 812, "file": [base64.b64encode(pdf).decode()]})
                return
            self.send_response(200)
            self.send_header("content-type", "application/pdf")
            self.send_header("id_dokumen", "f3a1")
            self.send_header("content-length", str(len(pdf)))
            self.end_headers()
            self.wfile.write(pdf)

        def _told(self, status: int, told: dict[str, Any]) -> None:
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    fake.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _read(path: str, kind: str, body: bytes) -> tuple[str, dict[str, Any], bytes]:
    if path == "/api/v2/sign/pdf":
        told = json.loads(body)
        (seen,) = told["signatureProperties"]
        return "v2", {**seen, "nik": told["nik"], "passphrase": told["passphrase"]}, base64.b64decode(told["file"][0])
    assert path == "/api/sign/pdf"
    message = BytesParser(EmailMessage, policy=HTTP).parsebytes(b"content-type: " + kind.encode() + b"\r\n\r\n" + body)
    parts = {part.get_param("name", header="content-disposition"): part for part in message.iter_parts()}
    words = {
        name: part.get_payload(decode=True).decode() for name, part in parts.items() if name not in ("file", "imageTTD")
    }
    return "v1", words, parts["file"].get_payload(decode=True)
