"""Words to the service manager: sent where one reads, and never waited for where none does."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from netmaintd.daemon import sd_notify


def test_words_reach_a_manager_that_reads_and_one_that_does_not_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))

        assert sd_notify.tell("READY=1", "STATUS=serving")
        assert manager.recv(4096) == b"READY=1\nSTATUS=serving"

        told = [sd_notify.tell("WATCHDOG=1")]
        while told[-1]:
            told.append(sd_notify.tell("WATCHDOG=1"))
        assert manager.recv(4096) == b"WATCHDOG=1"


def test_without_a_manager_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)

    assert not sd_notify.tell("READY=1")
