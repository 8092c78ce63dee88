"""Nonsense for the API, made by schemathesis of its own description: nothing of it may be a fault of ours.

Half of the questions fit the description, half do not; most name a round that there is and say that they read
what there is to read, so that decisions are really made, in rounds that stand at every step. `make fuzz-api`
asks 20,000 of them; the tests ask a few, always the same.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.python.asgi import ASGIClient
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from netmaintd.model.accounts import Grant
from netmaintd.model.api_tokens import Scope
from netmaintd.model.documents import DocumentKind
from netmaintd.model.rounds import Round, Visit
from netmaintd.signoff.table import TRANSITIONS
from netmaintd.signoff.trail import enter
from netmaintd.usecases.document_to_read import document_to_read
from netmaintd.web.api.describe import described
from netmaintd.web.api.pace import Pace
from netmaintd.web.limits import Limits
from samples import NOW, examination, work_plan
from web_office import WebOffice

USERS = ("kasi", "kabid", "kadis", "tim1", "auditor")
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PORTION = 250
"""Questions of one kind in a go."""


class Patient(Limits):
    """Lets everybody fail for ever."""

    def take(self, user: str, address: str, at: datetime) -> timedelta:
        return timedelta()


@dataclass
class Office:
    """An office with rounds at every step, and tokens of everybody."""

    web: WebOffice
    opened: int = 0
    rounds: dict[int, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def round_at(self, step: int) -> Round:
        """Return a round that stands at a step, a new one where the last was decided away."""
        known = self.rounds.get(step)
        if known:
            round_ = self.web.store.rounds.get(known)
            if round_.version == 1:
                return round_
        return self._open(step)

    def _open(self, step: int) -> Round:
        self.opened += 1
        plan, at = work_plan(), NOW + timedelta(days=10, minutes=self.opened)
        visits = tuple(Visit(site.site, site.opd, at.date(), step=min(max(step, 6), 8)) for site in plan.sites)
        drafted = Round(
            f"uji-{step}-{self.opened}", "uji", "Uji", at, NOW, plan, visits=visits,
            officers=tuple(post for post in self.web.store.people.posts("tim2", NOW.date())),
        )  # fmt: skip
        round_ = enter(replace(drafted, step=min(step, 6)), min(step, 6), NOW, self.web.site.calendar)
        if step > 6:
            round_ = enter(replace(round_, step=step), step, NOW, self.web.site.calendar)
        store = self.web.store
        store.rounds.open(round_, "uji", NOW)
        kind = DocumentKind.RENCANA_KERJA if step < 6 else DocumentKind.LAPORAN_HASIL
        papers = [(DocumentKind.BERITA_ACARA, site.site) for site in plan.sites] if step == 7 else [(kind, None)]
        for kind, place in papers if step > 1 else ():
            store.documents.store(kind, round_.id, place, f"{place} {round_.id}".encode(), "uji", NOW)
        self.rounds[step] = round_.id
        return round_


@dataclass
class Tally:
    """How many questions were asked, how they were answered, and what was wrong."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return sum(self.statuses.values())

    @property
    def server_errors(self) -> int:
        return sum(number for status, number in self.statuses.items() if status >= 500)


def prepared(web: WebOffice) -> Office:
    """Return the office with something of everything in it."""
    office = Office(web)
    web.app.state.pace, web.app.state.token_limits = Pace(by_token=10**9, by_address=10**9), Patient()
    for user in USERS:
        web.account(user)
        office.tokens[user] = web.store.api_tokens.make(user, "uji", tuple(Scope), NOW + timedelta(days=9), user, NOW)
    web.store.accounts.set_grants("auditor", {Grant.AUDITOR}, "uji", NOW)
    for device in ("sw-a1", "sw-a2"):
        token = web.store.leases.claim(web.round_id, device, "uji", NOW, 60)
        assert token is not None
        web.store.records.record_examination(web.round_id, examination(device), token)
    return office


def fuzz(office: Office, cases: int, first: int = 0, tell: Callable[[str], object] = str) -> Tally:
    """Ask so many questions, the same ones for the same `first`, and tell how far it is."""
    tally = Tally()
    schema = schemathesis.openapi.from_dict(described(office.web.app))
    operations = [found.ok() for found in schema.get_all_operations()]
    chance = random.Random(first)
    with ASGIClient(office.web.app, "http://kantor.test") as client:
        for number, (operation, mode, some) in enumerate(_portions(operations, cases)):
            tell(f"{tally.asked} {operation.method} {operation.path} {mode}")
            _ask(office, client, tally, operation.as_strategy(generation_mode=mode), some, first + number, chance)
    return tally


def _portions(operations: list[Any], cases: int) -> Iterator[tuple[Any, GenerationMode, int]]:
    """Give every operation in turn, until there were so many questions."""
    kinds = [(one, mode) for one in operations for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)]
    # Each kind costs some time before its first question: of few questions not every kind has one.
    kinds = kinds[:: max(1, -(-len(kinds) // cases)) | 1]
    some = max(1, min(PORTION, cases // len(kinds)))
    for left in range(cases, 0, -some):
        operation, mode = kinds[(cases - left) // some % len(kinds)]
        yield operation, mode, min(some, left)


def _ask(
    office: Office, client: ASGIClient, tally: Tally, strategy: Any, some: int, number: int, chance: random.Random
) -> None:  # fmt: skip
    @seed(number)
    @settings(
        max_examples=some, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=strategy)
    def ask(case: Any) -> None:
        user = chance.choice(_made_real(office, case, chance))
        client.headers["Authorization"] = f"Bearer {office.tokens[user]}" if chance.random() < 0.98 else "Bearer nmt_x"
        where = f"{case.method} {case.formatted_path} as {user}"
        try:
            response = case.call(session=client, base_url="http://kantor.test", app=office.web.app)
        except Exception as fault:  # noqa: BLE001  what a handler let through is what is looked for
            tally.statuses[500] += 1
            tally.faults.append(f"{where}: {fault!r:.300} {case.body!r:.300}")
            return
        tally.statuses[response.status_code] += 1
        where = f"{where}: {response.status_code}"
        try:
            case.validate_response(response, checks=CHECKS)
        except FailureGroup as group:
            tally.faults += [f"{where} {one}"[:600] for one in group.exceptions]
        except AssertionError as fault:
            tally.faults.append(f"{where} {fault}"[:600])

    ask()


def _made_real(office: Office, case: Any, chance: random.Random) -> tuple[str, ...]:
    """Let most questions name a round that there is, and say what was read of it; return who asks them."""
    if "round_id" not in case.path_parameters or chance.random() < 0.1:
        return USERS
    verb = case.path.rpartition("/decisions/")[2] if "/decisions/" in case.path else ""
    if not verb:
        case.path_parameters["round_id"] = office.web.round_id
        return USERS
    row = chance.choice([row for row in TRANSITIONS if row.verb == verb])
    round_ = office.round_at(row.step)
    case.path_parameters["round_id"] = round_.id
    if not isinstance(case.body, dict) or chance.random() < 0.2:
        return USERS
    if "site" in case.body and chance.random() < 0.9:
        case.body["site"] = chance.choice(["a", "b"])
    if "officers" in case.body and chance.random() < 0.9:
        case.body["officers"] = chance.sample(["tim1", "tim2"], chance.choice([1, 2]))
    shown = document_to_read(office.web.store, round_, case.body.get("site") if row.per_visit else None)
    case.body["version"] = round_.version
    case.body["document_sha256"] = shown.sha256 if shown else None
    return tuple({"kasi": "kasi", "kabid": "kabid", "kadis": "kadis"}.get(role, "tim1") for role in row.roles)


def main() -> None:
    """Ask as many as the command line says, and print how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="another number, other questions")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        web = WebOffice(Path(folder), _drafted())
        tally = fuzz(prepared(web), chosen.cases, chosen.first, print)
        web.store.close()
    for fault in dict.fromkeys(tally.faults):
        print(fault)  # noqa: T201
    told = ", ".join(f"{status}: {number}" for status, number in sorted(tally.statuses.items()))
    print(f"{tally.asked} cases, {tally.server_errors} server errors, {len(tally.faults)} faults ({told})")  # noqa: T201
    sys.exit(1 if tally.faults else 0)


def _drafted() -> Round:
    plan = work_plan()
    visits = tuple(Visit(site.site, site.opd, NOW.date()) for site in plan.sites)
    return Round("triwulan-2026-12-03", "triwulan", "Triwulan", NOW + timedelta(days=10), NOW, plan, visits=visits)


if __name__ == "__main__":
    main()
