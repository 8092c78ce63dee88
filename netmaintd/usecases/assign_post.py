"""Give a person a post. An implausible NIP warns and never blocks; a malformed one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.errors import ConfigError
from netmaintd.model.nip import doubts

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.people import Assignment
    from netmaintd.store.connect import Store


def assign_post(store: Store, assignment: Assignment, actor: str, at: datetime) -> tuple[str, ...]:
    """Record an assignment and return what is doubtful about it.

    Raises:
        ConfigError: the NIP is not one, or the time of the post ends before it begins.
    """
    official = assignment.official
    if assignment.until is not None and assignment.until < assignment.since:
        raise ConfigError(f"{official.user}: the post ends ({assignment.until}) before it begins ({assignment.since})")
    if official.nip is not None and not (len(official.nip) == 18 and official.nip.isdigit()):
        raise ConfigError(f"{official.user}: a NIP has 18 digits; leave it out for people who have none")
    store.people.assign(assignment, actor, at)
    return doubts(official.nip, assignment.since) if official.nip else ()
