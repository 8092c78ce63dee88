"""Choose the configuration that a device is compared with: its own of a good day, or that of a model device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.usecases.find_official import find_official
from netmaintd.usecases.reveal_backup import TRUSTED

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.office import Office
    from netmaintd.store.backups import Backup
    from netmaintd.store.connect import Store


def choose_baseline(store: Store, office: Office, device: str, number: int, user: str, at: datetime) -> Backup:
    """Return the stored configuration that is the baseline of a device from now on.

    Raises:
        DecisionNotAllowed: the user has no post for it.
        NotFound: no such configuration.
    """
    actor = find_official(store, office, user, at, TRUSTED)
    return store.backups.choose_baseline(device, number, actor.user, at)
