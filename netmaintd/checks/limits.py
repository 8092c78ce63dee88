"""Settings of checks with one warning and one critical limit on a ratio."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from netmaintd.checks.check import CheckSettings


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
        return f">= {self.warning} / {self.critical}"
