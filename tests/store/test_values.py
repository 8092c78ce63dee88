"""Values come back from their JSON text as they went in, whatever stands in them."""

from __future__ import annotations

import dataclasses
import enum
import math
import types
import typing
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmaintd.errors import IntegrityBroken, StoreError
from netmaintd.model.dossier import VisitRecord
from netmaintd.model.facts import FACT_KINDS, ConfigKind, ConfigText, CpuLoad, Facts, Missing, Sensor
from netmaintd.model.people import Assignment, Official, Role
from netmaintd.model.results import CheckResult, Finding, Measurement, Referral, SessionReport, Status
from netmaintd.model.rounds import Decision, Round
from netmaintd.store.facts_text import blobs_of, read_facts, write_facts
from netmaintd.store.serialise import from_json, to_json

LEAVES: dict[typing.Any, st.SearchStrategy[typing.Any]] = {
    str: st.text(max_size=12),
    int: st.integers(-(2**65), 2**65),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=12),
    datetime: st.datetimes(timezones=st.just(UTC)),
    date: st.dates(),
    type(None): st.none(),
}


def values(kind: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Any value of a type that `model` uses in its dataclasses."""
    if kind in LEAVES:
        return LEAVES[kind]
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return st.sampled_from(list(kind))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{field.name: values(hints[field.name]) for field in dataclasses.fields(kind)})
    parts = typing.get_args(kind)
    if isinstance(kind, types.UnionType):
        return st.one_of([values(part) for part in parts])
    assert typing.get_origin(kind) is tuple, kind
    if parts[-1] is Ellipsis:
        return st.lists(values(parts[0]), max_size=2).map(tuple)
    return st.tuples(*(values(part) for part in parts))


class Kept(dict[str, bytes]):
    """Blobs in memory."""

    def keep(self, content: bytes) -> str:
        name = f"blob {len(self)}"
        self[name] = content
        return name


FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(
    "kind", [Round, Decision, Assignment, VisitRecord, CheckResult, SessionReport, Finding, Referral, Measurement]
)
@FEW
@given(data=st.data())
def test_a_value_comes_back_as_it_went_in(kind: type, data: st.DataObject) -> None:
    value = data.draw(values(kind))

    assert from_json(kind, to_json(value)) == value


@pytest.mark.parametrize("kind", FACT_KINDS.values(), ids=FACT_KINDS)
@FEW
@given(data=st.data())
def test_a_fact_comes_back_as_it_went_in(kind: type, data: st.DataObject) -> None:
    facts = Facts(
        tuple(data.draw(st.lists(values(kind), max_size=2))), (Missing(kind, "tidak ada"),), data.draw(LEAVES[datetime])
    )
    blobs = Kept()

    written = write_facts(facts, blobs.keep)

    assert read_facts(written, blobs.__getitem__) == facts
    assert blobs_of(written) == set(blobs)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_not_finite_stay_what_they_are(value: float) -> None:
    blobs = Kept()

    facts = read_facts(write_facts(Facts((CpuLoad(busy_ratio=value),)), blobs.keep), blobs.__getitem__)

    assert repr(facts.of(CpuLoad)[0].busy_ratio) == repr(value)
    assert repr(from_json(Measurement, to_json(Measurement("cpu", value))).value) == repr(value)


@pytest.mark.parametrize("value", [1, 1.0, "1", "1.0", "nan", "", None, 2**64 + 1])
def test_a_measurement_keeps_the_type_of_its_value(value: float | str | None) -> None:
    read = from_json(Measurement, to_json(Measurement("m", value))).value

    assert (type(read), read) == (type(value), value)


def test_a_personal_number_is_stored_although_no_repr_shows_it() -> None:
    official = Official("kasi", "Rahmat", Role.KASI, "Kepala Seksi", nip="197304082002121005")

    assert from_json(Official, to_json(official)).nip == official.nip
    assert "197304082002121005" not in repr(official)


def test_only_the_wanted_kinds_of_facts_are_read_and_no_configuration_is_fetched() -> None:
    config = ConfigText(kind=ConfigKind.RUNNING, text=b"secret", normalised="secret", complete=True)
    written = write_facts(Facts((config, CpuLoad(busy_ratio=0.5)), (Missing(Sensor, "x"),)), Kept().keep)

    def fetch(digest: str) -> bytes:
        raise AssertionError(digest)

    assert read_facts(written, fetch, (CpuLoad,)) == Facts((CpuLoad(busy_ratio=0.5),))


def test_a_kind_of_fact_that_is_gone_from_the_program_is_left_out() -> None:
    written = b'{"known": [["Sundial", {"shadow_s": 3}]], "missing": [["Sundial", "malam"]], "taken_at": null}'

    assert read_facts(written, Kept().__getitem__) == Facts()


def test_a_text_that_is_no_unicode_is_refused_by_name() -> None:
    with pytest.raises(StoreError, match="a text of this CheckResult is not Unicode"):
        to_json(CheckResult("cpu", Status.OK, "\udcff"))


@pytest.mark.parametrize("text", ["", "{", "null", '{"check": "cpu"}', '{"check": 1, "status": "good"}'])
def test_a_stored_text_that_is_no_such_value_is_named_without_its_content(text: str) -> None:
    with pytest.raises(IntegrityBroken, match=r"a stored CheckResult cannot be read \(\d+ fault\(s\)\)"):
        from_json(CheckResult, text)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff"])
def test_facts_that_are_no_json_are_named(content: bytes) -> None:
    with pytest.raises(IntegrityBroken, match="stored facts cannot be read"):
        read_facts(content, Kept().__getitem__)
