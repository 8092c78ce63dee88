"""How a settings file names a secret: by where it lies, never by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

from pydantic import model_validator

from netmaintd.model.devices import FileModel, Label


class SecretRef(FileModel):
    """Where a secret lies; never the secret itself."""

    credential: Label | None = None
    """Name of a systemd credential."""
    file: Path | None = None
    """A file that only its owner can read; its first line is the secret."""
    env: Label | None = None

    @model_validator(mode="before")
    @classmethod
    def _never_itself(cls, value: Any) -> Any:
        if isinstance(value, str):
            raise ValueError(
                'a secret never stands in this file; write {file = "…"}, {credential = "…"} or {env = "…"}'
            )
        return value

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(part is not None for part in (self.credential, self.file, self.env)) != 1:
            raise ValueError("give exactly one of credential, file and env")
        return self
