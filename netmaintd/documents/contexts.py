"""What a template is given: plain data from the dossier, nothing that a template would have to work out.

Everything a template prints is text here already; the same dossier gives the same context.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from netmaintd.checks import registry
from netmaintd.documents.words import clock, day_sentence, long_date, moment, nip, number
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import DeviceRecord, Dossier, Tally
from netmaintd.model.office import Office
from netmaintd.model.people import Official, Role
from netmaintd.model.results import CheckResult, FindingState, Outcome, Status, worst
from netmaintd.model.rounds import PlannedSite, SignatureMethod, StepEntry

BLANK = "……………"
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Issue:
    """One issuing of one document."""

    kind: DocumentKind
    version: int
    issued_at: datetime
    site: str | None = None
    number: str | None = None


class Context:
    """Builds the data of one document."""

    def __init__(self, issue: Issue, dossier: Dossier, office: Office) -> None:
        """Take what is to be printed."""
        self.issue, self.dossier, self.office = issue, dossier, office
        self.round = dossier.round
        self.plan = dossier.round.work_plan

    def build(self) -> Data:
        """Return the whole context."""
        parts = {
            DocumentKind.RENCANA_KERJA: self._work_plan,
            DocumentKind.LEMBAR_DISPOSISI: self._disposition,
            DocumentKind.SURAT_PERINTAH_TUGAS: self._assignment,
            DocumentKind.BERITA_ACARA: self._minutes,
            DocumentKind.LAPORAN_HASIL: self._report,
        }
        return {**self._common(), **parts[self.issue.kind]()}

    def _common(self) -> Data:
        office, issue = self.office, self.issue
        return {
            "kind": issue.kind.value,
            "heading": issue.kind.heading,
            "office": office.model_dump(mode="json"),
            "number": issue.number or BLANK,
            "date": long_date(self._day(issue.issued_at)),
            "day": [self._day(issue.issued_at).year, self._day(issue.issued_at).month, self._day(issue.issued_at).day],
            "round": {"id": self.round.id, "title": self.round.title, "period": self.plan.period},
            "version": issue.version,
            "anchor": self.dossier.audit_head[:16],
        }

    def _day(self, at: datetime) -> Any:
        return at.astimezone(self.office.zone).date()

    def _moment(self, at: datetime | None) -> str:
        return moment(at, self.office.zone, self.office.time_zone_label)

    # -- people and the chain -------------------------------------------------

    def _entry(self, step: int, verbs: tuple[str, ...] = ()) -> StepEntry | None:
        """Return the newest decision that left a step, perhaps only by certain verbs."""
        left = [e for e in self.round.trail if e.step == step and e.by and e.left_at and (not verbs or e.verb in verbs)]
        return left[-1] if left else None

    def _signer(self, entry: StepEntry | None, title: str) -> Data:
        if entry is None or entry.by is None:
            return {"title": title, "name": BLANK, "rank": "", "nip": BLANK, "at": ""}
        return {**_person(entry.by), "at": self._moment(entry.left_at)}

    # -- rencana kerja --------------------------------------------------------

    def _work_plan(self) -> Data:
        return {
            "purpose": self.plan.purpose,
            "basis": self._basis(),
            "risks": list(self.plan.risks) or ["Tidak ada risiko khusus: pemeriksaan hanya membaca"],
            "equipment": list(self.plan.equipment) or ["Komputer", "Toolkit jaringan", "Kamera/HP"],
            "impact": self.plan.service_impact,
            "sites": [self._planned(site) for site in self.plan.sites],
            "checks": [[f"{registry.kind_of(name).number}.", registry.kind_of(name).title] for name in self._checks()],
            "manual": [item.title for item in self.plan.manual],
            "officers": [_person(officer) for officer in self.round.officers],
            "counts": {"sites": len(self.plan.sites), "devices": len(self.plan.devices)},
            "signers": [
                {"caption": "Disusun oleh,", **self._signer(self._entry(1, ("submit",)), "Kepala Seksi")},
                {"caption": "Diperiksa oleh,", **self._signer(self._entry(2, ("forward",)), "Kepala Bidang")},
                {"caption": "Disetujui oleh,", **self._signer(self._entry(3, ("dispose",)), "Kepala Dinas")},
            ],
        }

    def _checks(self) -> list[str]:
        """Return every planned check that this program still knows, by its number."""
        planned = {name for device in self.plan.devices for name in device.checks}
        return [name for name in registry.names() if name in planned]

    def _basis(self) -> list[str]:
        if any(self.office.sop_number in item for item in self.plan.basis):
            return list(self.plan.basis)
        return [f"SOP Nomor {self.office.sop_number} tentang Pemeliharaan Jaringan Berkala", *self.plan.basis]

    def _planned(self, site: PlannedSite) -> Data:
        return {
            "title": site.title,
            "opd": site.opd,
            "address": site.address,
            "room": site.room or "–",
            "contact": site.contact or "–",
            "day": long_date(self._day(site.starts_at)),
            "hours": f"{site.starts_at.astimezone(self.office.zone):%H.%M}–"
            f"{clock(site.ends_at, self.office.zone, self.office.time_zone_label)}",
            "devices": [
                {
                    "name": device.name,
                    "address": device.address,
                    "type": _type(device.vendor, device.model),
                    "serial": device.serial or "–",
                    "rack": device.rack or "–",
                    "checks": _numbers(device.checks),
                }
                for device in site.devices
            ],
        }

    # -- lembar disposisi -----------------------------------------------------

    def _disposition(self) -> Data:
        first = self._entry(1, ("submit",))
        levels = [(3, "KEPALA DINAS", "Kepala Bidang"), (4, "KEPALA BIDANG", "Kepala Seksi"),
                  (5, "KEPALA SEKSI", "Tim Data Center")]  # fmt: skip
        due = self.plan.sites[0].ends_at if self.plan.sites else None
        return {
            "from": self._signer(first, "Kepala Seksi")["title"],
            "letter_date": long_date(self._day(first.left_at)) if first and first.left_at else BLANK,
            "received": self._received(3),
            "subject": self.round.title,
            "due": long_date(self._day(due)) if due else BLANK,
            "levels": [
                {
                    "level": level,
                    "to": to,
                    "instruction": (entry.note or "Laksanakan sesuai rencana kerja") if entry else "",
                    "done": entry is not None,
                    **self._signer(entry, level.title()),
                }
                for step, level, to in levels
                for entry in (self._entry(step, ("dispose", "appoint")),)
            ],
            "officers": [officer.name for officer in self.round.officers],
        }

    def _received(self, step: int) -> str:
        entries = [entry for entry in self.round.trail if entry.step == step]
        return long_date(self._day(entries[-1].received_at)) if entries else BLANK

    # -- surat perintah tugas -------------------------------------------------

    def _assignment(self) -> Data:
        signed = self._entry(3, ("dispose",))
        first = min((site.starts_at for site in self.plan.sites), default=self.issue.issued_at)
        last = max((site.ends_at for site in self.plan.sites), default=self.issue.issued_at)
        begin, end = long_date(self._day(first)), long_date(self._day(last))
        span = f"tanggal {begin}" if begin == end else f"tanggal {begin} sampai dengan {end}"
        places = ", ".join(site.title for site in self.plan.sites)
        return {
            "basis": [*self._basis(), f"Disposisi Kepala Dinas atas {self.round.title}"],
            "officers": [_person(officer) for officer in self.round.officers],
            "tasks": [
                f"Melaksanakan {self.round.title} di {places}, {span}.",
                "Membuat berita acara per lokasi yang diketahui OPD lokasi pemeliharaan.",
                "Melaporkan hasil pelaksanaan secara tertulis kepada Kepala Seksi.",
            ],
            "signer": self._signer(signed, "Kepala Dinas"),
            "copies": [self.office.division, self.office.section],
        }

    # -- berita acara ---------------------------------------------------------

    def _minutes(self) -> Data:
        site = self.plan.site(self.issue.site or "")
        record = self.dossier.visit_record(site.site)
        visit = self.round.visit(site.site)
        day = self._day(record.arrived_at or self.issue.issued_at)
        zone, label = self.office.zone, self.office.time_zone_label
        devices = [self.dossier.record(device.name) for device in site.devices]
        findings = [f for f in self.dossier.findings if f.site == site.site]
        referred = {(r.device, r.check): r.sop for r in self.dossier.referrals}
        signature = visit.signature
        return {
            "opening": day_sentence(day),
            "place": ", ".join(filter(None, (site.opd, site.address, site.room))),
            "site": site.title,
            "officers": [_person(officer) for officer in self.round.officers],
            "basis": [*self._basis(), f"{self.round.title}, putaran {self.round.id}"],
            "begin": clock(record.arrived_at, zone, label),
            "end": clock(record.departed_at, zone, label),
            "met": record.met or BLANK,
            "devices": [self._row(device, site) for device in devices if device],
            "findings": [
                {
                    "device": f.device,
                    "summary": f.summary,
                    "status": f.status.word,
                    "state": f.state.word,
                    "sop": referred.get(f.key, "–"),
                }
                for f in findings
            ],
            "manual": [
                {"item": self._item(entry.item), "device": entry.device or "lokasi", "status": entry.status.word,
                 "note": entry.note}
                for entry in record.manual
            ],
            "actions": list(record.actions),
            "parts": [[p.device, p.part, p.old_serial, p.new_serial] for p in record.parts],
            "changes": record.config_changes or "–",
            "deviations": list(record.deviations),
            "photos": [{"caption": p.caption, "at": self._moment(p.taken_at), "sha256": p.sha256[:16]}
                       for p in record.photos],
            "no_photos": record.no_photos_reason,
            "opd_note": record.opd_note or (signature.note if signature else ""),
            "opd": {
                "title": f"Mengetahui, {site.opd}",
                "name": signature.signer if signature and signature.method is not SignatureMethod.ABSENT else BLANK,
                "post": signature.post if signature else BLANK,
                "method": signature.method.value if signature else "",
                "at": self._moment(signature.at) if signature else "",
                "absent": bool(signature and signature.method is SignatureMethod.ABSENT),
                "reason": signature.note if signature else "",
            },
        }  # fmt: skip

    def _item(self, name: str) -> str:
        return next((item.title for item in self.plan.manual if item.name == name), name)

    def _row(self, record: DeviceRecord, site: PlannedSite) -> Data:
        planned = next(device for device in site.devices if device.name == record.device)
        status = device_status(record)
        problems = [r.summary for r in record.results if r.status in (Status.WARNING, Status.CRITICAL)]
        unknown = [r for r in record.results if r.status is Status.UNKNOWN]
        note = "; ".join(problems)
        if record.outcome and record.outcome is not Outcome.OK:
            note = "; ".join(filter(None, (note, record.outcome.reason)))
        elif unknown:
            note = "; ".join(filter(None, (note, f"{len(unknown)} butir tidak diperiksa")))
        return {
            "name": record.device,
            "address": record.address,
            "type": _type(record.vendor, record.model),
            "serial": record.serial or "–",
            "rack": planned.rack or "–",
            "status": status.word,
            "key": status.value,
            "note": note or "–",
        }

    # -- laporan hasil --------------------------------------------------------

    def _report(self) -> Data:
        records = self.dossier.devices
        statuses = Counter(device_status(record) for record in records)
        tally = Tally(*(statuses[s] for s in (Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN)))
        open_findings = [f for f in self.dossier.findings if f.state is not FindingState.RESOLVED]
        critical = [f for f in open_findings if f.status is Status.CRITICAL]
        referred = {(r.device, r.check): r.sop for r in self.dossier.referrals}
        titles = {site.site: site.title for site in self.plan.sites}
        return {
            "tally": _counts(tally),
            "previous": self._previous(tally),
            "needed": self._needed(critical),
            "purpose": self.plan.purpose,
            "impact": self.plan.service_impact,
            "basis": self._basis(),
            "counts": {"sites": len(self.plan.sites), "devices": len(records)},
            "scope": [f"{site.title} ({site.opd}): {len(site.devices)} perangkat" for site in self.plan.sites],
            "sites": [self._site_summary(site) for site in self.plan.sites],
            "obstacles": self._obstacles(),
            "findings": [
                {
                    "site": titles.get(f.site, f.site),
                    "device": f.device,
                    "summary": f.summary,
                    "status": f.status.word,
                    "key": f.status.value,
                    "state": f.state.word,
                    "since": long_date(self._day(f.since)),
                    "sop": referred.get(f.key, "–"),
                }
                for f in self.dossier.findings
            ],
            "unplanned": list(self.dossier.unplanned),
            "differences": [[r.device, text] for r in records for text in r.differences],
            "deviations": [[titles.get(v.site, v.site), text] for v in self.dossier.visits for text in v.deviations],
            "minutes": [self._minutes_line(site) for site in self.plan.sites],
            "steps": self._steps(),
            "overrides": [
                {
                    "gap": o.gap,
                    "reason": o.reason,
                    "by": f"{o.by.capacity.prefix}{o.by.title}",
                    "at": self._moment(o.at),
                }
                for o in self.round.overrides
            ],
            "results": [self._results(record, titles) for record in records],
            "conclusion": self._conclusion(tally, len(open_findings)),
            "signer": self._report_signer(),
            "officers": [_person(officer) for officer in self.round.officers],
        }

    def _previous(self, tally: Tally) -> str:
        if self.dossier.previous is None:
            return "Belum ada putaran sebelumnya sebagai pembanding."
        name, before = self.dossier.previous
        changes = [
            f"{word} {now - then:+d}"
            for word, now, then in (
                ("baik", tally.ok, before.ok), ("perlu perhatian", tally.warning, before.warning),
                ("rusak", tally.critical, before.critical), ("tidak diperiksa", tally.unknown, before.unknown),
            )
            if now != then
        ]  # fmt: skip
        return f"Dibanding putaran {name}: {', '.join(changes) or 'tidak berubah'}."

    def _needed(self, critical: list[Any]) -> str:
        if not critical:
            return "Tidak ada tindakan segera yang diperlukan dari Kepala Dinas."
        referred = {(referral.device, referral.check) for referral in self.dossier.referrals}
        count = sum(finding.key in referred for finding in critical)
        return (
            f"terdapat {len(critical)} temuan rusak, {count} di antaranya dirujuk ke SOP terkait; mohon arahan agar "
            "semuanya ditindaklanjuti sebelum putaran berikutnya."
        )

    def _site_summary(self, site: PlannedSite) -> Data:
        records = [record for device in site.devices if (record := self.dossier.record(device.name))]
        counts = Counter(device_status(record) for record in records)
        visit = self.round.visit(site.site)
        return {
            "title": site.title,
            "opd": site.opd,
            "devices": len(records),
            "ok": counts[Status.OK],
            "warning": counts[Status.WARNING],
            "critical": counts[Status.CRITICAL],
            "unknown": counts[Status.UNKNOWN],
            "excused": visit.excused,
        }

    def _obstacles(self) -> list[str]:
        return [
            f"{record.device}: {record.outcome.reason}"
            for record in self.dossier.devices
            if record.outcome and record.outcome is not Outcome.OK
        ]

    def _minutes_line(self, site: PlannedSite) -> list[str]:
        visit, record = self.round.visit(site.site), self.dossier.visit_record(site.site)
        if visit.excused:
            return [site.title, "tidak dikunjungi", visit.excused]
        known = (
            f"{visit.signature.signer} ({visit.signature.method.value})" if visit.signature else "belum diketahui OPD"
        )
        return [site.title, self._moment(record.arrived_at), known]

    def _steps(self) -> list[list[str]]:
        titles = {site.site: site.title for site in self.plan.sites}
        rows = []
        for entry in self.round.trail:
            if entry.left_at is None and entry.due_on is None:
                continue
            who = f"{entry.by.capacity.prefix}{entry.by.title}" if entry.by else "–"
            step = f"{entry.step}" + (f" ({titles.get(entry.site, entry.site)})" if entry.site else "")
            late = "terlambat" if _late(entry, self.office.zone) else ""
            due = long_date(entry.due_on) if entry.due_on else "–"
            rows.append([step, self._moment(entry.received_at), due, self._moment(entry.left_at), who, late])
        return rows

    def _results(self, record: DeviceRecord, titles: dict[str, str]) -> Data:
        return {
            "device": record.device,
            "site": titles.get(record.site, record.site),
            "type": _type(record.vendor, record.model),
            "serial": record.serial or "–",
            "address": record.address,
            "at": self._moment(record.examined_at),
            "rows": [_result_row(result) for result in record.results],
        }

    def _conclusion(self, tally: Tally, findings: int) -> list[str]:
        lines = [
            f"Dari {tally.total} perangkat, {tally.ok} baik, {tally.warning} perlu perhatian, {tally.critical} rusak, "
            f"dan {tally.unknown} tidak diperiksa.",
        ]
        if findings:
            lines.append(f"{findings} temuan terbuka agar ditindaklanjuti menurut SOP terkait.")
        if tally.unknown:
            lines.append("Perangkat yang tidak diperiksa agar dijadwalkan kembali setelah hambatannya diatasi.")
        return lines

    def _report_signer(self) -> Data:
        entry = self._entry(7, ("submit-report",))
        if entry:
            return self._signer(entry, "Tim Data Center")
        people = [officer for officer in self.round.officers if officer.role is Role.TIM]
        return {**_person(people[0]), "at": ""} if people else self._signer(None, "Tim Data Center")


def device_status(record: DeviceRecord) -> Status:
    """Return the one word for a device: the worst of its results, unknown while it has none."""
    return worst(result.status for result in record.results)


def _late(entry: StepEntry, zone: Any) -> bool:
    return bool(entry.left_at and entry.due_on and entry.left_at.astimezone(zone).date() > entry.due_on)


def _counts(tally: Tally) -> Data:
    return {"ok": tally.ok, "warning": tally.warning, "critical": tally.critical, "unknown": tally.unknown}


def _person(official: Official) -> Data:
    return {
        "title": f"{official.capacity.prefix}{official.title}",
        "name": official.name,
        "rank": official.rank or "",
        "nip": nip(official.nip),
    }


def _type(vendor: str | None, model: str | None) -> str:
    if vendor and model and model.casefold().startswith(vendor.casefold()):
        return model
    return " ".join(filter(None, (vendor, model))) or "–"


def _numbers(checks: tuple[str, ...]) -> str:
    """Return the numbers of checks as on the list of the work plan: `1–5, 8, 31`."""
    known = sorted(registry.kind_of(name).number for name in checks if name in registry.names())
    runs: list[list[int]] = []
    for one in known:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _result_row(result: CheckResult) -> list[str]:
    first = result.measurements[0] if result.measurements else None
    value = f"{number(first.value)} {first.unit}".strip() if first else "–"
    threshold = first.threshold if first else "–"
    title, method, status = _check_title(result.check), result.method.value, result.status
    return [title, method, value, threshold, status.word, result.summary, status.value]


def _check_title(name: str) -> str:
    return registry.kind_of(name).title if name in registry.names() else name


def context(issue: Issue, dossier: Dossier, office: Office) -> Data:
    """Return the data of one document; JSON-safe, and the same for the same dossier."""
    return Context(issue, dossier, office).build()
