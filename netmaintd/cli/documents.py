"""`netmaintd document`: issued, new version, numbers, forms. Whether one is genuine: `verification.py`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from netmaintd.cli import document_numbers, verification
from netmaintd.cli.app import As, JsonFlag, command, session
from netmaintd.cli.forms import add_forms
from netmaintd.cli.output import OUT, local, plain, show_json, table
from netmaintd.cli.previews import add_previews
from netmaintd.cli.signing import add_signing
from netmaintd.model.documents import DocumentKind

group = typer.Typer(no_args_is_help=True, help="Documents: list, issue, verify.")


def register(app: typer.Typer) -> None:
    """Add the group."""
    add_forms(group)
    add_signing(group)
    add_previews(group)
    app.add_typer(group, name="document")
    document_numbers.register(group)
    verification.register(group)


@command(group, "list")
def list_documents(round_id: str, json: JsonFlag = False) -> None:
    """List all versions of all documents of a round."""
    documents = session.store.documents.list(round_id)
    if json:
        show_json(list(documents))
        return
    zone = session.parts.settings.office.zone
    table(
        f"Dokumen {round_id}",
        ("jenis", "lokasi", "versi", "nomor", "terbit", "sha256"),
        ((d.kind.value, d.site, d.version, d.number, local(d.issued_at, zone), d.sha256) for d in documents),
    )


@command(group, "issue")
def issue(
    round_id: str,
    kind: DocumentKind,
    user: As,
    site: Annotated[str | None, typer.Option(help="Location, for a berita acara.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Also write the PDF here.")] = None,
    json: JsonFlag = False,
) -> None:
    """Issue a new version of a document."""
    from netmaintd.usecases.issue_document import issue_document

    dossier = session.store.dossiers.get(round_id)
    office, calendar = session.parts.settings.office, session.parts.calendar(session.configuration)
    issued = issue_document(session.store, office, calendar, dossier, kind, site, user, datetime.now(UTC))
    if output:
        output.write_bytes(session.store.documents.content(issued.sha256))
    if json:
        show_json(issued)
    else:
        OUT.print(f"{plain(issued.file_name)}  {issued.sha256}", soft_wrap=True)
