"""Slots, numbers, documents, posts, keys, stops and requests: each rule that must hold whoever asks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from netmaintd.errors import AlreadyRecorded, IntegrityBroken, NotFound, StaleDecision
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import VisitRecord
from netmaintd.model.hostkeys import HostKey
from netmaintd.model.people import Assignment, Capacity, Official, Role
from netmaintd.model.results import Finding, FindingState, Referral, ReferralStatus, Status
from netmaintd.model.rounds import Round, RoundStatus
from netmaintd.store.connect import Store
from samples import NOW

DAY = timedelta(days=1)
BA = DocumentKind.BERITA_ACARA


def test_a_due_time_is_one_slot_however_often_it_is_expanded(store: Store) -> None:
    assert store.slots.expand("bulanan", [NOW, NOW + DAY, NOW], NOW) == 2
    assert store.slots.expand("bulanan", [NOW + DAY, NOW + 2 * DAY], NOW) == 1
    assert store.slots.expand("triwulan", [NOW], NOW) == 1

    assert store.slots.pending("bulanan") == [NOW, NOW + DAY, NOW + 2 * DAY]
    assert store.slots.newest("bulanan") == NOW + 2 * DAY
    assert store.slots.newest("tahunan") is None


def test_the_same_instant_in_another_zone_is_the_same_slot(store: Store) -> None:
    from zoneinfo import ZoneInfo

    store.slots.expand("bulanan", [NOW], NOW)

    assert store.slots.expand("bulanan", [NOW.astimezone(ZoneInfo("Asia/Jakarta"))], NOW) == 0
    assert store.slots.pending("bulanan")[0].tzinfo is UTC


def test_a_slot_ends_in_exactly_one_way(store: Store, drafted: Round) -> None:
    plan, nominal = drafted.plan, drafted.nominal_at
    store.slots.expand(plan, [nominal], NOW)
    store.slots.wait_for_person(plan, nominal, "terlewat", "jadwal", NOW)
    store.rounds.open(drafted, "kasi", NOW)
    with pytest.raises(AlreadyRecorded, match="already opened"):
        store.slots.skip(plan, nominal, "terlewat", "jadwal", NOW)

    store.slots.ran(plan, nominal, "netmaintd", NOW, late=True)

    assert store.slots.list(plan) == [(nominal, "ran_late", drafted.id)]
    with pytest.raises(AlreadyRecorded, match="already ran_late"):
        store.slots.ran(plan, nominal, "netmaintd", NOW, late=False)
    with pytest.raises(NotFound, match="is not due at"):
        store.slots.skip(plan, NOW, "x", "jadwal", NOW)


def test_a_skipped_slot_names_reason_and_actor_in_the_audit(store: Store) -> None:
    store.slots.expand("bulanan", [NOW], NOW)

    store.slots.skip("bulanan", NOW, "libur bersama", "kasi", NOW)

    row = store.audit.list("bulanan")[-1]
    assert (row["action"], row["actor"], row["reason"]) == ("slot.skipped", "kasi", "libur bersama")
    assert store.slots.pending("bulanan") == []


def test_a_correction_is_a_new_version_and_the_one_before_stays(store: Store, opened: str) -> None:
    first = store.documents.store(BA, opened, "a", b"%PDF one", "kasi", NOW)
    second = store.documents.store(BA, opened, "a", b"%PDF two", "kasi", NOW + DAY)
    store.documents.store(BA, opened, "b", b"%PDF three", "kasi", NOW)

    assert (first.version, second.version, second.supersedes) == (1, 2, first.sha256)
    assert store.documents.latest(opened, BA, "a") == second
    assert store.documents.content(first.sha256) == b"%PDF one"
    assert store.documents.find(first.sha256) == first
    assert store.documents.find("0" * 64) is None
    assert [(d.site, d.version) for d in store.documents.list(opened)] == [("a", 1), ("a", 2), ("b", 1)]
    assert store.documents.latest(opened, DocumentKind.RENCANA_KERJA, None) is None


def test_a_document_needs_its_round(store: Store) -> None:
    with pytest.raises(NotFound):
        store.documents.store(BA, "no-round", "a", b"%PDF", "kasi", NOW)


def test_a_post_is_held_from_its_first_day_to_its_last(store: Store) -> None:
    acting = Official("dewi", "Dewi", Role.KADIS, "Kepala Dinas", Capacity.PLH, decree="SPRIN 9")
    store.people.assign(Assignment(acting, date(2026, 3, 2), date(2026, 3, 6)), "admin", NOW)

    held = [day for day in range(1, 9) if store.people.posts("dewi", date(2026, 3, day)) == [acting]]

    assert held == [2, 3, 4, 5, 6]
    assert store.people.posts("nobody", date(2026, 3, 3)) == []


def test_the_newest_post_comes_first(store: Store) -> None:
    for role in (Role.KASI, Role.KABID):
        store.people.assign(Assignment(Official("dewi", "Dewi", role, "x"), date(2026, 1, 1)), "admin", NOW)

    assert [post.role for post in store.people.posts("dewi", date(2026, 2, 1))] == [Role.KABID, Role.KASI]


def test_a_host_key_is_replaced_only_with_a_reason_and_the_old_one_stays_on_record(store: Store) -> None:
    old, new = HostKey("ssh-ed25519", "AAAA"), HostKey("ssh-rsa", "BBBB")
    assert store.host_keys.get("sw-a1") is None
    store.host_keys.record("sw-a1", old, "admin", NOW)
    with pytest.raises(AlreadyRecorded, match="needs a reason"):
        store.host_keys.record("sw-a1", new, "admin", NOW)
    assert store.host_keys.get("sw-a1") == old

    store.host_keys.replace("sw-a1", new, "admin", NOW, "perangkat diganti")

    assert store.host_keys.get("sw-a1") == new
    assert [(row["sha256"], row["reason"]) for row in store.audit.list("sw-a1")] == [
        (old.sha256, ""),
        (new.sha256, "perangkat diganti"),
    ]


def test_a_stop_of_everything_and_of_one_round_are_lifted_apart(store: Store) -> None:
    store.control.stop(None, "admin", NOW, "listrik")
    store.control.stop("r1", "kasi", NOW, "rapat")
    assert (store.control.stopped("r1"), store.control.stopped("r2")) == ("listrik", "listrik")

    store.control.lift_stop(None, "admin", NOW, "pulih")
    assert (store.control.stopped("r1"), store.control.stopped("r2")) == ("rapat", None)

    store.control.lift_stop("r1", "kasi", NOW, "selesai")
    assert store.control.stopped("r1") is None


def test_a_request_to_run_is_taken_once_however_often_it_is_made(store: Store) -> None:
    for _ in range(2):
        store.control.request_run("r1", "kasi", NOW)

    assert store.control.take_requests() == ("r1",)
    assert store.control.take_requests() == ()


def test_a_visit_that_somebody_else_wrote_down_meanwhile_is_not_overwritten(store: Store, opened: str) -> None:
    store.records.save_visit_record(opened, VisitRecord("a", met="Camat"), 0, "tim1", NOW)
    with pytest.raises(StaleDecision, match="somebody else wrote the visit down"):
        store.records.save_visit_record(opened, VisitRecord("a", met="Lurah"), 0, "tim2", NOW)

    store.records.save_visit_record(opened, VisitRecord("a", met="Sekretaris"), 1, "tim2", NOW)

    assert store.records.visit_version(opened, "a") == 2
    assert store.dossiers.get(opened).visit_record("a").met == "Sekretaris"
    assert store.records.visit_version(opened, "b") == 0


def test_findings_are_made_anew_and_a_referral_keeps_its_state(store: Store, opened: str) -> None:
    def finding(check: str) -> Finding:
        return Finding(opened, "a", "sw-a1", check, Status.WARNING, "panas", FindingState.NEW, NOW)

    def referral(status: ReferralStatus) -> Referral:
        return Referral("ref-1", opened, "penanganan-gangguan", "sw-a1", "temperature", "panas", NOW, status)

    store.records.save_findings(opened, (finding("temperature"), finding("cpu")), (referral(ReferralStatus.DONE),))
    store.records.save_findings(opened, (finding("temperature"),), (referral(ReferralStatus.OPEN),))

    assert store.records.findings(opened) == (finding("temperature"),)
    assert store.dossiers.get(opened).referrals == (referral(ReferralStatus.DONE),)


def test_the_round_before_is_the_newest_finished_one_of_the_same_plan(store: Store, drafted: Round) -> None:
    from dataclasses import replace

    def opened(name: str, days: int, status: RoundStatus, plan: str = "triwulan") -> None:
        nominal = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days)
        store.rounds.open(replace(drafted, id=name, plan=plan, nominal_at=nominal, status=status), "jadwal", NOW)

    opened("first", 0, RoundStatus.DONE)
    opened("second", 90, RoundStatus.DONE)
    opened("given-up", 180, RoundStatus.ENDED)
    opened("of-another-plan", 100, RoundStatus.DONE, "bulanan")

    newest = store.rounds.latest_done("triwulan", datetime(2026, 12, 1, tzinfo=UTC))
    assert newest is not None
    assert newest.id == "second"
    assert store.rounds.latest_done("triwulan", datetime(2026, 1, 1, tzinfo=UTC)) is None
    assert [round_.id for round_ in store.rounds.list(RoundStatus.ENDED)] == ["given-up"]


def test_a_round_whose_stored_text_was_damaged_is_named_and_the_rest_can_be_read(
    store: Store, drafted: Round, opened: str
) -> None:
    with store._database.write() as session:
        session.connection().exec_driver_sql("UPDATE round SET body = '{}'")

    with pytest.raises(IntegrityBroken, match="a stored Round cannot be read"):
        store.rounds.get(drafted.id)
    assert store.verify_all().troubles == (f"round {opened}: changed after it was recorded",)
