"""Values that tests of several rooms build on: one small office with one round."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from netmaintd.model.facts import (
    ConfigKind,
    ConfigText,
    CpuLoad,
    Facts,
    Identity,
    Missing,
    Neighbor,
    Provenance,
    UpsState,
)
from netmaintd.model.people import Capacity, Official, Role
from netmaintd.model.results import CheckResult, Evidence, Examination, Measurement, Outcome, SessionReport, Status
from netmaintd.model.rounds import PlannedDevice, PlannedSite, WorkPlan, WorkPlanItem

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PEOPLE = {
    "kasi": Official("kasi", "Rahmat", Role.KASI, "Kepala Seksi Infrastruktur dan Teknologi", nip="197304082002121005"),
    "kabid": Official("kabid", "Dewi", Role.KABID, "Kepala Bidang Penyelenggaraan e-Government"),
    "kadis": Official("kadis", "Bambang", Role.KADIS, "Kepala Dinas", Capacity.PLT, decree="SK 1"),
    "tim1": Official("tim1", "Andi", Role.TIM, "Staf Tim Data Center"),
    "tim2": Official("tim2", "Sri", Role.TIM, "Staf Tim Data Center"),
    "opd": Official("opd", "Camat", Role.OPD, "Camat"),
}


def planned_site(name: str, *devices: str) -> PlannedSite:
    return PlannedSite(
        site=name,
        title=f"Lokasi {name}",
        opd=f"OPD {name}",
        address="Jalan Contoh 1",
        room=None,
        contact=None,
        starts_at=NOW + timedelta(days=10),
        ends_at=NOW + timedelta(days=10, hours=8),
        devices=tuple(PlannedDevice(d, "127.0.0.1", "cisco_ios", "access", ("reachability", "cpu")) for d in devices),
    )


def work_plan() -> WorkPlan:
    return WorkPlan(
        plan="triwulan",
        title="Pemeliharaan triwulan",
        period="Triwulan IV Tahun 2026",
        time_zone="Asia/Jakarta",
        purpose="Memeriksa",
        basis=("SOP",),
        risks=(),
        equipment=(),
        service_impact="Tidak ada",
        sites=(planned_site("a", "sw-a1", "sw-a2"), planned_site("b", "sw-b1")),
        manual=(WorkPlanItem("kebersihan", "Kebersihan rak", "optional", per_device=False),),
    )


def examination(
    device: str = "sw-a1", site: str = "a", *, outcome: Outcome = Outcome.OK, at: datetime = NOW
) -> Examination:
    text = f"hostname {device}\nend\n".encode()
    facts = Facts(
        (
            Identity(vendor="Cisco", serial="FOC1", hostname=device, provenance=Provenance("snmp", "1.3.6.1", "x")),
            CpuLoad(busy_ratio=0.25),
            Neighbor(protocol="lldp", local_port="Gi0/1", remote_name="asing"),
            ConfigText(kind=ConfigKind.RUNNING, text=text + bytes(range(256)), normalised="x", complete=True),
        ),
        (Missing(UpsState, "bukan UPS"),),
        at,
    )
    return Examination(
        device=device,
        site=site,
        started_at=at,
        ended_at=at + timedelta(seconds=3),
        sessions=(SessionReport("ssh", outcome, at, at + timedelta(seconds=2), "d"),),
        facts=facts,
        results=(
            CheckResult("reachability", Status.OK, "Menjawab", (Measurement("rtt", 0.01, "s", ">= 0.1"),)),
            CheckResult("cpu", Status.WARNING, "Beban CPU 70 %"),
        ),
        evidence=(Evidence("ssh", "show version", b"raw \xff\x00", at),),
        platform="cisco_ios",
    )
