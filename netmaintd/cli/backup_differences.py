"""`netmaintd backup diff` and `history`: how configurations differ, by line or by section, masked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netmaintd.cli.app import JsonFlag, command, session
from netmaintd.cli.output import OUT, local, plain, show_json, table

if TYPE_CHECKING:
    from netmaintd.usecases.compare_configs import Difference, Shelf, Side

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}
_DATES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M"]


def add_differences(group: typer.Typer) -> None:
    """Add the commands to the group."""
    command(group, "diff")(diff)
    command(group, "history")(history)


def diff(
    first: Annotated[str, typer.Argument(help="A device, or the number of the older configuration.")],
    second: Annotated[str | None, typer.Argument(help="The number of the newer configuration.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=_DATES, help="Against what the device had then, office time.")
    ] = None,
    startup: Annotated[bool, typer.Option("--startup", help="Startup against running.")] = False,
    baseline: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A file against the newest.")
    ] = None,
    chosen: Annotated[bool, typer.Option("--chosen", help="Against what `backup baseline` chose.")] = False,
    other: Annotated[str | None, typer.Option("--with", help="Another device against this one.")] = None,
    structural: Annotated[bool, typer.Option("--structural", help="By section; their order does not matter.")] = False,
    json: JsonFlag = False,
) -> None:
    """Compare configurations without the lines that change by themselves: a device's newest with its last round's."""
    from netmaintd.usecases.compare_configs import Shelf, compare

    shelf = Shelf(session.store, session.parts.profiles, session.parts.mask_key)
    given = [since is not None, startup, baseline is not None, chosen, other is not None, second is not None]
    if sum(given) > 1:
        raise typer.BadParameter("give one of: a second number, --since, --startup, --baseline, --chosen, --with")
    if second is not None:
        older, newer = shelf.numbered(_number(first)), shelf.numbered(_number(second))
    else:
        older, newer = _older(shelf, first, since, baseline, other, startup=startup, chosen=chosen), shelf.newest(first)
    _show(compare(older, newer), structural=structural, json=json)


def _older(
    shelf: Shelf, device: str, since: datetime | None, baseline: Path | None, other: str | None, *, startup: bool,
    chosen: bool,
) -> Side:  # fmt: skip
    """Return what a device's newest configuration is compared with."""
    if since is not None:
        return shelf.at(device, since.replace(tzinfo=session.parts.settings.office.zone))
    if baseline is not None:
        return shelf.file(device, baseline.name, baseline.read_bytes())
    if other is not None:
        return shelf.newest(other)
    if startup:
        return shelf.startup(device)
    return shelf.baseline(device) if chosen else shelf.of_round_before(device)


def _number(word: str) -> int:
    if not (word.isascii() and word.isdigit()):
        raise typer.BadParameter(f"{word!r} is no number of the list; two numbers, or one device")
    return int(word)


def _show(difference: Difference, *, structural: bool, json: bool) -> None:
    from netmaintd.checks.config_sections import told

    added, removed = difference.counted
    lines = tuple(told(difference.sections)) if structural else difference.unified
    if json:
        heads = {"older": difference.older, "newer": difference.newer, "added": added, "removed": removed}
        show_json({**heads, "sections": list(difference.sections)} if structural else {**heads, "lines": list(lines)})
        return
    for line in lines:
        OUT.print(f"[{_COLOURS.get(line[:1], 'default')}]{plain(line)}[/]", soft_wrap=True)
    if lines:
        OUT.print(f"{added} baris ditambah, {removed} baris dihapus menurut bagian")
    else:
        OUT.print("tidak ada perbedaan")


def history(
    device: Annotated[str, typer.Argument(help="Device.")],
    json: JsonFlag = False,
) -> None:
    """List the configurations of a device: when, in which round, how much changed, and who did it by its own word."""
    from netmaintd.usecases.trace_config import trace_config

    events = trace_config(session.store, session.parts.profiles, session.parts.mask_key, device)
    if json:
        show_json(list(events))
        return
    zone = session.parts.settings.office.zone
    table(
        f"Riwayat konfigurasi {plain(device)}",
        ("nomor", "diambil", "putaran", "ditambah", "dihapus", "diubah oleh", "diubah pada"),
        (
            (e.backup.id, local(e.backup.taken_at, zone), e.backup.round_id, e.added, e.removed, e.changed_by,
             local(e.changed_at, zone))
            for e in events
        ),
    )  # fmt: skip
