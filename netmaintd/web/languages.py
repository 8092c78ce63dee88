"""Indonesian as it is written in the templates, other languages from catalogues beside them.

The texts of templates are the keys; `locale/en.po` has the English ones. A catalogue is read once.
"""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from fastapi import Request

COOKIE = "bahasa"
DEFAULT = "id"
LANGUAGES = (DEFAULT, "en")
NAMES = {"id": "Bahasa Indonesia", "en": "English"}
"""Each by its own name, for those who read no other."""
FOLDER = Path(__file__).parent / "locale"


def language_of(request: Request) -> str:
    """Return the language that the reader chose, in the address of the page or for all; Indonesian without a choice."""
    chosen = request.query_params.get(COOKIE) or request.cookies.get(COOKIE, DEFAULT)
    return chosen if chosen in LANGUAGES else DEFAULT


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the translations of a language; of Indonesian there are none to make."""
    if language == DEFAULT:
        return NullTranslations()
    compiled = BytesIO()
    with (FOLDER / f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)
