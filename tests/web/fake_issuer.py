"""An identity provider on loopback that says what a test wants it to say."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwk, jwt

CLIENT = "netmaintd"
SECRET = "rahasia-klien"


class Issuer:
    """Discovery, keys and tokens; a code stands for what was asked when it was given out."""

    def __init__(self) -> None:
        self.key = jwk.RSAKey.generate_key(2048, {"kid": "a"})
        self.signing = self.key
        self.says: dict[str, Any] = {}
        """Claims that replace the right ones."""
        self.asked: dict[str, str] = {}
        self.forms: list[dict[str, str]] = []
        self.headers: list[str] = []
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.reply(issuer.found() if "well-known" in self.path else issuer.keys())

            def do_POST(self) -> None:
                text = self.rfile.read(int(self.headers["Content-Length"])).decode()
                issuer.headers.append(self.headers.get("Authorization", ""))
                self.reply(issuer.token({name: value[0] for name, value in parse_qs(text).items()}))

            def reply(self, what: dict[str, Any]) -> None:
                body = json.dumps(what).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def found(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/auth",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            **{name: value for name, value in self.says.items() if name.endswith(("_endpoint", "_uri"))},
        }

    def keys(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        self.forms.append(form)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != self.asked["code_challenge"]:
            return {"error": "invalid_grant"}
        return {"id_token": jwt.encode({"alg": "RS256", "kid": "a"}, self.claims(), self.signing)}

    def claims(self) -> dict[str, Any]:
        at = self.says.get("at", time.time())
        told = {
            "iss": self.address, "sub": "x", "aud": CLIENT, "iat": int(at), "exp": int(at) + 60,
            "nonce": self.asked.get("nonce"), "preferred_username": "kasi", **self.says,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value is not None}
