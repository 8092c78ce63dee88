"""A certificate authority of our own, with people and a time authority; valid around the samples' day."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

Key = EllipticCurvePrivateKey | RSAPrivateKey
PASSPHRASE = "kata sandi sertifikat"
START = datetime.now(UTC) - timedelta(days=30)
END = START + timedelta(days=365)


def named(common_name: str) -> x509.Name:
    country = x509.NameAttribute(NameOID.COUNTRY_NAME, "ID")
    return x509.Name([country, x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def usage(**allowed: bool) -> x509.KeyUsage:
    words = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{word: allowed.get(word, False) for word in words})


def certified(
    name: str, key: Key, signer: Key, issuer: str, *extensions: tuple[x509.ExtensionType, bool],
    start: datetime = START, end: datetime = END,
) -> x509.Certificate:  # fmt: skip
    building = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
    )
    for extension, critical in extensions:
        building = building.add_extension(extension, critical)
    return building.sign(signer, hashes.SHA256())


@cache
def authority(name: str = "Penerbit Uji") -> tuple[Key, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    rights = (x509.BasicConstraints(ca=True, path_length=None), True), (usage(key_cert_sign=True, crl_sign=True), True)
    return key, certified(name, key, key, name, *rights)


def authority_pem(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "penerbit.pem").write_bytes(authority()[1].public_bytes(serialization.Encoding.PEM))
    return folder


def person(
    name: str, *, start: datetime = START, end: datetime = END, may: x509.KeyUsage | None = None
) -> tuple[Key, x509.Certificate]:
    ca_key, _ = authority()
    key = ec.generate_private_key(ec.SECP256R1())
    right = may or usage(digital_signature=True, content_commitment=True)
    return key, certified(name, key, ca_key, "Penerbit Uji", (right, True), start=start, end=end)


def p12(key: Key, certificate: x509.Certificate, passphrase: str = PASSPHRASE) -> bytes:
    protected = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"uji", key, certificate, [authority()[1]], protected)


@cache
def _time_authority() -> DummyTimeStamper:
    ca_key, _ = authority()
    key = rsa.generate_private_key(65537, 2048)
    rights = (usage(digital_signature=True), True), (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    certificate = certified("Jam Uji", key, ca_key, "Penerbit Uji", *rights)
    raw = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public = asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
    return DummyTimeStamper(public, keys.PrivateKeyInfo.load(raw))


@contextmanager
def time_server(*, broken: bool = False) -> Iterator[str]:
    """Give the address of a time authority on loopback (RFC 3161 over HTTP)."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["content-length"]))
            self.send_response(500 if broken else 200)
            self.send_header("content-type", "application/timestamp-reply")
            self.end_headers()
            if not broken:
                self.wfile.write(_time_authority().request_tsa_response(tsp.TimeStampReq.load(asked)).dump())

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
