"""Give a person a post, and end it. An implausible NIP warns and never blocks; a malformed one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmaintd.errors import AccountRefused, NotFound
from netmaintd.model.accounts import USER_NAME
from netmaintd.model.nip import doubts
from netmaintd.model.people import Role
from netmaintd.usecases.keep_accounts import NOT_A_NAME

if TYPE_CHECKING:
    from datetime import date, datetime

    from netmaintd.model.people import Assignment
    from netmaintd.store.connect import Store

ENDS_EARLY = "Jabatan berakhir sebelum mulai; periksa kedua tanggalnya."
NOT_A_NIP = "NIP terdiri atas 18 angka; kosongkan untuk orang yang tidak memilikinya."
NAMELESS = "Isi nama dan jabatan."
AGENCYLESS = "Untuk peran OPD, pilih OPD-nya persis seperti di rencana kerja."
OVER = "Jabatan ini sudah berakhir; yang tercatat tidak diubah lagi."


def assign_post(store: Store, assignment: Assignment, actor: str, at: datetime) -> tuple[str, ...]:
    """Record an assignment and return what is doubtful about it.

    Raises:
        AccountRefused: the NIP is not one, the time ends before it begins, or a name or an agency is missing.
    """
    official = assignment.official
    if not USER_NAME.fullmatch(official.user):
        raise AccountRefused(NOT_A_NAME)
    if not (official.name and official.title):
        raise AccountRefused(NAMELESS)
    if official.role is Role.OPD and not official.opd:
        raise AccountRefused(AGENCYLESS)
    if assignment.until is not None and assignment.until < assignment.since:
        raise AccountRefused(ENDS_EARLY)
    if official.nip is not None and not (len(official.nip) == 18 and official.nip.isascii() and official.nip.isdigit()):
        raise AccountRefused(NOT_A_NIP)
    store.people.assign(assignment, actor, at)
    return doubts(official.nip, assignment.since) if official.nip else ()


def end_post(store: Store, number: int, until: date, today: date, actor: str, at: datetime) -> None:
    """Record the last day of a post that is held or will be.

    Raises:
        AccountRefused: it ended before today, or would end before it begins.
        NotFound: there is no such post.
    """
    post = store.people.numbered().get(number)
    if post is None:
        raise NotFound(f"there is no post with the number {number}")
    if post.until is not None and post.until < today:
        raise AccountRefused(OVER)
    if until < post.since:
        raise AccountRefused(ENDS_EARLY)
    store.people.end(number, until, actor, at)
