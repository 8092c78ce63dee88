"""Print the paper form of a location, or a blank one: nothing is stored but the code of the location's form."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from netmaintd.checks import registry
from netmaintd.documents.contexts.form import FormSheet
from netmaintd.documents.contexts.form_limits import limit_words
from netmaintd.documents.make_form import make_form
from netmaintd.errors import NotFound
from netmaintd.model.form_codes import BLANK_CODE
from netmaintd.model.rounds import PlannedDevice, PlannedSite, WorkPlan, WorkPlanItem

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.config.load import Configuration
    from netmaintd.model.dossier import DeviceRecord
    from netmaintd.model.plans import Plan
    from netmaintd.model.rounds import Round
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


def print_form(
    store: Store, configuration: Configuration, round_id: str, site: str, user: str, at: datetime, device: str = ""
) -> bytes:
    """Return the form of a location as PDF, with the automatic results that are there already.

    Args:
        device: only the sheet of this device; empty for all.

    Raises:
        NotFound: no such round, location or device.
        DocumentError: it could not be rendered.
    """
    round_ = store.rounds.get(round_id)
    planned = _only(_planned(round_, site), device)
    code = store.form_codes.of(round_id, site, user, at)
    sheet = FormSheet(
        at, round_.work_plan, planned, code, round_id, round_.officers,
        _recorded(store, round_id, planned), _limits(configuration, round_.plan, planned),
    )  # fmt: skip
    logger.info("form printed", extra={"round": round_id, "site": site, "device": device})
    return make_form(sheet, configuration.settings.office)


def print_blank_form(configuration: Configuration, plan: str, at: datetime) -> bytes:
    """Return a form that names neither round nor location, with all items of a plan.

    Args:
        plan: its name; empty for the first of the files.

    Raises:
        NotFound: there is no such plan.
        DocumentError: it could not be rendered.
    """
    chosen = configuration.plan(plan or next((one.name for one in configuration.plans), ""))
    checks = tuple(item.check for item in chosen.checks)
    site = PlannedSite("", "", "", "", None, None, at, at, (PlannedDevice("", "", "", "", checks),))
    limits = _limits(configuration, chosen.name, site)
    return make_form(FormSheet(at, _work_plan(chosen), site, BLANK_CODE, limits=limits), configuration.settings.office)


def _planned(round_: Round, site: str) -> PlannedSite:
    for planned in round_.work_plan.sites:
        if planned.site == site:
            return planned
    known = ", ".join(planned.site for planned in round_.work_plan.sites)
    raise NotFound(f"{round_.id} has no location {site!r}; there are: {known}")


def _only(planned: PlannedSite, device: str) -> PlannedSite:
    """Return a location with one of its devices, with all where none is named."""
    if not device:
        return planned
    found = tuple(one for one in planned.devices if one.name == device)
    if not found:
        raise NotFound(f"{planned.site} has no device {device!r}")
    return replace(planned, devices=found)


def _recorded(store: Store, round_id: str, planned: PlannedSite) -> dict[str, DeviceRecord]:
    names = {device.name for device in planned.devices}
    found = store.records.results_at(round_id, planned.site)
    return {name: record for name, record in found.items() if name in names}


def _limits(configuration: Configuration, plan: str, site: PlannedSite) -> dict[tuple[str, str], str]:
    """Return device and check to the limit in words; a plan that left the files lends no settings."""
    chosen = next((one for one in configuration.plans if one.name == plan), None)
    settings = {item.check: item.settings for item in chosen.checks} if chosen else {}
    own = {device.name: device.thresholds for device in configuration.inventory.devices}
    return {
        (device.name, check): limit_words(
            registry.build(check, settings.get(check), own.get(device.name, {}).get(check))
        )
        for device in site.devices
        for check in device.checks
        if check in registry.names()
    }


def _work_plan(plan: Plan) -> WorkPlan:
    """Return what a blank form says of a plan: its title, and the items that are looked at by hand."""
    items = tuple(WorkPlanItem(item.name, item.title, item.photos.value, item.per_device) for item in plan.manual)
    return WorkPlan(
        plan.name, plan.title, "", plan.time_zone, plan.purpose, (), (), (), plan.service_impact, (), items
    )  # fmt: skip
