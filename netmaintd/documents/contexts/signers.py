"""People on paper: names as in a table, signature blocks, and which decisions still stand.

A decision stands until its step, or an earlier one, is entered anew: what was approved before a plan went
back is not printed as approval of the plan that came after.
"""

from __future__ import annotations

from netmaintd.documents.contexts.case import BLANK, Case, Data
from netmaintd.documents.words import nip
from netmaintd.model.people import Official
from netmaintd.model.rounds import Round, StepEntry


def person(official: Official) -> Data:
    """Return a person as printed; `post` is the heading of a signature block: `Plt. KEPALA DINAS`."""
    return {
        "title": f"{official.capacity.prefix}{official.title}",
        "post": f"{official.capacity.prefix}{official.title.upper()}",
        "name": official.name,
        "rank": official.rank or "",
        "nip": nip(official.nip),
    }


def unnamed(title: str) -> Data:
    """Return the block of somebody who is not known yet."""
    return {"title": title, "post": title.upper(), "name": BLANK, "rank": "", "nip": BLANK}


def standing(round_: Round, step: int, verbs: tuple[str, ...]) -> StepEntry | None:
    """Return the decision that left a step of the round and still stands, None when there is none."""
    newest = None
    for entry in round_.trail:
        if entry.site is not None or entry.step > step:
            continue
        if entry.step == step and entry.left_at and entry.by and entry.verb in verbs:
            newest = entry
        elif entry.due_on is not None:  # a stay with its own clock, not a note beside one
            newest = None
    return newest


def signer(case: Case, entry: StepEntry | None, title: str) -> Data:
    """Return the block of who decided, with the moment of the act in the application; blanks before it."""
    if entry is None or entry.by is None:
        return {**unnamed(title), "at": ""}
    return {**person(entry.by), "at": case.moment(entry.left_at)}


def by_hand(entry: StepEntry | None, title: str) -> Data:
    """Return the block of who signs on paper: his act in the application concerned another document."""
    who = person(entry.by) if entry and entry.by else unnamed(title)
    return {**who, "at": ""}


def present(case: Case, names: tuple[str, ...]) -> list[Data]:
    """Return those who were at a location; the appointed team where nobody was written down."""
    appointed = {officer.name: officer for officer in case.round.officers}
    if not names:
        return [person(officer) for officer in case.round.officers]
    return [person(appointed[n]) if n in appointed else {**unnamed("–"), "name": n, "nip": "–"} for n in names]


def name_of(round_: Round, user: str) -> str:
    """Return the name of somebody who had a part in a round; the user name of anybody else."""
    people = (*round_.officers, *(entry.by for entry in round_.trail if entry.by))
    return next((official.name for official in people if official.user == user), user)
