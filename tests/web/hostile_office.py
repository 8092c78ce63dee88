"""An office in which everything that comes from a device or a person is a hostile text, and one in which it is not.

Sixty strings stand in `hostile_strings.json`, in ten groups: each group becomes one text, so that ten rounds hold
all sixty in every field. What must lead a text to do harm (a formula, an address) leads its group.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from netmaintd.model.accounts import Grant
from netmaintd.model.devices import Device, Inventory, Site
from netmaintd.model.documents import DocumentKind, IssuedDocument
from netmaintd.model.dossier import ManualEntry, Photo, ReplacedPart, Scan, SetAside, VisitRecord
from netmaintd.model.facts import ConfigChange, ConfigKind, ConfigText, Facts, Identity, Neighbor
from netmaintd.model.people import Assignment, Official, Role
from netmaintd.model.plans import Plan, PlannedCheck, Window
from netmaintd.model.results import (
    CheckResult,
    Evidence,
    Examination,
    Finding,
    FindingState,
    Measurement,
    Referral,
    Status,
)
from netmaintd.model.rounds import (
    Override,
    PlannedDevice,
    PlannedSite,
    Round,
    Signature,
    SignatureMethod,
    StepEntry,
    Visit,
    WorkPlan,
    WorkPlanItem,
)
from samples import NOW, examination
from visiting import jpeg
from web_office import WebOffice

GROUPS: list[list[str]] = json.loads(Path(__file__).with_name("hostile_strings.json").read_text(encoding="utf-8"))
HOSTILE = [" ".join(group) for group in GROUPS]
BENIGN = ["nama biasa"]
EVERYBODY = "semua"
"""Who holds every post and every grant: no page is closed to him."""
TOKEN = "t" * 43


@dataclass(frozen=True)
class Poisoned:
    """One round and all that belongs to it, with what stands in addresses of its pages."""

    text: str
    places: dict[str, str]


class HostileOffice(WebOffice):
    """One round for each text."""

    def __init__(self, folder: Path, round_: Round, texts: Sequence[str]) -> None:
        super().__init__(folder, round_)
        self.account(EVERYBODY)
        self.store.accounts.set_grants(EVERYBODY, {Grant.ADMIN, Grant.AUDITOR}, "uji", NOW)
        for role in (role for role in Role if role is not Role.OPD):
            self.post(EVERYBODY, role)
        self.configuration = replace(self.configuration, inventory=_inventory(texts), plans=_plans(texts))
        self.rounds = [self._fill(number, text) for number, text in enumerate(texts)]

    def _fill(self, number: int, text: str) -> Poisoned:
        store, site, device = self.store, f"tempat-{number}", f"sw-{number}"
        person = Official(f"orang{number}", text, Role.TIM, text, rank=text, decree=text)
        store.people.assign(Assignment(person, NOW.date(), phone=text), "uji", NOW)
        photo = store.records.add_photo(jpeg((8, 8), ("red", "green", "blue")[number % 3]) + str(number).encode())
        round_ = _round(number, text, person, device)
        store.rounds.open(round_, "uji", NOW)
        store.records.save_visit_record(round_.id, _record(site, device, text, photo), 0, "uji", NOW)
        examined = _examination(device, site, text)
        token = store.leases.claim(round_.id, device, "uji", NOW, 60)
        assert token is not None
        store.records.record_examination(round_.id, examined, token)
        finding = Finding(round_.id, site, device, "cpu", Status.WARNING, text, FindingState.NEW, NOW)
        referral = Referral(
            f"{round_.id}/{device}/cpu", round_.id, text, device, "cpu", text, NOW, external_number=text
        )
        store.records.save_findings(round_.id, (finding,), (referral,))
        store.rounds.open(_draft(number, round_), "uji", NOW)
        plan, minutes = (
            self._paper(round_.id, kind, site) for kind in (DocumentKind.RENCANA_KERJA, DocumentKind.BERITA_ACARA)
        )
        store.witness_links.make(f"{TOKEN}{number}", round_.id, site, minutes.sha256, "uji", "uji", NOW)
        backup = str(store.backups.list(device)[0].id)
        return Poisoned(
            text,
            {
                "round_id": round_.id, "draft": f"draf-{number}", "place": site, "site": site, "name": device,
                "device": device, "sha256 document": plan.sha256, "sha256 photo": photo,
                "sha256 evidence": examined.evidence[0].sha256, "token": f"{TOKEN}{number}",
                "user": EVERYBODY, "kind": "rencana-kerja", "version": "1", "older": backup, "newer": backup,
                "number": backup, "check": "cpu", "plan": round_.plan,
            },
        )  # fmt: skip

    def _paper(self, round_id: str, kind: DocumentKind, site: str) -> IssuedDocument:
        content = f"%PDF-1.4 {round_id} {kind}".encode()
        place = site if kind.per_site else None
        return self.store.documents.store(kind, round_id, place, content, "uji", NOW + timedelta(hours=2))


def _inventory(texts: Sequence[str]) -> Inventory:
    """Return an inventory as no file can write it: what an administrator types is checked there, and not here."""
    numbered = list(enumerate(texts))
    sites = tuple(
        Site.model_construct(name=f"tempat-{n}", title=text, opd=text, address=text, room=text) for n, text in numbered
    )
    devices = tuple(
        Device.model_construct(
            name=f"sw-{n}", site=f"tempat-{n}", address="192.0.2.1", platform="cisco_ios", role="access", vendor=text,
            model=text, serial=text, rack=text, hostname=text,
        )
        for n, text in numbered
    )  # fmt: skip
    return Inventory.model_construct(sites=sites, devices=devices)


def _plans(texts: Sequence[str]) -> tuple[Plan, ...]:
    """Return the plans of the drafts, with texts that no file can have."""
    plan = Plan(
        name="draf", title="Rencana", cron="0 1 1 1 *", window=Window(start="08:00", end="16:00"),
        checks=(PlannedCheck(check="cpu"),),
    )  # fmt: skip
    words = ("title", "purpose", "service_impact")
    return tuple(
        plan.model_copy(update={"name": f"draf-{n}", **dict.fromkeys(words, text)}) for n, text in enumerate(texts)
    )


def _round(number: int, text: str, person: Official, device: str) -> Round:
    site, other = f"tempat-{number}", f"lain-{number}"
    starts, ends = NOW - timedelta(hours=1), NOW + timedelta(hours=7)
    planned = PlannedDevice(device, text, "cisco_ios", text, ("cpu", "identity"), text, text, text, text)
    plan = WorkPlan(
        f"rencana-{number}", text, text, "Asia/Jakarta", text, (text,), (text,), (text,), text,
        (PlannedSite(site, text, text, text, text, text, starts, ends, (planned,)),
         PlannedSite(other, text, text, text, text, text, starts, ends, ())),
        (WorkPlanItem("kabel", text, "before_after", per_device=False),
         WorkPlanItem("debu", text, "none", per_device=True)),
    )  # fmt: skip
    signed = Signature(text, text, NOW, SignatureMethod.WET, text)
    verbs = {1: "submit", 2: "forward", 3: "dispose", 4: "dispose", 5: "appoint"}
    trail = [
        StepEntry(step, NOW, NOW.date(), None, NOW + timedelta(minutes=step), verb, person, text)
        for step, verb in verbs.items()
    ]
    standing = (StepEntry(7, NOW, NOW.date()), StepEntry(7, NOW, NOW.date(), site))
    return Round(
        f"uji-{number}", plan.plan, text, NOW + timedelta(days=number), NOW, plan, step=7,
        visits=(Visit(site, text, NOW.date(), 7), Visit(other, text, NOW.date(), 8, text, signed)),
        trail=(*trail, *standing), officers=(person,), follow_ups=(text,),
        overrides=(Override(f"photo:{device}/before", text, person, NOW + timedelta(hours=1)),),
    )  # fmt: skip


def _draft(number: int, round_: Round) -> Round:
    """Return a round with the same words whose plan is still being written."""
    plan = replace(round_.work_plan, plan=f"draf-{number}", sites=round_.work_plan.sites[:1])
    return Round(
        f"draf-{number}", plan.plan, round_.title, round_.nominal_at, NOW, plan, visits=round_.visits[:1],
        trail=(StepEntry(1, NOW, NOW.date()),),
    )  # fmt: skip


def _record(site: str, device: str, text: str, photo: str) -> VisitRecord:
    shown = [Photo(photo, text, phase, NOW, text, where) for phase, where in (("after", device), ("other", None))]
    return VisitRecord(
        site, NOW, NOW, (text,), text,
        (ManualEntry("kabel", Status.WARNING, text, text, NOW, NOW, None, from_paper=True, entered_by=text),
         ManualEntry("debu", Status.CRITICAL, text, text, NOW, NOW, device, entered_by=text)),
        tuple(shown), "", (text,), (ReplacedPart(device, text, text, text),), text, (text,), text,
        (SetAside(shown[0], text, text, NOW),), (Scan(photo, text, "image/jpeg", text, NOW),),
    )  # fmt: skip


def _examination(device: str, site: str, text: str) -> Examination:
    sample = examination(device, site)
    facts = Facts(
        (
            Identity(vendor=text, model=text, serial=text, hostname=text, os_version=text),
            Neighbor(protocol="lldp", local_port=text, remote_name=text, remote_port=text),
            ConfigText(kind=ConfigKind.RUNNING, text=text.encode(), normalised=text, complete=True),
            ConfigChange(backup=1, since=NOW, added=1, removed=1, lines=(f"+ {text}", f"- {text}")),
        ),
        (),
        NOW,
    )
    results = (
        CheckResult("cpu", Status.WARNING, text, (Measurement(text, text, text, text), Measurement("suhu", 3.5, "C"))),
        CheckResult("identity", Status.CRITICAL, text, (Measurement("nama", 1.0, text, text),)),
        CheckResult("uptime", Status.UNKNOWN, text),
    )
    evidence = (Evidence("ssh", text, f"{device} {text}".encode(), NOW),)
    return replace(sample, facts=facts, results=results, evidence=evidence)
