"""Processes beside a test, forked from a server that has imported what takes long: each begins at once and clean."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROCESSES = multiprocessing.get_context("forkserver")
# Nothing of `netmaintd.cli`: how wide it prints is settled where it is imported.
PROCESSES.set_forkserver_preload(["netmaintd.daemon.wiring", "netmaintd.store.connect", "rich.table", "typer"])

ENVIRONMENT = {"COLUMNS": "200", "PATH": "/usr/bin"}
STREAMS = (("in", os.O_RDONLY), ("out", os.O_WRONLY | os.O_CREAT), ("err", os.O_WRONLY | os.O_CREAT))
LIMIT_S = 300.0


def netmaintd(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line in a process and an environment of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").write_text(stdin, encoding="utf-8")
        process = PROCESSES.Process(target=_command_line, args=(folder, words))
        process.start()
        process.join(LIMIT_S)
        if process.exitcode is None:
            process.kill()
            process.join()
        out, err = ((folder / stream).read_text(encoding="utf-8") for stream in ("out", "err"))
        return subprocess.CompletedProcess(words, process.exitcode or 0, out, err)


def _command_line(folder: Path, words: tuple[str, ...]) -> None:
    os.environ.clear()
    os.environ.update(ENVIRONMENT)
    for number, (name, flags) in enumerate(STREAMS):
        os.dup2(os.open(folder / name, flags, 0o600), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.argv = ["netmaintd", *words]
    from netmaintd.cli import main

    main()
