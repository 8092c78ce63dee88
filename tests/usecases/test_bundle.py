"""The bundle of a round: everything is in it, the same twice, and whatever is changed in it is found and named."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drawing import drawn
from netmaintd.errors import DecisionNotAllowed
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Photo, VisitRecord
from netmaintd.model.rounds import Decision, Round, RoundStatus, Signature, SignatureMethod
from netmaintd.store.connect import Store, open_store
from netmaintd.usecases.verify_bundle import verify_bundle
from netmaintd.usecases.write_bundle import Written, write_bundle
from samples import NOW, PEOPLE, examination
from signing import signed_copy

KEY = b"k" * 32
NIP = "197304082002121005"


def masked(platform: str, text: str) -> str:
    if platform != "cisco_ios":
        raise KeyError(platform)
    return text.replace("raw", "***")


@pytest.fixture
def store(tmp_path: Path, drafted: Round) -> Iterator[Store]:
    with open_store("", tmp_path / "state", KEY, create=True) as store:
        store.rounds.open(drafted, "jadwal", NOW)
        token = claimed(store, drafted.id, "sw-a1")
        store.records.record_examination(drafted.id, examination(), token)
        issued = store.documents.store(DocumentKind.RENCANA_KERJA, drafted.id, None, b"%PDF-1.7 rencana", "kasi", NOW)
        store.signed_copies.add(signed_copy(store, issued.sha256, b"%PDF-1.7 rencana, ditandatangani"), NOW)
        yield store


@pytest.fixture
def ended(store: Store, drafted: Round) -> str:
    end(store, drafted.id)
    return drafted.id


def end(store: Store, round_id: str) -> None:
    before = store.rounds.get(round_id)
    after = replace(before, status=RoundStatus.ENDED, version=before.version + 1)
    store.rounds.save_decision(before, after, Decision("cancel", before.version), PEOPLE["kasi"], NOW)


def claimed(store: Store, round_id: str, device: str) -> int:
    token = store.leases.claim(round_id, device, "uji", NOW, 60)
    assert token
    return token


def write(store: Store, round_id: str, path: Path) -> Written:
    with path.open("wb") as target:
        return write_bundle(store, round_id, masked, target, "kasi", NOW)


def rewritten(path: Path, changes: dict[str, bytes | None]) -> Path:
    """Return a copy with other content under some names, without those of None."""
    changed = path.with_name("lain.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = changes.pop(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in changes.items():
            new.writestr(name, content or b"")
    return changed


def test_a_bundle_holds_everything_of_the_round_and_is_whole(store: Store, ended: str, tmp_path: Path) -> None:
    path = tmp_path / "putaran.zip"
    written = write(store, ended, path)
    report = verify_bundle(path)

    assert report.troubles == ()
    assert report.manifest_sha256 == written.sha256
    names = zipfile.ZipFile(path).namelist()
    assert {f"dokumen/{ended}-rencana-kerja-v1.pdf", f"dokumen/{ended}-rencana-kerja-v1-ttd-1.pdf"} <= set(names)
    assert {"hasil.json", "hasil.csv", "temuan.json", "putaran.json", "audit.jsonl", "manifest.json"} <= set(names)
    (proof,) = [name for name in names if name.startswith("bukti/sw-a1/")]
    assert b"***" in zipfile.ZipFile(path).read(proof)
    assert b"raw" not in zipfile.ZipFile(path).read(proof)


def test_no_personal_number_is_in_the_data_of_a_bundle(store: Store, ended: str, tmp_path: Path) -> None:
    write(store, ended, tmp_path / "putaran.zip")
    bundle = zipfile.ZipFile(tmp_path / "putaran.zip")

    number = PEOPLE["kasi"].nip
    assert number
    assert [name for name in bundle.namelist() if number.encode() in bundle.read(name)] == []


def test_the_signature_that_a_finger_drew_is_in_the_bundle_and_its_number_is_not(
    store: Store, drafted: Round, tmp_path: Path
) -> None:
    before = store.rounds.get(drafted.id)
    drawing = store.records.add_photo(drawn())
    signed = Signature("Siti", "Camat", NOW, SignatureMethod.PHONE, nip=NIP, drawing_sha256=drawing)
    visits = (replace(before.visits[0], signature=signed), *before.visits[1:])
    after = replace(before, visits=visits, status=RoundStatus.ENDED, version=before.version + 1)
    store.rounds.save_decision(before, after, Decision("cancel", before.version), PEOPLE["kasi"], NOW)
    write(store, drafted.id, tmp_path / "bundel.zip")

    with zipfile.ZipFile(tmp_path / "bundel.zip") as bundle:
        assert bundle.read(f"tanda-tangan/{before.visits[0].site}.png") == drawn()
        assert all(NIP.encode() not in bundle.read(name) for name in bundle.namelist())


def test_the_same_round_gives_the_same_bundle_though_each_copy_is_on_record(
    store: Store, ended: str, tmp_path: Path
) -> None:
    write(store, ended, tmp_path / "a.zip")
    write(store, ended, tmp_path / "b.zip")

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert [row["actor"] for row in store.audit.list(ended) if row["action"] == "bundle.written"] == ["kasi", "kasi"]


def test_a_round_that_goes_on_has_no_bundle(store: Store, drafted: Round) -> None:
    with pytest.raises(DecisionNotAllowed, match="setelah selesai"):
        write_bundle(store, drafted.id, masked, io.BytesIO(), "kasi", NOW)


def test_every_change_of_a_bundle_is_found_and_named(store: Store, ended: str, tmp_path: Path) -> None:
    path = tmp_path / "putaran.zip"
    write(store, ended, path)
    bundle = zipfile.ZipFile(path)
    pdf = f"dokumen/{ended}-rencana-kerja-v1.pdf"

    def told(**changes: bytes | None) -> str:
        return " | ".join(
            verify_bundle(rewritten(path, {k.replace("__", "/"): v for k, v in changes.items()})).troubles
        )

    flipped = bytes([bundle.read(pdf)[0] ^ 1]) + bundle.read(pdf)[1:]
    assert told(**{pdf: flipped}) == f"{pdf}: isinya berubah"
    assert f"{pdf}: hilang" in told(**{pdf: None})
    assert told(**{"tambahan.txt": b"x"}) == "tambahan.txt: tidak ada dalam daftar"
    assert "bukan berkas putaran" in told(**{"manifest.json": None})
    assert "tidak terbaca" in told(**{"manifest.json": b"{}"})


def test_who_rewrites_the_manifest_as_well_is_found_by_the_chain(store: Store, ended: str, tmp_path: Path) -> None:
    import hashlib

    path = tmp_path / "putaran.zip"
    write(store, ended, path)
    bundle = zipfile.ZipFile(path)
    pdf, forged = f"dokumen/{ended}-rencana-kerja-v1.pdf", b"%PDF-1.7 palsu"
    manifest = json.loads(bundle.read("manifest.json"))
    for file in manifest["files"]:
        if file["path"] == pdf:
            file |= {"sha256": hashlib.sha256(forged).hexdigest(), "size": len(forged)}
    other = rewritten(path, {pdf: forged, "manifest.json": json.dumps(manifest).encode()})

    troubles = verify_bundle(other).troubles
    assert f"{pdf}: tidak pernah diterbitkan menurut jejak audit" in troubles
    assert any("menurut jejak audit diterbitkan, tetapi tidak ada" in trouble for trouble in troubles)


def test_a_changed_row_of_the_audit_extract_is_named(store: Store, ended: str, tmp_path: Path) -> None:
    import hashlib

    path = tmp_path / "putaran.zip"
    write(store, ended, path)
    bundle = zipfile.ZipFile(path)
    changed = bundle.read("audit.jsonl").replace(b"kasi", b"tim1")
    manifest = json.loads(bundle.read("manifest.json"))
    for file in manifest["files"]:
        if file["path"] == "audit.jsonl":
            file |= {"sha256": hashlib.sha256(changed).hexdigest(), "size": len(changed)}
    other = rewritten(path, {"audit.jsonl": changed, "manifest.json": json.dumps(manifest).encode()})

    assert any("isinya berubah" in trouble for trouble in verify_bundle(other).troubles)


def test_what_cannot_be_put_in_is_said_with_its_reason(store: Store, drafted: Round, tmp_path: Path) -> None:
    token = claimed(store, drafted.id, "sw-b1")
    store.records.record_examination(drafted.id, replace(examination("sw-b1", "b"), platform="hilang"), token)
    visit = VisitRecord("a", photos=(Photo("0" * 64, "Rak", "before", NOW, "Andi"),))
    store.records.save_visit_record(drafted.id, visit, 0, "tim1", NOW)
    end(store, drafted.id)
    write(store, drafted.id, tmp_path / "putaran.zip")

    report = verify_bundle(tmp_path / "putaran.zip")
    assert report.troubles == ()
    assert any("platform hilang tidak dikenal lagi" in sentence for sentence in report.left_out)
    assert any("hilang atau rusak di penyimpanan" in sentence for sentence in report.left_out)


def test_what_is_no_zip_and_what_is_a_bomb_get_a_sentence(store: Store, ended: str, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"bukan")
    assert "bukan berkas ZIP" in verify_bundle(tmp_path / "x.zip").troubles[0]

    path = tmp_path / "putaran.zip"
    write(store, ended, path)
    swollen = tmp_path / "lain.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, b"0" * (64 << 20) if name == "hasil.csv" else old.read(name))
    assert verify_bundle(swollen).troubles == ("hasil.csv: isinya berubah",)
