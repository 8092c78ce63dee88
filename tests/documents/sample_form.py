"""Paper forms of the sample office: a short one, one of forty devices, a blank one.

Also the way to look at them: `python tests/documents/sample_form.py FOLDER` writes each in A4 and F4.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from netmaintd.checks import registry
from netmaintd.documents.contexts.form import FormSheet
from netmaintd.documents.contexts.form_limits import limit_words
from netmaintd.documents.make_form import make_form
from netmaintd.model.form_codes import BLANK_CODE
from netmaintd.model.office import PageSize
from netmaintd.model.rounds import PlannedDevice, PlannedSite
from sample_dossier import ISSUED, OFFICE, sample_dossier
from sample_pictures import ARMS

CODE = "K7QM-4ZT1"


def sample_sheet(*, recorded: bool = True) -> FormSheet:
    """Return the form of one location of the sample, perhaps before its devices were examined."""
    dossier = sample_dossier()
    site = dossier.round.work_plan.sites[0]
    records = {record.device: record for record in dossier.devices} if recorded else {}
    sheet = FormSheet(
        ISSUED, dossier.round.work_plan, site, CODE, dossier.round.id, dossier.round.officers, records
    )  # fmt: skip
    return replace(sheet, limits=limits(site))


def long_sheet(devices: int = 40) -> FormSheet:
    """Return a form of many devices, half of them examined."""
    sheet = sample_sheet()
    planned = tuple(replace(sheet.site.devices[0], name=f"sw-lt{number:02}") for number in range(devices))
    site = replace(sheet.site, devices=planned)
    record = sheet.records[sheet.site.devices[0].name]
    records = {device.name: replace(record, device=device.name) for device in planned[::2]}
    return replace(sheet, site=site, records=records, limits=limits(site))


def blank_sheet() -> FormSheet:
    """Return a form that names nothing."""
    sheet = sample_sheet(recorded=False)
    device = PlannedDevice("", "", "", "", sheet.site.devices[0].checks)
    site = PlannedSite("", "", "", "", None, None, ISSUED, ISSUED, (device,))
    return FormSheet(ISSUED, sheet.plan, site, BLANK_CODE, limits=limits(site))


def limits(site: PlannedSite) -> dict[tuple[str, str], str]:
    """Return the limits of all checks of a location with their own settings."""
    return {(one.name, check): limit_words(registry.build(check)) for one in site.devices for check in one.checks}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    arms = folder / "arms.svg"
    arms.write_bytes(ARMS)
    sheets = {"short": sample_sheet(), "empty": sample_sheet(recorded=False), "long": long_sheet(),
              "blank": blank_sheet()}  # fmt: skip
    for page in PageSize:
        for name, sheet in sheets.items():
            paper = OFFICE.model_copy(update={"page": page, "logo": str(arms)})
            (folder / f"formulir-{name}-{page.value}.pdf").write_bytes(make_form(sheet, paper))
