"""Draft of a letter that hands a finding to a related SOP, with the figures of the rounds behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from netmaintd.documents.contexts.case import BLANK, Data
from netmaintd.documents.contexts.readings import check_title, reading, value
from netmaintd.documents.contexts.signers import person, unnamed
from netmaintd.documents.words import long_date
from netmaintd.model.office import Office
from netmaintd.model.people import Official
from netmaintd.model.results import CheckResult, Measurement, Referral

MOST_POINTS = 24
HEADING = "Konsep surat rujukan"


@dataclass(frozen=True, slots=True)
class Matter:
    """What a letter is about.

    Attributes:
        referral: the finding that is handed over.
        place: title of the location.
        agency: the agency at the location.
        result: the newest result of the check; None where only the finding is known.
        history: when, and what the check measured then, oldest first; one measurement of it.
        signer: the section head; None where the post is vacant.
    """

    referral: Referral
    place: str
    agency: str
    result: CheckResult | None
    history: tuple[tuple[datetime, Measurement], ...]
    signer: Official | None


def build(matter: Matter, office: Office, at: datetime) -> Data:
    """Return the data of the letter."""
    referral = matter.referral
    day = at.astimezone(office.zone).date()
    return {
        "kind": "surat-rujukan",
        "id": f"{referral.round_id}-rujukan",
        "heading": HEADING,
        "office": office.printed,
        "number": BLANK,
        "date": long_date(day),
        "day": [day.year, day.month, day.day],
        "round": {"id": referral.round_id, "title": "", "period": ""},
        "version": 1,
        "anchor": "",
        "code": "",
        "qr": "",
        "check": "",
        "subject": f"{_asked(referral.sop)}: {referral.device}, {matter.place}",
        "sop": referral.sop,
        "place": matter.place,
        "agency": matter.agency,
        "device": referral.device,
        "check_title": check_title(referral.check),
        "summary": referral.summary,
        "found_on": long_date(referral.opened_at.astimezone(office.zone).date()),
        "values": [reading(measured) for measured in matter.result.measurements] if matter.result else [],
        "limits": _limits(matter.result),
        "history": _history(matter, office),
        "signer": {**(person(matter.signer) if matter.signer else unnamed(f"Kepala {office.section}")), "at": ""},
    }


def _asked(sop: str) -> str:
    return sop.removeprefix("SOP ")


def _limits(result: CheckResult | None) -> list[str]:
    measured = result.measurements if result else ()
    return list(dict.fromkeys(one.threshold for one in measured if one.threshold))


def _history(matter: Matter, office: Office) -> Data:
    """Return the points of the graph with their words; empty where there are fewer than two numbers."""
    points = [(at, one) for at, one in matter.history if isinstance(one.value, int | float)][-MOST_POINTS:]
    if len(points) < 2:
        return {"name": "", "points": []}
    return {
        "name": f"{check_title(matter.referral.check)}: {points[-1][1].name}",
        "points": [
            {"day": f"{at.astimezone(office.zone):%d-%m-%Y}", "value": float(one.value or 0), "shown": value(one)}
            for at, one in points
        ],
    }
