"""Reading all files together, and reading them again while they change."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from netmaintd.checks import registry
from netmaintd.config.load import Configuration, load
from netmaintd.config.reload import LiveConfiguration, watch_files
from netmaintd.config.settings import Settings
from netmaintd.errors import ConfigError, ConfigProblems, NotFound

AT = datetime(2026, 11, 24, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
INVENTORY = """
sites: [{name: balai, title: Balai, opd: OPD, address: Jalan 1}]
devices: [{name: sw1, address: 10.0.0.1, site: balai, ssh: {credential: ssh-a}}]
"""
PLAN = "name: p\ntitle: P\ncron: '0 1 * * *'\nwindow: {start: 22:00, end: 04:00}\nchecks: [{check: cpu}]\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    for name, text in (("devices/a.yaml", INVENTORY), ("schedules/p.yaml", PLAN)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def read(folder: Path, at: datetime = AT) -> Configuration:
    account = {"kind": "ssh", "username": "u", "password": {"env": "X"}}
    settings = Settings(
        paths={"devices": folder / "devices", "schedules": folder / "schedules"}, credentials={"ssh-a": account}
    )
    return load(
        settings,
        platforms=("cisco_ios",),
        checks=registry.names(),
        settings_model=registry.settings_model,
        learn=lambda _: None,
        at=at,
    )


def told(folder: Path) -> list[str]:
    with pytest.raises(ConfigProblems) as caught:
        read(folder)
    return [problem.removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_problems_of_many_files_come_in_one_run_by_file_and_line(office: Path) -> None:
    (office / "devices/a.yaml").write_text(INVENTORY.replace("ssh: {", "colour: red, ssh: {"))
    (office / "devices/b.yaml").write_text("devices:\n- {name: sw2, address: 10.0.0.2, site: nowhere}\n")
    (office / "schedules/p.yaml").write_text(PLAN.replace("cpu", "cpuu"))
    (office / "schedules/calendar.yaml").write_text("country: XX\n")

    assert [line.split(": ", 2)[0] for line in told(office)] == [
        "devices/a.yaml:3:55",
        "devices/b.yaml:2:3",
        "devices/b.yaml:2:40",
        "schedules/calendar.yaml:1:10",
        "schedules/p.yaml:5:18",
    ]


def test_a_name_with_a_fault_of_its_own_is_not_unknown_elsewhere(office: Path) -> None:
    (office / "devices/a.yaml").write_text(INVENTORY.replace("ssh: {", "colour: red, ssh: {"))
    (office / "schedules/p.yaml").write_text(PLAN + "devices: {devices: [sw1], sites: [nowhere]}\n")

    assert [line.split(": ", 1)[0] for line in told(office)] == ["devices/a.yaml:3:55", "schedules/p.yaml:6:35"]


def test_a_file_that_cannot_be_read_makes_nothing_else_unknown(office: Path) -> None:
    (office / "devices/a.yaml").write_text(INVENTORY + "\t\n")
    (office / "devices/b.yaml").write_text("devices:\n- {name: sw2, address: 10.0.0.2, site: balai, enabled: false}\n")
    (office / "schedules/p.yaml").write_text(PLAN + "devices: {devices: [sw1]}\n")

    assert {line.split(":")[0] for line in told(office)} == {"devices/a.yaml"}


@pytest.mark.parametrize("folder", ["devices", "schedules"])
def test_a_folder_that_is_not_there_is_a_problem(office: Path, folder: str) -> None:
    (office / folder).rename(office / "elsewhere")

    assert f"{folder}:1:1: {folder}: no such folder; make it, or name another one in the settings" in told(office)


def test_a_device_that_is_switched_off_needs_no_way_to_be_asked(office: Path) -> None:
    (office / "devices/b.yaml").write_text("devices:\n- {name: sw2, address: 10.0.0.2, site: balai, enabled: false}\n")

    assert read(office).inventory.device("sw2").enabled is False


def test_a_replaced_address_may_stand_at_a_device_that_is_switched_off(office: Path) -> None:
    old = "devices:\n- {name: sw0, address: 10.0.0.1, site: balai, ssh: {credential: ssh-a}, enabled: false}\n"
    (office / "devices/b.yaml").write_text(old)

    assert len(read(office).inventory.devices) == 2


def test_the_digest_follows_content_and_name_and_nothing_else(office: Path) -> None:
    first = read(office).digest
    assert read(office, LATER).digest == first

    (office / "devices/a.yaml").rename(office / "devices/c.yaml")
    renamed = read(office).digest
    (office / "devices/c.yaml").write_text(INVENTORY + "# x\n")

    assert len({first, renamed, read(office).digest}) == 3


def test_a_plan_that_is_gone_is_named_with_those_that_are_there(office: Path) -> None:
    with pytest.raises(NotFound, match='no plan "q" in the files; there are: p'):
        read(office).plan("q")


def test_a_failed_reload_keeps_the_time_of_the_last_good_one_and_logs_each_problem(
    office: Path, caplog: pytest.LogCaptureFixture
) -> None:
    live = LiveConfiguration(lambda at: read(office, at), AT)
    (office / "devices/a.yaml").write_text(INVENTORY.replace("ssh-a", "ssh-b"))
    (office / "schedules/p.yaml").write_text(PLAN.replace("cpu", "cpuu"))

    with caplog.at_level(logging.ERROR):
        assert live.reload(LATER) is False

    assert (live.last_reload_successful, live.last_success_at, live.current.loaded_at) == (False, AT, AT)
    assert [record.getMessage() for record in caplog.records].count("file problem") == len(live.problems) == 2


def test_a_file_that_goes_away_in_the_middle_leaves_the_last_good_state() -> None:
    good = object()
    answers = iter([good])

    def once(_: datetime) -> Configuration:
        for answer in answers:
            return answer  # type: ignore[return-value]
        raise ConfigError("devices/a.yaml: changed while it was read; load again")

    live = LiveConfiguration(once, AT)

    assert live.reload(LATER) is False
    assert live.current is good
    assert live.problems == ("devices/a.yaml: changed while it was read; load again",)


def test_there_is_no_beginning_without_a_good_state(office: Path) -> None:
    (office / "devices/a.yaml").write_text("devices: 1\n")

    with pytest.raises(ConfigProblems):
        LiveConfiguration(lambda at: read(office, at), AT)


def test_a_written_file_is_noticed_and_a_stop_ends_the_watch(office: Path) -> None:
    stop, noticed = threading.Event(), threading.Event()
    thread = watch_files((office / "devices", office / "nowhere"), stop, noticed.set)
    try:
        for turn in range(100):
            (office / "devices/a.yaml").write_text(INVENTORY + f"# {turn}\n")
            if noticed.wait(0.2):
                break
        assert noticed.is_set()
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()
