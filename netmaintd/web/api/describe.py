"""The description of the API: OpenAPI for programs, and a plain page of the same for people."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response

from netmaintd.version import VERSION
from netmaintd.web.api.decisions import NotAllowedProblem, StaleProblem
from netmaintd.web.api.problems import Problem
from netmaintd.web.pages import render
from netmaintd.web.policy import RULES

router = APIRouter(prefix="/api/v1")
ABOUT = (
    "Inventaris, rencana, putaran, hasil, dokumen dan temuan untuk dibaca program, dan satu alamat untuk setiap "
    "keputusan. Waktu dalam UTC. Setiap daftar berhalaman: kirim `next` sebagai `cursor`. Kesalahan: RFC 9457."
)


@router.get("/openapi.json", name="api_description", include_in_schema=False)
def description(request: Request) -> Response:
    """Return the OpenAPI document."""
    return JSONResponse(described(request.app))


@router.get("/docs", name="api_docs", include_in_schema=False)
def docs(request: Request) -> Response:
    """Show what can be asked, and which scope each needs."""
    paths = described(request.app)["paths"]
    asked = [
        (method.upper(), path, told["description"], told["tags"][0], told["x-scopes"])
        for path, methods in paths.items()
        for method, told in methods.items()
    ]
    return render(request, "api_docs.html", asked=asked)


def described(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document, made from the routes themselves."""
    routes = [one for one in app.state.api_routes if one.include_in_schema]
    told = get_openapi(title="netmaintd", version=VERSION, description=ABOUT, routes=routes)
    schemas = told.setdefault("components", {}).setdefault("schemas", {})
    for model in (Problem, StaleProblem, NotAllowedProblem):
        schemas[model.__name__] = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= schemas[model.__name__].pop("$defs", {})
    told["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "Dibuat pemiliknya di /akun/token."}
    }
    told["security"] = [{"token": []}]
    for route in routes:
        for method in route.methods:
            told["paths"][route.path][method.lower()]["x-scopes"] = sorted(RULES[route.name].scopes)
    return told
