"""The daemon as systemd runs it: its words, a reload that fails, one daemon per store, a clean end."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from office import PLAN, write

DEVICES = """
sites: [{name: balai, title: Balai, opd: OPD, address: Jalan 1}]
devices: [{name: sw1, address: 127.0.0.1, site: balai, ssh: {credential: ssh-a}}]
"""
SETTINGS = """
[metrics]
listen = "127.0.0.1:0"
[web]
listen = "127.0.0.1:0"
[credentials.ssh-a]
kind = "ssh"
username = "u"
password = { env = "NETMAINTD_TEST_SECRET" }
"""


class Daemon:
    """One `netmaintd run`, its log, and what it says to the service manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.words = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.words.bind(str(folder / "notify"))
        self._said: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.process = self.start()

    def start(self) -> subprocess.Popen[str]:
        with (self._folder / "log").open("a") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "netmaintd", "-s", str(self._folder / "netmaintd.toml"), "run"],
                stderr=log,
                stdout=subprocess.DEVNULL,
                text=True,
                env={
                    **os.environ,
                    "NOTIFY_SOCKET": str(self._folder / "notify"),
                    "WATCHDOG_USEC": "2000000",
                    "NETMAINTD_TEST_SECRET": "geheim-1234",
                },
            )

    def hear(self, word: str) -> str:
        """Wait for a word to the service manager that a pattern finds; return all that was said with it."""
        while not re.search(word, said := self._said.get(timeout=120), re.MULTILINE):
            pass
        return said

    def _listen(self) -> None:
        """Take every word at once, as systemd does: a queue that is full would hold the daemon up."""
        while said := self.words.recv(4096):
            self._said.put(said.decode())

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)
        self.words.sendto(b"", str(self._folder / "notify"))
        self._listener.join()
        self.words.close()

    def log(self) -> list[dict[str, object]]:
        lines = (self._folder / "log").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def metrics(self) -> str:
        port = next(line["port"] for line in self.log() if line["event"] == "service started")
        return str(urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10).read().decode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "netmaintd.toml", SETTINGS)
    write(tmp_path, "devices/a.yaml", DEVICES)
    write(tmp_path, "schedules/a.yaml", PLAN)
    return tmp_path


@pytest.fixture
def daemon(folder: Path) -> Iterator[Daemon]:
    made = Daemon(folder)
    try:
        made.hear("READY=1")
        yield made
    finally:
        made.close()


def value(metrics: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", metrics, re.MULTILINE)
    assert found is not None, name
    return float(found.group(1))


def test_it_says_ready_lives_and_ends_cleanly(daemon: Daemon) -> None:
    daemon.hear("WATCHDOG=1")
    daemon.process.send_signal(signal.SIGTERM)
    daemon.hear("STOPPING=1")

    assert daemon.process.wait(60) == 0
    events = [line["event"] for line in daemon.log()]
    assert "service started" in events
    assert events[-1] == "service ended"
    assert "geheim-1234" not in (daemon._folder / "log").read_text()


def test_a_reload_that_fails_keeps_what_is_at_work_and_says_so(daemon: Daemon, folder: Path) -> None:
    assert value(daemon.metrics(), "netmaintd_config_last_reload_successful") == 1
    (folder / "devices/a.yaml").write_text(DEVICES.replace("address: 127.0.0.1", "adress: 127.0.0.1"))
    daemon.process.send_signal(signal.SIGHUP)
    assert "RELOADING=1" in daemon.hear("RELOADING=1")
    daemon.hear("last good configuration")

    metrics = daemon.metrics()
    assert value(metrics, "netmaintd_config_last_reload_successful") == 0
    assert value(metrics, 'netmaintd_config_errors{file_kind="devices"}') == 1
    assert value(metrics, 'netmaintd_devices{site="balai"}') == 1
    problems = [str(line.get("problem")) for line in daemon.log() if line["event"] == "file problem"]
    assert any('did you mean "address"?' in problem for problem in problems)

    (folder / "devices/a.yaml").write_text(DEVICES)
    daemon.process.send_signal(signal.SIGHUP)
    daemon.hear("^STATUS=serving$")  # the watch may have told of the bad file once more before
    assert value(daemon.metrics(), "netmaintd_config_last_reload_successful") == 1


def test_a_changed_file_is_read_without_a_signal(daemon: Daemon, folder: Path) -> None:
    more = DEVICES.replace("}]\n", "}, {name: sw2, address: 127.0.0.2, site: balai, ssh: {credential: ssh-a}}]\n")
    (folder / "devices/a.yaml").write_text(more.replace("}}]\n\n", "}}]\n"))
    daemon.hear("RELOADING=1")
    daemon.hear("STATUS=")


def test_a_second_daemon_on_the_same_store_names_the_first(daemon: Daemon, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "netmaintd", "-s", str(folder / "netmaintd.toml"), "run"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert done.returncode == 75
    assert f"process {daemon.process.pid}" in done.stderr


def test_without_good_files_it_does_not_start_and_says_why(folder: Path) -> None:
    (folder / "schedules/a.yaml").write_text(PLAN.replace("check: cpu,", "check: cpuu,"))
    done = subprocess.run(
        [sys.executable, "-m", "netmaintd", "-s", str(folder / "netmaintd.toml"), "run"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert done.returncode == 78
    assert 'did you mean "cpu"?' in done.stderr
