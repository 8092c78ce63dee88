"""Berita acara: what was found and done at one location, known by the agency there (step 7)."""

from __future__ import annotations

from netmaintd.documents.contexts.case import BLANK, Case, Data
from netmaintd.documents.contexts.conditions import Condition, conditions, described
from netmaintd.documents.contexts.findings import found_at, nothing_found
from netmaintd.documents.contexts.parties import parties
from netmaintd.documents.contexts.readings import check_title
from netmaintd.documents.contexts.signers import name_of, present, standing
from netmaintd.documents.pictures import drawing_files, picture_names
from netmaintd.documents.words import day_sentence, long_date, nip
from netmaintd.errors import DocumentError
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import ManualEntry, Photo, VisitRecord
from netmaintd.model.results import worst
from netmaintd.model.rounds import REPORT_STEP, PlannedSite, Signature, SignatureMethod
from netmaintd.signoff.by_hand import made_by_hand

_PHASES = {"before": "sebelum", "after": "sesudah", "other": "lainnya"}


def build(case: Case) -> Data:
    """Return the data of one location's minutes; DocumentError when the location is not planned."""
    site = planned_site(case)
    record = case.dossier.visit_record(site.site)
    signature = next((visit.signature for visit in case.round.visits if visit.site == site.site), None)
    known_by = _opd(case, site, signature)
    return {
        "opening": day_sentence(case.day(record.arrived_at or case.issue.issued_at)),
        "place": ", ".join(filter(None, (site.opd, site.address, site.room))),
        "site": site.title,
        "officers": present(case, record.officers),
        "basis": _basis(case),
        "begin": case.clock(record.arrived_at),
        "end": case.clock(record.departed_at),
        "met": record.met or BLANK,
        "devices": [_row(case, condition, record) for condition in conditions(case, site)],
        "findings": found_at(case, site.site),
        "nothing_found": nothing_found(conditions(case, site)),
        "manual": [manual_row(case, entry) for entry in record.manual],
        "actions": list(record.actions),
        "parts": [[p.device, p.part, p.old_serial, p.new_serial] for p in record.parts],
        "changes": record.config_changes or "belum ditulis",
        "deviations": list(record.deviations),
        "photos": _photos(case, record.photos),
        "no_photos": record.no_photos_reason,
        "opd_note": _opd_note(record, signature),
        "objections": _objections(case, site),
        "opd": known_by,
        **parties(case.office, site, known_by),
    }


def planned_site(case: Case) -> PlannedSite:
    """Return the location that the document is about; DocumentError when there is none of that name."""
    for site in case.plan.sites:
        if site.site == case.issue.site:
            return site
    known = ", ".join(site.site for site in case.plan.sites)
    raise DocumentError(f"{case.issue.kind.value} is per location: {case.issue.site!r} is not planned; known: {known}")


def manual_row(case: Case, entry: ManualEntry) -> Data:
    """Return one manual item; what was typed later from paper says so."""
    item = next((item.title for item in case.plan.manual if item.name == entry.item), check_title(entry.item))
    done, copied = case.short(entry.performed_at), case.short(entry.entered_at)
    typist = f" oleh {name_of(case.round, entry.entered_by)}" if entry.entered_by else ""
    typed = f"diisi dari kertas: dilakukan {done}, disalin {copied}{typist}"
    return {
        "item": item,
        "device": entry.device or "lokasi",
        "status": entry.status.word,
        "key": entry.status.value,
        "note": "; ".join(filter(None, (entry.note, typed if entry.from_paper else ""))) or "–",
        "by": entry.by,
    }


def _basis(case: Case) -> list[str]:
    numbers, disposed = case.issue.numbers, standing(case.round, 3, ("dispose",))
    lines = case.basis()
    plan = numbers.get(DocumentKind.RENCANA_KERJA)
    lines.append(f"Rencana Kerja {f'Nomor {plan} ' if plan else ''}{case.round.title} (putaran {case.round.id})")
    if disposed:
        lines.append(f"Disposisi Kepala Dinas tanggal {case.date(disposed.left_at)}")
    appointed, order = standing(case.round, 5, ("appoint",)), numbers.get(DocumentKind.SURAT_PERINTAH_TUGAS)
    if appointed:
        lines.append(f"Surat Perintah Tugas {f'Nomor {order} ' if order else ''}tanggal {case.date(appointed.left_at)}")
    return lines


def _row(case: Case, found: Condition, record: VisitRecord) -> Data:
    """Return one device: as it was found, what was done, and how it was left."""
    by_hand = made_by_hand(record, found.device).values()
    manual = [entry for entry in record.manual if entry.device == found.device.name and entry not in by_hand]
    left = worst([found.status, *(entry.status for entry in manual)])
    done = [f"{manual_row(case, entry)['item']}: {entry.note or entry.status.word}" for entry in manual]
    done += [f"{len(by_hand)} butir diperiksa dengan tangan"] if by_hand else []
    done += [f"{p.part} diganti" for p in record.parts if p.device == found.device.name]
    return {
        **described(found),
        "before": found.status.word,
        "before_key": found.status.value,
        "action": "; ".join(done) or ("diperiksa" if found.record.results else "–"),
        "status": left.word,
        "key": left.value,
        "note": found.note or "–",
    }


def _photos(case: Case, photos: tuple[Photo, ...]) -> list[Data]:
    names = picture_names(photos, case.issue.pictures)
    return [
        {
            "caption": photo.caption or "–",
            "phase": _PHASES.get(photo.phase, photo.phase),
            "device": photo.device or "lokasi",
            "at": case.moment(photo.taken_at),
            "by": photo.by,
            "sha256": photo.sha256,
            "file": names.get(photo.sha256, ""),
        }
        for photo in photos
    ]


def _opd_note(record: VisitRecord, signature: Signature | None) -> str:
    said = signature.note if signature and signature.method is not SignatureMethod.ABSENT else ""
    return record.opd_note or said


def _opd(case: Case, site: PlannedSite, signature: Signature | None) -> Data:
    """Return the agency's block. Who documents an absence is not who would have signed."""
    blank = {
        "post": f"Kepala {site.opd} / yang mewakili", "name": BLANK, "told": [], "absent": "", "nip": BLANK,
        "rank": BLANK, "drawing": "",
    }  # fmt: skip
    if signature is None:
        return blank
    if signature.method is SignatureMethod.ABSENT:
        by = f"{signature.signer}, {signature.post}, {case.moment(signature.at)}"
        return {**blank, "absent": f"Tidak hadir: {signature.note or 'tanpa alasan tercatat'} (dicatat {by})"}
    return {
        "post": signature.post or blank["post"],
        "name": signature.signer,
        "told": _told(case, signature),
        "absent": "",
        "nip": nip(signature.nip),
        "rank": "",
        "drawing": next(iter(drawing_files(case.round, site.site, case.issue.pictures)), ""),
    }


def _told(case: Case, signed: Signature) -> list[str]:
    """Return how it was signed, and what: a signature is for the version that was shown."""
    how = f"{signed.method.value} {signed.link}".strip()
    if signed.signed_on:
        how = f"{how} tanggal {long_date(signed.signed_on)}, dicatat"
    lines = [f"{how}{'' if signed.signed_on else ','} {case.moment(signed.at)}"]
    if signed.scan_sha256:
        lines.append(f"pindaian sha256 {signed.scan_sha256[:16]}")
    elif signed.scan_follows:
        lines.append("pindaian menyusul")
    if signed.document_sha256:
        lines.append(f"atas versi dengan sha256 {signed.document_sha256[:16]}")
    return lines


def _objections(case: Case, site: PlannedSite) -> list[str]:
    """Return what the agency objected to before: a later signature does not take it away."""
    return [
        f"Keberatan {case.date(entry.left_at)}: {entry.note}"
        for entry in case.round.trail
        if entry.site == site.site and entry.verb == "object" and entry.step == REPORT_STEP
    ]
