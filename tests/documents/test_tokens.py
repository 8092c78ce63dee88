"""Keys on a token (PKCS#11), with SoftHSM as the token: a wrong PIN is tried once, a right one signs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives import serialization
from pkcs11 import Attribute, ObjectClass
from pkcs11.util.ec import decode_ec_private_key

from certificates import person
from netmaintd.documents.make import paper
from netmaintd.documents.signing.pades import Act, signed
from netmaintd.documents.signing.stamps import Stamp
from netmaintd.documents.signing.tokens import on_token
from netmaintd.documents.signing.verdicts import signatures_in
from netmaintd.errors import SigningRefused
from netmaintd.model.documents import DocumentKind
from sample_dossier import OFFICE, sample_dossier, sample_issue

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "271828"
pytestmark = pytest.mark.skipif(
    not MODULE.exists() or shutil.which("softhsm2-util") is None, reason="SoftHSM is not installed"
)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the label of a token with the key and certificate of `Dewi`; the library reads its place once."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "keys").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'keys'}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        command = ["softhsm2-util", "--init-token", "--free", "--label", "kantor", "--pin", PIN, "--so-pin", "314159"]
        subprocess.run(command, check=True, capture_output=True, env=dict(os.environ))
        _put_key("kantor")
        yield "kantor"


def _put_key(label: str) -> None:
    key, certificate = person("Dewi")
    raw = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    with pkcs11.lib(str(MODULE)).get_token(token_label=label).open(user_pin=PIN, rw=True) as session:
        session.create_object(
            decode_ec_private_key(raw) | {Attribute.LABEL: "dewi", Attribute.ID: b"1", Attribute.TOKEN: True}
        )
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: pkcs11.constants.CertificateType.X_509,
                Attribute.LABEL: "dewi",
                Attribute.ID: b"1",
                Attribute.TOKEN: True,
                Attribute.VALUE: certificate.public_bytes(serialization.Encoding.DER),
                Attribute.SUBJECT: certificate.subject.public_bytes(),
            }
        )


def test_a_key_on_a_token_signs(token: str) -> None:
    plan, now = paper(sample_issue(DocumentKind.RENCANA_KERJA), sample_dossier(), OFFICE), datetime.now(UTC)
    room = plan.rooms[0]
    with on_token(MODULE, token, "dewi", PIN, now) as key:
        pdf = signed(plan.pdf, key, Act("ttd-1", room, Stamp(room, "Dewi", "KABID", now.date()).pdf(), "Ya", "Kota"))

    (verdict,) = signatures_in(pdf, (), now)
    assert (verdict.signer, verdict.good) == ("Dewi", True)


def test_a_wrong_pin_a_missing_token_and_a_missing_key_get_a_sentence(token: str) -> None:
    now = datetime.now(UTC)
    with pytest.raises(SigningRefused, match="PIN token salah"), on_token(MODULE, token, "dewi", "000000", now):
        pass
    with pytest.raises(SigningRefused, match="token lain tidak dapat dibuka"), on_token(MODULE, "lain", "x", PIN, now):
        pass
    with pytest.raises(SigningRefused, match="tidak berisi kunci"), on_token(MODULE, token, "andi", PIN, now):
        pass
    absent = Path("/tidak/ada.so")
    with pytest.raises(SigningRefused, match="tidak dapat dibuka"), on_token(absent, token, "dewi", PIN, now):
        pass
