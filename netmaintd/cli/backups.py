"""`netmaintd backup`: configurations that were read whole, shown with secrets masked, and where their history is."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from netmaintd.cli.app import JsonFlag, command, session
from netmaintd.cli.backup_differences import add_differences
from netmaintd.cli.output import ERR, OUT, local, plain, show_json, table

group = typer.Typer(no_args_is_help=True, help="Configurations of devices, masked.")
Number = Annotated[int, typer.Argument(help="Number from the list.")]
WARNING = "peringatan: keluaran ini memuat kata sandi dan kunci perangkat; permintaan ini tercatat"


def register(app: typer.Typer) -> None:
    """Add the group."""
    add_differences(group)
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
def show(
    backup: Number,
    raw: Annotated[bool, typer.Option("--raw", help="Every byte as it came, secrets too; needs --as.")] = False,
    user: Annotated[str, typer.Option("--as", help="User name of the one who asks.", envvar="NETMAINTD_USER")] = "",
    json: JsonFlag = False,
) -> None:
    """Print a configuration; secrets are replaced by keyed tags that change when the secret does."""
    from netmaintd.usecases.masked_config import masked_text

    if raw:
        _show_raw(backup, user, json=json)
        return
    lines = masked_text(session.store, session.parts.profiles, session.parts.mask_key, backup).splitlines()
    if json:
        show_json({"backup": backup, "lines": lines})
        return
    for line in lines:
        OUT.print(plain(line), soft_wrap=True)


def _show_raw(backup: int, user: str, *, json: bool) -> None:
    from netmaintd.usecases.reveal_backup import reveal_backup

    if json or not user:
        raise typer.BadParameter("--raw prints bytes, not JSON, and needs --as: who asked is recorded")
    content = reveal_backup(session.store, session.parts.settings.office, backup, user, datetime.now(UTC))
    ERR.print(f"[bold yellow]{WARNING}[/]")
    sys.stdout.buffer.write(content)


@command(group, "baseline")
def baseline(
    device: Annotated[str, typer.Argument(help="Device that is to be compared.")],
    backup: Number,
    user: Annotated[str, typer.Option("--as", help="User name of the one who chooses.", envvar="NETMAINTD_USER")],
) -> None:
    """Choose what `backup diff DEVICE --chosen` compares with; it may be a configuration of a model device."""
    from netmaintd.usecases.choose_baseline import choose_baseline

    office = session.parts.settings.office
    chosen = choose_baseline(session.store, office, device, backup, user, datetime.now(UTC))
    OUT.print(f"{plain(device)}: dibandingkan dengan cadangan {chosen.id} dari {plain(chosen.device)}")


@command(group, "log")
def log(json: JsonFlag = False) -> None:
    """List the commits of the git history, newest first, and how to look into it."""
    history = session.parts.keeping.history
    commits = history.commits()
    if json:
        show_json({"folder": str(history.folder), "commits": list(commits)})
        return
    zone = session.parts.settings.office.zone
    table(
        "Riwayat konfigurasi",
        ("commit", "waktu", "putaran", "oleh", "uraian"),
        ((c.id[:12], local(c.at, zone), c.round_id, c.author, c.subject) for c in commits),
    )
    OUT.print(plain(f"git -C {history.folder} log -p -- 'LOKASI/PERANGKAT.cfg'"), soft_wrap=True)
