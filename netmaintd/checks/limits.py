"""Judging a value by an upper warning and an upper critical limit, and which values are values at all."""

from __future__ import annotations

import math
from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import CheckSettings
from netmaintd.checks.wording import limits, percent
from netmaintd.model.results import Status


def by_limits(value: float, warning: float, critical: float) -> Status:
    """Judge a value that is worse the higher it is; a limit belongs to the worse side.

    What is not a number is UNKNOWN: it compares as smaller than every limit and would pass for well.
    """
    if math.isnan(value):
        return Status.UNKNOWN
    if value >= critical:
        return Status.CRITICAL
    return Status.WARNING if value >= warning else Status.OK


def is_ratio(value: float) -> bool:
    """Whether a reading can be a share; devices also send -1, 255 and NaN for "not known"."""
    return 0.0 <= value <= 1.0


class RatioLimits(CheckSettings):
    """Limits as ratios 0.0 to 1.0; reaching one counts."""

    warning: float = Field(default=0.8, ge=0, le=1)
    critical: float = Field(default=0.9, ge=0, le=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.warning > self.critical:
            raise ValueError("warning must not lie above critical")
        return self

    @property
    def threshold(self) -> str:
        """As printed beside a value."""
        return limits(self.warning, self.critical, percent)
