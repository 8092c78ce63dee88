"""Certified signatures: valid for us and for another program, one after the other, found out when a byte changes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from pyhanko.sign.signers import Signer

from certificates import PASSPHRASE, START, authority_pem, p12, person, time_server, usage
from netmaintd.documents.make import paper
from netmaintd.documents.render import Paper
from netmaintd.documents.signing.keys import pkcs12
from netmaintd.documents.signing.pades import Act, signed
from netmaintd.documents.signing.stamps import Stamp
from netmaintd.documents.signing.verdicts import signatures_in, trusted_certificates
from netmaintd.errors import ConfigError, SigningFailed, SigningRefused
from netmaintd.model.documents import DocumentKind
from netmaintd.model.signatures import SignatureBox, SignatureVerdict
from sample_dossier import OFFICE, sample_dossier, sample_issue

HERE = Path(__file__).parent


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def plan() -> Paper:
    return paper(sample_issue(DocumentKind.RENCANA_KERJA), sample_dossier(), OFFICE)


def key_of(name: str) -> Signer:
    return pkcs12(p12(*person(name)), PASSPHRASE, now())


def act(room: SignatureBox, field: str) -> Act:
    seen = Stamp(room, room.name, room.post, now().date(), "https://kantor.test/verifikasi/7QX2-M4KD").pdf()
    return Act(field, room, seen, "Menyetujui", "Kota Contoh")


@pytest.fixture(scope="module")
def twice(plan: Paper) -> bytes:
    """Give a plan that two people signed, the second with a time authority."""
    first, second, _ = plan.rooms
    once = signed(plan.pdf, key_of(first.name), act(first, "ttd-1"))
    with time_server() as clock:
        return signed(once, key_of(second.name), act(second, "ttd-2"), clock)


def judged(pdf: bytes, tmp_path: Path) -> tuple[SignatureVerdict, ...]:
    return signatures_in(pdf, trusted_certificates(authority_pem(tmp_path / "penerbit")), now())


def test_signatures_are_appended_and_both_are_good(plan: Paper, twice: bytes, tmp_path: Path) -> None:
    first, second = judged(twice, tmp_path)

    assert twice.startswith(plan.pdf)
    assert (first.signer, first.good, first.trusted, first.timestamped) == (plan.rooms[0].name, True, True, False)
    assert (second.signer, second.good, second.trusted, second.timestamped) == (plan.rooms[1].name, True, True, True)


def test_an_unknown_issuer_is_said_and_is_no_reason_to_call_a_signature_broken(twice: bytes) -> None:
    first, _ = signatures_in(twice, (), now())

    assert first.good
    assert not first.trusted
    assert "penerbit yang tidak dikenal" in first.sentence


@pytest.mark.parametrize("part", [0.05, 0.4])
def test_one_flipped_byte_is_found(plan: Paper, twice: bytes, tmp_path: Path, part: float) -> None:
    at = int(len(plan.pdf) * part)
    flipped = twice[:at] + bytes([twice[at] ^ 1]) + twice[at + 1 :]

    assert not any(verdict.good for verdict in judged(flipped, tmp_path))


def test_a_change_after_the_last_signature_is_found(twice: bytes, tmp_path: Path) -> None:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(twice)) as document:
        document.pages.append(document.pages[0])
        document.save(changed)

    assert not any(verdict.good for verdict in judged(changed.getvalue(), tmp_path))


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not installed")
def test_another_program_finds_both_signatures_valid(twice: bytes, tmp_path: Path) -> None:
    (tmp_path / "rencana.pdf").write_bytes(twice)
    command = ["pdfsig", "-nocert", "rencana.pdf"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout

    assert said.count("Signature is Valid") == 2
    assert said.count("ETSI.CAdES.detached") == 2
    assert "Total document signed" in said


def test_a_signed_document_is_still_pdf_a_with_all_fonts_in_it_and_the_stamp_in_its_room(
    plan: Paper, twice: bytes, tmp_path: Path
) -> None:
    with pikepdf.open(io.BytesIO(twice)) as document:
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        fields = {str(field.T): field for field in document.Root.AcroForm.Fields}
        left, bottom, right, top = (float(edge) for edge in fields["ttd-1"].Rect)
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys())
    room = plan.rooms[0]
    assert (left, 842 - top) == pytest.approx((room.x, room.y), abs=1)
    assert (right - left, top - bottom) == pytest.approx((room.width, room.height), abs=1)


def test_the_stamp_can_be_read_and_is_drawn_over_nothing(plan: Paper, twice: bytes, tmp_path: Path) -> None:
    (tmp_path / "rencana.pdf").write_bytes(twice)
    room = plan.rooms[0]
    area = ["-x", room.x, "-y", room.y, "-W", room.width, "-H", room.height]
    command = ["pdftotext", "-f", room.page, "-l", room.page, "-r", 72, *area, "rencana.pdf", "-"]
    said = subprocess.run(
        [str(int(part)) if isinstance(part, float) else str(part) for part in command],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    words = re.sub(r"\s+", " ", said)
    assert words.strip() == f"Ditandatangani secara elektronik oleh: {room.post}, {room.name}"


def test_a_wrong_passphrase_and_what_is_no_certificate_get_a_sentence() -> None:
    with pytest.raises(SigningRefused, match="kata sandi salah"):
        pkcs12(p12(*person("Andi")), "salah", now())
    with pytest.raises(SigningRefused, match="bukan PKCS#12"):
        pkcs12(b"bukan", PASSPHRASE, now())
    with pytest.raises(SigningRefused, match="64 kB"):
        pkcs12(b"x" * 100_000, PASSPHRASE, now())


def test_a_certificate_that_ran_out_or_is_for_something_else_signs_nothing() -> None:
    old = person("Andi", start=START - timedelta(days=400), end=START)
    with pytest.raises(SigningRefused, match=r"berlaku .* minta yang baru"):
        pkcs12(p12(*old), PASSPHRASE, now())
    other = person("Andi", may=usage(key_encipherment=True))
    with pytest.raises(SigningRefused, match="bukan untuk tanda tangan"):
        pkcs12(p12(*other), PASSPHRASE, now())


def test_a_time_authority_that_fails_leaves_the_document_unsigned(plan: Paper) -> None:
    room = plan.rooms[0]
    with time_server(broken=True) as clock, pytest.raises(SigningFailed, match="belum ditandatangani"):
        signed(plan.pdf, key_of("Andi"), act(room, "ttd-1"), clock)
    with pytest.raises(SigningFailed, match="belum ditandatangani"):
        signed(plan.pdf, key_of("Andi"), act(room, "ttd-1"), "http://127.0.0.1:9/")


def test_a_folder_with_something_else_than_certificates_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("bukan")
    with pytest.raises(ConfigError, match=re.escape(str(tmp_path))):
        trusted_certificates(tmp_path)


def test_what_is_no_pdf_has_no_signatures() -> None:
    assert signatures_in(b"bukan", (), now()) == ()
    assert signatures_in(b"%PDF-1.7\n%%EOF", (), now()) == ()
