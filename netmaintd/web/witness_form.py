"""The form with which an agency answers: what was typed and drawn, to what the use cases check."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

from pydantic import BaseModel, Field

from netmaintd.documents.drawings import DAMAGED
from netmaintd.errors import UploadRefused
from netmaintd.usecases.sign_minutes import Testimony

KNOWS, OBJECTS = "mengetahui", "keberatan"
_START = "data:image/png;base64,"
Line = Annotated[str, Field(max_length=200)]


class AnswerFields(BaseModel):
    """The form as it is sent; the drawing comes as the page's script writes it."""

    sikap: Line = KNOWS
    penanda: Line = ""
    jabatan: Line = ""
    nip: Annotated[str, Field(max_length=40, repr=False)] = ""
    catatan: Annotated[str, Field(max_length=4000)] = ""
    setuju: Line = ""
    gambar: Annotated[str, Field(max_length=400_000, repr=False)] = ""
    dokumen: Annotated[str, Field(max_length=64)] = ""

    @property
    def said(self) -> Testimony:
        """Return the answer.

        Raises:
            UploadRefused: the drawing is none.
        """
        return Testimony(
            self.penanda, self.jabatan, self.dokumen, objects=self.sikap == OBJECTS, note=self.catatan, nip=self.nip,
            drawing=_drawing(self.gambar), typed=bool(self.setuju),
        )  # fmt: skip


def _drawing(sent: str) -> bytes:
    if not sent:
        return b""
    try:
        return base64.b64decode(sent.removeprefix(_START), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UploadRefused(DAMAGED) from error
