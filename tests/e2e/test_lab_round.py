"""A round over the project's own simulated devices: their illnesses, an interrupted run, and its limits."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from loopback import own_network
from netmaintd.daemon.demonstration import write_settings
from netmaintd.errors import DecisionNotAllowed
from netmaintd.lab.city import City
from netmaintd.model.devices import Device
from netmaintd.model.results import Outcome, Status
from netmaintd.model.rounds import Decision, RoundStatus
from netmaintd.profiles.targets import for_targets
from netmaintd.usecases.probe_device import probe_device
from netmaintd.usecases.record_decision import record_decision
from netmaintd.usecases.repeat_examination import repeat_examination
from netmaintd.usecases.run_round import Progress
from office import TestOffice, patient, write

NOMINAL = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
SCHEDULES = Path(__file__).resolve().parents[2] / "schedules"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    with own_network() as network, City.load(state_dir=tmp_path / "lab", network=network) as made:
        yield made


@pytest.fixture
def office(city: City, tmp_path: Path) -> Iterator[TestOffice]:
    for name, text in city.inventory_files().items():
        write(tmp_path, f"devices/{name}", patient(text))
    for path in SCHEDULES.glob("*.yaml"):
        write(tmp_path, f"schedules/{path.name}", path.read_text(encoding="utf-8"))
    write_settings(tmp_path)
    opened = TestOffice(tmp_path).open()
    opened.enrol(*(d.name for d in opened.configuration.inventory.devices if d.ssh and d.name != "sw-mekarsari"))
    yield opened
    opened.store.close()


def disposed(office: TestOffice) -> str:
    round_ = office.open_round(NOMINAL)
    walk = office.walk(round_.id)
    walk.dispose()
    walk.open_window()
    return round_.id


def contacts(city: City, name: str) -> int:
    """Return how often clients did something to a device; that one of them has left is noticed any time later."""
    return sum(not entry.what.startswith(("client gone", "no session", "no shell")) for entry in city.heard(name))


def results(office: TestOffice, round_id: str) -> dict[tuple[str, str], Status]:
    devices = office.store.dossiers.get(round_id).devices
    return {(device.device, result.check): result.status for device in devices for result in device.results}


def test_each_illness_is_found_and_the_round_ends_in_documents(city: City, office: TestOffice) -> None:
    round_id = disposed(office)
    city.fall_ill()

    summary = office.run(round_id)

    assert len(summary.recorded) == 14
    assert summary.left == ()
    found = results(office, round_id)
    outcome = {d.device: d.outcome for d in office.store.dossiers.get(round_id).devices}
    assert found[("sw-inti-walikota", "temperature")] is Status.CRITICAL
    assert found[("rt-dinkes", "interface-errors")] is Status.CRITICAL
    assert found[("sw-lt1-dinkes", "config-saved")] is Status.CRITICAL
    assert found[("sw-tirta-utara", "identity")] is Status.CRITICAL
    assert found[("rt-tirta-utara", "uplinks")] is Status.CRITICAL
    assert found[("sw-tirta-utara", "restart-cause")] is Status.CRITICAL
    assert found[("sw-inti-walikota", "log-review")] is Status.CRITICAL
    assert found[("sw-lt2-walikota", "ssh-login")] is Status.WARNING
    assert found[("sw-mekarsari", "reachability")] is Status.CRITICAL
    assert found[("sw-mekarsari", "cpu")] is Status.UNKNOWN
    assert found[("rt-mekarsari", "config-backup")] is Status.UNKNOWN
    assert outcome["sw-mekarsari"] is Outcome.UNREACHABLE
    assert outcome["rt-mekarsari"] is Outcome.HOSTKEY_CHANGED
    healthy = [status for (device, _), status in found.items() if device == "rt-inti-walikota"]
    assert set(healthy) == {Status.OK}
    # A changed key is refused before anything is offered: the device never saw a login after it changed.
    assert not any(entry.what.startswith("login") for entry in city.heard("rt-mekarsari"))

    (commit,) = office.parts.keeping.history.commits()
    assert (commit.round_id, commit.author) == (round_id, "netmaintd")

    walk = office.walk(round_id)
    walk.visit_and_report()
    after = walk.sign_off()
    assert after.status is RoundStatus.DONE
    assert len(office.store.documents.list(round_id)) >= 9
    assert office.store.verify_all().troubles == ()


def test_only_commands_of_the_profiles_reach_a_device(city: City, office: TestOffice) -> None:
    office.run(disposed(office))

    for device in office.configuration.inventory.devices:
        platform = device.platform
        ssh = for_targets(office.parts.profiles.get(platform), device.ping_targets).ssh
        allowed = {command.run for command in ssh.commands} if ssh else set()
        session = {"terminal width 511", "terminal length 0", "screen-length 0 temporary", "no page", "enable"}
        heard = {e.what.removeprefix("command ") for e in city.heard(device.name) if e.what.startswith("command ")}
        assert heard <= allowed | session, device.name


def test_no_device_is_contacted_before_the_disposition_is_complete(city: City, office: TestOffice) -> None:
    round_ = office.open_round(NOMINAL)
    before = {box.device.name: contacts(city, box.device.name) for box in city.devices}

    with pytest.raises(DecisionNotAllowed, match="disposition is not complete"):
        office.run(round_.id)

    assert {box.device.name: contacts(city, box.device.name) for box in city.devices} == before


def test_no_device_is_contacted_outside_the_window(city: City, office: TestOffice) -> None:
    round_ = office.open_round(NOMINAL)
    office.walk(round_.id).dispose()
    office.clock.move_to(datetime(2026, 11, 16, 11, 0, tzinfo=UTC))  # six in the evening in Jakarta

    with pytest.raises(DecisionNotAllowed, match="outside the window"):
        office.run(round_.id)


def test_a_stop_that_is_recorded_keeps_a_round_from_running(office: TestOffice) -> None:
    round_id = disposed(office)
    office.store.control.stop(None, "admin", office.clock.now(), "gangguan listrik")

    with pytest.raises(DecisionNotAllowed, match="gangguan listrik"):
        office.run(round_id)


def test_a_stop_request_lets_running_devices_go_and_leaves_the_rest_open(office: TestOffice) -> None:
    round_id = disposed(office)

    def stop_after_two(progress: Progress) -> None:
        if progress.recorded >= 2:
            office.stop.set()

    summary = office.run(round_id, stop_after_two)

    assert summary.left
    assert summary.why
    assert set(office.store.records.unfinished(round_id)) == set(summary.left)
    office.stop.clear()
    assert office.run(round_id).left == ()


def test_a_round_that_is_cancelled_in_the_middle_contacts_no_further_device(city: City, office: TestOffice) -> None:
    round_id = disposed(office)

    def cancel_after_one(progress: Progress) -> None:
        round_ = office.store.rounds.get(round_id)
        if progress.recorded and round_.status is RoundStatus.ACTIVE:
            decision = Decision("cancel", round_.version, reason="dana dialihkan")
            calendar = office.parts.calendar(office.configuration)
            settings = office.parts.settings.office
            record_decision(office.store, settings, calendar, round_id, decision, "kadis", office.clock.now())

    plan = office.configuration.plans[0]
    narrow = plan.model_copy(update={"limits": plan.limits.model_copy(update={"devices_at_once": 2})})
    office.configuration = dataclasses.replace(office.configuration, plans=(narrow,))
    summary = office.run(round_id, cancel_after_one)

    assert len(summary.recorded) <= 3
    assert summary.why == "the round is ended"
    left = [name for name in summary.left if name not in ("sw-mekarsari",)]
    assert not any(entry.what.startswith("login") for name in left for entry in city.heard(name))


def test_a_refused_credential_is_tried_on_one_device_only(city: City, office: TestOffice) -> None:
    for box in city.devices:
        if box.device.platform != "snmp_standard":
            city.set_fault(box.device.name, "auth_reject", True)
    round_id = disposed(office)

    summary = office.run(round_id)

    assert [name for name, device in summary.refused.items() if device] == ["lab-ssh"]
    refused = [e for box in city.devices for e in city.heard(box.device.name) if "refused" in e.what]
    assert len(refused) == 1, refused
    outcomes = {device.outcome for device in office.store.dossiers.get(round_id).devices}
    assert Outcome.AUTH_FAILED in outcomes


def test_a_device_that_was_off_is_examined_once_more_when_somebody_asks(city: City, office: TestOffice) -> None:
    device = "sw-lt2-dinkes"
    round_id = disposed(office)
    city.set_fault(device, "refuse", True)
    office.run(round_id)
    assert results(office, round_id)[(device, "config-backup")] is Status.UNKNOWN
    heard = {box.device.name: contacts(city, box.device.name) for box in city.devices}
    city.set_fault(device, "refuse", False)

    repeat_examination(
        office.store, office.parts.settings.office, round_id, device, "perangkat dinyalakan", "tim1", office.clock.now()
    )
    again = office.run(round_id)

    assert again.recorded == (device,)
    assert results(office, round_id)[(device, "config-backup")] is Status.OK
    others = {name: count for name, count in heard.items() if name != device}
    assert {name: contacts(city, name) for name in others} == others, "only what was asked for is examined again"
    assert office.store.verify_all().troubles == ()


def test_a_device_that_left_the_inventory_is_recorded_as_such_and_not_contacted(city: City, office: TestOffice) -> None:
    round_id = disposed(office)
    whole = office.configuration.inventory
    kept = tuple(device for device in whole.devices if device.name in ("ups-walikota", "srv-pantau"))
    smaller = dataclasses.replace(office.configuration, inventory=whole.model_copy(update={"devices": kept}))
    office.configuration = smaller
    before = contacts(city, "rt-dinkes")

    assert office.run(round_id).left == ()

    assert office.store.records.unfinished(round_id) == ()
    record = office.store.dossiers.get(round_id).record("rt-dinkes")
    assert record is not None
    assert {result.status for result in record.results} == {Status.UNKNOWN}
    assert all("tidak ada lagi di inventaris" in result.summary for result in record.results)
    assert contacts(city, "rt-dinkes") == before


def test_a_killed_round_goes_on_with_what_is_unfinished_only(city: City, office: TestOffice) -> None:
    round_id = disposed(office)
    office.store.close()
    now = office.clock.now()
    script = textwrap.dedent(
        f"""
        import sys
        sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parents[1])]!r}
        from datetime import datetime
        from pathlib import Path
        from office import TestOffice
        from netmaintd.model.plans import Limits
        office = TestOffice(Path({str(office.folder)!r})).open()
        office.clock.move_to(datetime.fromisoformat(sys.argv[1]))
        plan = office.configuration.plans[0]
        slow = plan.model_copy(update={{"limits": Limits(devices_at_once=2)}})
        object.__setattr__(office.configuration, "plans", (slow,))
        def tell(progress):
            if progress.newest:
                print(progress.newest.device, flush=True)
        print("ready", flush=True)
        summary = office.run({round_id!r}, tell)
        print("done", *summary.left, flush=True)
        """
    )

    words = [sys.executable, "-c", script]
    soon = (now + timedelta(minutes=30)).isoformat()  # so that no lease of this run ends during the next one
    first = subprocess.Popen([*words, soon], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    recorded = [first.stdout.readline().strip() for _ in range(4)][1:]
    os.kill(first.pid, signal.SIGKILL)
    rest = first.stdout.read().split()
    first.stdout.close()
    first.wait()
    recorded += [name for name in rest if name]
    heard = {name: contacts(city, name) for name in recorded}

    at_once = subprocess.run([*words, now.isoformat()], capture_output=True, text=True, timeout=300, check=True)
    assert not at_once.stdout.strip().endswith("done"), "what the killed run held is held until its leases end"
    later = (now + timedelta(minutes=40)).isoformat()
    second = subprocess.run([*words, later], capture_output=True, text=True, timeout=300, check=True)
    assert second.stdout.strip().endswith("done")

    with TestOffice(office.folder).open().store as store:
        assert store.records.unfinished(round_id) == ()
        assert len(store.records.examined(round_id)) == 14
        assert all(outcome for _, _, outcome, _ in store.records.attempts(round_id))
        assert store.verify_all().troubles == ()
    assert {name: contacts(city, name) for name in recorded} == heard, "a recorded device was asked again"


def test_a_platform_that_the_inventory_leaves_open_is_recognised(city: City, office: TestOffice) -> None:
    """Over both protocols, and over SSH alone where the server names itself or greets with its system's name."""
    named = [d for d in office.configuration.inventory.devices if d.ssh and d.name != "sw-mekarsari"]
    alone = [d for d in named if d.platform != "aruba_aoscx"]  # an OpenSSH server without a greeting
    both = [d.model_copy(update={"platform": "auto"}) for d in named]
    only_ssh = [d.model_copy(update={"platform": "auto", "snmp": None}) for d in alone]

    def recognised(device: Device) -> str:
        return probe_device(office.store, office.configuration, office.parts.profiles, device).platform

    with ThreadPoolExecutor(8) as pool:  # one session with a device at a time
        found = [*pool.map(recognised, both)], [*pool.map(recognised, only_ssh)]

    assert found == ([device.platform for device in named], [device.platform for device in alone])
