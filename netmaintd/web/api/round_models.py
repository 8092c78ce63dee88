"""What the outside is told of rounds. Fields are added, never renamed, while the address says v1."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from netmaintd.model.people import Role
from netmaintd.model.rounds import RoundStatus


class RoundLineOut(BaseModel):
    """A round in a list."""

    id: str
    plan: str
    title: str
    period: str
    nominal_at: datetime
    opened_at: datetime
    step: int = Field(description="1 sampai 11.")
    step_title: str
    status: RoundStatus
    version: int = Field(description="Bertambah satu dengan setiap keputusan.")


class StepOut(BaseModel):
    """One of the eleven steps of the SOP."""

    number: int
    role: Role | None
    title: str
    working_days: int


class ActorOut(BaseModel):
    """Who acted, as recorded at that moment."""

    user: str
    name: str
    role: Role
    title: str
    capacity: str = Field(description="`definitif`, `plt` atau `plh`.")
    decree: str | None


class StayOut(BaseModel):
    """One stay in one step, of the round or of one visit; a return opens a new one."""

    step: int
    site: str | None
    received_at: datetime
    due_on: date | None
    left_at: datetime | None
    verb: str | None
    decision: str = Field(description="Keputusan itu dalam kata-kata.")
    by: ActorOut | None
    note: str
    document_sha256: str | None


class SignatureOut(BaseModel):
    """How the agency at a location made known that it knows."""

    signer: str
    post: str
    at: datetime
    method: str
    note: str


class VisitOut(BaseModel):
    """The team at one location."""

    site: str
    title: str
    agency: str
    planned_on: date
    step: int = Field(description="6: dikerjakan, 7: berita acara menunggu OPD, 8: selesai.")
    closed: bool
    excused: str = Field(description="Alasan lokasi ini dikecualikan; kosong bila tidak.")
    devices: list[str]
    signature: SignatureOut | None


class ChoiceOut(BaseModel):
    """Something that may be decided now: `POST /api/v1/rounds/{id}/decisions/{verb}`."""

    verb: str
    step: int
    label: str
    requires: list[str] = Field(description="Yang harus dikatakan bersamanya, di samping version dan document_sha256.")


class RoundOut(RoundLineOut):
    """One round with everything of its chain."""

    document_sha256: str | None = Field(description="Dokumen yang harus dibaca sebelum memutuskan langkah ini.")
    paused_until: date | None
    steps: list[StepOut]
    trail: list[StayOut]
    visits: list[VisitOut]
    officers: list[ActorOut]
    follow_ups: list[str]
    decisions: list[ChoiceOut] = Field(description="Yang boleh diputuskan oleh yang bertanya, sekarang.")
