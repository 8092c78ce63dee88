"""The API under /api/v1, for programs: what the pages show, as JSON or CSV, and one endpoint for each decision.

What goes out is written for the outside, in models of its own beside each route: a field of `model/` may change
its name, one of these may not while the address says v1. Fields are added, never taken away.

A new subject is a file here with a `router`, its line in `ROUTERS`, and a row for each route in `web/policy.py`
with the scope that a token needs. A test asks every route as everybody, and schemathesis asks it nonsense.
"""
