"""The report for the public: no address, no serial number, no personal number, in no text however it got there."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from netmaintd.documents.contexts import context
from netmaintd.documents.contexts.for_public import for_public, without_addresses
from netmaintd.documents.make import make
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from sample_dossier import OFFICE, sample_dossier, sample_issue


def talkative() -> Dossier:
    """Return a dossier in which people and devices say what is not for the public."""
    dossier = sample_dossier()
    serial = next(record.serial for record in dossier.devices if record.serial)
    note = f"diakses dari 10.20.30.40 dan 2001:db8::7, port c4f7.d5a1.bc00; kartu {serial} diganti ABC1234X9ZZ"
    visits = tuple(replace(visit, deviations=(note,), actions=(note,)) for visit in dossier.visits)
    findings = tuple(replace(finding, summary=note) for finding in dossier.findings)
    return replace(dossier, visits=visits, findings=findings)


def test_nothing_that_identifies_a_device_is_in_the_public_report() -> None:
    dossier = talkative()
    told = json.dumps(context(sample_issue(DocumentKind.LAPORAN_PUBLIK), dossier, OFFICE), ensure_ascii=False)
    hidden = {device.address for device in dossier.round.work_plan.devices}
    hidden |= {record.serial for record in dossier.devices if record.serial}
    hidden |= {person.nip for person in dossier.round.officers if person.nip}

    found = [word for word in (*hidden, "10.20.30.40", "2001:db8::7", "c4f7.d5a1.bc00", "ABC1234X9ZZ") if word in told]
    assert found == []
    assert "[alamat]" in told
    assert "[nomor seri]" in told


def test_the_report_for_the_office_still_says_everything() -> None:
    told = json.dumps(context(sample_issue(DocumentKind.LAPORAN_HASIL), talkative(), OFFICE), ensure_ascii=False)

    assert "10.20.30.40" in told
    assert "ABC1234X9ZZ" in told


def test_counts_locations_and_findings_are_those_of_the_whole_report() -> None:
    public, whole = (
        context(sample_issue(kind), sample_dossier(), OFFICE)
        for kind in (DocumentKind.LAPORAN_PUBLIK, DocumentKind.LAPORAN_HASIL)
    )

    assert public["tally"] == whole["tally"]
    assert public["sites"] == whole["sites"]
    assert len(public["findings"]) == len(whole["findings"])


def test_it_is_shorter_and_says_what_it_leaves_out() -> None:
    public, whole = (
        make(sample_issue(kind), sample_dossier(), OFFICE)
        for kind in (DocumentKind.LAPORAN_PUBLIK, DocumentKind.LAPORAN_HASIL)
    )

    assert len(public) < len(whole)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("putus ke 10.1.2.3/24 jam 09.05", "putus ke [alamat] jam 09.05"),
        ("fe80::1%eth0, 00:11:22:33:44:55", "[alamat]%eth0, [alamat]"),
        ("versi 15.2(7)E3, suhu 71.5", "versi 15.2(7)E3, suhu 71.5"),
        ("rasio 1:2, butir 1.2.3", "rasio 1:2, butir 1.2.3"),
        ("", ""),
    ],
)
def test_addresses_are_known_from_times_versions_and_numbers(text: str, clean: str) -> None:
    assert without_addresses(text) == clean


def test_postal_addresses_of_locations_stay() -> None:
    dossier = sample_dossier()
    kept = [site.address for site in for_public(dossier).round.work_plan.sites]

    assert kept == [site.address for site in dossier.round.work_plan.sites]
