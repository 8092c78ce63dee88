"""Two people write one location down: what is joined, and what is left to them to settle."""

from __future__ import annotations

from netmaintd.model.dossier import ManualEntry, VisitRecord
from netmaintd.model.results import Status
from netmaintd.signoff.visit_merge import Clash, Filled, changed_entries, merge
from samples import NOW

BASE = VisitRecord("a", met="Camat", actions=("Debu dibersihkan",))


def entry(item: str, status: Status = Status.OK, note: str = "", device: str | None = None) -> ManualEntry:
    return ManualEntry(item, status, note, "Andi", NOW, NOW, device)


def test_what_only_one_of_them_changed_is_joined() -> None:
    newest = VisitRecord("a", met="Lurah", actions=BASE.actions, manual=(entry("label"),))
    mine = Filled({"met": "Camat", "opd_note": "Baik"}, (entry("kabel", Status.CRITICAL, "Putus", "sw-1"),))

    joined = merge(BASE, newest, mine)

    assert joined.clashes == ()
    assert joined.record.met == "Lurah"
    assert joined.record.opd_note == "Baik"
    assert [one.item for one in joined.record.manual] == ["label", "kabel"]


def test_what_both_changed_is_a_clash_and_the_same_words_are_none() -> None:
    newest = VisitRecord("a", met="Lurah", manual=(entry("label"), entry("kabel")))
    mine = Filled({"met": "Sekretaris"}, (entry("label", Status.WARNING, "Pudar"), entry("kabel")))

    joined = merge(BASE, newest, mine)

    assert joined.clashes == (
        Clash("met", "Lurah", "Sekretaris"),
        Clash(("label", None), entry("label"), entry("label", Status.WARNING, "Pudar")),
    )
    assert joined.record.met == "Sekretaris"


def test_an_entry_that_says_what_it_said_before_is_not_written_again() -> None:
    base = VisitRecord("a", manual=(entry("label", Status.WARNING, "Pudar"),))

    assert changed_entries(base, Filled({}, (entry("label", Status.WARNING, "Pudar"),))) == ()
