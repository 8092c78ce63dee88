"""What people call things: titles of checks and manual items instead of the words of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.documents.contexts.readings import check_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from netmaintd.web.site import Site


def titles(site: Site) -> Callable[[str], str]:
    """Return a function from the name of a check, or of a manual item of the plans, to its title."""
    items = {item.name: item.title for plan in site.configuration().plans for item in plan.manual}
    return lambda name: items.get(name) or check_title(name)
