"""Open the store: folder, database, blobs, and every subject on them."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from netmaintd.errors import NetmaintdError, StoreError
from netmaintd.store import schema
from netmaintd.store.accounts import Accounts
from netmaintd.store.api_tokens import ApiTokens
from netmaintd.store.audit import Audit
from netmaintd.store.backups import Backups
from netmaintd.store.blobs import Blobs
from netmaintd.store.control import Control
from netmaintd.store.device_book import DeviceBook
from netmaintd.store.documents import Documents
from netmaintd.store.dossiers import Dossiers
from netmaintd.store.form_codes import FormCodes
from netmaintd.store.host_keys import HostKeys
from netmaintd.store.leases import Leases
from netmaintd.store.listed import Listed
from netmaintd.store.listed_results import ListedResults
from netmaintd.store.lock import lock_daemon
from netmaintd.store.logins import Logins
from netmaintd.store.numbers import Numbers
from netmaintd.store.people import People
from netmaintd.store.problems import Problems
from netmaintd.store.progress import Progress
from netmaintd.store.records import Records
from netmaintd.store.referrals import Referrals
from netmaintd.store.register import Register
from netmaintd.store.round_heads import RoundHeads
from netmaintd.store.rounds import Rounds
from netmaintd.store.session import Database
from netmaintd.store.signed_copies import SignedCopies
from netmaintd.store.site_book import SiteBook
from netmaintd.store.slots import Slots
from netmaintd.store.summaries import Summaries
from netmaintd.store.verify import StoreReport, verify_all
from netmaintd.store.witness_links import WitnessLinks
from netmaintd.store.work_plans import WorkPlans

__all__ = ["Store", "StoreReport", "lock_daemon", "open_store"]


class Store:
    """Everything that is recorded, by subject."""

    def __init__(self, database: Database, blobs: Blobs) -> None:
        """Put the subjects beside one another."""
        self._database, self._blobs = database, blobs
        self.accounts = Accounts(database, blobs)
        self.api_tokens = ApiTokens(database, blobs)
        self.audit = Audit(database)
        self.backups = Backups(database, blobs)
        self.control = Control(database)
        self.device_book = DeviceBook(database, blobs)
        self.documents = Documents(database, blobs)
        self.dossiers = Dossiers(database, blobs)
        self.form_codes = FormCodes(database, blobs)
        self.host_keys = HostKeys(database)
        self.leases = Leases(database)
        self.listed = Listed(database, blobs)
        self.listed_results = ListedResults(database, blobs)
        self.logins = Logins(database, blobs)
        self.numbers = Numbers(database, blobs)
        self.people = People(database)
        self.problems = Problems(database, blobs)
        self.progress = Progress(database, blobs)
        self.records = Records(database, blobs)
        self.referrals = Referrals(database, blobs)
        self.register = Register(database, blobs)
        self.round_heads = RoundHeads(database, blobs)
        self.rounds = Rounds(database)
        self.site_book = SiteBook(database, blobs)
        self.signed_copies = SignedCopies(database, blobs)
        self.slots = Slots(database)
        self.summaries = Summaries(database, blobs)
        self.witness_links = WitnessLinks(database, blobs)
        self.work_plans = WorkPlans(database, blobs)

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()

    def schema_version(self) -> str:
        """Return the schema version of the database."""
        return schema.current_version(self._database) or "none"

    def verify_all(self) -> StoreReport:
        """Verify the audit chain, every record against its seal there, and every stored byte."""
        return verify_all(self._database, self._blobs)


def open_store(url: str, state: Path, key: bytes, *, create: bool = False) -> Store:
    """Open the store of a state folder.

    Args:
        url: SQLAlchemy URL; empty for `netmaintd.sqlite` in the state folder.
        state: folder of evidence, and of the database where `url` is empty; nobody else may read it.
        key: 32 bytes for encryption at rest.
        create: bring the database to the newest schema first.

    Raises:
        SchemaMismatch: the database has another schema and `create` is False, or is newer than this program.
        IntegrityBroken: the evidence there was written with another key.
        StoreError: folder or database cannot be used.
    """
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        state.chmod(0o700)
    except OSError as error:
        raise StoreError(f"the state folder {state} cannot be used: {error.strerror}") from error
    blobs = Blobs(state / "blobs", key)
    database = Database(url or f"sqlite:///{state / 'netmaintd.sqlite'}")
    try:
        if create:
            schema.upgrade(database)
        schema.require_newest(database)
    except NetmaintdError:
        database.close()
        raise
    return Store(database, blobs)
