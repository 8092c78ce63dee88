"""`netmaintd round`, step 6: carry a round out, repeat, stop, and write down what was done on site."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netmaintd.cli.app import As, JsonFlag, command, session
from netmaintd.cli.exits import Exit
from netmaintd.cli.output import ERR, OUT, plain, show_json
from netmaintd.errors import DecisionNotAllowed

if TYPE_CHECKING:
    from netmaintd.model.rounds import Round


def add_work(group: typer.Typer) -> None:
    """Add the commands of step 6 to the group."""
    command(group, "run")(run)
    command(group, "repeat")(repeat)
    command(group, "stop")(stop_round)
    command(group, "visit")(visit)


def why_it_waits(round_: Round) -> str:
    """Return what keeps a round from contacting devices now, empty when nothing does."""
    from netmaintd.usecases.say_why_waiting import why_waiting

    plan = next((p for p in session.configuration.plans if p.name == round_.plan), None)
    if plan is None:
        return f"its plan {round_.plan!r} is no longer in the files"
    stopped = session.store.control.stopped(round_.id)
    return why_waiting(round_, plan, datetime.now(UTC), stopped, session.configuration.calendar)


def run(
    round_id: str,
    here: Annotated[bool, typer.Option("--here", help="In this process, without a daemon.")] = False,
    user: As = "administrator",
) -> None:
    """Carry a round out on its devices: ask the daemon to, or do it here."""
    from netmaintd.usecases.clock import SystemClock

    if here:
        run_here(round_id)
        return
    waits = why_it_waits(session.store.rounds.get(round_id))
    if waits:
        raise DecisionNotAllowed(f"{round_id}: {waits}")
    session.store.control.request_run(round_id, user, SystemClock().now())
    OUT.print(f"{plain(round_id)}: the daemon takes it up at its next turn")


def repeat(
    round_id: str,
    devices: Annotated[list[str], typer.Argument(help="Devices to be examined once more.")],
    reason: Annotated[str, typer.Option(help="Why; it is printed in the report.")],
    user: As,
) -> None:
    """Have devices examined once more in their round; what was recorded before stays."""
    from netmaintd.usecases.repeat_examination import repeat_examination

    for device in devices:
        office = session.parts.settings.office
        repeat_examination(session.store, office, round_id, device, reason, user, datetime.now(UTC))
        OUT.print(f"{plain(device)}: diperiksa ulang pada jendela waktu berikutnya")


def run_here(round_id: str) -> None:
    """Run with a progress bar; Ctrl-C stops between two devices."""
    import signal
    import threading

    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from netmaintd.usecases.carry_out_round import carry_out_round
    from netmaintd.usecases.clock import SystemClock
    from netmaintd.usecases.run_round import Progress, RunContext

    stop = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=ERR) as bar:
        task = bar.add_task(round_id, total=None)

        def follow(progress: Progress) -> None:
            bar.update(
                task, total=progress.total, completed=progress.recorded, description=", ".join(progress.running[:3])
            )

        context = RunContext(
            session.store,
            session.configuration,
            session.parts.profiles,
            SystemClock(),
            stop,
            follow,
            session.parts.keeping,
        )
        summary = carry_out_round(round_id, context)
    OUT.print(f"{len(summary.recorded)} perangkat tercatat, {len(summary.left)} belum")
    if summary.why:
        OUT.print(plain(summary.why), soft_wrap=True)
    if summary.left:
        raise typer.Exit(Exit.FAULTS)


def stop_round(
    reason: Annotated[str, typer.Argument(help="Why.")],
    round_id: Annotated[str | None, typer.Option("--round", help="One round; without it, everything.")] = None,
    lift: Annotated[bool, typer.Option("--lift", help="End the stop.")] = False,
    user: As = "administrator",
) -> None:
    """Stop contacting devices, now and after a restart, until the stop is lifted."""
    at = datetime.now(UTC)
    if lift:
        session.store.control.lift_stop(round_id, user, at, reason)
    else:
        session.store.control.stop(round_id, user, at, reason)


def visit(
    round_id: str,
    site: Annotated[str, typer.Argument(help="Location.")],
    record: Annotated[Path, typer.Argument(help="YAML file with what was done on site.", exists=True)],
    user: As,
    json: JsonFlag = False,
) -> None:
    """Write down what the team did at a location; README.md shows such a file."""
    from netmaintd.config.visit_file import read_visit
    from netmaintd.usecases.add_photo import keep_photo
    from netmaintd.usecases.record_visit import save_visit

    now = datetime.now(UTC)
    office = session.parts.settings.office
    written = read_visit(record, site, user, now, office.zone, partial(keep_photo, session.store, office))
    saved = save_visit(session.store, office, round_id, written, user, now)
    if json:
        show_json(saved)
    else:
        OUT.print(f"{plain(site)}: {len(saved.manual)} butir lapangan, {len(saved.photos)} foto tercatat")
