"""What the pages work with, put together once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fastapi import Request

from netmaintd.signoff.calendar import WorkingCalendar

if TYPE_CHECKING:
    from netmaintd.config.load import Configuration
    from netmaintd.model.office import Office
    from netmaintd.store.connect import Store
    from netmaintd.usecases.clock import Clock
    from netmaintd.usecases.masked_config import MaskedTexts


@dataclass(frozen=True)
class Site:
    """Store, files and clock. Credentials of devices are not among them."""

    store: Store
    configuration: Callable[[], Configuration]
    """What is at work now: inventory, plans, calendar."""
    clock: Clock
    masked: Callable[[str, str], str]
    """Platform and what a device said to the same text with every secret as a keyed tag."""
    configs: MaskedTexts
    """Stored configurations, masked."""

    @property
    def office(self) -> Office:
        """Letterhead, place, time zone."""
        return self.configuration().settings.office

    @property
    def calendar(self) -> WorkingCalendar:
        """The office's working days."""
        configuration = self.configuration()
        return WorkingCalendar(configuration.calendar, configuration.settings.office.zone)

    def now(self) -> datetime:
        """Return this moment, aware."""
        return self.clock.now()


def site_of(request: Request) -> Site:
    """Return the site of a request."""
    site: Site = request.app.state.site
    return site
