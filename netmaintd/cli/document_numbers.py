"""`netmaintd document number` and its like: numbers are given, reserved, given later, cancelled, and listed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from netmaintd.cli.app import As, JsonFlag, command, session
from netmaintd.cli.output import OUT, plain, show_json, table
from netmaintd.model.documents import DocumentKind

Site = Annotated[str | None, typer.Option(help="Location, for a berita acara.")]
Day = Annotated[str | None, typer.Option("--day", help="Date of the number, 2026-11-24; else today.")]


def register(group: typer.Typer) -> None:
    """Add the commands to those about documents."""
    command(group, "number")(number)
    command(group, "numbers")(numbers)
    command(group, "give-number")(give)
    command(group, "cancel-number")(cancel)


def number(
    round_id: str,
    kind: DocumentKind,
    user: As,
    given: Annotated[str | None, typer.Argument(help="As the secretariat wrote it; else by the settings.")] = None,
    site: Site = None,
    day: Day = None,
    reserve: Annotated[bool, typer.Option("--reserve", help="Keep it for the document; give it later.")] = False,
    json: JsonFlag = False,
) -> None:
    """Give a document its number; its next version bears it."""
    from netmaintd.usecases.number_document import Numbering, number_document

    office, how = session.parts.settings.office, Numbering(given, _date(day), reserve)
    found = number_document(session.store, office, round_id, kind, site, user, datetime.now(UTC), how)
    if json:
        show_json({"number": found})
    else:
        _say(kind, found, "dicadangkan" if reserve else "terbitkan versi baru dengan 'document issue'")


def numbers(round_id: str, kind: DocumentKind, site: Site = None, json: JsonFlag = False) -> None:
    """List the numbers of a document, cancelled ones among them."""
    found = session.store.numbers.of(round_id, kind, site)
    if json:
        show_json(list(found))
        return
    table(
        f"Nomor {kind.value} {site or round_id}",
        ("nomor", "keadaan", "tanggal", "oleh", "alasan"),
        (
            (one.number, act.state.value, f"{act.day:%Y-%m-%d}", act.actor, act.reason)
            for one in found
            for act in one.acts
        ),
    )


def give(reserved: str, user: As, day: Day = None) -> None:
    """Give a document the number that was reserved for it."""
    from netmaintd.usecases.number_document import give_reserved

    give_reserved(session.store, session.parts.settings.office, reserved, user, datetime.now(UTC), _date(day))
    OUT.print(f"{plain(reserved)}: bernomor; terbitkan versi baru dengan 'document issue'", soft_wrap=True)


def cancel(
    cancelled: Annotated[str, typer.Argument(metavar="NUMBER")],
    user: As,
    reason: Annotated[str, typer.Option(help="It stays in the register beside the number.")],
) -> None:
    """Cancel a number; it is never used again, and its document may get another one."""
    from netmaintd.usecases.number_document import cancel_number

    cancel_number(session.store, session.parts.settings.office, cancelled, reason, user, datetime.now(UTC))
    OUT.print(f"{plain(cancelled)}: dibatalkan", soft_wrap=True)


def _say(kind: DocumentKind, found: str, then: str) -> None:
    OUT.print(f"{plain(kind.value)}: {plain(found)}; {then}", soft_wrap=True)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date such as 2026-11-24") from error
