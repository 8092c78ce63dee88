"""Take one demonstration round through the whole chain, as demo officials would, in a minute.

Every step goes through the same use cases as in an office; only the officials are made up and the clock
is moved forward between two decisions.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from netmaintd.model.dossier import ManualEntry, VisitRecord
from netmaintd.model.people import Assignment, Capacity, Official, Role
from netmaintd.model.results import Status
from netmaintd.model.rounds import Decision, Signature, SignatureMethod
from netmaintd.signoff.completeness import open_gaps
from netmaintd.usecases.record_decision import record_decision
from netmaintd.usecases.record_visit import save_visit

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from netmaintd.model.office import Office
    from netmaintd.model.rounds import PlannedSite, Round
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store
    from netmaintd.usecases.clock import TrainingClock

DEMO_PEOPLE = (
    Official("kasi", "Rahmat Hidayat, S.Kom.", Role.KASI, "Kepala Seksi Infrastruktur dan Teknologi",
             rank="Penata, III/c"),
    Official("kabid", "Dewi Lestari, S.T., M.T.", Role.KABID, "Kepala Bidang Penyelenggaraan e-Government",
             rank="Pembina, IV/a"),
    Official("kadis", "Ir. Bambang Susilo, M.Si.", Role.KADIS, "Kepala Dinas Komunikasi dan Informatika",
             Capacity.PLT, "Pembina Tingkat I, IV/b", "Surat Perintah Pelaksana Tugas (contoh)"),
    Official("tim1", "Andi Saputra, A.Md.", Role.TIM, "Staf Tim Data Center", rank="Pengatur, II/c"),
    Official("tim2", "Sri Wahyuni, S.T.", Role.TIM, "Staf Tim Data Center"),
)  # fmt: skip
"""Made-up people. They have no NIP: a personal number does not belong into an example."""


class DemoRound:
    """One round with its officials and its clock."""

    def __init__(
        self, store: Store, office: Office, calendar: WorkingCalendar, clock: TrainingClock, round_id: str,
        say: Callable[[str], None],
    ) -> None:  # fmt: skip
        """Take the round; `say` gets a sentence for each step."""
        self._store, self._office, self._calendar, self._clock = store, office, calendar, clock
        self._id, self._say = round_id, say

    def dispose(self) -> Round:
        """Walk steps 1 to 5: from the drafted plan to the appointed team."""
        officers = tuple(person for person in DEMO_PEOPLE if person.role is Role.TIM)
        self._decide("kasi", "submit", working_days=1)
        self._decide("kabid", "forward", working_days=1)
        self._decide("kadis", "dispose", reason="Laksanakan sesuai rencana dan laporkan hasilnya.", working_days=1)
        self._decide("kabid", "dispose", reason="Koordinasikan dengan OPD lokasi.", working_days=1)
        return self._decide("kasi", "appoint", officers=officers, reason="Ditunjuk sebagai pelaksana.", working_days=1)

    def open_window(self) -> None:
        """Move the clock into the window of the work plan."""
        work = self._store.rounds.get(self._id).work_plan
        self._clock.move_to(min(site.starts_at for site in work.sites) + timedelta(minutes=5))

    def visit_and_report(self) -> Round:
        """Walk steps 6 and 7: close every visit on site, then hand the report up."""
        round_ = self._store.rounds.get(self._id)
        for site in round_.work_plan.sites:
            self._write_down(site)
            self._decide("tim1", "finish-visit", site=site.site)
            self._decide("tim1", "acknowledge", site=site.site, signature=self._signature(site))
        self._override_gaps()
        return self._decide("tim1", "submit-report", working_days=1)

    def sign_off(self) -> Round:
        """Walk steps 8 to 11: checked, reported, reviewed, done."""
        self._decide("kasi", "accept", reason="Diperiksa dan sesuai.", working_days=1)
        self._decide("kabid", "accept", working_days=1)
        instruction = "Tindak lanjuti temuan sebelum putaran berikutnya."
        return self._decide("kadis", "accept-with-instructions", reason=instruction, working_days=1)

    def _decide(
        self, user: str, verb: str, *, reason: str = "", site: str | None = None, working_days: int = 0,
        officers: tuple[Official, ...] = (), signature: Signature | None = None,
    ) -> Round:  # fmt: skip
        self._pass_time(working_days)
        before = self._store.rounds.get(self._id)
        decision = Decision(
            verb, before.version, site=site, reason=reason, officers=officers, signature=signature,
            items=(reason,) if verb == "accept-with-instructions" else (),
        )  # fmt: skip
        after = record_decision(self._store, self._office, self._calendar, self._id, decision, user, self._clock.now())
        place = f" ({site})" if site else ""
        local = self._clock.now().astimezone(self._office.zone)
        self._say(f"{local:%d-%m-%Y %H.%M}  langkah {before.step:>2}  {user}: {verb}{place}")
        return after

    def _pass_time(self, working_days: int) -> None:
        """Move to the morning of the nth working day from now; a quarter of an hour for less than a day."""
        now = self._clock.now()
        if not working_days:
            self._clock.move_to(now + timedelta(minutes=15))
            return
        day = self._calendar.add_working_days(now.astimezone(self._office.zone).date(), working_days)
        self._clock.move_to(datetime.combine(day, time(9, 30), self._office.zone).astimezone(UTC))

    def _write_down(self, site: PlannedSite) -> None:
        round_ = self._store.rounds.get(self._id)
        now = self._clock.now()
        team = tuple(officer.name for officer in round_.officers)
        entries = tuple(
            ManualEntry(item.name, Status.OK, "sesuai", team[0], now, now, device.name if device else None)
            for item in round_.work_plan.manual
            for device in (site.devices if item.per_device else (None,))
        )
        record = VisitRecord(
            site=site.site,
            arrived_at=now,
            departed_at=now + timedelta(hours=1),
            officers=team,
            met=site.contact or site.opd,
            manual=entries,
            no_photos_reason="Demonstrasi tanpa kamera",
            actions=("Pembersihan debu dan perapian kabel",),
            config_changes="tanpa perubahan konfigurasi",
        )
        save_visit(self._store, self._office, self._id, record, "tim1", now)
        self._clock.move_to(now + timedelta(hours=1))

    def _signature(self, site: PlannedSite) -> Signature:
        name, _, post = (site.contact or f"Wakil {site.opd}").partition(", ")
        return Signature(name, post.split(",")[0] or site.opd, self._clock.now(), SignatureMethod.WET)

    def _override_gaps(self) -> None:
        """Let the section head answer for what is missing, item by item, as printed in the report."""
        for gap in open_gaps(self._store.dossiers.get(self._id)):
            before = self._store.rounds.get(self._id)
            decision = Decision("override-gap", before.version, reason="Diterima pada demonstrasi", items=(gap.key,))
            record_decision(self._store, self._office, self._calendar, self._id, decision, "kasi", self._clock.now())
            self._say(f"     kasi menerima kekurangan {gap.key}: {gap.what}")


def assign_demo_people(store: Store, at: datetime, office: Office) -> None:
    """Give the demo officials their posts; nothing changes where they have them."""
    since = at.astimezone(office.zone).date() - timedelta(days=30)
    held = {(a.official.user, a.official.role) for a in store.people.list()}
    for person in DEMO_PEOPLE:
        if (person.user, person.role) not in held:
            store.people.assign(Assignment(person, since), "demo", at)


def wait_until_recorded(store: Store, round_id: str, stop: threading.Event, *, limit_s: float) -> bool:
    """Wait until the daemon has recorded every planned device; False when it was stopped or took too long."""
    for _ in range(int(limit_s / 0.5)):
        if not store.records.unfinished(round_id):
            return True
        if stop.wait(0.5):
            return False
    return False
