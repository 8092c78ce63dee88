"""Sign a document with a certificate: an act of the person whose name stands on it, once, with what he types now."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netmaintd.documents.signing.bsre import Bsre, BsreVersion, Person
from netmaintd.documents.signing.keys import pkcs12
from netmaintd.documents.signing.pades import Act, signed
from netmaintd.documents.signing.stamps import Stamp
from netmaintd.documents.signing.tokens import on_token
from netmaintd.documents.signing.verdicts import signatures_in
from netmaintd.errors import DecisionNotAllowed, NotFound, SigningFailed, StaleDecision
from netmaintd.model.signatures import SignatureBox, SignedCopy, SigningMethod
from netmaintd.usecases.find_official import posts_of

if TYPE_CHECKING:
    from datetime import datetime

    from netmaintd.config.signing import SigningSettings
    from netmaintd.model.documents import IssuedDocument
    from netmaintd.model.office import Office
    from netmaintd.model.people import Official
    from netmaintd.store.connect import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FileKey:
    """A certificate file of the person and its passphrase."""

    content: bytes = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TokenKey:
    """The person's key on the office's token, and its PIN."""

    label: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BsreKey:
    """The person at BSrE's service."""

    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


Key = FileKey | TokenKey | BsreKey


@dataclass(frozen=True, slots=True)
class Signing:
    """What the office has for signing: settings, and the password of its account at BSrE's service when asked."""

    settings: SigningSettings
    bsre_password: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Room:
    """A room on the document that waits for one of the posts of a person."""

    box: SignatureBox
    official: Official


def sign_document(
    store: Store, office: Office, signing: Signing, sha256: str, key: Key, user: str, at: datetime
) -> SignedCopy:
    """Return the copy with the person's signature, recorded.

    Raises:
        DecisionNotAllowed: no room on the document waits for the person.
        StaleDecision: the document was replaced, or somebody signed meanwhile.
        SigningRefused, SigningFailed, SigningUnknown: as they say; nothing was recorded.
        NotFound: there is no such document.
    """
    document = newest_version(store, sha256)
    waiting = rooms_of(store, office, document, user, at)
    if not waiting:
        raise DecisionNotAllowed("tidak ada tempat tanda tangan untuk jabatan Anda pada dokumen ini, atau sudah terisi")
    room, before = waiting[0], store.signed_copies.head(sha256)
    content = store.signed_copies.content(before)
    after = _signed(office, signing, document, room, content, key, at)
    _trust_nothing(content, after, at)
    method = {FileKey: SigningMethod.PKCS12, TokenKey: SigningMethod.PKCS11, BsreKey: SigningMethod.BSRE}[type(key)]
    copy = SignedCopy(
        sha256, store.signed_copies.put(after), before, method, room.official.name, room.box.post, at, at, user
    )
    store.signed_copies.add(copy, at)
    logger.info("document signed", extra={"sha256": sha256, "method": method.value, "role": room.official.role.value})
    return copy


def rooms_of(store: Store, office: Office, document: IssuedDocument, user: str, at: datetime) -> tuple[Room, ...]:
    """Return the rooms on a document that wait for a person, in the order of the page."""
    filled = {(copy.signer, copy.post) for copy in store.signed_copies.of(document.sha256)}
    posts = posts_of(store, office, user, at)
    return tuple(
        Room(box, official)
        for box in store.signed_copies.rooms(document.sha256)
        for official in posts
        if _is_for(box, official) and (official.name, box.post) not in filled
    )


def newest_version(store: Store, sha256: str) -> IssuedDocument:
    """Return a document by its hash.

    Raises:
        StaleDecision: a newer version took its place.
        NotFound: there is none.
    """
    document = store.documents.find(sha256)
    if document is None:
        raise NotFound(f"no document with the hash {sha256[:12]}")
    newest = store.documents.latest(document.round_id, document.kind, document.site)
    if newest is None or newest.sha256 != sha256:
        raise StaleDecision("dokumen ini sudah diganti versi baru; tandatangani versi yang terbaru")
    return document


def _is_for(box: SignatureBox, official: Official) -> bool:
    """Whether a room is for a person: his name stands there, or his post where no name is known yet."""
    if box.name == official.name:
        return True
    return box.name.startswith("…") and box.post.casefold().endswith(official.title.casefold())


def _signed(
    office: Office, signing: Signing, document: IssuedDocument, room: Room, content: bytes, key: Key, at: datetime
) -> bytes:
    settings, reason = signing.settings, document.kind.heading
    day = at.astimezone(office.zone).date()
    address = office.code_address(document.code) if document.code else ""
    seen = Stamp(room.box, room.official.name, room.box.post, day, address)
    if isinstance(key, BsreKey):
        if settings.bsre is None:
            raise SigningFailed("layanan BSrE belum diatur; administrator mengisi signing.bsre")
        service = Bsre(
            settings.bsre.address, BsreVersion(settings.bsre.version), settings.bsre.user, signing.bsre_password()
        )
        return service.sign(content, Person(key.nik, key.passphrase), room.box, seen.picture(), reason)
    act = Act(_field_name(content, at), room.box, seen.pdf(), reason, office.place)
    if isinstance(key, FileKey):
        return signed(content, pkcs12(key.content, key.passphrase, at), act, settings.time_authority)
    if settings.pkcs11 is None:
        raise SigningFailed("token belum diatur; administrator mengisi signing.pkcs11")
    with on_token(settings.pkcs11.module, settings.pkcs11.token, key.label, key.pin, at) as signer:
        return signed(content, signer, act, settings.time_authority)


def _field_name(content: bytes, at: datetime) -> str:
    return f"ttd-{len(signatures_in(content, (), at)) + 1}"


def _trust_nothing(before: bytes, after: bytes, at: datetime) -> None:
    """Refuse a copy that is not the document with exactly one good signature more."""
    signatures = signatures_in(after, (), at)
    if len(signatures) != len(signatures_in(before, (), at)) + 1 or not all(one.good for one in signatures):
        raise SigningFailed("hasilnya bukan dokumen ini dengan satu tanda tangan sah; tidak dicatat")
