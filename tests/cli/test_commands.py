"""The command line as an administrator uses it, on a store with one finished demonstration round."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loopback import own_network
from netmaintd.daemon.demonstration import Demonstration
from netmaintd.lab.city import City
from office import patient
from processes import netmaintd

ROOT = Path(__file__).resolve().parents[2]
Cli = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """Run the whole demonstration once, at addresses of its own."""
    folder = tmp_path_factory.mktemp("demo")
    source = folder / "source"
    shutil.copytree(ROOT / "schedules", source / "schedules")
    (source / "devices").mkdir()
    said: list[str] = []
    with own_network() as network:
        for name, text in City.load(state_dir=folder / "unused", network=network).inventory_files().items():
            (source / "devices" / name).write_text(patient(text), encoding="utf-8")
        with Demonstration(source, folder / "demo", threading.Event(), said.append, network=network) as show:
            show.walk()
            yield show


@pytest.fixture(scope="module")
def cli(demo: Demonstration) -> Cli:
    def run(*words: str, expect: int = 0, stdin: str = "") -> subprocess.CompletedProcess[str]:
        done = netmaintd("-s", str(demo.settings_file), *words, stdin=stdin)
        assert done.returncode == expect, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    return run


def data(done: subprocess.CompletedProcess[str]) -> object:
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("devices", "list"),
        ("devices", "show", "rt-dinkes"),
        ("plan", "list"),
        ("plan", "preview", "--year", "2027"),
        ("round", "list"),
        ("round", "show", "ROUND"),
        ("backup", "list"),
        ("document", "list", "ROUND"),
        ("user", "list"),
        ("verify",),
        ("sop",),
        ("backup", "show", "1"),
        ("backup", "diff", "1", "1"),
        ("backup", "diff", "sw-inti-walikota", "--with", "sw-lt1-dinkes", "--structural"),
        ("backup", "history", "sw-inti-walikota"),
        ("backup", "log"),
    ],
    ids=" ".join,
)
def test_every_list_is_a_table_and_json(cli: Cli, demo: Demonstration, words: tuple[str, ...]) -> None:
    words = tuple(demo.round_id if word == "ROUND" else word for word in words)

    assert cli(*words).stdout.strip()
    assert data(cli(*words, "--json"))


def test_the_finished_round_is_shown_with_its_trail_and_findings(cli: Cli, demo: Demonstration) -> None:
    shown = cli("round", "show", demo.round_id).stdout

    assert "langkah 11, selesai" in shown
    assert "Plt. Kepala Dinas" in shown
    assert "Perangkat tertukar" in shown


def test_a_configuration_is_shown_without_its_secrets(cli: Cli) -> None:
    backups = data(cli("backup", "list", "sw-inti-walikota", "--json"))
    number = str(backups[0]["id"])  # type: ignore[index]
    shown = cli("backup", "show", number).stdout

    assert "hostname sw-inti-walikota" in shown
    assert "<rahasia:" in shown
    assert "tidak ada perbedaan" in cli("backup", "diff", number, number).stdout


def test_secrets_are_shown_only_to_one_who_is_named_and_that_is_recorded(cli: Cli, demo: Demonstration) -> None:
    number = str(data(cli("backup", "list", "sw-inti-walikota", "--json"))[0]["id"])  # type: ignore[index]

    assert "--as" in cli("backup", "show", number, "--raw", expect=2).stderr
    shown = cli("backup", "show", number, "--raw", "--as", "kasi")
    assert "<rahasia:" not in shown.stdout
    assert "hostname sw-inti-walikota" in shown.stdout
    assert "kata sandi" in shown.stderr
    audit = sqlite3.connect(demo.settings_file.parent / "state" / "netmaintd.sqlite")
    told = [json.loads(body) for (body,) in audit.execute("SELECT body FROM audit")]
    audit.close()
    asked = [(row["actor"], row["backup"]) for row in told if row["action"] == "backup.reveal"]
    assert asked == [("kasi", int(number))]


def test_a_device_is_compared_with_what_was_chosen_and_with_a_file(cli: Cli, tmp_path: Path) -> None:
    device = "sw-inti-walikota"
    number = str(data(cli("backup", "list", device, "--json"))[0]["id"])  # type: ignore[index]
    model = tmp_path / "acuan.cfg"
    model.write_text("hostname lain\nend\n", encoding="utf-8")

    cli("backup", "baseline", device, number, "--as", "tim1")
    assert cli("backup", "diff", device, "--chosen").stdout.strip()
    assert "-hostname lain" in cli("backup", "diff", device, "--baseline", str(model)).stdout
    assert "nothing before" in cli("backup", "diff", device, expect=66).stderr
    assert "give one of" in cli("backup", "diff", device, "--startup", "--chosen", expect=2).stderr


def test_a_document_is_genuine_until_a_byte_changes(cli: Cli, demo: Demonstration, tmp_path: Path) -> None:
    written = cli("round", "report", demo.round_id, "--folder", str(tmp_path)).stdout.split()
    pdf = Path(written[0])

    assert "asli dan tidak berubah" in cli("document", "verify", str(pdf)).stdout
    content = bytearray(pdf.read_bytes())
    content[len(content) // 2] ^= 1
    pdf.write_bytes(content)
    assert "bukan dokumen yang terdaftar" in cli("document", "verify", str(pdf), expect=65).stdout


def test_a_code_on_paper_leads_to_its_document_and_who_decided(cli: Cli, demo: Demonstration) -> None:
    document = data(cli("document", "list", demo.round_id, "--json"))[0]  # type: ignore[index]

    told = cli("document", "verify", str(document["code"]).lower()).stdout
    assert "terdaftar" in told
    assert "Kepala Seksi Infrastruktur dan Teknologi, Rahmat Hidayat, S.Kom.: ajukan rencana kerja" in told
    found = data(cli("document", "verify", document["code"], "--json"))
    assert found["document"] == document  # type: ignore[call-overload]
    assert "tidak terdaftar" in cli("document", "verify", "0000-0000-0000-0000", expect=65).stdout
    assert "neither a file nor a code" in cli("document", "verify", "tidak-ada.pdf", expect=2).stderr


def test_a_number_is_reserved_given_and_cancelled(cli: Cli, demo: Demonstration) -> None:
    words = ("document", "number", demo.round_id, "lembar-disposisi", "12.a")

    assert "dicadangkan" in cli(*words, "--reserve", "--as", "kasi").stdout
    assert "bernomor" in cli("document", "give-number", "12.a", "--as", "kabid").stdout
    assert "dibatalkan" in cli("document", "cancel-number", "12.a", "--reason", "salah", "--as", "kasi").stdout
    listed = cli("document", "numbers", demo.round_id, "lembar-disposisi").stdout
    assert all(state in listed for state in ("dicadangkan", "bernomor", "dibatalkan", "salah"))
    assert "is tim" in cli(*words, "--as", "tim1", expect=77).stderr


def test_a_new_version_of_a_document_names_the_one_before(cli: Cli, demo: Demonstration) -> None:
    cli("document", "issue", demo.round_id, "berita-acara", "--site", "dinas-kesehatan", "--as", "tim1")
    listed = data(cli("document", "list", demo.round_id, "--json"))
    versions = [d for d in listed if d["kind"] == "berita-acara" and d["site"] == "dinas-kesehatan"]  # type: ignore[union-attr,index]

    assert [d["version"] for d in versions] == list(range(1, len(versions) + 1))
    assert versions[-1]["supersedes"] == versions[-2]["sha256"]


def test_a_number_is_given_once_and_is_that_of_all_its_versions(cli: Cli, demo: Demonstration) -> None:
    words = ("document", "number", demo.round_id, "surat-perintah-tugas")

    assert "number_formats" in cli(*words, "--as", "kasi", expect=70).stderr
    assert "holds no post" in cli(*words, "1/ST/2026", "--as", "orang", expect=77).stderr
    assert data(cli(*words, "800/4/ST/2026", "--as", "kasi", "--json")) == {"number": "800/4/ST/2026"}
    cli(*words, "800/5/ST/2026", "--as", "kasi", expect=77)
    taken = ("document", "number", demo.round_id, "rencana-kerja", "800/4/ST/2026", "--as", "kasi")
    cli(*taken, expect=77)
    cli("document", "issue", demo.round_id, "surat-perintah-tugas", "--as", "kasi")
    listed = data(cli("document", "list", demo.round_id, "--json"))
    orders = [d for d in listed if d["kind"] == "surat-perintah-tugas"]  # type: ignore[union-attr,index]
    assert len(orders) == 2
    assert {d["number"] for d in orders} == {"800/4/ST/2026"}


def test_a_probe_examines_one_device_and_records_nothing(cli: Cli) -> None:
    before = data(cli("verify", "--json"))
    probe = data(cli("devices", "probe", "rt-dinkes", "--json"))

    assert {r["outcome"] for r in probe["sessions"]} == {"ok"}  # type: ignore[index]
    assert data(cli("verify", "--json")) == before
    cli("devices", "probe", "sw-mekarsari", expect=69)


def test_a_device_is_recorded_without_its_office_and_the_technician_is_told_to_read_it(
    cli: Cli, tmp_path: Path
) -> None:
    before = data(cli("verify", "--json"))
    said = cli("devices", "record", "sw-gudang-dinkes", "--save", str(tmp_path / "gudang")).stdout

    assert "Baca kembali sebelum diberikan kepada orang lain" in said
    assert "terbaca lain" not in said
    text = (tmp_path / "gudang.session.yaml").read_text(encoding="ascii")
    assert "display current-configuration" in text
    for private in ("dinkes", "petugas", "127.179", "10.61.", "contoh"):
        assert private not in text.lower()
    assert (tmp_path / "gudang.facts.json").read_text(encoding="utf-8").startswith('{"profile": "huawei_vrp"')
    assert data(cli("verify", "--json")) == before
    assert "no ssh in the inventory" in cli("devices", "record", "ups-walikota", "--save", "x", expect=78).stderr


def test_mistakes_are_sentences_with_stable_exit_codes(cli: Cli, demo: Demonstration) -> None:
    assert "near: rt-dinkes" in cli("devices", "show", "rt-dinke", expect=66).stderr
    assert "see 'netmaintd round list'" in cli("round", "show", "nichts", expect=66).stderr
    done = cli("round", "decide", demo.round_id, "submit", "--as", "kasi", expect=77)
    assert "is not possible here" in done.stderr or "nothing" in done.stderr or "allowed" in done.stderr
    assert "holds no post" in cli("round", "decide", demo.round_id, "submit", "--as", "siapa", expect=77).stderr
    stale = cli("round", "decide", demo.round_id, "submit", "--as", "kasi", "--version", "1", expect=75)
    assert "version" in stale.stderr


def test_enrolment_shows_the_fingerprint_and_a_changed_key_needs_a_reason(cli: Cli) -> None:
    assert "already recorded" in cli("devices", "enrol", "rt-dinkes").stdout
    changed = cli("devices", "enrol", "rt-mekarsari", "--yes", expect=69)
    assert "--reason" in changed.stderr
    assert "SHA256:" in cli("devices", "enrol", "rt-mekarsari", "--yes", "--reason", "kartu diganti").stdout


def test_a_post_is_given_and_its_number_is_never_printed(cli: Cli) -> None:
    words = ("user", "add", "sari", "--name", "Sari", "--role", "tim", "--title", "Staf", "--nip", "--as", "admin")
    done = cli(*words, stdin="199501012020122001\n")

    assert "199501012020122001" not in done.stdout + done.stderr
    assert "199501012020122001" not in cli("user", "list", "--json").stdout
    assert "18 angka" in cli(*words, stdin="123\n", expect=65).stderr


def test_bad_files_are_named_by_check(cli: Cli, demo: Demonstration) -> None:
    broken = demo.settings_file.parent / "devices" / "z-rusak.yaml"
    broken.write_text("devices:\n  - {name: x, adress: 10.0.0.1}\n", encoding="utf-8")
    try:
        done = cli("check", expect=78)
        assert 'z-rusak.yaml:2:15: x: unknown key "adress"; did you mean "address"?' in done.stderr
    finally:
        broken.unlink()


def test_the_sop_is_drawn_from_its_table(cli: Cli) -> None:
    assert cli("sop", "--mermaid").stdout.startswith("flowchart")
    assert "Menyusun rencana kerja" in cli("sop").stdout


def test_a_stop_is_recorded_and_lifted(cli: Cli) -> None:
    cli("round", "stop", "uji coba", "--as", "admin")
    cli("round", "stop", "selesai", "--lift", "--as", "admin")


def test_metrics_and_health_are_served_and_name_no_person(demo: Demonstration) -> None:
    from urllib.request import urlopen

    metrics = urlopen(f"http://127.0.0.1:{demo.http_port}/metrics", timeout=10).read().decode()

    assert "netmaintd_config_last_reload_successful 1.0" in metrics
    assert 'netmaintd_device_tasks_total{result="critical",task="temperature"} 1.0' in metrics
    assert 'netmaintd_schedule_runs_total{outcome="ok",schedule="triwulan"} 1.0' in metrics
    assert 'netmaintd_rounds{state="done"} 1.0' in metrics
    assert 'netmaintd_credential_breaker_open{credential_profile="lab-ssh"} 0.0' in metrics
    assert 'netmaintd_workers{state="busy"} 0.0' in metrics
    assert "Bambang" not in metrics
    assert urlopen(f"http://127.0.0.1:{demo.http_port}/healthz", timeout=10).read() == b"ok\n"


def test_a_form_is_printed_for_a_location_and_for_none(cli: Cli, demo: Demonstration, tmp_path: Path) -> None:
    filled, blank = tmp_path / "isi.pdf", tmp_path / "kosong.pdf"

    cli("document", "form", demo.round_id, "dinas-kesehatan", "-o", str(filled))
    cli("document", "form", "--blank", "-o", str(blank))

    assert filled.read_bytes().startswith(b"%PDF")
    assert blank.read_bytes().startswith(b"%PDF")
    assert "--blank" in cli("document", "form", expect=2).stderr
    assert "there are:" in cli("document", "form", demo.round_id, "bulan", expect=66).stderr


def test_a_finished_round_is_bundled_and_verified_without_a_database(
    cli: Cli, demo: Demonstration, tmp_path: Path
) -> None:
    path = tmp_path / "putaran.zip"
    words = ("round", "bundle", demo.round_id, "--as", "kasi", "-o")

    cli(*words, str(path))
    assert cli("verify", str(path)).stdout.endswith("utuh\n")
    assert "putaran.zip" in cli(*words, str(path), expect=2).stderr
    assert "No such file" in cli(*words, str(tmp_path / "tidak" / "ada.zip"), expect=2).stderr
    cli("round", "bundle", "tidak-ada", "--as", "kasi", "-o", str(tmp_path / "lain.zip"), expect=66)
    assert not (tmp_path / "lain.zip").exists()
    path.write_bytes(path.read_bytes()[:-200])
    cli("verify", str(path), expect=65)


def test_templates_are_previewed_described_and_taken_into_word(cli: Cli, demo: Demonstration, tmp_path: Path) -> None:
    cli("document", "preview", "berita-acara", "-o", str(tmp_path / "ba.pdf"))
    cli("document", "word", demo.round_id, "laporan-hasil", "--srikandi", "-o", str(tmp_path / "lh.docx"))

    assert (tmp_path / "ba.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "lh.docx").read_bytes().startswith(b"PK")
    assert "properties" in json.loads(cli("document", "schema", "berita-acara").stdout)
    assert "berita-acara" in cli("document", "word", demo.round_id, "lembar-disposisi", expect=2).stderr
