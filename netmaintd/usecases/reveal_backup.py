"""Show a stored configuration with every secret in it: to one of the office's people, who is named for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.model.people import Role
from netmaintd.usecases.find_official import find_official

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.office import Office
    from netmaintd.store.connect import Store

TRUSTED = (Role.TIM, Role.KASI)


def reveal_backup(store: Store, office: Office, number: int, user: str, at: datetime) -> bytes:
    """Return the bytes as the device sent them, after an audit row says who asked.

    Raises:
        DecisionNotAllowed: the user has no post for it.
        NotFound: no such configuration.
    """
    actor = find_official(store, office, user, at, TRUSTED)
    return store.backups.reveal(number, actor.user, at)
