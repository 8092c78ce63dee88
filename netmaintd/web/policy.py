"""Who may open which page: every route has a row, and one without a row does not start.

Roles come from the posts that somebody holds today, grants from his account. What may be decided in which state
is the table of the SOP's (`signoff/table.py`), asked by the use case once more; here stands who gets as far.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netmaintd.model.accounts import Grant
from netmaintd.model.api_tokens import Scope
from netmaintd.model.people import Role
from netmaintd.signoff.table import TRANSITIONS
from netmaintd.web.ownership import of_the_agency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fastapi import Request

    from netmaintd.web.visitor import Visitor

Who = Role | Grant


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may ask for a route.

    Attributes:
        who: one of these roles or grants is needed; empty: everybody who is logged in.
        public: also those who are not logged in.
        fresh: also those who must first set their own password or a second step.
        when: all of these must hold as well: whose a thing is (`ownership.py`), or in which state.
        scopes: a token of the API needs one of these; empty: no token gets in.
    """

    who: frozenset[Who] = frozenset()
    public: bool = False
    fresh: bool = False
    when: tuple[Callable[[Request, Visitor], bool], ...] = ()
    scopes: frozenset[Scope] = frozenset()

    def knows(self, visitor: Visitor) -> bool:
        """Whether somebody has one of the roles or grants, whatever it is that he asks for."""
        return not self.who or bool(self.who & (visitor.roles | visitor.account.grants))

    def lets(self, visitor: Visitor | None, request: Request) -> bool:
        """Whether somebody gets in; the conditions are asked last, with a visitor who has one of the roles."""
        if self.public:
            return True
        if visitor is None or (visitor.owes and not self.fresh):
            return False
        if visitor.scopes is not None and self.scopes.isdisjoint(visitor.scopes):
            return False
        return self.knows(visitor) and all(holds(request, visitor) for holds in self.when)


PUBLIC = Rule(public=True)
EVERYBODY = Rule()
FRESH = Rule(fresh=True)


def only(*who: Who, when: tuple[Callable[[Request, Visitor], bool], ...] = ()) -> Rule:
    """Return a rule for some roles and grants, perhaps only for what is theirs."""
    return Rule(frozenset(who), when=when)


def by_token(rule: Rule, *scopes: Scope) -> Rule:
    """Return a rule that lets in a token with one of the scopes as well, for its owner."""
    return replace(rule, scopes=frozenset(scopes))


OFFICIALS = only(Role.KASI, Role.KABID, Role.KADIS, Role.TIM)
ADMINS = only(Grant.ADMIN)
READERS = only(Role.KASI, Role.KABID, Role.KADIS, Role.TIM, Grant.AUDITOR)

WRITERS = only(Role.KASI, Role.TIM)
"""Of visits; of the team only who is appointed for the round, which the use case knows."""

DECIDED_BY = {
    verb: frozenset(role for row in TRANSITIONS if row.verb == verb for role in row.roles) - {Role.OPD}
    for verb in {row.verb for row in TRANSITIONS}
}
"""Verb to those who may decide it at one step or another; agencies sign on a page, not by a program."""
CALLERS = frozenset({Role.KASI, Role.TIM})
"""Who reads the telephone numbers of people at locations: those who call before they go there."""

KEEPERS = only(Role.KASI, Role.KABID)
"""Of the register of numbers."""

RULES: dict[str, Rule] = {
    "static": PUBLIC,
    "choose_language": PUBLIC,
    "login_page": PUBLIC,
    "log_in": PUBLIC,
    "log_in_with_code": PUBLIC,
    "to_provider": PUBLIC,
    "from_provider": PUBLIC,
    "document_page": READERS,
    "number_document": KEEPERS,
    "give_number": KEEPERS,
    "cancel_number": KEEPERS,
    "issue_again": KEEPERS,
    "verification": PUBLIC,
    "verified": PUBLIC,
    "verify_file": PUBLIC,
    "log_out": FRESH,
    "own_account": FRESH,
    "password_page": FRESH,
    "change_password": FRESH,
    "code_page": FRESH,
    "codes_on": FRESH,
    "codes_off": FRESH,
    "own_sessions": FRESH,
    "end_own_sessions": FRESH,
    "inbox": EVERYBODY,
    "rounds": READERS,
    "round": READERS,
    "round_progress": READERS,
    "decision_page": OFFICIALS,
    "decide": OFFICIALS,
    "completeness": READERS,
    "ask_again": WRITERS,
    "document": READERS,
    "signing_page": READERS,
    "signed_copy": READERS,
    "sign": OFFICIALS,
    "bring_copy": OFFICIALS,
    "scan_page": OFFICIALS,
    "send_scan": OFFICIALS,
    "referral_letter": READERS,
    "word_draft": READERS,
    "bundle": READERS,
    "devices": READERS,
    "device": READERS,
    "configurations": READERS,
    "config_difference": READERS,
    "configuration": READERS,
    "places": READERS,
    "place": READERS,
    "findings": READERS,
    "finding": READERS,
    "close_finding": only(Role.KASI),
    "referrals": READERS,
    "referral": READERS,
    "follow_referral": only(Role.KASI),
    "register": READERS,
    "summary": READERS,
    "search": READERS,
    "person": READERS,
    "accounts": ADMINS,
    "make_account": ADMINS,
    "account": ADMINS,
    "new_password": ADMINS,
    "shut_account": ADMINS,
    "reopen_account": ADMINS,
    "set_grants": ADMINS,
    "no_codes": ADMINS,
    "end_sessions": ADMINS,
    "posts": ADMINS,
    "post_form": ADMINS,
    "give_post": ADMINS,
    "end_post": ADMINS,
    "worker": PUBLIC,
    "witness_link": PUBLIC,
    "witness_link_paper": PUBLIC,
    "sign_by_witness_link": PUBLIC,
    "witness": only(Role.TIM, Role.KASI, Role.OPD, when=(of_the_agency,)),
    "minutes_paper": only(Role.TIM, Role.KASI, Role.OPD, when=(of_the_agency,)),
    "sign_as_witness": only(Role.TIM, Role.OPD, when=(of_the_agency,)),
    "sign_on_paper": only(Role.TIM),
    "bring_sheet": WRITERS,
    "renew_minutes": WRITERS,
    "make_witness_link": WRITERS,
    "revoke_witness_link": WRITERS,
    "visits": READERS,
    "visit": READERS,
    "visit_results": READERS,
    "photos": READERS,
    "picture": READERS,
    "write_visit": WRITERS,
    "add_photo": WRITERS,
    "set_aside": WRITERS,
    "add_scan": WRITERS,
    "form_by_code": READERS,
    "blank_form": READERS,
    "form_paper": READERS,
    "form_entry": READERS,
    "enter_form_page": WRITERS,
    "evidence": only(Role.KASI, Role.TIM, Grant.AUDITOR),
    "own_tokens": EVERYBODY,
    "make_token": EVERYBODY,
    "revoke_token": EVERYBODY,
    "exports": READERS,
    "export_inventory": READERS,
    "export_documents": READERS,
    "export_findings": READERS,
    "export_results": READERS,
    "api_docs": EVERYBODY,
    "api_description": by_token(EVERYBODY, *Scope),
    "api_sites": by_token(READERS, Scope.INVENTORY),
    "api_devices": by_token(READERS, Scope.INVENTORY),
    "api_device": by_token(READERS, Scope.INVENTORY),
    "api_plans": by_token(READERS, Scope.INVENTORY),
    "api_rounds": by_token(READERS, Scope.ROUNDS),
    "api_round": by_token(READERS, Scope.ROUNDS),
    "api_gaps": by_token(READERS, Scope.ROUNDS),
    "api_results": by_token(READERS, Scope.RESULTS),
    "api_documents": by_token(READERS, Scope.DOCUMENTS),
    "api_document": by_token(READERS, Scope.DOCUMENTS),
    "api_findings": by_token(READERS, Scope.FINDINGS),
    "api_referrals": by_token(READERS, Scope.FINDINGS),
    # One route for each decision.
    **{f"api_{row.verb}": by_token(only(*DECIDED_BY[row.verb]), Scope.DECIDE) for row in TRANSITIONS},
    "plan_editor": only(Role.KASI),
    "save_plan": only(Role.KASI),
    "plan_preview": only(Role.KASI),
    "plan_versions": READERS,
    "plan_difference": READERS,
    "plan_version": READERS,
}
"""Name of a route to its rule."""


def unruled(names: Iterable[str]) -> tuple[str, ...]:
    """Return the routes that have no row, and the rows that have no route, by name."""
    known = set(names)
    return tuple(sorted(known.symmetric_difference(RULES)))
