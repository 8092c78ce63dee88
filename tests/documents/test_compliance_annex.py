"""The annex on rules: packs by version and hash, what each device breaks, and what was let pass by whom until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from netmaintd.compliance.broken import LABEL
from netmaintd.documents.contexts import Data, context
from netmaintd.documents.make import make
from netmaintd.model.documents import DocumentKind
from netmaintd.model.dossier import Dossier
from netmaintd.model.facts import RuleVerdict, Verdict
from netmaintd.model.results import CheckResult, Status
from pages import pages
from sample_dossier import OFFICE, sample_dossier, sample_issue

SHA = "0a1b2c3d" * 8


def verdict(
    rule: str, title: str, kind: Verdict, *, must: bool = True, detail: str = "", **more: object
) -> RuleVerdict:
    return RuleVerdict(
        pack="cisco-ios-dasar", version="2026.11", sha256=SHA, rule=rule, title=title, must=must, verdict=kind,
        detail=detail, **more,
    )  # fmt: skip


VERDICTS = (
    verdict("hanya-ssh", "Akses jarak jauh hanya lewat SSH", Verdict.KEPT),
    verdict("snmp-v3", "SNMP hanya versi 3", Verdict.BROKEN, must=False, detail="ada: snmp-server"),
    verdict("jaga-bpdu", "Port akses dijaga dari perulangan (BPDU guard)", Verdict.BROKEN,
            detail="tidak ada: spanning-tree bpduguard enable pada interface GigabitEthernet1/0/1, interface "
                   "GigabitEthernet1/0/2, interface GigabitEthernet1/0/3, dan 41 lainnya",
            proposal=tuple(line for n in range(1, 13) for line in (f"interface GigabitEthernet1/0/{n}",
                                                                  " spanning-tree bpduguard enable"))),
    verdict("tahan-tebakan", "Percobaan masuk berulang ditahan", Verdict.NOT_YET,
            detail="berlaku mulai 01-01-2027; tidak ada: login block-for"),
    verdict("vty-dibatasi", "Akses jarak jauh dibatasi daftar akses", Verdict.UNKNOWN,
            detail="tidak ada bagian konfigurasi yang dimaksud aturan ini"),
    verdict("ntp", "Jam mengikuti server NTP", Verdict.WAIVED, detail="Menunggu server kantor; tidak ada: ntp server",
            waived_by="Rahmat Hidayat, S.Kom., Kepala Seksi Infrastruktur dan Teknologi",
            waived_until=date(2027, 3, 31)),
)  # fmt: skip
HOSTILE = (
    verdict("x", "Judul #panic() *tebal* " + "X" * 300, Verdict.BROKEN, detail='#read("/etc/passwd") <a> $x$ \x1b[31m'),
)


def with_verdicts(*found: RuleVerdict) -> Dossier:
    dossier = sample_dossier()
    names = ("sw-walikota-inti", "sw-walikota-lt3")
    devices = tuple(replace(r, verdicts=found) if r.device in names else r for r in dossier.devices)
    return replace(dossier, devices=devices)


def report(dossier: Dossier) -> Data:
    return context(sample_issue(DocumentKind.LAPORAN_HASIL), dossier, OFFICE)["compliance"]


def test_the_pack_is_quoted_with_its_version_and_its_whole_hash() -> None:
    assert report(with_verdicts(*VERDICTS))["packs"] == [["cisco-ios-dasar", "2026.11", SHA, "2"]]


def test_what_a_device_breaks_stands_first_and_what_it_keeps_is_only_counted() -> None:
    first = report(with_verdicts(*VERDICTS))["devices"][0]

    assert (first["device"], first["site"]) == ("sw-walikota-inti", "Kantor Wali Kota")
    assert first["counted"] == (
        "1 dipatuhi, 1 dikecualikan, 1 tidak dinilai, 1 belum berlaku, 2 dilanggar"
    )  # fmt: skip
    assert [(row["rule"], row["weight"], row["word"], row["key"]) for row in first["rows"]] == [
        ("cisco-ios-dasar/jaga-bpdu", "wajib", "dilanggar", "critical"),
        ("cisco-ios-dasar/snmp-v3", "anjuran", "dilanggar", "warning"),
        ("cisco-ios-dasar/tahan-tebakan", "wajib", "belum berlaku", "warning"),
        ("cisco-ios-dasar/vty-dibatasi", "wajib", "tidak dinilai", "unknown"),
    ]


def test_a_proposal_is_cut_short_and_says_where_the_rest_is() -> None:
    first = report(with_verdicts(*VERDICTS))["devices"][0]

    assert first["proposal"][:2] == [
        "interface GigabitEthernet1/0/1", "\u00a0spanning-tree\u00a0bpduguard\u00a0enable",
    ]  # fmt: skip
    assert first["more"] == "dan 8 baris lagi: netmaintd compliance propose sw-walikota-inti"


def test_a_waiver_names_who_allowed_it_and_until_when() -> None:
    assert report(with_verdicts(*VERDICTS))["waivers"][0] == [
        "sw-walikota-inti", "Jam mengikuti server NTP", "Menunggu server kantor; tidak ada: ntp server",
        "Rahmat Hidayat, S.Kom., Kepala Seksi Infrastruktur dan Teknologi", "31 Maret 2027",
    ]  # fmt: skip


def test_a_device_that_nobody_judged_is_named_with_the_reason() -> None:
    dossier = sample_dossier()
    why = CheckResult("compliance", Status.UNKNOWN, "Tidak diperiksa: perangkat tidak menjawab di jaringan")
    devices = tuple(
        replace(r, results=(*r.results, why)) if r.device in ("sw-pusk-1", "rt-kec") else r for r in dossier.devices
    )

    assert report(replace(dossier, devices=devices))["unjudged"] == [
        "Tidak diperiksa: perangkat tidak menjawab di jaringan: rt-kec dan sw-pusk-1"
    ]


def test_a_round_without_rules_says_that_there_were_none() -> None:
    assert report(sample_dossier()) == {"packs": [], "devices": [], "waivers": [], "unjudged": [], "label": LABEL}


def test_the_annex_is_printed_and_what_a_rule_says_is_never_read_as_a_template() -> None:
    issue = sample_issue(DocumentKind.LAPORAN_HASIL)
    plain = context(issue, sample_dossier(), OFFICE)
    longer = context(issue, with_verdicts(*HOSTILE, *VERDICTS * 12), OFFICE)

    assert len(pages("laporan-hasil", longer)) > len(pages("laporan-hasil", plain))
    assert all(not page.ink(-8, 20, -1, -20) for page in pages("laporan-hasil", longer))


if __name__ == "__main__":
    import sys
    from pathlib import Path

    Path(sys.argv[1]).write_bytes(make(sample_issue(DocumentKind.LAPORAN_HASIL), with_verdicts(*VERDICTS), OFFICE))
