"""`schedules/*.yaml`: one plan in each file, and the office calendar in `calendar.yaml`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
from cronsim import CronSim, CronSimError

from netmaintd.config.inventory_files import Known, settings_faults
from netmaintd.config.problems import Problems
from netmaintd.config.validate import unknown_name, validate
from netmaintd.config.yaml_file import KeyPath, YamlFile, read_yaml, yaml_files
from netmaintd.model.devices import Inventory
from netmaintd.model.plans import OfficeCalendar, Plan

CALENDAR = "calendar.yaml"


def read_plans(folder: Path, inventory: Inventory, known: Known, problems: Problems) -> tuple[Plan, ...]:
    """Return the usable plans; what is not usable stands among `problems`."""
    plans: dict[str, Plan] = {}
    if not folder.is_dir():
        problems.add(folder, (1, 1), "schedules", "no such folder; make it, or name another one in the settings")
    faulty = frozenset(problem.where for problem in problems.found)
    for path in yaml_files(folder):
        file = read_yaml(path, problems) if path.name != CALENDAR else None
        plan = validate(Plan, file.data, file, problems) if file else None
        if file is None or plan is None:
            continue
        if plan.name in plans:
            problems.add(
                path, file.place(("name",)), plan.name, "a plan of this name exists already; rename one of them"
            )
            continue
        _when(plan, file, problems)
        _what(plan, file, known, problems)
        _where(plan, file, inventory, known, faulty, problems)
        plans[plan.name] = plan
    return tuple(plans.values())


def read_calendar(folder: Path, problems: Problems) -> OfficeCalendar:
    """Return the office calendar; the published holidays alone when there is no file."""
    path = folder / CALENDAR
    file = read_yaml(path, problems) if path.exists() else None
    if file is None:
        return OfficeCalendar()
    calendar = validate(OfficeCalendar, file.data, file, problems) or OfficeCalendar()
    for part in ("extra", "removed"):
        days = [day.date for day in getattr(calendar, part)]
        for index, day in enumerate(days):
            if day in days[:index]:
                problems.add(path, file.place((part, index)), part, f"{day} stands here twice; remove one")
    extra = {day.date for day in calendar.extra}
    for index, removed in enumerate(calendar.removed):
        if removed.date in extra:
            what = f"{removed.date} stands under extra as well; keep one of the two"
            problems.add(path, file.place(("removed", index)), "removed", what)
    if calendar.country not in holidays.list_supported_countries():
        what = f'no holidays are known for country "{calendar.country}"; Indonesia is ID'
        problems.add(path, file.place(("country",)), "calendar", what)
    if not calendar.working_weekdays or not set(calendar.working_weekdays) <= set(range(1, 8)):
        place = file.place(("working_weekdays",))
        problems.add(path, place, "calendar", "working_weekdays: give ISO weekdays, 1 (Monday) to 7 (Sunday)")
    return calendar


def _when(plan: Plan, file: YamlFile, problems: Problems) -> None:
    if (plan.cron is None) == (plan.rule is None):
        problems.add(file.path, (1, 1), plan.name, "give exactly one of cron and rule")
    if plan.cron is not None:
        reason = _cron_fault(plan.cron)
        if reason:
            what = f'cron "{plan.cron}" is not usable: {reason}; five fields: minute hour day month weekday'
            problems.add(file.path, file.place(("cron",)), plan.name, what)
    if plan.rule is not None and (not plan.rule.months or not set(plan.rule.months) <= set(range(1, 13))):
        what = "rule.months: give months as 1 (January) to 12 (December); leave the key out for all"
        problems.add(file.path, file.place(("rule", "months")), plan.name, what)
    try:
        ZoneInfo(plan.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        what = f'no time zone "{plan.time_zone}"; write it as Asia/Jakarta'
        problems.add(file.path, file.place(("time_zone",)), plan.name, what)
    if plan.window.start == plan.window.end:
        what = "window begins and ends at the same time; an end before the start means the next morning"
        problems.add(file.path, file.place(("window",)), plan.name, what)
    if not plan.window.days or not set(plan.window.days) <= set(range(1, 8)):
        what = "window.days: give ISO weekdays, 1 (Monday) to 7 (Sunday)"
        problems.add(file.path, file.place(("window", "days")), plan.name, what)


def _cron_fault(cron: str) -> str:
    """Return why a cron line is not usable, empty when it is."""
    # CronSim reads a sixth field as seconds.
    if len(cron.split()) != 5:
        return "Wrong number of fields"
    try:
        next(CronSim(cron, datetime(2026, 1, 1)))  # noqa: DTZ001  only whether it ever comes
    except (CronSimError, StopIteration) as error:
        return str(error) or "it never comes"
    return ""


def _what(plan: Plan, file: YamlFile, known: Known, problems: Problems) -> None:
    seen: set[str] = set()
    for index, item in enumerate(plan.checks):
        at: KeyPath = ("checks", index)
        if item.check not in known.checks:
            problems.add(
                file.path, file.place((*at, "check")), plan.name, unknown_name("check", item.check, known.checks)
            )
            continue
        if item.check in seen:
            problems.add(file.path, file.place((*at, "check")), plan.name, f'check "{item.check}" stands here twice')
        seen.add(item.check)
        for key, what in settings_faults(known.settings_model(item.check), item.settings):
            problems.add(file.path, file.place((*at, "settings", *key)), plan.name, f"{item.check}: {what}")
    names = [item.name for item in plan.manual]
    for index, name in enumerate(names):
        if name in names[:index]:
            problems.add(
                file.path, file.place(("manual", index, "name")), plan.name, f'manual item "{name}" stands here twice'
            )


def _where(
    plan: Plan, file: YamlFile, inventory: Inventory, known: Known, faulty: frozenset[str], problems: Problems
) -> None:
    """Check the selector. What names an entry that is itself at fault, or may mean one, is not held against it."""
    chosen = plan.devices
    names = {
        "sites": {site.name for site in inventory.sites},
        "devices": {device.name for device in inventory.devices},
        "exclude": {device.name for device in inventory.devices},
        "roles": {device.role for device in inventory.devices},
        "tags": {tag for device in inventory.devices for tag in device.tags},
        "platforms": {"auto", *known.platforms},
    }
    unsure = {"roles", "tags"} if faulty else set()
    if "file" in faulty:
        unsure = names.keys() - {"platforms"}
    for part in names.keys() - unsure:
        for index, name in enumerate(getattr(chosen, part)):
            if name not in names[part] and name not in faulty:
                what = unknown_name(part.rstrip("s") if part != "exclude" else "device", name, names[part])
                problems.add(file.path, file.place(("devices", part, index)), plan.name, what)
    if (
        not faulty
        and inventory.devices
        and not any(device.enabled and chosen.chooses(device) for device in inventory.devices)
    ):
        problems.add(file.path, file.place(("devices",)), plan.name, "chooses no device of the inventory; widen it")
