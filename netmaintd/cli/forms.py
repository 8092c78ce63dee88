"""`netmaintd document form`: the paper form of a location, or a blank one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from netmaintd.cli.app import As, command, session
from netmaintd.cli.exits import Exit
from netmaintd.cli.output import ERR, OUT, plain


def add_forms(group: typer.Typer) -> None:
    """Add the command to the group."""
    command(group, "form")(form)


def form(
    round_id: Annotated[str, typer.Argument(help="Round; leave out with --blank.")] = "",
    site: Annotated[str, typer.Argument(help="Location; leave out with --blank.")] = "",
    device: Annotated[str, typer.Option(help="Only the sheet of this device.")] = "",
    blank: Annotated[bool, typer.Option("--blank", help="For no round: all items of a plan.")] = False,
    plan: Annotated[str, typer.Option(help="Plan of the blank form; the first one without.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File; made from the names without.")] = None,
    user: As = "administrator",
) -> None:
    """Print the paper form of a location as PDF, prefilled with what is known, or a blank one."""
    from netmaintd.usecases.print_form import print_blank_form, print_form

    if blank == bool(round_id and site):
        ERR.print("say ROUND and LOCATION for a prefilled form, or --blank for one without a round", soft_wrap=True)
        raise typer.Exit(Exit.USAGE)
    at = datetime.now(UTC)
    if blank:
        pdf = print_blank_form(session.configuration, plan, at)
    else:
        pdf = print_form(session.store, session.configuration, round_id, site, user, at, device)
    name = "formulir-kosong.pdf" if blank else f"{'-'.join(filter(None, (round_id, 'formulir', site, device)))}.pdf"
    file = output or Path(name)
    file.write_bytes(pdf)
    OUT.print(plain(str(file)), soft_wrap=True)
