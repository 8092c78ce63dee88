"""What is stored of a device's configuration, read back to weigh a new one by."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmaintd.checks.config_acceptance import TOO_SHORT
from netmaintd.checks.running_config import running
from netmaintd.errors import StoreError

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.model.facts import Earlier, Facts
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoredConfig:
    """The last whole configuration from another round; `content` is None when it cannot be read back."""

    number: int
    taken_at: datetime
    sha256: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class KnownConfig:
    """What a new configuration of a device is weighed by.

    Attributes:
        doubted: what the device gave the last times that was not stored for being much too short.
        mask_key: without one no changed line is shown to anybody.
    """

    stored: StoredConfig | None = None
    doubted: tuple[bytes, ...] = ()
    mask_key: bytes = b""


def recall_config(
    store: Store, device: str, round_id: str | None, earlier: Earlier | None, mask_key: bytes = b""
) -> KnownConfig:
    """Return what is known; a configuration that cannot be decrypted or has another hash is known as such."""
    backup = store.backups.last(device, outside=round_id)
    stored = StoredConfig(backup.id, backup.taken_at, backup.sha256, _read(store, backup.id)) if backup else None
    same_round = (store.records.facts(round_id, device),) if round_id else ()
    readings = (*((earlier.facts,) if earlier else ()), *same_round)
    return KnownConfig(stored, tuple(text for facts in readings for text in _doubted(facts)), mask_key)


def _read(store: Store, number: int) -> bytes | None:
    try:
        return store.backups.content(number)
    except StoreError as error:
        logger.error("stored configuration cannot be read back", extra={"backup": number, "why": str(error)})
        return None


def _doubted(facts: Facts) -> tuple[bytes, ...]:
    text = running(facts)
    return (text.text,) if text and text.doubt == TOO_SHORT else ()
