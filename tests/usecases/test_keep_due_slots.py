"""Every due time ends as a round or with a reason, also after downtime."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from netmaintd.model.plans import MissedRun
from netmaintd.store.connect import Store
from netmaintd.usecases.keep_due_slots import keep_due_slots
from office import PLAN, TestOffice, write

DEVICES = """
sites: [{name: balai, title: Balai, opd: OPD, address: Jalan 1}]
devices: [{name: sw1, address: 127.0.0.1, site: balai, ssh: {credential: ssh-a}}]
"""
SETTINGS = '[credentials.ssh-a]\nkind = "ssh"\nusername = "u"\npassword = { env = "X" }\n'


@pytest.fixture(params=list(MissedRun))
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestOffice]:
    write(tmp_path, "netmaintd.toml", SETTINGS)
    write(tmp_path, "devices/a.yaml", DEVICES)
    text = PLAN.replace('cron: "0 8 16 2,5,8,11 *"', 'cron: "0 8 * * 3"')
    write(tmp_path, "schedules/a.yaml", f"{text}\nmissed: {request.param.value}\nlead_working_days: 2\n")
    opened = TestOffice(tmp_path).open()
    yield opened
    opened.store.close()


def keep(office: TestOffice, at: datetime) -> list[str]:
    calendar = office.parts.calendar(office.configuration)
    return [round_.id for round_ in keep_due_slots(office.store, office.configuration, calendar, at)]


def states(store: Store) -> list[str]:
    return [state for _, state, _ in store.slots.list("triwulan")]


START = datetime(2026, 8, 3, 1, 0, tzinfo=UTC)  # a Monday morning in Jakarta


def test_a_round_opens_its_lead_before_the_work_and_only_once(office: TestOffice) -> None:
    assert keep(office, START) == ["triwulan-2026-08-05"]
    assert keep(office, START + timedelta(minutes=1)) == []
    assert states(office.store) == ["opened"]


@pytest.mark.parametrize("downtime", [timedelta(minutes=1), timedelta(hours=1), timedelta(days=3), timedelta(days=40)])
def test_after_downtime_every_due_time_is_accounted_for(office: TestOffice, downtime: timedelta) -> None:
    keep(office, START)
    later = START + timedelta(days=2) + downtime
    opened = keep(office, later)
    policy = office.configuration.plans[0].missed

    found = office.store.slots.list("triwulan")
    nominal = [at for at, _, _ in found]
    assert nominal == sorted(set(nominal))
    assert "pending" not in states(office.store)
    assert all(reason for _, _, reason in found)
    missed = [state for at, state, _ in found if START + timedelta(days=2) < at < later]
    assert missed.count("opened") <= (1 if policy in (MissedRun.NEXT_WINDOW, MissedRun.CATCH_UP) else 0)
    if missed and policy is MissedRun.ASK:
        assert missed[-1] == "waiting"
    assert len(opened) == len(set(opened))
    assert keep(office, later) == []
