"""Decide about exactly what was read: the hash of the document is asked for wherever there is a document."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from netmaintd.errors import DecisionNotAllowed, NotFound, StaleDecision
from netmaintd.model.people import Role
from netmaintd.signoff.papers import papers_of
from netmaintd.usecases.document_to_read import document_to_read
from netmaintd.usecases.record_decision import record_decision

if TYPE_CHECKING:
    from datetime import date, datetime

    from netmaintd.model.office import Office
    from netmaintd.model.people import Official
    from netmaintd.model.rounds import Decision, Round, Signature
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store


def decide_as_read(
    store: Store, office: Office, calendar: WorkingCalendar, round_id: str, decision: Decision, user: str, at: datetime
) -> Round:
    """Return the round after a decision.

    Raises:
        DecisionNotAllowed: wrong role or step, something is missing; the message says what is allowed.
        StaleDecision: the round or the document is not the one that was read.
        NotFound: no such round or person.
    """
    before = store.rounds.get(round_id)
    newest = document_to_read(store, before, decision.site)
    if decision.document_sha256 != (newest.sha256 if newest else None):
        raise StaleDecision("the document is not the version that was read; read it again and decide then")
    if decision.signature is not None and newest is not None:
        _signed_since(decision.signature, newest.issued_at.astimezone(office.zone).date(), at, office)
    if any(visit.site == decision.site for visit in before.visits) and papers_of(before, decision):
        # The trail names the paper that the decision brings forth; the signature names the one that was read.
        decision = dataclasses.replace(decision, document_sha256=None)
    return record_decision(store, office, calendar, round_id, decision, user, at)


def _signed_since(signature: Signature, issued_on: date, at: datetime, office: Office) -> None:
    day = signature.signed_on
    if day is not None and not issued_on <= day <= at.astimezone(office.zone).date():
        raise DecisionNotAllowed(f"signed on {day}, but the sheet exists only from {issued_on} to today")


def team_member(store: Store, office: Office, user: str, at: datetime) -> Official:
    """Return a person in the post of the team that he holds on that day; NotFound, by his name, when he holds none."""
    day = at.astimezone(office.zone).date()
    for post in store.people.posts(user, day):
        if post.role is Role.TIM:
            return post
    raise NotFound(user)
