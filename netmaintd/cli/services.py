"""`netmaintd run`, `lab` and `demo`: what stays in the foreground until it is stopped."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from netmaintd.cli.app import command, session
from netmaintd.cli.output import OUT, Markup, plain, table


def register(app: typer.Typer) -> None:
    """Add single commands."""
    command(app, "run")(run)
    command(app, "web")(web)
    command(app, "lab")(lab)
    command(app, "demo")(demo)


def run(
    log_format: Annotated[str, typer.Option(help="json or text.")] = "json",
) -> None:
    """Run the daemon: schedule, sessions, metrics. Ends on SIGTERM; SIGHUP reads the files again."""
    from netmaintd.daemon.lifecycle import serve
    from netmaintd.daemon.logs import set_up_logs

    set_up_logs(session.parts.settings.log.level, json_lines=log_format == "json")
    serve(session.parts)


def web(
    log_format: Annotated[str, typer.Option(help="json or text.")] = "json",
) -> None:
    """Serve the pages alone, without schedule and without any credential of a device."""
    from netmaintd.daemon.lifecycle import serve_pages
    from netmaintd.daemon.logs import set_up_logs

    set_up_logs(session.parts.settings.log.level, json_lines=log_format == "json")
    serve_pages(session.parts)


def lab(
    state: Annotated[Path, typer.Option(help="Where the simulated devices keep their host keys.")] = Path("demo/lab"),
) -> None:
    """Run the simulated devices of devices/ on loopback until Ctrl-C."""
    from netmaintd.lab.city import City

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with City.load(state_dir=state) as city:
        table("Perangkat simulasi", ("nama", "platform", "SSH", "SNMP", "keadaan"), city.describe())
        OUT.print("Ctrl-C menghentikan simulasi.")
        stop.wait()


def demo(
    state: Annotated[Path, typer.Option(help="Folder of the demonstration; it is made anew.")] = Path("demo"),
    source: Annotated[Path, typer.Option(help="Folder with devices/ and schedules/.")] = Path(),
    once: Annotated[bool, typer.Option("--once", help="End after the first round.")] = False,
) -> None:
    """Show everything: simulated devices, daemon, and a first round that walks through the whole chain."""
    from netmaintd.daemon.demonstration import Demonstration
    from netmaintd.daemon.logs import set_up_logs

    set_up_logs("warning", json_lines=False)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with Demonstration(source, state, stop, say=lambda line: OUT.print(plain(line), soft_wrap=True)) as show:
        table("Perangkat simulasi", ("nama", "platform", "SSH", "SNMP", "keadaan"), show.describe())
        documents = show.walk()
        OUT.print(Markup("[bold green]round finished, report issued[/]").text)
        for path in documents:
            OUT.print(f"  {plain(path)}", soft_wrap=True)
        OUT.print(f"metrics: http://127.0.0.1:{show.http_port}/metrics", soft_wrap=True)
        OUT.print(
            f"look around: netmaintd -s {plain(show.settings_file)} round show {plain(show.round_id)}", soft_wrap=True
        )
        if not once:
            OUT.print(f"pages: http://localhost:{show.web_port}/ (user, first password)", soft_wrap=True)
            for user, password in show.accounts():
                OUT.print(f"  {plain(user):<6} {password}")
            OUT.print("Ctrl-C ends the demonstration.")
            stop.wait()
