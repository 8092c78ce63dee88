"""All packs and waivers of an office together."""

from __future__ import annotations

from dataclasses import dataclass

from netmaintd.compliance.pack import Pack
from netmaintd.compliance.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What configurations are laid beside."""

    packs: tuple[Pack, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def concerning(self, lineage: tuple[str, ...], role: str) -> tuple[Pack, ...]:
        """Return the packs for a platform, named with all that it extends, in a role."""
        return tuple(pack for pack in self.packs if pack.concerns(lineage, role))
