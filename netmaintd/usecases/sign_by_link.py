"""One-time links: made by the team for the berita acara of a visit, opened as often as one likes, used once.

Who uses one names himself; the record says by which link, who made it, and whether it was used where it was made.
An address is kept under a key that only the token's holder has: two are told apart, none can be read.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netmaintd.errors import WitnessRefused
from netmaintd.model.people import Official, Role
from netmaintd.model.rounds import SignatureMethod
from netmaintd.model.witness import ByLink, LinkState, LinkUse
from netmaintd.usecases.find_official import find_official
from netmaintd.usecases.read_minutes import NOT_WAITING, OUTDATED, read_minutes
from netmaintd.usecases.sign_minutes import answer, signature_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from netmaintd.model.office import Office
    from netmaintd.model.rounds import Round
    from netmaintd.model.witness import WitnessLink
    from netmaintd.signoff.calendar import WorkingCalendar
    from netmaintd.store.connect import Store
    from netmaintd.usecases.read_minutes import Minutes
    from netmaintd.usecases.sign_minutes import Testimony

logger = logging.getLogger(__name__)
OF_THE_TEAM = (
    "Peramban ini sedang masuk sebagai petugas. Tautan ini untuk wakil OPD: kirimkan kepadanya, atau minta ia tanda "
    "tangan di layar Anda dari halaman kunjungan."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link leads to; nothing beside its state where there is none."""

    state: LinkState
    link: WitnessLink | None = None
    minutes: Minutes | None = None


def make_link(
    store: Store, office: Office, round_id: str, site: str, user: str, address: str, at: datetime
) -> tuple[WitnessLink, str]:
    """Return a new link for the newest berita acara of a visit, and its token, which is stored nowhere.

    Raises:
        WitnessRefused: the visit does not wait for its agency, or its berita acara is outdated.
        DecisionNotAllowed: not of the team and not its section head.
    """
    official = find_official(store, office, user, at, (Role.TIM, Role.KASI))
    minutes = read_minutes(store, office, round_id, site)
    if minutes.document is None or not minutes.waits:
        raise WitnessRefused(NOT_WAITING)
    if minutes.outdated:
        raise WitnessRefused(OUTDATED)
    token = secrets.token_urlsafe(32)
    link = store.witness_links.make(
        token, round_id, site, minutes.document.sha256, _place(token, address), official.user, at
    )  # fmt: skip
    logger.info("witness link made", extra={"round": round_id, "site": site, "link": link.id})
    return link, token


def revoke_links(store: Store, office: Office, round_id: str, site: str, user: str, at: datetime) -> None:
    """Revoke the link of a visit that is open; DecisionNotAllowed for others than the team and its section head."""
    official = find_official(store, office, user, at, (Role.TIM, Role.KASI))
    store.witness_links.revoke(round_id, site, official.user, at)


def open_link(store: Store, office: Office, token: str, at: datetime) -> Opened:
    """Return what a link leads to. Opening does not use it: messengers open what is sent, to show a preview."""
    link = store.witness_links.find(token)
    if link is None:
        return Opened(LinkState.UNKNOWN)
    minutes = read_minutes(store, office, link.round_id, link.site)
    return Opened(state_of(link, minutes, at), link, minutes)


def state_of(link: WitnessLink, minutes: Minutes, at: datetime) -> LinkState:
    """Return why a link cannot be used, or that it can."""
    if link.used_at is not None:
        return LinkState.USED
    if link.revoked_at is not None:
        return LinkState.REVOKED
    if not minutes.waits:
        return LinkState.SETTLED
    if at >= link.ends_at:
        return LinkState.EXPIRED
    changed = minutes.document is None or minutes.document.sha256 != link.document_sha256 or minutes.outdated
    return LinkState.CHANGED if changed else LinkState.OPEN


def sign_by_link(
    store: Store, office: Office, calendar: WorkingCalendar, token: str, said: Testimony, address: str,
    roles: Collection[Role], at: datetime,
) -> Round:  # fmt: skip
    """Record an answer that was given with a link that is open.

    Args:
        store: where it is recorded.
        office: whose it is.
        calendar: the office's working days.
        token: of the link.
        said: the answer; it is for the version that the link is for.
        address: where it comes from.
        roles: of whoever is logged in to the same browser: the office does not sign for an agency.
        at: when.

    Raises:
        WitnessRefused, UploadRefused: something is missing or wrong; the link stays open.
        DecisionNotAllowed, StaleDecision: somebody was faster, or the link is not open.
    """
    opened = open_link(store, office, token, at)
    link, said = opened.link, said.clean
    if opened.state is not LinkState.OPEN or link is None or opened.minutes is None:
        raise WitnessRefused(opened.state.word)
    if set(roles) - {Role.OPD}:
        raise WitnessRefused(OF_THE_TEAM)
    said = replace(said, document_sha256=link.document_sha256)
    round_, visit = opened.minutes.round, opened.minutes.visit
    signature = signature_of(store, round_, said, SignatureMethod.LINK, at, link=link.id)
    witness = Official(f"tautan-{link.id}", said.signer, Role.OPD, said.post, nip=said.nip or None, opd=visit.opd)
    by_link = ByLink(witness, LinkUse(link.id, _place(token, address)))
    after = answer(store, office, calendar, link.round_id, link.site, said, signature, "", at, by_link)
    logger.info("witness link used", extra={"round": link.round_id, "site": link.site, "link": link.id})
    return after


def _place(token: str, address: str) -> str:
    return hmac.new(token.encode(), address.encode(), hashlib.sha256).hexdigest()[:32]
