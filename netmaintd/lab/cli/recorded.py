"""The command line of a recorded device: it says what the real one said, byte for byte.

Whatever was not recorded is taken without a word, as the settings of a terminal are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.lab.cli.dialect import Cli, Dialect

if TYPE_CHECKING:
    from collections.abc import Callable

    from netmaintd.model.recording import Recording


def cli_of_recording(recording: Recording) -> Cli:
    """Return the command line of a recording."""
    greeting = recording.greeting
    before_prompt = greeting[: max(greeting.rfind(b"\n"), greeting.rfind(b"\r")) + 1]
    dialect = Dialect(
        prompt="{host}",
        unknown="",
        server=recording.server.removeprefix("SSH-2.0-"),
        terminal=bool(recording.prompt),
        console_suffix=True,
        welcome=before_prompt,
    )
    return Cli(
        recording.prompt.decode("utf-8", "replace"), dialect, {name: _says(said) for name, said in recording.answers}
    )


def _says(said: bytes) -> Callable[[], bytes]:
    return lambda: said
