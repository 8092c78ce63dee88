"""`netmaintd document verify`: whether a file is genuine, or which document bears a code."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netmaintd.cli.app import JsonFlag, command, session
from netmaintd.cli.exits import Exit
from netmaintd.cli.output import OUT, local, plain, show_json

if TYPE_CHECKING:
    from netmaintd.model.signatures import SignatureVerdict
    from netmaintd.usecases.verify_document import DocumentVerdict, PublicRecord


def register(group: typer.Typer) -> None:
    """Add the command to those about documents."""
    command(group, "verify")(verify)


def verify(
    what: Annotated[str, typer.Argument(metavar="FILE|CODE", help="A PDF, or the code that is printed on it.")],
    json: JsonFlag = False,
) -> None:
    """Say whether a PDF is, byte for byte, one that this office issued; or which document bears a code."""
    from netmaintd.model.document_codes import read_code

    file = Path(what)
    if file.is_file():
        found = _by_file(file.read_bytes(), json)
    elif read_code(what):
        found = _by_code(what, json)
    else:
        raise typer.BadParameter(f"{what!r} is neither a file nor a code such as K7QM-4ZT1-9XWC-P0VA")
    if not found:
        raise typer.Exit(Exit.DATA)


def _by_file(content: bytes, json: bool) -> bool:
    from netmaintd.documents.signing.verdicts import signatures_in, trusted_certificates
    from netmaintd.usecases.verify_document import verify_document

    verdict = verify_document(session.store, content)
    trusted = trusted_certificates(session.parts.settings.signing.trusted)
    signatures = signatures_in(content, trusted, datetime.now(UTC))
    if json:
        show_json(_as_data(verdict, signatures))
    else:
        _say(verdict.sentence, verdict.record)
        for signature in signatures:
            OUT.print(plain(f"  {signature.sentence}"), soft_wrap=True)
    return verdict.document is not None


def _by_code(typed: str, json: bool) -> bool:
    from netmaintd.usecases.verify_document import DocumentVerdict, look_up

    record = look_up(session.store, typed)
    if json:
        show_json(_as_data(DocumentVerdict(record.document.sha256 if record else "", record), ()))
    else:
        _say(record.sentence if record else "Kode ini tidak terdaftar; periksa lagi huruf dan angkanya.", record)
    return record is not None


def _as_data(verdict: DocumentVerdict, signatures: tuple[SignatureVerdict, ...]) -> dict[str, object]:
    record = verdict.record
    return {
        "sha256": verdict.sha256,
        "document": verdict.document,
        "replaced_by": record.newest if record else None,
        "acts": list(record.acts) if record else [],
        "copy": verdict.copy,
        "added": verdict.added,
        "signatures": list(signatures),
    }


def _say(sentence: str, record: PublicRecord | None) -> None:
    OUT.print(plain(sentence), soft_wrap=True)
    zone = session.parts.settings.office.zone
    for act in record.acts if record else ():
        who = ", ".join(filter(None, (act.post, act.name)))
        OUT.print(plain(f"  {local(act.at, zone)}  {who}: {act.what}"), soft_wrap=True)
