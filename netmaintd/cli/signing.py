"""`netmaintd document sign`: a person signs with a certificate; passphrase and PIN are typed, never an argument."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netmaintd.cli.app import As, JsonFlag, command, session
from netmaintd.cli.output import OUT, plain, show_json
from netmaintd.errors import DecisionNotAllowed

if TYPE_CHECKING:
    from netmaintd.usecases.sign_document import Key


def add_signing(group: typer.Typer) -> None:
    """Add the commands to the group of documents."""
    command(group, "sign")(sign)


def sign(
    sha256: Annotated[str, typer.Argument(help="Of the document, as `document list` shows it.")],
    user: As,
    p12: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Certificate file (PKCS#12).")] = None,
    token: Annotated[str | None, typer.Option(help="Label of your key on the office's token.")] = None,
    bsre: Annotated[bool, typer.Option("--bsre", help="Through BSrE's service.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Also write the signed PDF here.")] = None,
    json: JsonFlag = False,
) -> None:
    """Sign a document with a certificate: a file, a token, or BSrE's service."""
    from netmaintd.usecases.sign_document import Signing, sign_document

    settings, now = session.parts.settings, datetime.now(UTC)
    signing = Signing(settings.signing, session.parts.bsre_password)
    key = _key(p12, token, bsre=bsre)
    copy = sign_document(session.store, settings.office, signing, sha256, key, user, now)
    if output:
        output.write_bytes(session.store.signed_copies.content(copy.sha256))
    if json:
        show_json(copy)
    else:
        OUT.print(f"{plain(copy.signer)}: {plain(copy.method.word)}  {copy.sha256}", soft_wrap=True)


def _key(p12: Path | None, token: str | None, *, bsre: bool) -> Key:
    from netmaintd.usecases.sign_document import BsreKey, FileKey, TokenKey

    if [p12 is not None, token is not None, bsre].count(True) != 1:
        raise DecisionNotAllowed("give exactly one of --p12, --token and --bsre")
    if p12:
        return FileKey(p12.read_bytes(), typer.prompt("Kata sandi sertifikat", hide_input=True))
    if token:
        return TokenKey(token, typer.prompt("PIN token", hide_input=True))
    return BsreKey(typer.prompt("NIK", hide_input=True), typer.prompt("Kata sandi BSrE", hide_input=True))
