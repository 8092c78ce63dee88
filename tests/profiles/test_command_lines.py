"""Which commands a platform's file may hold: no separator, no redirection, and only filters that leave lines out."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from netmaintd.profiles.ssh_part import Command, Ssh


@pytest.mark.parametrize(
    "run",
    [
        "show running-config",
        "show configuration | display omit",
        "show configuration | display set | no-more",
        "show | grep .",
        "show logging | include -i error",
        "ping {target} repeat 3",
        "show interface {interface}",
        'vtysh -c "show running-config"',
        "/export",
    ],
)
def test_what_only_reads_may_be_written(run: str) -> None:
    assert Command(run=run).run == run


@pytest.mark.parametrize(
    "run",
    [
        "show running-config | redirect flash:x",
        "show running-config | tee flash:x",
        "show configuration | save x",
        "show configuration |",
        "show configuration | include a > b",
        "cat /etc/hosts; reboot",
        "cat /etc/hosts && reboot",
        "cat $HOME",
        "cat `id`",
        "show version\nreload",
        "show ?",
        "ping {host}",
        "ping {target",
        "",
        " ",
    ],
)
def test_what_writes_parts_or_asks_for_an_unknown_value_is_refused(run: str) -> None:
    with pytest.raises(ValidationError):
        Command(run=run)


@pytest.mark.parametrize(
    "line", ["terminal length 0", "no page", "set cli screen-length 0", "screen-length 0 temporary"]
)
def test_a_session_may_be_prepared(line: str) -> None:
    assert Ssh(driver="generic", prepare=(line,)).prepare == (line,)


@pytest.mark.parametrize(
    "line",
    [
        "configure terminal", "config system console", "conf t", "set output standard", "disable clipaging",
        "system-view", "write memory", "save force", "reload", "terminal length 0; reload", "terminal length 0\nreload",
    ],
)  # fmt: skip
def test_a_preparation_that_changes_the_device_is_refused(line: str) -> None:
    with pytest.raises(ValidationError):
        Ssh(driver="generic", prepare=(line,))
