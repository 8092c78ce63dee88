"""Who the minutes are between: officers whose work the agency knows of, or two named parties. The office chooses.

An agency that was not there has said nothing: no sentence puts words into its mouth.
"""

from __future__ import annotations

from netmaintd.documents.contexts.case import Data
from netmaintd.model.office import MinutesVariant, Office
from netmaintd.model.rounds import PlannedSite

_CLOSING = "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."
_OF_BOTH = (
    "Demikian berita acara ini dibuat dengan sebenarnya dan ditandatangani oleh kedua pihak untuk dipergunakan "
    "sebagaimana mestinya."
)


def parties(office: Office, site: PlannedSite, opd: Data) -> Data:
    """Return the variant and its sentences; the ones of the parties are empty where there are none.

    Args:
        opd: the block of the agency in the minutes, which says whether it was absent.
    """
    named = office.minutes_variant is MinutesVariant.PIHAK
    known = "PIHAK KEDUA tidak hadir" if opd["absent"] else "PIHAK KEDUA mengetahui hasilnya"
    return {
        "variant": office.minutes_variant.value,
        "parties": {
            "first": _acts_for(office.agency, "PIHAK PERTAMA") if named else "",
            "second": _acts_for(site.opd, "PIHAK KEDUA") if named else "",
            "known": known if named else "",
        },
        "closing": _OF_BOTH if named and not opd["absent"] else _CLOSING,
    }


def _acts_for(whom: str, party: str) -> str:
    return f"dalam hal ini bertindak untuk dan atas nama {whom}, selanjutnya disebut {party};"
