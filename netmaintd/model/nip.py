"""The number of a civil servant (NIP): what its digits say, and what is doubtful about them.

18 digits: birth YYYYMMDD, appointment YYYYMM, sex, serial. PPPK: birth 8, year 4, contract index of 21 or
more, sex, serial. No sentence here repeats a number: they are for the administrator who typed it.
"""

from __future__ import annotations

from datetime import date

_LEAST_AGE, _MOST_AGE = 17, 70
_FIRST_CONTRACT = 21
NOT_A_DATE = "NIP: tanggal lahir di dalamnya bukan tanggal"
ODD_AGE = "NIP: umur menurut tanggal lahir di dalamnya tidak wajar"
ODD_MONTH = "NIP: angka ke-13 dan ke-14 bukan bulan pengangkatan dan bukan urutan kontrak"
ODD_SEX = "NIP: angka ke-15 bukan 1 dan bukan 2"
NO_SERIAL = "NIP: nomor urut di dalamnya 000"


def doubts(nip: str, today: date) -> tuple[str, ...]:
    """Return what is implausible about 18 digits, as sentences without the digits; empty when nothing is."""
    told = []
    try:
        birth = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return (NOT_A_DATE,)
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    if not _LEAST_AGE <= age <= _MOST_AGE:
        told.append(ODD_AGE)
    month = int(nip[12:14])
    if not (1 <= month <= 12 or month >= _FIRST_CONTRACT):
        told.append(ODD_MONTH)
    if nip[14] not in "12":
        told.append(ODD_SEX)
    if nip[15:] == "000":
        told.append(NO_SERIAL)
    return tuple(told)


def masked(nip: str | None) -> str:
    """Return what a page shows of a number: the date of birth, by which two of one name are told apart."""
    return f"{nip[:8]} ****** * ***" if nip else "–"
