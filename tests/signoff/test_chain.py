"""The chain: whole stories of rounds, with their returns, clocks and refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from netmaintd.errors import DecisionNotAllowed, StaleDecision
from netmaintd.model.people import Capacity, Official, Role
from netmaintd.model.rounds import Decision, RoundStatus, SignatureMethod, StepEntry
from netmaintd.signoff.chain import CLOCK_WENT_BACK, SAME_PERSON, decide, options
from netmaintd.signoff.gap import Gap
from netmaintd.signoff.trail import ages, executors, given_back_at, open_entries, overdue, total_age_days
from small_round import CALENDAR, OFFICIALS, OPENED, PLANNED_ON, SITES, Story, fresh_round, signature

KASI, KABID, KADIS, TIM = Role.KASI, Role.KABID, Role.KADIS, Role.TIM
GAP = Gap("photo:sw-1/before", 3, "sw-1", "foto sebelum pekerjaan tidak ada")


def stays(story: Story) -> list[tuple[int, str | None]]:
    return [(entry.step, entry.site) for entry in open_entries(story.round)]


def test_a_round_goes_through_all_eleven_steps() -> None:
    story = Story()
    story.to_the_check()
    story.act(KASI, "accept")
    story.act(KABID, "accept")

    done = story.act(KADIS, "accept-with-instructions", items=("ganti kipas sw-2", "rapikan kabel"))

    assert (done.step, done.status) == (11, RoundStatus.DONE)
    assert done.follow_ups == ("ganti kipas sw-2", "rapikan kabel")
    assert open_entries(done) == ()
    assert [e.step for e in done.trail if e.site is None] == list(range(1, 12))


def test_a_single_instruction_may_be_said_as_the_reason() -> None:
    story = Story()
    story.to_the_check()
    story.act(KASI, "accept")
    story.act(KABID, "accept")

    assert story.act(KADIS, "accept-with-instructions", reason="ganti kipas").follow_ups == ("ganti kipas",)


def test_the_capacity_of_the_official_is_copied_into_the_trail() -> None:
    story = Story()
    story.act(KASI, "submit")
    story.act(KABID, "forward")
    story.act(KADIS, "dispose", reason="laksanakan")

    entry = story.round.trail[2]
    assert entry.by == OFFICIALS[KADIS]
    assert entry.by.capacity is Capacity.PLT


def test_a_return_opens_a_new_stay_and_leaves_the_old_one_as_it_was() -> None:
    story = Story()
    first = story.act(KASI, "submit").trail[0]
    story.at += timedelta(days=14)

    back = story.act(KABID, "return", reason="jadwal bentrok")

    assert back.step == 1
    assert back.trail[0] == first
    assert (back.trail[1].verb, back.trail[1].note) == ("return", "jadwal bentrok")
    assert back.trail[2] == StepEntry(1, story.at, CALENDAR.due_on(story.at, 3))


def test_devices_may_be_asked_from_the_appointment_on_and_not_before() -> None:
    story = Story()
    for role, verb, said in (
        (KASI, "submit", {}),
        (KABID, "forward", {}),
        (KADIS, "dispose", {"reason": "laksanakan"}),
        (KABID, "dispose", {"reason": "teruskan"}),
    ):
        assert not story.round.disposed
        story.act(role, verb, **said)
    assert not story.round.disposed

    assert story.act(KASI, "appoint", officers=(OFFICIALS[TIM],), reason="ditunjuk").disposed
    assert not story.act(KADIS, "cancel", reason="anggaran dipotong").disposed


def test_holding_at_the_appointment_is_recorded_and_lets_the_clock_go_on() -> None:
    story = Story()
    for role, verb in ((KASI, "submit"), (KABID, "forward"), (KADIS, "dispose"), (KABID, "dispose")):
        story.act(role, verb, reason="laksanakan")
    clock = open_entries(story.round)

    held = story.act(KASI, "hold", reason="petugas cuti")

    assert open_entries(held) == clock
    assert (held.trail[-1].verb, held.trail[-1].note, held.trail[-1].left_at) == ("hold", "petugas cuti", story.at)


def test_a_postponed_round_waits_for_a_person_and_starts_step_three_anew() -> None:
    story = Story()
    story.act(KASI, "submit")
    story.act(KABID, "forward")
    paused = story.act(KADIS, "postpone", reason="pemilu", until=date(2027, 1, 18))
    assert (paused.status, paused.paused_until, open_entries(paused)) == (RoundStatus.PAUSED, date(2027, 1, 18), ())
    with pytest.raises(DecisionNotAllowed, match="paused at step 3; allowed now: kasi: cancel; kabid: cancel"):
        story.act(KADIS, "dispose", reason="laksanakan")
    story.at += timedelta(days=60)

    resumed = story.act(KADIS, "resume")

    assert (resumed.status, resumed.step, resumed.paused_until) == (RoundStatus.ACTIVE, 3, None)
    assert open_entries(resumed)[0].received_at == story.at


@pytest.mark.parametrize("until", [date(2026, 11, 22), date(2026, 11, 23)])
def test_a_pause_until_today_or_yesterday_is_refused(until: date) -> None:
    story = Story()
    story.act(KASI, "submit")
    story.act(KABID, "forward")

    with pytest.raises(DecisionNotAllowed, match="is not after today, 2026-11-23"):
        story.act(KADIS, "postpone", reason="nanti", until=until)


def test_a_paused_round_can_be_cancelled_and_says_by_whom() -> None:
    story = Story()
    story.act(KASI, "submit")
    story.act(KABID, "forward")
    story.act(KADIS, "postpone", reason="pemilu", until=date(2027, 1, 18))

    ended = story.act(KASI, "cancel", reason="diganti rencana baru")

    assert (ended.status, ended.paused_until) == (RoundStatus.ENDED, None)
    assert (ended.trail[-1].verb, ended.trail[-1].by) == ("cancel", OFFICIALS[KASI])


def test_cancelling_stops_every_clock_and_keeps_everything_that_was_recorded() -> None:
    story = Story()
    before = story.to_the_locations()
    story.act(TIM, "finish-visit", site="walikota")

    ended = story.act(KABID, "cancel", reason="bencana")

    assert ended.status is RoundStatus.ENDED
    assert open_entries(ended) == ()
    assert ended.work_plan == before.work_plan
    assert ended.officers == before.officers
    assert options(ended, KADIS) == ()


def test_each_visit_has_its_own_clock_and_the_round_waits_for_the_last() -> None:
    story = Story()
    story.to_the_locations()
    assert stays(story) == [(6, "walikota"), (6, "sekupang"), (6, None)]
    assert {entry.due_on for entry in open_entries(story.round)} == {PLANNED_ON}

    story.act(TIM, "finish-visit", site="walikota")
    assert stays(story) == [(6, "sekupang"), (6, None), (7, "walikota")]
    assert story.round.step == 6
    story.act(TIM, "acknowledge", site="walikota", signature=signature(story.at))
    assert story.round.step == 6

    story.act(TIM, "finish-visit", site="sekupang")
    assert story.round.step == 7
    assert stays(story) == [(7, "sekupang"), (7, None)]


def test_a_visit_after_its_planned_day_is_due_by_the_days_of_the_sop() -> None:
    story = Story()
    story.at += timedelta(days=21)
    story.to_the_locations()

    due = {entry.due_on for entry in open_entries(story.round)}

    assert due == {CALENDAR.due_on(story.at, 1)}


def test_an_excused_location_is_closed_and_the_round_goes_on_without_it() -> None:
    story = Story()
    story.to_the_locations()
    story.act(TIM, "excuse-visit", site="sekupang", reason="kantor terbakar")
    assert story.round.visit("sekupang").closed

    story.visit_all("walikota")

    assert story.round.step == 7
    assert story.act(TIM, "submit-report").step == 8


def test_when_every_location_is_excused_only_the_report_is_left() -> None:
    story = Story()
    story.to_the_locations()
    for site in SITES:
        story.act(KASI, "excuse-visit", site=site, reason="banjir")

    assert story.round.step == 7
    assert stays(story) == [(7, None)]


def test_an_objection_takes_the_location_back_to_the_work_and_the_round_with_it() -> None:
    story = Story()
    story.to_the_locations()
    for site in SITES:
        story.act(TIM, "finish-visit", site=site)
    assert story.round.step == 7

    story.act(TIM, "object", site="walikota", reason="lampu masih mati", signature=signature(story.at))

    assert story.round.step == 6
    assert stays(story) == [(7, "sekupang"), (6, "walikota"), (6, None)]
    assert story.round.visit("walikota").signature is None
    objection = next(entry for entry in story.round.trail if entry.verb == "object")
    assert objection.note == "lampu masih mati | Siti Aminah, Camat (tanda tangan basah)"


def test_an_objection_while_others_still_work_leaves_the_rounds_own_clock_alone() -> None:
    story = Story()
    story.to_the_locations()
    story.act(TIM, "finish-visit", site="walikota")
    own = next(entry for entry in open_entries(story.round) if entry.site is None)

    story.act(TIM, "object", site="walikota", reason="belum rapi", signature=signature(story.at))

    assert own in open_entries(story.round)


def test_the_agencys_note_stays_with_its_signature() -> None:
    story = Story()
    story.to_the_locations()
    story.act(TIM, "finish-visit", site="walikota")

    story.act(TIM, "acknowledge", site="walikota", signature=signature(story.at, note="mohon pagi hari"))

    assert story.round.visit("walikota").signature == signature(story.at - timedelta(hours=1), note="mohon pagi hari")
    entry = next(entry for entry in story.round.trail if entry.verb == "acknowledge")
    assert entry.note == "Siti Aminah, Camat (tanda tangan basah) | mohon pagi hari"


def test_the_section_head_documents_an_absence_and_nobody_signs_for_the_agency() -> None:
    story = Story()
    story.to_the_locations()
    story.act(TIM, "finish-visit", site="walikota")
    clock = open_entries(story.round)
    story.act(TIM, "await-signature", site="walikota", reason="camat dinas luar")
    assert open_entries(story.round) == clock

    story.act(KASI, "document-absence", site="walikota", reason="tiga kali didatangi")

    signed = story.round.visit("walikota").signature
    assert signed is not None
    assert (signed.method, signed.note) == (SignatureMethod.ABSENT, "tiga kali didatangi")
    assert signed.post == "Kepala Seksi Infrastruktur dan Teknologi"
    assert story.round.visit("walikota").closed


def test_an_absence_cannot_be_passed_off_as_an_acknowledgement() -> None:
    story = Story()
    story.to_the_locations()
    story.act(TIM, "finish-visit", site="walikota")
    absent = replace(signature(story.at), method=SignatureMethod.ABSENT)

    with pytest.raises(DecisionNotAllowed, match="'document-absence'"):
        story.act(TIM, "acknowledge", site="walikota", signature=absent)


def test_a_signature_from_the_future_is_refused() -> None:
    story = Story()
    story.to_the_locations()
    story.act(TIM, "finish-visit", site="walikota")

    with pytest.raises(DecisionNotAllowed, match="future"):
        story.act(TIM, "acknowledge", site="walikota", signature=signature(story.at + timedelta(hours=2)))


def test_the_report_cannot_go_up_while_a_visit_is_open_or_something_is_missing() -> None:
    story = Story()
    story.to_the_locations()
    for site in SITES:
        story.act(TIM, "finish-visit", site=site)
    with pytest.raises(DecisionNotAllowed, match=r"walikota at 7, sekupang at 7.*allowed now: .*acknowledge"):
        story.act(TIM, "submit-report")
    for site in SITES:
        story.act(TIM, "acknowledge", site=site, signature=signature(story.at))

    with pytest.raises(DecisionNotAllowed, match=r"1 item\(s\) are missing: photo:sw-1/before"):
        story.act(TIM, "submit-report", gaps=(GAP,))

    assert story.act(TIM, "submit-report").step == 8


def test_the_section_head_overrides_only_what_is_missing_and_with_a_reason() -> None:
    story = Story()
    story.to_the_locations()
    story.visit_all()
    with pytest.raises(DecisionNotAllowed, match="not missing: photo:sw-9; missing is: photo:sw-1/before"):
        story.act(KASI, "override-gap", items=("photo:sw-9",), reason="kamera rusak", gaps=(GAP,))

    story.act(KASI, "override-gap", items=(GAP.key, GAP.key), reason="kamera rusak", gaps=(GAP,))

    assert [(o.gap, o.reason, o.by) for o in story.round.overrides] == [(GAP.key, "kamera rusak", OFFICIALS[KASI])]
    assert story.round.trail[-1].verb == "override-gap"


def test_documents_that_are_missing_reopen_the_berita_acara_of_the_named_location() -> None:
    story = Story()
    story.to_the_check()

    story.act(KASI, "return-documents", items=("walikota: foto sesudah tidak ada", "tanda tangan: buram"))

    assert story.round.step == 7
    assert [(v.step, v.closed) for v in story.round.visits] == [(7, False), (8, True)]
    assert stays(story) == [(7, "walikota"), (7, None)]
    assert given_back_at(story.round) == story.at


@pytest.mark.parametrize(
    ("said", "reopened"),
    [
        ({"items": ("walikota: port belum diuji",)}, {"walikota"}),
        ({"items": ("port belum diuji",), "site": "sekupang"}, {"sekupang"}),
        ({"items": ("semua kabel belum dirapikan",)}, {"walikota", "sekupang"}),
    ],
)
def test_missing_work_reopens_the_locations_it_concerns(said: dict[str, object], reopened: set[str]) -> None:
    story = Story()
    story.to_the_check()

    back = story.act(KASI, "return-work", **said)

    assert back.step == 6
    assert back.disposed
    assert {visit.site for visit in back.visits if visit.step == 6} == reopened
    assert all(back.visit(site).signature is None for site in reopened)


def test_an_excused_location_is_reopened_only_when_it_is_named() -> None:
    story = Story()
    story.to_the_locations()
    story.act(TIM, "excuse-visit", site="sekupang", reason="tutup")
    story.visit_all("walikota")
    story.act(TIM, "submit-report")

    unnamed = Story(story.round)
    unnamed.act(KASI, "return-work", items=("kabel",))
    named = Story(story.round)
    named.act(KASI, "return-work", items=("sekupang: sudah buka kembali",))

    assert unnamed.round.visit("sekupang").excused
    assert (named.round.visit("sekupang").excused, named.round.visit("sekupang").step) == ("", 6)


def test_when_all_were_excused_returned_work_reopens_all_of_them() -> None:
    story = Story()
    story.to_the_locations()
    for site in SITES:
        story.act(TIM, "excuse-visit", site=site, reason="banjir")
    story.act(TIM, "submit-report")

    back = story.act(KASI, "return-work", items=("kunjungi semua",))

    assert [visit.closed for visit in back.visits] == [False, False]


def test_the_report_comes_down_the_chain_step_by_step_and_up_again() -> None:
    story = Story()
    story.to_the_check()
    story.act(KASI, "accept")
    story.act(KABID, "accept")
    story.act(KADIS, "return", reason="angka tidak cocok")
    story.act(KABID, "return", reason="periksa lagi")
    story.act(KASI, "accept")
    story.act(KABID, "accept")

    assert story.act(KADIS, "accept").status is RoundStatus.DONE
    assert [e.step for e in story.round.trail if e.site is None][7:] == [8, 9, 10, 9, 8, 9, 10, 11]


def test_a_decision_on_an_older_version_is_stale_even_when_it_would_be_allowed() -> None:
    round_ = fresh_round()
    after = decide(round_, Decision("submit", 1), OFFICIALS[KASI], OPENED, CALENDAR)

    with pytest.raises(StaleDecision, match="at version 2, decided was version 1"):
        decide(after, Decision("forward", 1), OFFICIALS[KABID], OPENED, CALENDAR)


def test_a_refusal_names_what_is_allowed_and_for_whom() -> None:
    with pytest.raises(DecisionNotAllowed) as refused:
        decide(fresh_round(), Decision("dispose", 1, reason="ya"), OFFICIALS[KADIS], OPENED, CALENDAR)

    assert str(refused.value) == (
        "'dispose' is not allowed for kadis while triwulan-2026-12-03 is active at step 1; "
        "allowed now: kasi: submit, cancel; kabid: cancel; kadis: cancel"
    )


@pytest.mark.parametrize(
    ("site", "message"),
    [
        ("bengkong", "'bengkong' is not a location of triwulan-2026-12-03; its locations: walikota, sekupang"),
        ("walikota", "'finish-visit' needs a visit at step 6, but walikota is at step 7"),
    ],
)
def test_a_location_that_is_not_at_the_step_is_named(site: str, message: str) -> None:
    story = Story()
    story.to_the_locations()
    story.act(TIM, "finish-visit", site="walikota")

    with pytest.raises(DecisionNotAllowed, match=message):
        story.act(TIM, "finish-visit", site=site)


def test_an_officer_is_appointed_once() -> None:
    story = Story()
    for role, verb in ((KASI, "submit"), (KABID, "forward"), (KADIS, "dispose"), (KABID, "dispose")):
        story.act(role, verb, reason="laksanakan")

    with pytest.raises(DecisionNotAllowed, match="named twice"):
        story.act(KASI, "appoint", officers=(OFFICIALS[TIM], OFFICIALS[TIM]), reason="ditunjuk")


ANDI_AS_KASI = Official("andi", "Andi Saputra", KASI, "Kepala Seksi Infrastruktur dan Teknologi", Capacity.PLH)


@pytest.mark.parametrize("verb", ["accept", "return-work", "cancel"])
def test_who_carried_out_the_work_cannot_decide_on_it(verb: str) -> None:
    story = Story()
    story.to_the_check()

    with pytest.raises(DecisionNotAllowed, match="andi carried out the work"):
        story.act(KASI, verb, actor=ANDI_AS_KASI, items=("a",), reason="b")


def test_who_acted_on_site_without_being_appointed_counts_as_having_done_the_work() -> None:
    budi = Official("budi", "Budi", TIM, "Staf Tim Data Center")
    story = Story()
    story.to_the_locations()
    story.act(TIM, "finish-visit", site="walikota", actor=budi)

    assert executors(story.round) == {"andi", "budi"}


def test_who_carried_out_the_work_cannot_override_its_gaps() -> None:
    story = Story()
    story.to_the_locations()
    story.visit_all()

    with pytest.raises(DecisionNotAllowed, match="andi carried out the work"):
        story.act(KASI, "override-gap", actor=ANDI_AS_KASI, items=(GAP.key,), reason="b", gaps=(GAP,))


def test_an_office_may_allow_the_same_person_and_the_trail_then_says_so() -> None:
    story = Story()
    story.to_the_check()

    after = story.act(KASI, "accept", actor=ANDI_AS_KASI, reason="sesuai", allow_same_person=True)

    checked = next(entry for entry in after.trail if entry.step == 8)
    assert checked.note == f"sesuai | {SAME_PERSON}"
    assert story.act(KABID, "accept", allow_same_person=True).trail[-2].note == ""


def test_a_decision_earlier_than_the_one_before_it_is_flagged() -> None:
    story = Story()
    story.act(KASI, "submit")
    back = story.at - timedelta(minutes=30)

    after = decide(story.round, Decision("forward", 2), OFFICIALS[KABID], back, CALENDAR)

    assert after.trail[1].note == CLOCK_WENT_BACK


def test_the_hash_of_the_document_that_was_read_stands_in_the_trail() -> None:
    story = Story()

    assert story.act(KASI, "submit", document_sha256="ab" * 32).trail[0].document_sha256 == "ab" * 32


def test_ages_are_counted_in_working_days_against_what_the_sop_allows() -> None:
    story = Story()
    story.at = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
    story.act(KASI, "submit")
    later = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)

    first, second = ages(story.round, later, CALENDAR)

    assert (first.used_days, first.allowed_days, first.overdue_days) == (5, 3, 2)
    assert (second.used_days, second.allowed_days, second.overdue_days) == (2, 1, 1)
    assert [age.entry.step for age in overdue(story.round, later, CALENDAR)] == [2]
    assert overdue(story.round, story.at + timedelta(days=1), CALENDAR) == ()
    assert total_age_days(story.round, later, CALENDAR) == 7


def test_a_finished_round_grows_no_older_and_a_paused_one_does() -> None:
    story = Story()
    story.act(KASI, "submit")
    story.act(KABID, "forward")
    far = story.at + timedelta(days=70)
    story.act(KADIS, "postpone", reason="pemilu", until=date(2027, 1, 18))
    paused_days = total_age_days(story.round, far, CALENDAR)

    story.act(KASI, "cancel", reason="batal")

    assert paused_days > 40
    assert total_age_days(story.round, far, CALENDAR) == 0
