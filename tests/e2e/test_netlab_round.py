"""A round over real routers (FRR, OpenSSH, net-snmp, lldpd), one with its link down and one with SNMP off.

What the product says is compared with what `ip`, `vtysh` and `snmpget` say of the same routers.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from alone import alone
from netlab import SEARCH, Netlab, netlab, why_absent
from netmaintd.model.dossier import DeviceRecord
from netmaintd.model.facts import ConfigText, Identity, Interface, LinkStatus, Neighbor, Uptime
from netmaintd.model.results import Outcome, Status
from netmaintd.model.rounds import RoundStatus
from office import PLAN, TestOffice, write

pytestmark = [
    pytest.mark.netlab,
    pytest.mark.skipif(bool(why_absent()), reason=why_absent() or "present"),
]
ROUTERS = ("r1", "r2", "r3", "r4")
LINK_DOWN, SNMP_OFF = "r2", "r3"


@pytest.fixture(scope="module")
def lab() -> Iterator[Netlab]:
    made = netlab("nmd", "10.93.0", "fd93:0:0:93")
    with alone("netlab nmd"):
        made.command("down", check=False)
        made.command("up", "4")
        try:
            yield made
        finally:
            made.command("down")


def inventory(settings: dict[str, str]) -> str:
    devices = "\n".join(
        f"  - {{name: {name}, address: {settings[f'NETLAB_{name.upper()}']}, site: lab-{'ab'[n // 2]}, "
        f"hostname: {name}, "
        f"uplinks: [eth1, eth2]}}"
        for n, name in enumerate(ROUTERS)
    )
    return f"""
defaults:
  platform: frr
  role: router
  ssh: {{credential: cli, connect_timeout_s: 5}}
  snmp: {{version: "3", credential: snmp, timeout_s: 1, retries: 1}}
sites:
  - {{name: lab-a, title: Laboratorium A, opd: OPD A, address: Jalan A}}
  - {{name: lab-b, title: Laboratorium B, opd: OPD B, address: Jalan B}}
devices:
{devices}
"""


@pytest.fixture(scope="module")
def office(lab: Netlab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    folder = tmp_path_factory.mktemp("office")
    settings = lab.settings()
    write(folder, "devices/lab.yaml", inventory(settings))
    write(folder, "schedules/triwulan.yaml", PLAN)
    write(folder, "secrets/cli", settings["NETLAB_CLI_PASSWORD"])
    write(folder, "secrets/auth", settings["NETLAB_SNMP_V3_AUTH_PASS"])
    write(folder, "secrets/priv", settings["NETLAB_SNMP_V3_PRIV_PASS"])
    write(
        folder,
        "netmaintd.toml",
        f"""
[credentials.cli]
kind = "ssh"
username = "{settings["NETLAB_CLI_USER"]}"
password = {{ file = "{folder}/secrets/cli" }}
[credentials.snmp]
kind = "snmp"
username = "{settings["NETLAB_SNMP_V3_USER"]}"
auth_protocol = "SHA"
auth_key = {{ file = "{folder}/secrets/auth" }}
priv_key = {{ file = "{folder}/secrets/priv" }}
""",
    )
    opened = TestOffice(folder).open()
    opened.enrol(*ROUTERS)
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def finished(lab: Netlab, office: TestOffice) -> str:
    """Take one round through the chain, two routers ill."""
    lab.command("fault", LINK_DOWN, "link-down", "eth1")
    lab.command("fault", SNMP_OFF, "snmp-off")
    wait_until_agent_knows(lab, LINK_DOWN, "eth1", "2")
    round_ = office.open_round(datetime(2026, 11, 16, 1, 0, tzinfo=UTC))
    walk = office.walk(round_.id)
    walk.dispose()
    walk.open_window()
    summary = office.run(round_.id)
    assert set(summary.recorded) == set(ROUTERS), (summary, office.store.records.attempts(round_.id))
    walk.visit_and_report()
    walk.sign_off()
    return round_.id


def wait_until_agent_knows(lab: Netlab, router: str, port: str, oper: str) -> None:
    """net-snmp keeps the state of ports for some seconds: wait until its own answer is the kernel's."""
    links = json.loads(lab.command("exec", router, "ip", "-j", "link"))
    index = next(link["ifindex"] for link in links if link["ifname"] == port)
    for _ in range(60):
        if snmpget(lab, router, f"1.3.6.1.2.1.2.2.1.8.{index}")[0] == oper:
            return
        time.sleep(0.5)
    raise AssertionError(f"the agent of {router} never said {oper} of {port}")


def snmpget(lab: Netlab, router: str, *oids: str) -> list[str]:
    """Return values as net-snmp's own client reads them."""
    settings = lab.settings()
    address, community = settings[f"NETLAB_{router.upper()}"], settings["NETLAB_SNMP_COMMUNITY"]
    return subprocess.run(
        ["snmpget", "-v2c", "-c", community, "-Oqvte", address, *oids],
        capture_output=True, text=True, check=True, env={**os.environ, "MIBS": "", "PATH": SEARCH}, timeout=20,
    ).stdout.split()  # fmt: skip


def record(office: TestOffice, round_id: str, device: str) -> DeviceRecord:
    found = office.store.dossiers.get(round_id).record(device)
    assert found is not None
    return found


def status(office: TestOffice, round_id: str, device: str, check: str) -> Status:
    return next(r.status for r in record(office, round_id, device).results if r.check == check)


def test_the_round_is_done_and_every_document_is_there(office: TestOffice, finished: str) -> None:
    round_ = office.store.rounds.get(finished)

    assert (round_.step, round_.status) == (11, RoundStatus.DONE)
    issued = {(d.kind.value, d.site) for d in office.store.documents.list(finished)}
    assert issued == {
        ("rencana-kerja", None),
        ("nota-dinas-rencana", None),
        ("lembar-disposisi", None),
        ("surat-perintah-tugas", None),
        ("berita-acara", "lab-a"),
        ("berita-acara", "lab-b"),
        ("laporan-hasil", None),
        ("nota-dinas-laporan", None),
        ("lembar-pemeriksaan", None),
        ("laporan-publik", None),
    }
    assert office.store.verify_all().troubles == ()


def test_healthy_routers_answer_and_their_links_are_up(office: TestOffice, finished: str) -> None:
    for name in ("r1", "r4"):
        assert record(office, finished, name).outcome is Outcome.OK
        # r1 and r2 share the link that is down; r4 has nothing to do with it.
        assert status(office, finished, name, "ssh-login") is Status.OK
        assert status(office, finished, name, "snmp-agent") is Status.OK
        assert status(office, finished, name, "config-backup") is Status.OK
    assert status(office, finished, "r4", "uplinks") is Status.OK


def test_a_link_that_is_down_is_found_and_referred(office: TestOffice, finished: str) -> None:
    assert status(office, finished, LINK_DOWN, "uplinks") is Status.CRITICAL
    dossier = office.store.dossiers.get(finished)
    assert (LINK_DOWN, "uplinks") in {finding.key for finding in dossier.findings}
    assert (LINK_DOWN, "uplinks") in {(r.device, r.check) for r in dossier.referrals}


def test_a_silent_agent_leaves_unknowns_and_the_rest_is_read(office: TestOffice, finished: str) -> None:
    assert record(office, finished, SNMP_OFF).outcome is Outcome.TIMEOUT
    for check in ("snmp-agent", "cpu", "memory", "uplinks", "uptime"):
        assert status(office, finished, SNMP_OFF, check) is Status.UNKNOWN, check
    assert status(office, finished, SNMP_OFF, "ssh-login") is Status.OK
    assert status(office, finished, SNMP_OFF, "config-backup") is Status.OK


def test_ports_are_as_the_kernel_says(lab: Netlab, office: TestOffice, finished: str) -> None:
    for name in ("r1", "r2", "r4"):
        links = json.loads(lab.command("exec", name, "ip", "-j", "link"))
        kernel = {link["ifname"]: link["operstate"] for link in links if link["ifname"].startswith("eth")}
        ports = {port.name: port for port in office.store.records.facts(finished, name).of(Interface)}
        assert set(kernel) <= set(ports)
        for port, state in kernel.items():
            assert (ports[port].oper_status is LinkStatus.UP) == (state == "UP"), (name, port, state)
        macs = {link["ifname"]: link["address"].replace(":", "") for link in links if link["ifname"] in kernel}
        assert {port: ports[port].mac for port in macs} == macs


def test_the_configuration_is_the_one_that_vtysh_shows(lab: Netlab, office: TestOffice, finished: str) -> None:
    for name in ROUTERS:
        shown = lab.command("cli", name, "show running-config").replace("\r", "")
        stored = next(fact for fact in office.store.records.facts(finished, name).of(ConfigText))
        text = stored.text.decode().replace("\r", "")
        assert stored.complete
        assert text.strip().splitlines()[-1] == "end"
        assert text[text.index("frr version") :].strip() == shown[shown.index("frr version") :].strip()


def test_identity_and_uptime_are_what_snmpget_says(lab: Netlab, office: TestOffice, finished: str) -> None:
    for name in ("r1", "r4"):
        answer = snmpget(lab, name, "1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.25.1.1.0")
        facts = office.store.records.facts(finished, name)
        identity, uptime = facts.one(Identity), facts.one(Uptime)
        assert identity is not None
        assert uptime is not None
        assert identity.hostname == answer[0].strip('"')
        assert identity.os_name == "FRRouting" or identity.os_version
        assert 0 <= int(answer[1]) / 100 - uptime.uptime_s < 300


def test_neighbours_are_those_that_lldp_shows(lab: Netlab, office: TestOffice, finished: str) -> None:
    seen = {n.remote_name for n in office.store.records.facts(finished, "r4").of(Neighbor)}

    assert {"r1", "r3"} <= seen


def test_every_device_had_an_attempt_for_each_session_and_none_twice(office: TestOffice, finished: str) -> None:
    attempts = [(device, protocol) for device, protocol, _, _ in office.store.records.attempts(finished)]

    assert {(name, protocol) for name in ROUTERS for protocol in ("icmp", "snmp", "ssh")} == set(attempts)
    assert [pair for pair in attempts if pair[0] == "r1"].count(("r1", "ssh")) == 1


def test_a_second_round_compares_with_the_first(lab: Netlab, office: TestOffice, finished: str) -> None:
    lab.command("heal")
    wait_until_agent_knows(lab, LINK_DOWN, "eth1", "1")
    office.clock.move_to(office.clock.now() + timedelta(days=1))
    round_ = office.open_round(datetime(2026, 12, 14, 1, 0, tzinfo=UTC))
    walk = office.walk(round_.id)
    walk.dispose()
    walk.open_window()
    office.run(round_.id)

    assert {status(office, round_.id, name, "config-change") for name in ROUTERS} == {Status.OK}
    states = {finding.key: finding.state.value for finding in office.store.records.findings(round_.id)}
    assert states[(LINK_DOWN, "uplinks")] == "resolved"


def test_a_changed_host_key_is_refused(lab: Netlab, office: TestOffice) -> None:
    from netmaintd.usecases.probe_device import probe_device

    lab.command("fault", "r4", "ssh-rekey")
    examination = probe_device(
        office.store, office.configuration, office.parts.profiles, office.configuration.inventory.device("r4")
    )
    outcomes = {report.protocol: report.outcome for report in examination.sessions}

    assert outcomes["ssh"] is Outcome.HOSTKEY_CHANGED
    assert outcomes["snmp"] is Outcome.OK


def test_a_router_that_knows_only_sha1_is_named(lab: Netlab, office: TestOffice) -> None:
    from netmaintd.usecases.probe_device import probe_device

    lab.command("fault", "r1", "ssh-legacy")
    examination = probe_device(
        office.store, office.configuration, office.parts.profiles, office.configuration.inventory.device("r1")
    )
    ssh = next(report for report in examination.sessions if report.protocol == "ssh")

    assert ssh.outcome in (Outcome.CRYPTO_MISMATCH, Outcome.HOSTKEY_CHANGED)
    assert next(r.status for r in examination.results if r.check == "config-backup") is Status.UNKNOWN
