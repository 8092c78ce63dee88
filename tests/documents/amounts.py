"""The sample with little on it, as it is, with much on it, and with very long names; each as paper of both sizes."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import cache

from netmaintd.documents.make import paper
from netmaintd.documents.make_form import make_form
from netmaintd.documents.render import Paper
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.office import PageSize
from netmaintd.model.people import Official
from netmaintd.model.rounds import PlannedDevice, PlannedSite
from sample_dossier import OFFICE, sample_dossier, sample_issue
from sample_form import long_sheet, sample_sheet

DEVICES = 120
_FEW_CHECKS = 3
"""Of each device, where there are many: a report of 120 devices has thirty pages then, not eighty."""
_LONG = (
    "Unit Pelaksana Teknis Daerah Pengelolaan Prasarana Perkantoran Terpadu dan Gedung Serbaguna Kecamatan Tirta Utara"
)
GROWING = (DocumentKind.RENCANA_KERJA, DocumentKind.BERITA_ACARA, DocumentKind.LAPORAN_HASIL)


class Amount(StrEnum):
    """How much is on a paper."""

    SHORT = "short"
    TYPICAL = "typical"
    MANY = "many"
    LONG = "long"
    """As typical, but names, posts and places are as long as any."""


@cache
def made(kind: DocumentKind, amount: Amount, page: PageSize) -> Paper:
    """Return one paper; made once for all tests of a process."""
    office = OFFICE.model_copy(update={"page": page})
    return paper(sample_issue(kind), _dossier(amount), office)


@cache
def form(amount: Amount, page: PageSize) -> bytes:
    sheet = sample_sheet() if amount is Amount.TYPICAL else long_sheet(1)
    return make_form(sheet, OFFICE.model_copy(update={"page": page}))


@cache
def _dossier(amount: Amount) -> Dossier:
    dossier = sample_dossier()
    match amount:
        case Amount.SHORT:
            site = dossier.round.work_plan.sites[0]
            return _planned(dossier, (replace(site, devices=site.devices[:1]),))
        case Amount.MANY:
            return _many(dossier)
        case Amount.LONG:
            return _long(dossier)
    return dossier


def _planned(dossier: Dossier, sites: tuple[PlannedSite, ...]) -> Dossier:
    names = {device.name for site in sites for device in site.devices}
    return replace(
        dossier,
        round=replace(dossier.round, work_plan=replace(dossier.round.work_plan, sites=sites)),
        devices=tuple(record for record in dossier.devices if record.device in names),
        visits=tuple(record for record in dossier.visits if record.site in {site.site for site in sites}),
        findings=tuple(finding for finding in dossier.findings if finding.device in names),
        referrals=tuple(referral for referral in dossier.referrals if referral.device in names),
    )


def _many(dossier: Dossier) -> Dossier:
    first, *others = dossier.round.work_plan.sites
    like = first.devices[1]
    record = dossier.record(like.name)
    assert record is not None
    devices = tuple(_numbered(like, number) for number in range(DEVICES - sum(len(site.devices) for site in others)))
    records = tuple(
        replace(record, device=one.name, address=one.address, results=record.results[:_FEW_CHECKS], config_change=None)
        for one in devices
    )
    grown = _planned(dossier, (replace(first, devices=devices), *others))
    return replace(grown, devices=(*records, *grown.devices))


def _numbered(like: PlannedDevice, number: int) -> PlannedDevice:
    name = f"sw-gedung-serbaguna-lantai-{number // 10:02}-panel-{number % 10:02}"
    return replace(like, name=name, address=f"10.20.1.{number + 1}", checks=like.checks[:_FEW_CHECKS])


def _long(dossier: Dossier) -> Dossier:
    plan = dossier.round.work_plan
    first = replace(plan.sites[0], title=f"Gedung {_LONG}", opd=_LONG, room=f"Ruang {_LONG}", contact=f"Kepala {_LONG}")
    longer = _planned(dossier, (first, *plan.sites[1:]))
    trail = tuple(replace(entry, by=_of_long_name(entry.by) if entry.by else None) for entry in dossier.round.trail)
    team = tuple(_of_long_name(officer) for officer in dossier.round.officers)
    return replace(longer, round=replace(longer.round, trail=trail, officers=team))


def _of_long_name(official: Official) -> Official:
    name = (
        f"Prof. Dr. Ir. H. Muhammad Abdurrahman Kusumaningrat Wiryawan bin {official.name}, S.T., M.T., M.Kom., Ph.D."
    )
    return replace(official, name=name, title=f"{official.title} {_LONG}")
