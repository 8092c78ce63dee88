"""`netmaintd round bundle` and `netmaintd verify BUNDLE`: one file with everything of a round, and if it is whole."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from netmaintd.cli.app import As, JsonFlag, command, session
from netmaintd.cli.output import OUT, plain, show_json


def add_bundle(group: typer.Typer) -> None:
    """Add the command to the group of rounds."""
    command(group, "bundle")(bundle)


def bundle(
    round_id: str,
    user: As,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Default: ROUND.zip here.")] = None,
    json: JsonFlag = False,
) -> None:
    """Write everything of a finished round into one ZIP: documents, results, raw output without secrets, photos."""
    from netmaintd.usecases.write_bundle import write_bundle

    path = output or Path(f"{round_id}.zip")
    try:
        target = path.open("xb")
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}; name another file with --output") from error
    with ExitStack() as undone, target:
        undone.callback(path.unlink)  # half a bundle is none
        written = write_bundle(session.store, round_id, session.parts.masked, target, user, datetime.now(UTC))
        undone.pop_all()
    if json:
        show_json({"file": path, "manifest_sha256": written.sha256, "files": len(written.manifest.files)})
        return
    OUT.print(f"{plain(path)}: {len(written.manifest.files)} berkas, manifest {written.sha256}", soft_wrap=True)
    for sentence in written.manifest.left_out:
        OUT.print(f"[yellow]tidak disertakan[/] {plain(sentence)}", soft_wrap=True)


def show_bundle(path: Path, *, json: bool) -> tuple[str, ...]:
    """Print what a bundle says of itself and return what is wrong with it."""
    from netmaintd.usecases.verify_bundle import verify_bundle

    report = verify_bundle(path)
    if json:
        show_json(report)
    elif report.title:
        OUT.print(f"{plain(report.title)}: {report.files} berkas, {report.rows} baris jejak audit", soft_wrap=True)
        OUT.print(f"manifest {report.manifest_sha256}", soft_wrap=True)
        OUT.print(f"kepala jejak audit {plain(report.audit_head)}", soft_wrap=True)
        for sentence in report.left_out:
            OUT.print(f"[yellow]tidak disertakan[/] {plain(sentence)}", soft_wrap=True)
    return report.troubles
