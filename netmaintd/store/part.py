"""What every part of the store works with."""

from __future__ import annotations

from netmaintd.store.blobs import Blobs
from netmaintd.store.session import Database


class Part:
    """One subject of the store, on its database and blobs."""

    def __init__(self, database: Database, blobs: Blobs) -> None:
        """Use a database and its blobs."""
        self._database, self._blobs = database, blobs
