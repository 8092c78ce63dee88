"""Check 14: is there room on flash and disk, so that an image of the system still fits."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import Check, CheckSettings
from netmaintd.checks.wording import percent, shown, size
from netmaintd.model.facts import Earlier, Facts, Storage
from netmaintd.model.results import CheckResult, Measurement, Status, worst

_RESERVED = 1.2
"""BSD keeps a reserve for the administrator, and tells of more than 100 % where that is used."""


class FlashSpaceSettings(CheckSettings):
    """Free ratios, the bytes that an image needs, and the names of what is not judged, with `*` for anything.

    What is not judged: what lives in memory, and images that are mounted for reading and therefore always full.
    """

    free_warning: float = Field(default=0.25, ge=0, le=1)
    free_critical: float = Field(default=0.1, ge=0, le=1)
    least_free_bytes: int = Field(default=0, ge=0)
    ignored: tuple[str, ...] = (
        "/run", "/run/*", "/dev", "*/shm", "/proc*", "/sys/*", "/sys", "*/tmp", "/var/volatile*", "*ram?disk*",
        "/snap/*", "/rom", "/rom/*", "/rofs*", "/lib/modules*", "/usr/lib/modules*", "/var/lib/docker/*", "/.mount/*",
        "/packages/*", "/mnt/pkg*", "*tmpfs*", "*devfs*", "*procfs*", "*squashfs*", "*iso9660*", "*cdrom*",
        "ramdisk*", "*loop[0-9]*", "*/md[0-9]*", "system:*", "tmpsys:*", "null:*", "xmodem:*", "ymodem:*", "tar:*",
        "cns:*", "revrcsf:*", "virtual memory", "swap*", "cached memory", "memory buffers",
    )  # fmt: skip

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.free_warning < self.free_critical:
            raise ValueError("free_warning must not lie below free_critical")
        return self


class FlashSpaceCheck(Check):
    """The fullest file system decides."""

    name = "flash-space"
    number = 14
    title = "Ruang flash dan penyimpanan"
    needs = (Storage,)
    optional = True
    Settings = FlashSpaceSettings
    settings: FlashSpaceSettings

    @classmethod
    def concerns(cls, facts: Facts) -> bool:
        """Whether the device tells of a file system."""
        return bool(facts.of(Storage))

    def judge(self, facts: Facts, _earlier: Earlier | None) -> CheckResult:
        """Judge every file system that can fill."""
        judged = [(self._status(s, free), free, s) for s in facts.of(Storage) if (free := self._free(s)) is not None]
        if not judged:
            return self.unknown("perangkat tidak menyebut penyimpanan yang dapat dinilai")
        status = worst(status for status, _, _ in judged)
        free, fullest = min(((free, s) for one, free, s in judged if one is status), key=lambda pair: pair[0])
        text = f"{shown(fullest.name) or 'Penyimpanan'} kosong {percent(free)}{_room(fullest)}"
        more = f" (terpenuh dari {len(judged)})" if len(judged) > 1 else ""
        measured = [Measurement(f"{shown(s.name)} kosong".strip(), f, "ratio", self._threshold) for _, f, s in judged]
        return self.result(status, text + more, *measured)

    def _free(self, storage: Storage) -> float | None:
        """Return the free ratio, None of what cannot fill or has no size."""
        name, used = shown(storage.name).casefold(), storage.used_ratio
        if not 0.0 <= used <= _RESERVED or storage.total_bytes == 0:
            return None
        return None if any(fnmatchcase(name, one) for one in self.settings.ignored) else round(max(0.0, 1 - used), 6)

    def _status(self, storage: Storage, free: float) -> Status:
        s, left = self.settings, _left(storage)
        if free < s.free_critical or (left is not None and left < s.least_free_bytes):
            return Status.CRITICAL
        return Status.WARNING if free <= s.free_warning else Status.OK

    @property
    def _threshold(self) -> str:
        s = self.settings
        least = f" atau < {size(s.least_free_bytes)}" if s.least_free_bytes else ""
        return f"perlu perhatian ≤ {percent(s.free_warning)} kosong, rusak < {percent(s.free_critical)}{least}"


def _left(storage: Storage) -> int | None:
    if storage.total_bytes is None or storage.used_bytes is None:
        return None
    return max(0, storage.total_bytes - storage.used_bytes)


def _room(storage: Storage) -> str:
    left = _left(storage)
    return f", {size(left)}" if left is not None else ""
