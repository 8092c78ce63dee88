"""One-time links: known by their holder alone, one open for a visit, used once and only with a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from netmaintd.errors import StaleDecision
from netmaintd.model.rounds import Decision
from netmaintd.model.witness import LIFETIME, LinkUse, WitnessLink
from netmaintd.store.connect import Store
from samples import NOW, PEOPLE

TOKEN = "rahasia-di-tangan-satu-orang"


def make(store: Store, round_id: str, token: str = TOKEN) -> WitnessLink:
    return store.witness_links.make(token, round_id, "a", "d" * 64, "di sini", "tim1", NOW)


def use(store: Store, round_id: str, link: WitnessLink, at: timedelta = timedelta(hours=1)) -> None:
    """Save a decision that a link brings, whatever it decides."""
    before = store.rounds.get(round_id)
    decision = Decision("acknowledge", before.version, site="a")
    after = replace(before, version=before.version + 1)
    store.rounds.save_decision(before, after, decision, PEOPLE["opd"], NOW + at, LinkUse(link.id, "di sini"))


def test_only_who_holds_the_token_finds_the_link_and_the_store_does_not_have_it(store: Store, opened: str) -> None:
    link = make(store, opened)

    assert store.witness_links.find(TOKEN) == link
    assert store.witness_links.find(link.id) is None
    with store._database.read() as session:
        rows = [str(row) for row in session.execute(text("select * from witness_link"))]
    assert TOKEN not in "".join(rows)
    assert TOKEN not in str(store.audit.list())
    assert link.ends_at - link.made_at == LIFETIME


def test_a_new_link_revokes_the_one_before(store: Store, opened: str) -> None:
    first, second = make(store, opened, "satu"), make(store, opened, "dua")

    assert [(one.id, one.revoked_at) for one in store.witness_links.of(opened, "a") if one.id == first.id] == [
        (first.id, NOW)
    ]
    assert store.witness_links.find("dua") == second
    assert store.witness_links.revoke(opened, "a", "tim1", NOW) == 1
    assert store.witness_links.revoke(opened, "a", "tim1", NOW) == 0


def test_a_link_is_used_with_its_decision_and_the_chain_tells_which_and_whose(store: Store, opened: str) -> None:
    link = make(store, opened)

    use(store, opened, link)

    (used,) = store.witness_links.of(opened, "a")
    assert used.used_at == NOW + timedelta(hours=1)
    assert used.same_address
    told = store.audit.list()[-1]
    assert (told["link"], told["link_by"], told["same_address"]) == (link.id, "tim1", True)
    assert store.verify_all().troubles == ()


def test_a_link_that_was_used_revoked_or_is_too_old_brings_no_decision(store: Store, opened: str) -> None:
    used, revoked = make(store, opened, "satu"), make(store, opened, "dua")
    late = make(store, opened, "tiga")
    version = store.rounds.get(opened).version

    for link, at in ((used, timedelta(0)), (revoked, timedelta(0)), (late, LIFETIME)):
        with pytest.raises(StaleDecision):
            use(store, opened, link, at)
    assert store.rounds.get(opened).version == version
    use(store, opened, late)
    with pytest.raises(StaleDecision):
        use(store, opened, late)
    assert store.rounds.get(opened).version == version + 1
