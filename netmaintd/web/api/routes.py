"""All subjects of the API, in the order in which it is described."""

from __future__ import annotations

from netmaintd.web.api.decisions import router as decisions
from netmaintd.web.api.describe import router as describe
from netmaintd.web.api.documents import router as documents
from netmaintd.web.api.findings import router as findings
from netmaintd.web.api.gaps import router as gaps
from netmaintd.web.api.inventory import router as inventory
from netmaintd.web.api.plans import router as plans
from netmaintd.web.api.results import router as results
from netmaintd.web.api.rounds import router as rounds

ROUTERS = (inventory, plans, rounds, gaps, results, documents, findings, decisions, describe)
