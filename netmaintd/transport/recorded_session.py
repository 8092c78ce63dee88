r"""Recordings of SSH sessions (`.session.yaml`): written, read, and answering like the device, without one.

A text is a list of its lines in double quotes, each with the end that it had on the wire; every character is one
byte, and what is not printable ASCII is escaped as YAML has it (`\r\n`, `\x1B`, `\xC3`). So a recording is read
and corrected in an editor and still replays byte for byte:

    made_by: netmaintd 1.0
    recorded: 2026-11-25
    profile: cisco_ios
    server: "SSH-2.0-Cisco-1.25"
    prompt: "sw-1#"
    greeting:
      - "\r\n"
      - "sw-1#"
    answers:
      - command: "show clock"
        lines:
          - "10:00:00.000 WIB Wed Nov 25 2026\r\n"
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from netmaintd.errors import ConfigError
from netmaintd.model.dialogue import Answer, SshDialogue
from netmaintd.model.recording import Recording
from netmaintd.transport.ssh_answer import AnswerReader

SUFFIX = ".session.yaml"
_HEAD = """\
# One SSH session of a device, anonymised. Every character in double quotes is one byte; what is not printable
# ASCII is escaped (\\r\\n, \\x1B). Dropped into tests/profiles/sessions/ with its facts beside it, it is a test.
"""
_SILENCE_S = 30.0
_ESCAPED = {0x0D: "\\r", 0x0A: "\\n", 0x09: "\\t", 0x22: '\\"', 0x5C: "\\\\"}
_Bytes = Annotated[str, StringConstraints(pattern=r"^[\x00-\xff]*$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Answer(_Part):
    command: Annotated[str, StringConstraints(pattern=r"^[ -~]+$")]
    lines: tuple[_Bytes, ...] = ()


class _Session(_Part):
    made_by: str
    recorded: date
    profile: str
    server: str
    prompt: _Bytes
    greeting: tuple[_Bytes, ...] = ()
    answers: tuple[_Answer, ...] = ()


def read_session(content: bytes) -> Recording:
    """Return what a file holds.

    Raises:
        ConfigError: it is no recording of a session; the message says at which place.
    """
    try:
        file = _Session.model_validate(YAML(typ="safe").load(content))
    except YAMLError as error:
        raise ConfigError(f"not a recorded session: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"not a recorded session: {where}: {first['msg']}") from error
    return Recording(
        file.made_by, file.recorded, file.profile, file.server, _joined(file.greeting), file.prompt.encode("latin-1"),
        tuple((answer.command, _joined(answer.lines)) for answer in file.answers),
    )  # fmt: skip


def _joined(lines: tuple[str, ...]) -> bytes:
    return "".join(lines).encode("latin-1")


def session_text(recording: Recording) -> str:
    """Return the file."""
    head = [f"made_by: {recording.made_by}", f"recorded: {recording.recorded}", f"profile: {recording.profile}"]
    head += [f"server: {_quoted(recording.server.encode('latin-1'))}", f"prompt: {_quoted(recording.prompt)}"]
    rows = [*head, *_block("greeting", recording.greeting, ""), "answers:"]
    for command, answer in recording.answers:
        rows += [f"  - command: {_quoted(command.encode('ascii'))}", *_block("lines", answer, "    ")]
    return _HEAD + "\n".join(rows) + "\n"


def _block(key: str, content: bytes, indent: str) -> list[str]:
    lines = content.split(b"\n")
    ended = [line + b"\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
    if not ended:
        return [f"{indent}{key}: []"]
    return [f"{indent}{key}:", *(f"{indent}  - {_quoted(line)}" for line in ended)]


def _quoted(content: bytes) -> str:
    shown = (_ESCAPED.get(byte) or (chr(byte) if 32 <= byte < 127 else f"\\x{byte:02X}") for byte in content)
    return '"' + "".join(shown) + '"'


def replay(recording: Recording, dialogue: SshDialogue) -> dict[str, Answer]:
    """Return what a session would have made of these bytes: whole answers, and doubtful ones with their reason."""
    return {command: played(recording.prompt, dialogue, command, raw) for command, raw in recording.answers}


def played(prompt: bytes, dialogue: SshDialogue, command: str, raw: bytes) -> Answer:
    """Return what a session makes of an answer that comes all at once, between its echo and the prompt."""
    reader = AnswerReader(dialogue, prompt, command, _SILENCE_S)
    reader.feed(command.encode("ascii") + b"\r\n" + raw + prompt, 0.0)
    text = reader.content()
    doubt = reader.doubt(text)
    return Answer(command, raw, not doubt, doubt, shown=text)
