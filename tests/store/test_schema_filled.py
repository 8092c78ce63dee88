"""What a migration adds beside recorded rows is filled from them: an older office is found like a new one."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import text

from netmaintd.store import schema
from netmaintd.store.session import Database

FINDING = {
    "site": "a",
    "status": "critical",
    "state": "new",
    "since": "2026-01-02T03:04:05.000006Z",
    "summary": "panas",
}
REFERRAL = {"sop": "SOP", "device": "sw", "check": "cpu", "status": "terbuka", "opened_at": "2026-01-02T03:04:05Z"}


def test_findings_referrals_and_examinations_of_before_are_filled(url: str, tmp_path: Path) -> None:
    database = Database(url or f"sqlite:///{tmp_path / 'x.sqlite'}")
    schema.upgrade(database, "0005")
    with database.engine.begin() as connection:
        for number in (1, 2):
            values = {"id": f"r{number}", "at": f"2026-0{number}-01 00:00:00.000000"}
            connection.execute(text("INSERT INTO round VALUES (:id, 'p', :at, 1, 1, 'done', '{}')"), values)
            finding = json.dumps(FINDING)
            row = "INSERT INTO finding (round_id, device, \"check\", body) VALUES (:id, 'sw', 'cpu', :body)"
            connection.execute(text(row), {"id": values["id"], "body": finding})
            examined = (
                "INSERT INTO examination (round_id, device, nth, site, platform, outcome, started_at, ended_at,"
                " sessions, facts_sha256) VALUES (:id, 'sw', 1, 'a', 'p', 'ok', :at, :at, '[]', '')"
            )
            connection.execute(text(examined), values)
        connection.execute(text("INSERT INTO referral VALUES ('x', 'r1', :body)"), {"body": json.dumps(REFERRAL)})
        for check, status in (("cpu", "warning"), ("fans", "unknown"), ("memory", "ok")):
            result = (
                "INSERT INTO result (round_id, device, nth, \"check\", status, body) VALUES ('r1', 'sw', 1, :c, :s, '')"
            )
            connection.execute(text(result), {"c": check, "s": status})

    schema.upgrade(database)

    with database.read() as session:

        def rows(wanted: str) -> list[tuple[object, ...]]:
            return [tuple(row) for row in session.connection().execute(text(wanted))]

        assert rows("SELECT round_id, site, status, state, summary FROM finding ORDER BY id") == [
            ("r1", "a", "critical", "new", "panas"),
            ("r2", "a", "critical", "new", "panas"),
        ]
        assert rows("SELECT round_id FROM finding WHERE newest") == [("r2",)]
        assert rows('SELECT sop, device, "check", status FROM referral') == [("SOP", "sw", "cpu", "terbuka")]
        assert rows("SELECT round_id, status FROM examination ORDER BY id") == [("r1", "warning"), ("r2", "unknown")]
    database.close()
