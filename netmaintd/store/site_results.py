"""The automatic half of one location as it stands now: read often while a team is on site, so nothing else is read."""

from __future__ import annotations

from sqlmodel import col, select

from netmaintd.model.dossier import DeviceRecord
from netmaintd.model.results import CheckResult, Outcome
from netmaintd.store.part import Part
from netmaintd.store.serialise import from_json
from netmaintd.store.tables import ExaminationRow, ResultRow


class SiteResults(Part):
    """Newest results of the devices of a location."""

    def results_at(self, round_id: str, site: str) -> dict[str, DeviceRecord]:
        """Return what is recorded of each examined device; what is not recorded yet is absent."""
        with self._database.read() as session:
            wanted = select(ExaminationRow).where(ExaminationRow.round_id == round_id, ExaminationRow.site == site)
            newest = {row.device: row for row in session.exec(wanted.order_by(col(ExaminationRow.nth)))}
            results: dict[str, list[CheckResult]] = {}
            of_site = select(ResultRow).where(ResultRow.round_id == round_id, col(ResultRow.device).in_(newest))
            for row in session.exec(of_site.order_by(col(ResultRow.id))):
                if row.nth == newest[row.device].nth:
                    results.setdefault(row.device, []).append(from_json(CheckResult, row.body))
        return {
            device: DeviceRecord(
                device, site, "", row.platform, Outcome(row.outcome), tuple(results.get(device, ())),
                examined_at=row.ended_at, repeated=max(row.nth - 1, 0),
            )
            for device, row in newest.items()
        }  # fmt: skip
