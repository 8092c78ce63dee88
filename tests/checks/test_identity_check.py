"""Identity against the inventory."""

from __future__ import annotations

import pytest

from netmaintd.checks import registry
from netmaintd.model.facts import Documented, Facts, Identity
from netmaintd.model.results import Measurement, Status


def run(wanted: Documented, found: Identity) -> tuple[Status, str]:
    result = registry.build("identity").run(Facts((wanted, found)))
    return result.status, result.summary


WHOLE = {"name": "sw-1", "serial": "FOC1", "model": "WS-C2960X-48FPS-L"}


@pytest.mark.parametrize(
    ("found", "expected", "summary"),
    [
        (
            Identity(serial="FOC1", hostname="sw-1", model="WS-C2960X-48FPS-L"),
            Status.OK,
            "Sesuai inventaris (nomor seri, nama, tipe)",
        ),
        (
            Identity(serial=" foc1 ", hostname="SW-1.kota.go.id", model="2960X-48FPS-L"),
            Status.OK,
            "Sesuai inventaris (nomor seri, nama, tipe)",
        ),
        (
            Identity(serial="FOC2", hostname="sw-1", model="WS-C2960X-48FPS-L"),
            Status.CRITICAL,
            "Perangkat tertukar: nomor seri FOC2, di inventaris FOC1",
        ),
        (
            Identity(serial="FOC1", hostname="sw-9", model="WS-C2960X-48FPS-L"),
            Status.WARNING,
            "Berbeda dari inventaris: nama sw-9, di inventaris sw-1",
        ),
        (
            Identity(serial="FOC1", hostname="sw-1", model="C9200"),
            Status.WARNING,
            "Berbeda dari inventaris: tipe C9200, di inventaris WS-C2960X-48FPS-L",
        ),
        (
            Identity(serial="FOC1", hostname="sw-1", model="WS"),
            Status.WARNING,
            "Berbeda dari inventaris: tipe WS, di inventaris WS-C2960X-48FPS-L",
        ),
        (
            Identity(hostname="sw-1", model="WS-C2960X-48FPS-L"),
            Status.UNKNOWN,
            "Tidak diperiksa: perangkat tidak menyebut nomor seri",
        ),
        (
            Identity(serial=" ", hostname="sw-1", model=" "),
            Status.UNKNOWN,
            "Tidak diperiksa: perangkat tidak menyebut nomor seri dan tipe",
        ),
        (
            Identity(hostname="sw-9"),
            Status.WARNING,
            "Berbeda dari inventaris: nama sw-9, di inventaris sw-1",
        ),
    ],
)
def test_a_device_is_the_documented_one_only_when_everything_documented_agrees(
    found: Identity, expected: Status, summary: str
) -> None:
    assert run(Documented(**WHOLE), found) == (expected, summary)


@pytest.mark.parametrize(
    ("wanted", "found", "expected"),
    [
        (Documented(name="sw-1"), Identity(hostname="sw-1"), Status.OK),
        (Documented(name="sw-1"), Identity(serial="FOC1"), Status.UNKNOWN),
        (Documented(name="sw-1"), Identity(), Status.UNKNOWN),
        (Documented(name="sw-1", hostname="INTI"), Identity(hostname="inti"), Status.OK),
        (Documented(name="sw-1", hostname="inti.kota.go.id"), Identity(hostname="inti"), Status.OK),
        (Documented(name="sw-1", hostname="INTI"), Identity(hostname="sw-1"), Status.WARNING),
        (Documented(name="sw-1", hostname="INTI", serial="A"), Identity(serial="A"), Status.UNKNOWN),
    ],
)
def test_only_what_both_sides_say_is_compared(wanted: Documented, found: Identity, expected: Status) -> None:
    assert run(wanted, found)[0] is expected


def test_both_sides_stand_beside_one_another_in_the_record() -> None:
    result = registry.build("identity").run(Facts((Documented(**WHOLE), Identity(serial="FOC2", hostname="sw-1"))))

    assert result.measurements == (
        Measurement("nomor seri", "FOC2", threshold="FOC1"),
        Measurement("nama", "sw-1", threshold="sw-1"),
    )


def test_a_hostile_name_is_cut_and_cleaned() -> None:
    hostile = "\x1b[2J" + "<script>" * 400

    _, summary = run(Documented(name="sw-1"), Identity(hostname=hostile))

    assert summary.isprintable()
    assert len(summary) < 140
