"""What is recorded of a round, put together from its subjects."""

from __future__ import annotations

from netmaintd.store.attempts import Attempts
from netmaintd.store.examinations import Examinations
from netmaintd.store.findings import Findings
from netmaintd.store.repetitions import Repetitions
from netmaintd.store.site_results import SiteResults
from netmaintd.store.visits import Visits


class Records(Attempts, Examinations, Repetitions, SiteResults, Visits, Findings):
    """Attempts before the first byte, one transaction for a device, visits, and what was found."""
