"""Who may open which page: every route has a row, and one without a row does not start.

Roles come from the posts that somebody holds today, grants from his account. What may be decided in which state
is the table of the SOP's (`signoff/table.py`), asked by the use case once more; here stands who gets as far.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.model.accounts import Grant
from netmaintd.model.people import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netmaintd.web.visitor import Visitor

Who = Role | Grant


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may ask for a route.

    Attributes:
        who: one of these roles or grants is needed; empty: everybody who is logged in.
        public: also those who are not logged in.
        fresh: also those who must set their own password first.
    """

    who: frozenset[Who] = frozenset()
    public: bool = False
    fresh: bool = False

    def lets(self, visitor: Visitor | None) -> bool:
        """Whether somebody gets in."""
        if self.public:
            return True
        if visitor is None or (visitor.account.must_change and not self.fresh):
            return False
        return not self.who or bool(self.who & (visitor.roles | visitor.account.grants))


PUBLIC = Rule(public=True)
EVERYBODY = Rule()
FRESH = Rule(fresh=True)


def only(*who: Who) -> Rule:
    """Return a rule for some roles and grants."""
    return Rule(frozenset(who))


OFFICIALS = only(Role.KASI, Role.KABID, Role.KADIS, Role.TIM)
READERS = only(Role.KASI, Role.KABID, Role.KADIS, Role.TIM, Grant.AUDITOR)

RULES: dict[str, Rule] = {
    "static": PUBLIC,
    "login_page": PUBLIC,
    "log_in": PUBLIC,
    "log_out": FRESH,
    "password_page": FRESH,
    "change_password": FRESH,
    "inbox": EVERYBODY,
    "rounds": READERS,
    "round": READERS,
    "decision_page": OFFICIALS,
    "decide": OFFICIALS,
    "document": READERS,
    "devices": READERS,
    "device": READERS,
    "evidence": only(Role.KASI, Role.TIM, Grant.AUDITOR),
}
"""Name of a route to its rule."""


def unruled(names: Iterable[str]) -> tuple[str, ...]:
    """Return the routes that have no row, and the rows that have no route, by name."""
    known = set(names)
    return tuple(sorted(known.symmetric_difference(RULES)))
