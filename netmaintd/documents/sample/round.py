"""The sample's round on its way: sent back once, disposed, carried out, reported."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from netmaintd.documents.sample.people import KABID, KADIS, KASI, OPENED, TEAM
from netmaintd.documents.sample.plan import work_plan
from netmaintd.model.rounds import Override, Round, RoundStatus, Signature, SignatureMethod, StepEntry, Visit


def _trail() -> tuple[StepEntry, ...]:
    down = (
        (1, "submit", KASI, "", 0), (2, "return", KABID, "Tambahkan narahubung Puskesmas.", 1),
        (1, "submit", KASI, "", 2), (2, "forward", KABID, "", 2),
        (3, "dispose", KADIS, "Laksanakan sesuai rencana dan laporkan hasilnya paling lambat akhir triwulan.", 3),
        (4, "dispose", KABID, "Koordinasikan dengan OPD lokasi sebelum berangkat.", 4),
        (5, "appoint", KASI, "Ditunjuk sebagai pelaksana.", 7),
    )  # fmt: skip
    entries, received = [], OPENED
    for step, verb, who, note, days in down:
        left = OPENED + timedelta(days=days, hours=2, minutes=5)
        due = (received + timedelta(days=1)).astimezone(UTC).date()
        entries.append(StepEntry(step, received, due, None, left, verb, who, note, "0" * 64))
        received = left
    for site in work_plan().sites:
        end = site.starts_at + timedelta(hours=2)
        entries.append(StepEntry(6, received, site.starts_at.date(), site.site, end, "finish-visit", TEAM[0]))
        entries.append(
            StepEntry(7, end, date(2026, 12, 4), site.site, end + timedelta(minutes=30), "acknowledge", TEAM[0])
        )
    last = datetime(2026, 12, 7, 3, tzinfo=UTC)
    return (*entries, StepEntry(7, last - timedelta(hours=1), date(2026, 12, 4), None, last, "submit-report", TEAM[0]))


def sample_round() -> Round:
    """Return the round at the moment the report goes up."""
    plan = work_plan()
    visits = []
    for site in plan.sites:
        at = site.starts_at + timedelta(hours=2, minutes=30)
        who, _, post = (site.contact or "Wakil OPD, Kepala Subbagian").partition(", ")
        absent = site.site == "dinkes"
        method = SignatureMethod.ABSENT if absent else SignatureMethod.WET
        note = "Kepala OPD dinas luar; berita acara disampaikan melalui surat" if absent else ""
        visits.append(Visit(site.site, site.opd, site.starts_at.date(), 8, "",
                            Signature(who, post.split(",")[0], at, method, note)))  # fmt: skip
    override = Override("paper:walikota/scan", "Pemindai rusak; formulir kertas disimpan di arsip seksi", KASI,
                        datetime(2026, 12, 7, 2, tzinfo=UTC))  # fmt: skip
    return Round(
        "triwulan-2026-12-03", "triwulan", plan.title, datetime(2026, 12, 3, 1, tzinfo=UTC), OPENED, plan, 8,
        RoundStatus.ACTIVE, 19, tuple(visits), _trail(), TEAM, (override,),
    )  # fmt: skip
