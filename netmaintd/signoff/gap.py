"""One thing that is missing before the report may go up, and in which blank of which record it would stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Blank(StrEnum):
    """What is filled in for a gap to go away."""

    EXAMINATION = "examination"
    """By the program; somebody asks for another one."""
    ITEM = "item"
    PHOTO = "photo"
    ACTIONS = "actions"
    PARTS = "parts"
    CONFIG = "config"
    ARRIVED = "arrived"
    DEPARTED = "departed"
    OFFICERS = "officers"
    MET = "met"
    DEVIATIONS = "deviations"
    SCAN = "scan"
    SIGNATURE = "signature"
    SHEET = "sheet"
    """The scan of a signed berita acara, which may come when its visit is closed."""
    DISPOSITION = "disposition"
    """A decision that was made: it stands as it is."""
    FINDING = "finding"
    """By the program, when the report is handed up."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One missing item. `where` and `what` are Indonesian: they are printed with the reason of an override.

    Attributes:
        key: stable name, unique within a round: `result:sw-1/cpu`.
        number: point 1 to 9 of the SOP's completeness gate.
        blank: what is to be filled in.
        site: location, empty where it concerns the round as a whole.
        device: of the location, empty where it concerns the location as a whole.
        item: item of the manual list, or check.
        step: of the disposition that lacks something, else 0.
    """

    key: str
    number: int
    where: str
    what: str
    blank: Blank = Blank.EXAMINATION
    site: str = ""
    device: str = ""
    item: str = ""
    step: int = 0
