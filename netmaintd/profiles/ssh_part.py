"""How a platform's command line is talked to, as its file says it: the driver, the pager, and the exact commands."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from netmaintd.profiles.fact_fields import IDENTITY
from netmaintd.profiles.parse_part import Parse
from netmaintd.profiles.source import Part, PartName, Regex, RegexWithGroup

COMMAND_FIELDS = frozenset({*IDENTITY, "uptime"})
"""What the answer to a command may tell by a regular expression."""
_PLAIN = re.compile(r"(?:(?![;|?<>&`$\\{}])[ -~])+")
_PLACEHOLDER = re.compile(r"\{(?:target|interface)\}")
_FILTER = re.compile(
    r"no-?more|display (?:omit|set|inheritance|xml|json)|count"
    r"|(?:include|exclude|except|begin|section|match|find|grep|egrep)(?: -[a-zA-Z]+)* [\w .,:^!*#%()/\"'+-]+",
    re.ASCII,
)
"""Output filters that only leave lines out; `redirect`, `tee`, `append`, `save` and the like write files."""
_CHANGES = re.compile(
    r"(?:conf|sys(?:tem-view)?\b|edit\b|write\b|wr\b|copy\b|save\b|commit\b|reload\b|reboot\b|reset\b|delete\b|erase\b"
    r"|format\b|clear\b|(?:en|dis)able clipaging\b|set output\b)",
    re.IGNORECASE,
)
"""Lines that have no place in the preparation of a session: they change the device, or open what changes it."""


def _command_line(text: str) -> str:
    head, *filters = text.split("|")
    if not _PLAIN.fullmatch(_PLACEHOLDER.sub("x", head)) or not head.strip():
        raise ValueError(f'"{text}" holds a separator or a sign that no command needs, or an unknown placeholder')
    for item in filters:
        if not _FILTER.fullmatch(item.strip()):
            raise ValueError(f'"{item.strip()}" is no output filter that only leaves lines out')
    return text


def _session_line(text: str) -> str:
    if not _PLAIN.fullmatch(text) or _CHANGES.match(text):
        raise ValueError(f'"{text}" does more than to prepare one session')
    return text


CommandLine = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_command_line)]
"""One command, exactly; `{target}` and `{interface}` are filled with an IP address and the name of a port."""
SessionLine = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_session_line)]


class Command(Part):
    """One command that may be sent, and what its answer gives."""

    run: CommandLine
    gives: Literal["running", "startup", "identity"] | None = None
    optional: bool = False
    """A device that refuses it simply has no answer: it is not worth a word."""
    instead_of: CommandLine | None = None
    """Another command of the platform: this one is sent only where that one was refused, or said nothing."""
    end: Regex | None = None
    """What the last line must match, as proof that the answer is whole."""
    patterns: dict[PartName, RegexWithGroup] = Field(default_factory=dict)
    """Field of Identity, or `uptime`, to a regular expression whose first group is its value."""
    parse: tuple[Parse, ...] = ()
    """What else the answer tells, each entry one kind of fact."""

    @model_validator(mode="after")
    def _known_fields(self) -> Self:
        for name in self.patterns:
            if name not in COMMAND_FIELDS:
                raise ValueError(f'a command tells no "{name}"; there are: {", ".join(sorted(COMMAND_FIELDS))}')
        return self


class Ssh(Part):
    """How the platform is talked to."""

    driver: str
    enable: bool = False
    terminal: bool = True
    """False: each command is a request of its own without a terminal; neither echo nor prompt nor pager."""
    prepare: tuple[SessionLine, ...] | None = None
    """What is sent after the login to turn pager and line width of this session off, instead of what netmiko's
    driver sends; empty for nothing. Without it the driver prepares the session, watched by `ssh_guard`."""
    prompt: Regex | None = None
    """What the platform's prompts look like, where that is more than a line that ends in one of `>#$%]`."""
    more: tuple[Regex, ...] = (
        r"-{2,} ?\(?more\b[^\r\n]{0,80}",
        r"\(more\b[^\r\n]{0,40}",
        r"<-+ ?more ?-+>",
        r"\bmore: ?<space>[^\r\n]{0,80}",
        r"press any key\b[^\r\n]{0,80}",
        r"press (?:<space>|enter) to continue[^\r\n]{0,60}",
        r"ctrl\+c esc q[^\r\n]{0,100}",
        r"\blines \d+-\d+[^\r\n]{0,40}",
    )
    """What the pager asks at the end of a page (case is ignored): it is answered, and removed from the text."""
    more_key: Literal["space", "enter"] = "space"
    enter: Literal["lf", "cr", "crlf"] = "lf"
    """What the Enter key sends; most take any of them."""
    commands: tuple[Command, ...] = ()
    refusals: tuple[Regex, ...] = ()
    pager: tuple[Regex, ...] = (r"- ?\(?[Mm]ore\b", r"-- MORE --", r"\x1b\[")
    """Remnants of a pager; an answer that still holds one is not whole."""
    saved: Literal["compared", "unknown"] = "unknown"
    """Whether comparing startup with running tells that the configuration is saved."""

    @model_validator(mode="after")
    def _known_replacements(self) -> Self:
        earlier: set[str] = set()
        for command in self.commands:
            if command.instead_of is not None and command.instead_of not in earlier:
                raise ValueError(
                    f'"{command.run}" is sent instead of "{command.instead_of}", which no line before it asks'
                )
            earlier.add(command.run)
        return self
