"""`netmaintd plan`: what is planned, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from netmaintd.cli.app import JsonFlag, command, session
from netmaintd.cli.output import OUT, local, show_json, table

group = typer.Typer(no_args_is_help=True, help="Maintenance plans and their due times.")


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="plan")


@command(group, "list")
def list_plans(json: JsonFlag = False) -> None:
    """List the plans."""
    plans = session.configuration.plans
    if json:
        show_json(list(plans))
        return
    table(
        "Rencana pemeliharaan",
        ("nama", "judul", "jadwal", "jendela waktu", "pemeriksaan", "bila terlewat"),
        (
            (
                p.name,
                p.title,
                p.cron or "aturan kalender",
                f"{p.window.start}–{p.window.end}",
                len(p.checks),
                p.missed.value,
            )
            for p in plans
        ),
    )


@command(group, "preview")
def preview(
    year: Annotated[int | None, typer.Option(help="Calendar year; default: this one.")] = None,
    json: JsonFlag = False,
) -> None:
    """Show the due times of a year, when each round opens, and what it would examine."""
    from netmaintd.usecases.preview_plans import preview_year

    chosen = year or datetime.now(session.parts.settings.office.zone).year
    coming = preview_year(session.configuration, session.parts.calendar(session.configuration), chosen)
    if json:
        show_json(list(coming))
        return
    zone = session.parts.settings.office.zone
    table(
        f"Rencana tahun {chosen}",
        ("rencana", "periode", "putaran dibuka", "pelaksanaan", "sampai", "lokasi", "perangkat"),
        (
            (c.plan, c.period, c.opens_on, local(c.starts_at, zone), local(c.ends_at, zone), c.sites, c.devices)
            for c in coming
        ),
    )
    for warning in session.parts.calendar(session.configuration).warnings(chosen):
        OUT.print(f"[yellow]{warning}[/]")
