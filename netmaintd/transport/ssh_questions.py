"""Commands one after another on a prepared session, and where each answer ends.

Waiting for quiet behind every prompt would cost most of a session's time. So the next line is sent as soon as the
prompt stands at the end of the stream, and the device itself proves the end: it repeats that line next, and nothing
else. Behind the last command a blank line does the same. Where the proof fails the commands are asked again, one by
one and patiently; they only read.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from netmaintd.errors import DeviceTimeout
from netmaintd.model.dialogue import Answer, SshDialogue
from netmaintd.transport.ssh_answer import MOST_QUIET_S, QUIET_AFTER_END_S, AnswerReader
from netmaintd.transport.ssh_channel import WatchedChannel

TURN_S = 0.5
"""How long to wait for bytes where nothing is at its end yet; a stop is honoured in between."""
PAGER_S = 0.03
"""How long it must be quiet behind what looks like a pager's question."""
MOST_PAGES = 20_000


class Questions:
    """Asks on one channel; `prompt` follows a device that is renamed meanwhile."""

    def __init__(self, channel: WatchedChannel, dialogue: SshDialogue, prompt: bytes, silence_s: float) -> None:
        """Take a channel at its prompt."""
        self._channel, self._dialogue, self._silence_s = channel, dialogue, silence_s
        self.prompt = prompt

    def ask(self, commands: Sequence[str]) -> Iterator[Answer]:
        """Yield the answer to each command, in order; each as soon as its end is proven."""
        at = 0
        while at < len(commands):
            proven = 0
            for answer in self._quickly(commands[at:]):
                proven += 1
                yield answer
            at += proven
            if at < len(commands):
                self._settle()
                yield self._patiently(commands[at])
                at += 1

    def _quickly(self, commands: Sequence[str]) -> Iterator[Answer]:
        """Yield answers as long as each is proven by what follows it; one that may be torn is held back."""
        self._drain()
        began, held = time.monotonic(), None
        reader = self._send(commands[0])
        for command, following in zip(commands, (*commands[1:], ""), strict=True):
            to_prove = self._read(reader, quick=True)
            if reader.repeated():
                return
            if held:
                yield _late(held, began)
            held = self._answer(reader, command, began)
            began = time.monotonic()
            if following or to_prove:
                reader = self._send(following)
            if to_prove and not self._confirmed(reader, following):
                return
        if held:
            yield _late(held, began)

    def _confirmed(self, reader: AnswerReader, command: str) -> bool:
        """Read until the device repeated what was sent, and nothing before it."""
        last = time.monotonic()
        while True:
            told = reader.echoed(command) if command else reader.blank()
            if told is not None:
                return told
            data = self._channel.receive(TURN_S)
            now = time.monotonic()
            if data:
                reader.feed(data, now - last)
                last = now
            elif now - last > MOST_QUIET_S:
                return False

    def _patiently(self, command: str) -> Answer:
        self._drain()
        began = time.monotonic()
        reader = self._send(command)
        self._read(reader, quick=False)
        return self._answer(reader, command, began)

    def _send(self, command: str) -> AnswerReader:
        self._channel.begin_answer()
        self._channel.sendall(command.encode("ascii") + b"\n")
        return AnswerReader(self._dialogue, self.prompt, command, self._silence_s)

    def _read(self, reader: AnswerReader, *, quick: bool) -> bool:
        """Read to the prompt at the end of the stream; True where its being the end is still to be proven."""
        last, pages, renamed = time.monotonic(), 0, False
        while not (quick and reader.at_once):
            data = self._channel.receive(self._patience(reader))
            now = time.monotonic()
            if data:
                reader.feed(data, now - last)
                last = now
            elif reader.ended(now - last):
                return False
            elif reader.paged():
                pages += 1
                self._page(pages)
            elif now - last > MOST_QUIET_S and reader.stranger and not renamed:
                renamed = True
                self._rename(reader)
        return True

    def _patience(self, reader: AnswerReader) -> float:
        if reader.at_pager:
            return PAGER_S
        return QUIET_AFTER_END_S if reader.at_prompt else TURN_S

    def _page(self, pages: int) -> None:
        if pages > MOST_PAGES:
            raise DeviceTimeout(self._channel.device, "its pager does not end")
        self._channel.sendall(self._dialogue.more_key.encode("ascii"))

    def _rename(self, reader: AnswerReader) -> None:
        """Take what stands at the end for the device's new prompt when it comes again behind a blank line."""
        line = reader.stranger
        self._channel.sendall(b"\n")
        again = AnswerReader(self._dialogue, line, "", self._silence_s)
        if self._confirmed(again, ""):
            self.prompt = line
            reader.renamed(line)

    def _settle(self) -> None:
        """Let what is still under way come to its end: quiet, with the prompt behind it."""
        reader, last, pages = AnswerReader(self._dialogue, self.prompt, "", self._silence_s), time.monotonic(), 0
        while True:
            data = self._channel.receive(TURN_S)
            now = time.monotonic()
            if data:
                reader.feed(data, now - last)
                last = now
            elif reader.paged():
                pages += 1
                self._page(pages)
            elif now - last > MOST_QUIET_S:
                return

    def _answer(self, reader: AnswerReader, command: str, began: float) -> Answer:
        text = reader.content()
        doubt = reader.doubt(text)
        return Answer(command, reader.body(), not doubt, doubt, time.monotonic() - began, shown=text)

    def _drain(self) -> None:
        self._channel.begin_answer()  # whoever asks may have been silent for long
        while self._channel.recv_ready():
            self._channel.recv(65536)


def _late(answer: Answer, ended: float) -> Answer:
    """Return an answer that was held back since it ended."""
    return replace(answer, waited_s=time.monotonic() - ended)
