"""The application: its routes, what every request passes, and how errors look."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from netmaintd.errors import NetmaintdError, NotFound
from netmaintd.web import (
    accounts,
    bundles,
    choose_language,
    completeness,
    decisions,
    device_config,
    devices,
    document_page,
    doors,
    exports,
    findings,
    forms,
    inbox,
    letters,
    login,
    own_account,
    papers,
    photos,
    posts,
    referrals,
    registers,
    rounds,
    scans,
    search,
    signing,
    sites,
    sso,
    tokens,
    verification,
    visits,
    witness,
    witness_links,
    witness_public,
    work_plan,
    work_plan_versions,
)
from netmaintd.web.api import routes as api
from netmaintd.web.api.entry import admit as admit_program
from netmaintd.web.api.pace import Pace
from netmaintd.web.api.problems import ROOT, invalid
from netmaintd.web.body_limit import let_finish, too_large
from netmaintd.web.denials import SAFE, Denials, tell_denial
from netmaintd.web.halfway import Tickets
from netmaintd.web.limits import Limits
from netmaintd.web.policy import unruled
from netmaintd.web.refusals import refused
from netmaintd.web.site import Site

logger = logging.getLogger(__name__)
STATIC = Path(__file__).parent / "static"


PAGES = (
    login, choose_language, sso, own_account, inbox, rounds, decisions, completeness,
    papers, document_page, signing, scans, letters, bundles, devices, device_config, sites, findings, referrals,
    registers, search,
    accounts, posts, visits, photos, forms, verification, witness, witness_links, witness_public,
    work_plan, work_plan_versions,
)  # fmt: skip
ROUTERS = (*(part.router for part in (*PAGES, tokens, exports)), *api.ROUTERS)
"""All pages and the API, by subject."""


def route_names() -> tuple[str, ...]:
    """Return the names of all routes, by which the policy knows them."""
    return ("static", *(route.name for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)))


class TurnedAway(Exception):
    """A request was refused before its handler; `answer` says so to its sender."""

    def __init__(self, answer: Response) -> None:
        """Take the answer."""
        super().__init__(answer.status_code)
        self.answer = answer


def create_app(site: Site) -> FastAPI:
    """Return the application.

    Raises:
        NetmaintdError: a route has no row in the policy, or a row no route.
    """
    app = FastAPI(title="netmaintd", docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(_enter)])
    app.state.site, app.state.limits = site, Limits()
    app.state.api_routes = [route for one in api.ROUTERS for route in one.routes if isinstance(route, APIRoute)]
    app.state.token_limits, app.state.pace = Limits(), Pace()
    app.state.verifying = Pace(by_address=verification.ASKED_A_MINUTE)
    app.state.denials = Denials()
    app.state.halfway, app.state.ways = Tickets(), Tickets()
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    wrong = unruled(route_names())
    if wrong:
        raise NetmaintdError(f"policy.py and the routes differ in: {', '.join(wrong)}")
    app.middleware("http")(_tell_browsers)
    app.exception_handler(TurnedAway)(lambda _request, error: error.answer)
    app.exception_handler(HTTPException)(lambda request, error: refused(request, error.status_code))
    app.exception_handler(RequestValidationError)(_unreadable)
    app.exception_handler(NotFound)(lambda request, _error: refused(request, 404))
    app.exception_handler(Exception)(_failed)
    return app


def _enter(request: Request) -> None:
    """Let a request reach its handler, or turn it away."""
    own_page = request.method in SAFE or doors.from_our_own_page(request)
    if request.url.path.startswith(ROOT):
        answer = admit_program(request, own_page=own_page)
        if answer is not None:
            raise TurnedAway(answer)
        return
    if not own_page:
        request.state.visitor = None
        raise TurnedAway(refused(request, 403))
    answer = doors.admit(request)
    if answer is not None:
        raise TurnedAway(answer)


async def _tell_browsers(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    if too_large(request):
        await let_finish(request)
        answer = refused(request, 413)
    else:
        answer = await go_on(request)
    if answer.status_code == 403:
        await run_in_threadpool(tell_denial, request)
    for name, value in doors.headers_for(request.url.path).items():
        answer.headers.setdefault(name, value)
    if request.url.path.startswith("/static/"):
        answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def _unreadable(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else ()
    return invalid(faults) if request.url.path.startswith(ROOT) else refused(request, 400)


def _failed(request: Request, error: Exception) -> Response:
    # One of three homes of a broad except: one web request must not stop the others.
    # Which page, not which address: the address of some is a secret.
    logger.error("a page failed", extra={"page": getattr(request.scope.get("route"), "path", "")}, exc_info=error)
    return refused(request, 500)
