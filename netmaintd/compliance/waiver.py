"""A waiver: a breach that somebody who may has let pass, on named devices, until a day."""

from __future__ import annotations

import re
from datetime import date
from typing import Self

from pydantic import Field, field_validator, model_validator

from netmaintd.model.devices import FileModel, Label, Name


class Waiver(FileModel):
    """One entry of `waivers.yaml`."""

    devices: tuple[Name, ...] = ()
    tags: tuple[Name, ...] = ()
    """Every device that has one of these."""
    pack: Name
    rules: tuple[Name, ...] = Field(min_length=1)
    reason: Label
    until: date
    """The last day on which it counts."""
    approved_by: Label
    """Name and post as printed; never the NIP."""

    @field_validator("approved_by", "reason")
    @classmethod
    def _no_personal_number(cls, value: str) -> str:
        if re.search(r"\d{15}", re.sub(r"[ .-]", "", value)):
            raise ValueError("holds a personal number; write name and post only")
        return value

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        if not (self.devices or self.tags):
            raise ValueError("give devices or tags")
        return self

    def covers(self, device: str, tags: tuple[str, ...], pack: str, rule: str) -> bool:
        """Whether it is about this rule on this device, whatever the day."""
        named = device in self.devices or bool(set(tags) & set(self.tags))
        return named and pack == self.pack and rule in self.rules


class WaiverFile(FileModel):
    """`waivers.yaml`."""

    waivers: tuple[Waiver, ...] = ()
