"""What somebody types from paper: the fields of a visit's form and, besides, code, scans and an action a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from fastapi import UploadFile
from pydantic import Field

from netmaintd.documents.photographs import MOST_BYTES
from netmaintd.model.dossier import VisitRecord
from netmaintd.signoff.visit_merge import Filled
from netmaintd.usecases.enter_form import PaperForm, UploadedScan
from netmaintd.usecases.record_visit import Sending
from netmaintd.web.form_lines import ShownLine
from netmaintd.web.visit_form import Line, VisitFields, filled
from netmaintd.web.visitor import Visitor

MOST_SCANS = 12
_LONGEST_ACTION = 1000


class PaperFields(VisitFields):
    """The form as it is sent. Actions are `tindakan:item:device` among the extras."""

    kertas: Line = "ya"
    kode: Line = ""
    tanggal_ulang: Line = ""
    berkas: list[UploadFile] = Field(default_factory=list)


def paper_form(
    fields: PaperFields, before: VisitRecord, lines: Mapping[str, tuple[ShownLine, ...]], visitor: Visitor,
    now: datetime, zone: ZoneInfo,
) -> tuple[PaperForm, tuple[str, ...]]:  # fmt: skip
    """Return what was typed, and what of it cannot be read, a sentence each: then nothing of its lines is in it."""
    said, unread = filled(fields, visitor.name, visitor.user, now, zone)
    scans = tuple(
        UploadedScan(file.filename or "pindaian", file.file.read(MOST_BYTES + 1)) for file in fields.berkas if file.size
    )
    troubles = [*unread, *_troubles(fields, scans)]
    values = {**said.fields, **_actions(fields, before, lines, said)}
    typed = Filled({}) if troubles else Filled(values, said.manual, dated_anew=bool(fields.tanggal_ulang))
    sending = Sending(fields.versi, fields.kirim or uuid4().hex, fields.model_copy(update={"berkas": []}).digest)
    return PaperForm(typed, sending, fields.kode, scans[:MOST_SCANS]), tuple(troubles)


def _troubles(fields: PaperFields, scans: tuple[UploadedScan, ...]) -> Iterator[str]:
    if fields.of("kondisi") and not fields.pelaksana.strip():
        yield "Tulis siapa yang melakukan pekerjaan, seperti pada formulir."
    if len(scans) > MOST_SCANS:
        yield f"Paling banyak {MOST_SCANS} berkas sekaligus; gabungkan halamannya dalam satu PDF."
    if any(len(text) > _LONGEST_ACTION for text in fields.of("tindakan").values()):
        yield f"Tindakan pada satu baris paling panjang {_LONGEST_ACTION} huruf."


def _actions(
    fields: PaperFields, before: VisitRecord, lines: Mapping[str, tuple[ShownLine, ...]], said: Filled
) -> dict[str, tuple[str, ...]]:
    """Return the actions of the location with those that stand in lines; nothing where no line has one."""
    titles = {(line.item, line.device): line.title for some in lines.values() for line in some}
    told = [
        f"{f'{key[1]}, ' if key[1] else ''}{titles[key]}: {' '.join(text.split())}"
        for key, text in fields.of("tindakan").items()
        if text.strip() and key in titles
    ]
    written: tuple[str, ...] = said.fields.get("actions", before.actions)
    return {"actions": (*dict.fromkeys((*written, *told)),)} if told else {}
