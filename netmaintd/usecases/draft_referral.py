"""Draft the letter that hands a finding to a related SOP: the referral, its newest result, and the rounds before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.documents.contexts.referral_letter import Matter
from netmaintd.documents.make_letter import referral_letter
from netmaintd.model.people import Role

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.device_book import BookEntry
    from netmaintd.model.office import Office
    from netmaintd.model.people import Official
    from netmaintd.model.results import CheckResult, Measurement, Referral
    from netmaintd.store.connect import Store

History = tuple[tuple["datetime", "Measurement"], ...]


_ROUNDS = 40
"""Examinations over which the figures of a letter go."""


def draft_referral(store: Store, office: Office, referral_id: str, at: datetime) -> bytes:
    """Return the draft as a PDF.

    Raises:
        NotFound: there is no such referral.
        DocumentError: it could not be rendered.
    """
    referral = store.referrals.get(referral_id)
    entries = store.device_book.entries(referral.device, most=_ROUNDS)
    result = _newest(entries, referral)
    place, agency = _place(store, referral)
    matter = Matter(referral, place, agency, result, _history(entries, result), _section_head(store, office, at))
    return referral_letter(matter, office, at)


def _newest(entries: tuple[BookEntry, ...], referral: Referral) -> CheckResult | None:
    """Return the result of the round of the referral, which is what it speaks of."""
    results = (result for entry in entries if entry.round_id == referral.round_id for result in entry.results)
    return next((result for result in results if result.check == referral.check), None)


def _history(entries: tuple[BookEntry, ...], result: CheckResult | None) -> History:
    """Return over all rounds the measurement that is the worst of the result: the first with a threshold."""
    if result is None:
        return ()
    name = next((one.name for one in result.measurements if one.threshold), "")
    found = [
        (entry.examined_at, measured)
        for entry in entries
        for known in entry.results
        if known.check == result.check
        for measured in known.measurements
        if measured.name == name
    ]
    return tuple(sorted(found, key=lambda point: point[0]))


def _place(store: Store, referral: Referral) -> tuple[str, str]:
    """Return title and agency of the location where the device stood in that round."""
    sites = store.rounds.get(referral.round_id).work_plan.sites
    names = {device.name: site for site in sites for device in site.devices} | {site.site: site for site in sites}
    site = names.get(referral.device)
    return (site.title, site.opd) if site else ("–", "–")


def _section_head(store: Store, office: Office, at: datetime) -> Official | None:
    today = at.astimezone(office.zone).date()
    posts = (one.official for one in store.people.list() if one.holds_on(today))
    return next((post for post in posts if post.role is Role.KASI), None)
