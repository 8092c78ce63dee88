"""The tree of commands, and what holds for all of them: settings, language of errors, exit codes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

import typer

from netmaintd.cli.exits import code_of
from netmaintd.errors import NetmaintdError

if TYPE_CHECKING:
    from netmaintd.config.load import Configuration
    from netmaintd.daemon.wiring import Parts
    from netmaintd.store.connect import Store

P = ParamSpec("P")
R = TypeVar("R")

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Periodic network maintenance: from the plan file through the device to the signed-off report.",
)

JsonFlag = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]
As = Annotated[str, typer.Option("--as", help="User name of the one who acts.", envvar="NETMAINTD_USER")]


class Session:
    """What the commands of one process share; everything is loaded when first asked for."""

    settings_file: Path | None = None

    @functools.cached_property
    def parts(self) -> Parts:
        """Settings and profiles."""
        from netmaintd.daemon.wiring import wire

        return wire(self.settings_file)

    @functools.cached_property
    def configuration(self) -> Configuration:
        """Inventory, plans and calendar."""
        from netmaintd.usecases.clock import SystemClock

        return self.parts.configuration(SystemClock().now())

    @functools.cached_property
    def store(self) -> Store:
        """The store, open."""
        return self.parts.store()


session = Session()


@app.callback()
def _root(
    settings: Annotated[
        Path | None,
        typer.Option(
            "--settings", "-s", help="Settings file; default: netmaintd.toml here.", envvar="NETMAINTD_SETTINGS"
        ),
    ] = None,
) -> None:
    session.settings_file = settings


def command(group: typer.Typer, name: str | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a command whose failures are sentences on standard error and stable exit codes."""

    def register(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            from netmaintd.cli.output import ERR, plain

            try:
                return function(*args, **kwargs)
            except NetmaintdError as error:
                ERR.print(f"[bold red]netmaintd:[/] {plain(error)}", soft_wrap=True)
                raise typer.Exit(int(code_of(error))) from error

        group.command(name)(guarded)
        return function

    return register


def _add_groups() -> None:
    from netmaintd.cli import accounts, backups, compliance, devices, documents, office, plans, rounds, services

    for module in (accounts, devices, plans, rounds, backups, compliance, documents, office, services):
        module.register(app)


_add_groups()
