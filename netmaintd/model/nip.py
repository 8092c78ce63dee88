"""The number of a civil servant (NIP): what its digits say, and what is doubtful about them.

18 digits: birth YYYYMMDD, appointment YYYYMM, sex, serial. PPPK: birth 8, year 4, contract index of 21 or
more, sex, serial. No sentence here repeats a number.
"""

from __future__ import annotations

from datetime import date

_LEAST_AGE, _MOST_AGE = 17, 70
_FIRST_CONTRACT = 21


def doubts(nip: str, today: date) -> tuple[str, ...]:
    """Return what is implausible about 18 digits, as sentences without the digits; empty when nothing is."""
    told = []
    try:
        birth = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return ("NIP: the date of birth is no date",)
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    if not _LEAST_AGE <= age <= _MOST_AGE:
        told.append(f"NIP: an age of {age} is implausible")
    month = int(nip[12:14])
    if not (1 <= month <= 12 or month >= _FIRST_CONTRACT):
        told.append("NIP: neither a month of appointment nor a contract index stands in digits 13 and 14")
    if nip[14] not in "12":
        told.append("NIP: digit 15 is neither 1 nor 2")
    if nip[15:] == "000":
        told.append("NIP: the serial number is 000")
    return tuple(told)
