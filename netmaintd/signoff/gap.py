"""One thing that is missing before the report may go up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """One missing item. `where` and `what` are Indonesian: they are printed with the reason of an override.

    Attributes:
        key: stable name, unique within a round: `result:sw-1/cpu`.
        number: point 1 to 9 of the SOP's completeness gate.
    """

    key: str
    number: int
    where: str
    what: str
