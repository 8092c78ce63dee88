"""The form of a visit: what was typed to what is to be recorded, and back to what is shown again.

Nothing typed is lost: a form that cannot be taken is shown as it was sent, the wrong words in it too.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from netmaintd.model.dossier import ManualEntry, ReplacedPart, VisitRecord
from netmaintd.model.results import Status
from netmaintd.signoff.visit_entry import NO_CHANGE
from netmaintd.signoff.visit_merge import Filled

Line = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=8000)]
_LONGEST_NOTE = 1000


class VisitFields(BaseModel):
    """The form as it is sent. Conditions are `kondisi:item:device`, notes `catatan:item:device`, among the extras."""

    model_config = ConfigDict(extra="allow")

    versi: int = 0
    kirim: Line = ""
    diisi: Line = ""
    lokasi: Line = ""
    datang: Line = ""
    pulang: Line = ""
    petugas: list[Line] = []
    petugas_lain: Text = ""
    ditemui: Line = ""
    tindakan: Text = ""
    perubahan: Text = ""
    tanpa_perubahan: Line = ""
    penyimpangan: Text = ""
    catatan_opd: Text = ""
    alasan_tanpa_foto: Text = ""
    suku_perangkat: list[Line] = []
    suku_nama: list[Line] = []
    suku_lama: list[Line] = []
    suku_baru: list[Line] = []
    kertas: Line = ""
    dilakukan: Line = ""
    pelaksana: Line = ""

    @property
    def digest(self) -> str:
        """Of what the form says, wherever and whenever it was sent."""
        said = self.model_dump(exclude={"versi", "kirim", "diisi"})
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()

    def of(self, kind: str) -> dict[tuple[str, str], str]:
        """Return the extras of one kind by item and device; the device of the location is empty."""
        found = {}
        for name, value in (self.model_extra or {}).items():
            start, _, rest = name.partition(":")
            item, between, device = rest.partition(":")
            if start == kind and between and isinstance(value, str):
                found[item, device] = value
        return found


@dataclass(frozen=True)
class Shown:
    """What stands in the form."""

    text: dict[str, str]
    officers: frozenset[str] = frozenset()
    parts: tuple[tuple[str, str, str, str], ...] = ()
    conditions: dict[tuple[str, str], str] = field(default_factory=dict)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)


def shown_record(record: VisitRecord, appointed: tuple[str, ...], zone: ZoneInfo) -> Shown:
    """Return a record as its form shows it."""
    unchanged = record.config_changes == NO_CHANGE
    text = {
        "datang": _local(record.arrived_at, zone), "pulang": _local(record.departed_at, zone),
        "petugas_lain": "\n".join(name for name in record.officers if name not in appointed),
        "ditemui": record.met, "tindakan": "\n".join(record.actions),
        "perubahan": "" if unchanged else record.config_changes, "tanpa_perubahan": "ya" if unchanged else "",
        "penyimpangan": "\n".join(record.deviations), "catatan_opd": record.opd_note,
        "alasan_tanpa_foto": record.no_photos_reason, "kertas": "", "dilakukan": "", "pelaksana": "",
    }  # fmt: skip
    parts = tuple((part.device, part.part, part.old_serial, part.new_serial) for part in record.parts)
    keys = {(entry.item, entry.device or ""): entry for entry in record.manual}
    conditions = {key: entry.status.value for key, entry in keys.items()}
    return Shown(text, frozenset(record.officers), parts, conditions, {key: e.note for key, e in keys.items()})


def shown_again(fields: VisitFields, before: Shown) -> Shown:
    """Return a form as it was sent, over what stands where it says nothing."""
    sent = {name: str(value) for name, value in fields.model_dump(include=set(before.text)).items()}
    part = not fields.lokasi
    return Shown(
        before.text | ({} if part else sent) | _paper(fields),
        before.officers if part else frozenset(fields.petugas),
        before.parts if part else _parts(fields),
        before.conditions | fields.of("kondisi"),
        before.notes | fields.of("catatan"),
    )


def shown_joined(fields: VisitFields, joined: Shown) -> Shown:
    """Return a joined record with what the form says of paper, which no record repeats."""
    return replace(joined, text=joined.text | _paper(fields))


def _paper(fields: VisitFields) -> dict[str, str]:
    return {"kertas": fields.kertas, "dilakukan": fields.dilakukan, "pelaksana": fields.pelaksana}


def filled(fields: VisitFields, by: str, user: str, now: datetime, zone: ZoneInfo) -> tuple[Filled, tuple[str, ...]]:
    """Return what a form says, and what of it cannot be read, a sentence each."""
    troubles: list[str] = []
    values = _location(fields, zone, troubles) if fields.lokasi else {}
    return Filled(values, tuple(_entries(fields, by, user, now, zone, troubles))), tuple(troubles)


def _location(fields: VisitFields, zone: ZoneInfo, troubles: list[str]) -> dict[str, Any]:
    return {
        "arrived_at": _moment(fields.datang, "Jam datang", zone, troubles),
        "departed_at": _moment(fields.pulang, "Jam selesai", zone, troubles),
        "officers": (*dict.fromkeys((*fields.petugas, *_lines(fields.petugas_lain))),),
        "met": fields.ditemui.strip(),
        "no_photos_reason": fields.alasan_tanpa_foto.strip(),
        "actions": _lines(fields.tindakan),
        "parts": tuple(ReplacedPart(*(cell.strip() for cell in row)) for row in _parts(fields)),
        "config_changes": fields.perubahan.strip() or (NO_CHANGE if fields.tanpa_perubahan else ""),
        "deviations": _lines(fields.penyimpangan),
        "opd_note": fields.catatan_opd.strip(),
    }


def _entries(
    fields: VisitFields, by: str, user: str, now: datetime, zone: ZoneInfo, troubles: list[str]
) -> list[ManualEntry]:
    paper = bool(fields.kertas)
    done = _moment(fields.dilakukan, "Waktu pelaksanaan", zone, troubles) if paper else _phone(fields.diisi)
    if paper and done is None and not fields.dilakukan:
        troubles.append("Isian dari kertas: tulis kapan pekerjaan dilakukan.")
    person = fields.pelaksana.strip() if paper and fields.pelaksana.strip() else by
    performed = done if done and (paper or done <= now) else now
    found, notes = [], {key: note.strip() for key, note in fields.of("catatan").items()}
    for key, word in fields.of("kondisi").items():
        note = notes.pop(key, "")
        if word not in set(Status) or len(note) > _LONGEST_NOTE:
            troubles.append(f"Butir {key[0]}: pilih salah satu dari empat kondisi, dengan catatan yang lebih pendek.")
            continue
        found.append(
            ManualEntry(key[0], Status(word), note, person, performed, now, key[1] or None, paper, entered_by=user)
        )
    troubles.extend(f"Butir {key[0]}: catatan ada, pilih juga kondisinya." for key, note in notes.items() if note)
    return found


def _parts(fields: VisitFields) -> tuple[tuple[str, str, str, str], ...]:
    columns = (fields.suku_perangkat, fields.suku_nama, fields.suku_lama, fields.suku_baru)
    return tuple(row for row in zip(*columns, strict=False) if any(cell.strip() for cell in row[1:]))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _local(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if at else ""


def _moment(text: str, what: str, zone: ZoneInfo, troubles: list[str]) -> datetime | None:
    if not text.strip():
        return None
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        troubles.append(f"{what}: tulis tanggal dan jam, misalnya 2026-12-03 09:00.")
        return None
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _phone(text: str) -> datetime | None:
    """Return when a phone says that the form was filled in; None where it says nothing that can be read."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
