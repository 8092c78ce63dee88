"""`netmaintd document preview`: what an office's own templates look like, before anything is issued with them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from netmaintd.cli.app import command, session
from netmaintd.cli.exits import Exit
from netmaintd.cli.output import ERR, OUT, plain, show_json
from netmaintd.model.documents import DocumentKind


def add_previews(group: typer.Typer) -> None:
    """Add the commands to the group of documents."""
    command(group, "preview")(preview)
    command(group, "schema")(schema)
    command(group, "word")(word)


def preview(
    kind: DocumentKind,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Default: KIND.pdf here.")] = None,
) -> None:
    """Render a document from sample data with the office's own letterhead and templates."""
    from netmaintd.documents.make import paper
    from netmaintd.documents.sample import sample_dossier, sample_issue

    made = paper(sample_issue(kind), sample_dossier(), session.parts.settings.office)
    path = output or Path(f"{kind.value}.pdf")
    path.write_bytes(made.pdf)
    OUT.print(plain(path), soft_wrap=True)
    if made.trouble:
        ERR.print(f"[yellow]templat kantor tidak dipakai:[/] {plain(made.trouble)}", soft_wrap=True)
        raise typer.Exit(Exit.CONFIG)


def schema(kind: DocumentKind) -> None:
    """Print the JSON Schema of what a template of a kind is given."""
    from netmaintd.documents.schemas import context_schema

    show_json(context_schema(kind))


def word(
    round_id: str,
    kind: DocumentKind,
    site: Annotated[str | None, typer.Option(help="Location, for a berita acara.")] = None,
    srikandi: Annotated[bool, typer.Option("--srikandi", help="Leave number, date, signature to SRIKANDI.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Default: ROUND-KIND.docx here.")] = None,
) -> None:
    """Write a document as a Word file for editing: work plan, berita acara or report."""
    from netmaintd.documents.word import KINDS
    from netmaintd.usecases.draft_word import draft_word

    if kind not in KINDS:
        raise typer.BadParameter(f"{kind.value} is not made as a Word file; these are: {', '.join(KINDS)}")
    parts = session.parts
    made = draft_word(
        session.store, parts.settings.office, parts.calendar(session.configuration), round_id, kind, site,
        datetime.now(UTC), srikandi=srikandi,
    )  # fmt: skip
    path = output or Path(f"{round_id}-{kind.value}.docx")
    path.write_bytes(made.content)
    OUT.print(plain(path), soft_wrap=True)
    if made.trouble:
        ERR.print(f"[yellow]templat kantor tidak dipakai:[/] {plain(made.trouble)}", soft_wrap=True)
