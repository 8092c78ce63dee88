"""Who was turned away, told to the audit chain.

Everybody who is logged in and gets a 403 is told of: each time he wanted to change something, and once a minute
for each page that he only wanted to read, so that nobody floods the chain by asking again. Strangers are not told
of there, for anybody can be one: the log counts them. Tokens of programs are told of where they are looked at.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from datetime import datetime, timedelta

from fastapi import Request

from netmaintd.web.site import site_of
from netmaintd.web.visitor import Visitor

logger = logging.getLogger(__name__)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ONCE_IN = timedelta(minutes=1)
_MOST = 10_000


class Denials:
    """Which refused readings were told of lately."""

    def __init__(self) -> None:
        """Nobody was turned away yet."""
        self._told: OrderedDict[tuple[str, str], datetime] = OrderedDict()
        self._lock = threading.Lock()

    def news(self, user: str, route: str, at: datetime) -> bool:
        """Whether this was not told of within the last minute; it then counts as told."""
        with self._lock:
            last = self._told.get((user, route))
            if last is not None and at - last < ONCE_IN:
                return False
            self._told[user, route] = at
            self._told.move_to_end((user, route))
            while len(self._told) > _MOST:
                self._told.popitem(last=False)
            return True


def tell_denial(request: Request) -> None:
    """Tell the audit chain of a request that was refused; called once for each."""
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    route = getattr(request.scope.get("route"), "name", "")
    if visitor is None:
        logger.info("stranger turned away", extra={"route": route})
        return
    site, denials = site_of(request), _denials(request)
    if visitor.scopes is None and (request.method not in SAFE or denials.news(visitor.user, route, site.now())):
        site.store.logins.turned_away(visitor.user, route, site.now())


def _denials(request: Request) -> Denials:
    denials: Denials = request.app.state.denials
    return denials
