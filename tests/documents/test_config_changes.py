"""The report's annex of configuration changes: what changed and where, how much is left out, never too much."""

from __future__ import annotations

import dataclasses

from netmaintd.documents.contexts import context
from netmaintd.documents.contexts.case import Case
from netmaintd.documents.contexts.conditions import conditions
from netmaintd.documents.contexts.config_changes import MOST_LINES, MOST_LINES_OF_ALL, config_changes
from netmaintd.documents.make import make
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.facts import ConfigChange
from pages import pages
from sample_dossier import CHANGE, OFFICE, sample_dossier, sample_issue

REPORT = DocumentKind.LAPORAN_HASIL
CHECK = "config-change"


def annex(dossier: Dossier) -> dict[str, object]:
    config: dict[str, object] = context(sample_issue(REPORT), dossier, OFFICE)["config"]
    return config


def changed_everywhere(change: ConfigChange) -> Dossier:
    dossier = sample_dossier()
    records = tuple(dataclasses.replace(record, config_change=change) for record in dossier.devices)
    return dataclasses.replace(dossier, devices=records)


def test_a_change_is_listed_with_its_device_its_extent_and_its_time() -> None:
    (change,) = annex(sample_dossier())["changed"]  # type: ignore[misc]

    assert change["device"] == "sw-walikota-inti"
    assert change["counted"] == "3 baris ditambah, 1 baris dihapus"
    assert change["since"].startswith("sejak cadangan nomor 12, ")
    assert "oleh andi" in change["summary"]
    assert change["lines"][:2] == [
        {"kind": "section", "text": "interface GigabitEthernet1/0/12"},
        {"kind": "removed", "text": "-description lama"},
    ]
    assert change["more"] == "… 7 baris lagi"


def test_devices_without_a_change_and_those_that_could_not_be_compared_are_counted_apart() -> None:
    assert annex(sample_dossier())["others"] == (
        "10 perangkat lain tanpa perubahan konfigurasi, 1 perangkat tidak dapat dibandingkan."
    )


def test_the_first_round_has_nothing_to_compare_with_and_says_so() -> None:
    dossier = sample_dossier()
    records = tuple(
        dataclasses.replace(record, config_change=None, results=tuple(r for r in record.results if r.check != CHECK))
        for record in dossier.devices
    )
    plan = dossier.round.work_plan
    sites = tuple(
        dataclasses.replace(site, devices=tuple(dataclasses.replace(d, checks=()) for d in site.devices))
        for site in plan.sites
    )
    first = dataclasses.replace(dossier.round, work_plan=dataclasses.replace(plan, sites=sites))

    assert annex(dataclasses.replace(dossier, devices=records, round=first)) == {
        "changed": [],
        "others": "Belum ada pembanding: konfigurasi putaran ini menjadi pembanding putaran berikutnya.",
    }


def test_a_long_change_is_cut_and_says_by_how_much() -> None:
    long = dataclasses.replace(CHANGE, lines=tuple(f"+line {n}" for n in range(100)), left_out=50)
    first = annex(changed_everywhere(long))["changed"][0]  # type: ignore[index]

    assert len(first["lines"]) == MOST_LINES
    assert first["more"] == f"… {150 - MOST_LINES} baris lagi"


def test_many_long_changes_fill_no_more_than_some_pages_and_every_device_is_still_named() -> None:
    long = dataclasses.replace(CHANGE, lines=tuple(f"+line {n}" for n in range(300)))
    case = Case(sample_issue(REPORT), changed_everywhere(long), OFFICE)
    changed = config_changes(case, conditions(case) * 4)["changed"]

    assert len(changed) == 48
    assert sum(len(one["lines"]) for one in changed) == MOST_LINES_OF_ALL
    assert changed[-1]["more"] == "… 307 baris lagi"


def test_text_of_a_device_is_only_text_on_paper() -> None:
    hostile = ("@ #panic()", "+#{panic()}", "-*x* _y_ $z$ \\", "\x1b[2J", "", "+\u202e" + "W" * 300, "@")
    dossier = changed_everywhere(dataclasses.replace(CHANGE, lines=hostile))

    assert make(sample_issue(REPORT), dossier, OFFICE).startswith(b"%PDF")


def test_the_annex_stays_within_the_margins() -> None:
    wide = dataclasses.replace(CHANGE, lines=("@ " + "W" * 300, "+" + "a/" * 200, "-" + "GigabitEthernet1/0/12:" * 14))
    data = context(dataclasses.replace(sample_issue(REPORT), pictures={}), changed_everywhere(wide), OFFICE)

    for page in pages(REPORT.value, data):
        assert not page.ink(-19, 0, -0.1, -0.1)
        assert not page.ink(0, -8, -0.1, -0.1)
