"""`netmaintd backup`: configurations that were read whole, shown with secrets masked, and their differences."""

from __future__ import annotations

from typing import Annotated

import typer

from netmaintd.cli.app import JsonFlag, command, session
from netmaintd.cli.output import OUT, local, plain, show_json, table

group = typer.Typer(no_args_is_help=True, help="Configurations of devices, masked.")


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="backup")


@command(group, "list")
def list_backups(
    device: Annotated[str | None, typer.Argument(help="One device; all without it.")] = None, json: JsonFlag = False
) -> None:
    """List stored configurations, newest first."""
    backups = session.store.backups.list(device)
    if json:
        show_json(list(backups))
        return
    zone = session.parts.settings.office.zone
    table(
        "Cadangan konfigurasi",
        ("nomor", "perangkat", "jenis", "diambil", "putaran", "ukuran", "sha256"),
        ((b.id, b.device, b.kind, local(b.taken_at, zone), b.round_id, b.size, b.sha256[:16]) for b in backups),
    )


@command(group, "show")
def show(backup: Annotated[int, typer.Argument(help="Number from the list.")], json: JsonFlag = False) -> None:
    """Print a configuration; secrets are replaced by keyed tags that change when the secret does."""
    from netmaintd.usecases.show_backup import masked_text

    lines = masked_text(session.store, session.parts.profiles, session.parts.mask_key, backup).splitlines()
    if json:
        show_json({"backup": backup, "lines": lines})
        return
    for line in lines:
        OUT.print(plain(line), soft_wrap=True)


@command(group, "diff")
def diff(
    older: Annotated[int, typer.Argument(help="Number from the list.")],
    newer: Annotated[int, typer.Argument(help="Number from the list.")],
    json: JsonFlag = False,
) -> None:
    """Compare two configurations without the lines that change by themselves."""
    from netmaintd.usecases.show_backup import difference

    lines = difference(session.store, session.parts.profiles, session.parts.mask_key, older, newer)
    if json:
        show_json({"older": older, "newer": newer, "lines": list(lines)})
        return
    for line in lines:
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "default")
        OUT.print(f"[{colour}]{plain(line)}[/]", soft_wrap=True)
    if not lines:
        OUT.print("tidak ada perbedaan")
