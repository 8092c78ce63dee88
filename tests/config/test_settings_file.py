"""`netmaintd.toml` and its environment: every fault with its line, and no secret in any of the words."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from netmaintd.config.settings import read_settings
from netmaintd.errors import ConfigError, ConfigProblems

ACCOUNT = '[credentials.a]\nkind = "ssh"\nusername = "baca"\npassword = {env = "X"}\n'
LITERAL = 'a secret never stands in this file; write {file = "…"}, {credential = "…"} or {env = "…"}'


def told(folder: Path, text: str) -> str:
    """Return the problems of a settings file, without the folder."""
    file = folder / "netmaintd.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigProblems) as caught:
        read_settings(file)
    return str(caught.value).replace(f"{folder}/", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            ACCOUNT + ACCOUNT.replace("credentials.a", "credentials.b").replace('{env = "X"}', '"geheim"'),
            f"netmaintd.toml:8:1: credentials.b: password: {LITERAL}",
            id="the-second-of-two-accounts",
        ),
        pytest.param(
            ACCOUNT.replace("credentials.a", "credentials.ssh").replace('{env = "X"}', '"geheim"'),
            f"netmaintd.toml:4:1: credentials.ssh: password: {LITERAL}",
            id="an-account-called-ssh",
        ),
        pytest.param(
            ACCOUNT.replace("credentials.a", 'credentials."a.b"').replace('{env = "X"}', '"geheim"'),
            f"netmaintd.toml:4:1: credentials.a.b: password: {LITERAL}",
            id="a-quoted-table-with-a-dot",
        ),
        pytest.param(
            'credentials.a.kind = "ssh"\ncredentials.a.username = "u"\ncredentials.a.password = "geheim"\n',
            f"netmaintd.toml:3:1: credentials.a: password: {LITERAL}",
            id="dotted-keys",
        ),
        pytest.param(
            ACCOUNT.replace("password", "passwrod"),
            'netmaintd.toml:4:1: credentials.a: unknown key "passwrod"; did you mean "password"?',
            id="misspelt-key-of-an-account",
        ),
        pytest.param(
            ACCOUNT.replace("env", "fiel"),
            'netmaintd.toml:4:1: credentials.a.password: unknown key "fiel"; did you mean "file"?',
            id="misspelt-kind-of-reference",
        ),
        pytest.param(
            ACCOUNT.replace('{env = "X"}', '{env = "X", file = "/y"}'),
            "netmaintd.toml:4:1: credentials.a: password: give exactly one of credential, file and env",
            id="two-references",
        ),
        pytest.param(
            ACCOUNT.replace('"ssh"', '"telnet"'),
            "netmaintd.toml:1:1: credentials.a: \"telnet\" is no kind; it is one of 'ssh', 'snmp'",
            id="unknown-kind",
        ),
        pytest.param(
            ACCOUNT.replace('kind = "ssh"\n', ""),
            'netmaintd.toml:1:1: credentials.a: key "kind" is missing; add it',
            id="no-kind",
        ),
        pytest.param(
            '[store]\nurl = "postgresql://u:geheim@h/db"\n',
            "netmaintd.toml:2:1: store: store.url: a password never stands in this file; "
            "leave it out and name a file in PGPASSFILE",
            id="password-in-the-url",
        ),
        pytest.param(
            '[store]\nurl = "postgresql://h/db?password=geheim"\n',
            "netmaintd.toml:2:1: store: store.url: a password never stands in this file; "
            "leave it out and name a file in PGPASSFILE",
            id="password-in-the-query",
        ),
        pytest.param(
            '[store]\nurl = "mysql://h/db"\n',
            "netmaintd.toml:2:1: store: store.url: must begin with postgresql:// or sqlite://; "
            "empty means SQLite in the state folder",
            id="another-database",
        ),
        pytest.param(
            '[log]\nlevel = "info"\n[office]\nplace = "X"\ntime_zone = "Asia/Jakata"\n',
            'netmaintd.toml:3:1: settings: office: no time_zone "Asia/Jakata"; write it as Asia/Jakarta',
            id="no-such-time-zone",
        ),
        pytest.param(
            '[office]\nplace = "X"\nweb_address = "jaringan.contoh.go.id"\n',
            "netmaintd.toml:3:1: office: office.web_address: "
            "must be an address such as https://jaringan.kominfo.contoh.go.id",
            id="no-such-address-on-paper",
        ),
        pytest.param(
            '[office.number_formats]\nberita-acara = "{urut:03}/{nomer}"\n',
            "netmaintd.toml:2:1: office.number_formats: office.number_formats.berita-acara: "
            "number format '{urut:03}/{nomer}' asks for nomer; "
            "known: derajat, klasifikasi, urut, jenis, unit, bulan_romawi, bulan, tahun",
            id="no-such-word-of-a-number",
        ),
        pytest.param(
            '[office.number_formats]\nberita-acara = "BA/{tahun}"\n',
            "netmaintd.toml:2:1: office.number_formats: office.number_formats.berita-acara: "
            "number format 'BA/{tahun}' lacks {urut}: every document would get the same number",
            id="a-number-that-does-not-count",
        ),
        pytest.param(
            '[metrics]\nlisten = "127.0.0.1:99999"\n',
            'netmaintd.toml:2:1: metrics: metrics.listen: "127.0.0.1:99999" is not address:port; '
            "write it as 127.0.0.1:9469",
            id="no-such-port",
        ),
        pytest.param(
            '[office]\nplace = "X"\n[log]\nlevel = \n',
            "netmaintd.toml:4:9: file: not TOML: Invalid value",
            id="not-toml",
        ),
        pytest.param(
            "[log]\n" + ACCOUNT + ACCOUNT,
            "netmaintd.toml:6:15: file: not TOML: Cannot declare ('credentials', 'a') twice",
            id="an-account-twice",
        ),
    ],
)
def test_a_fault_of_the_settings_is_told_in_these_words(tmp_path: Path, text: str, words: str) -> None:
    assert told(tmp_path, text) == words


def test_all_faults_of_the_settings_are_told_in_one_run_by_line(tmp_path: Path) -> None:
    lines = told(
        tmp_path, '[log]\nlevel = "loud"\n[offfice]\nplace = "X"\n' + ACCOUNT.replace("env", "enw")
    ).splitlines()

    assert [line.split(":")[1] for line in lines] == ["2", "3", "8"]


@pytest.mark.parametrize(
    "secret",
    ['password = "geheim"', 'password = ["geheim"]', 'passwrod = "geheim"', 'password = {enw = "geheim"}'],
)
def test_no_part_of_the_exception_shows_what_was_written_as_a_secret(tmp_path: Path, secret: str) -> None:
    file = tmp_path / "netmaintd.toml"
    file.write_text(ACCOUNT.replace('password = {env = "X"}', secret))

    with pytest.raises(ConfigProblems) as caught:
        read_settings(file)

    assert "geheim" not in "".join(traceback.format_exception(caught.value))


def test_a_secret_given_by_the_environment_is_refused_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETMAINTD_CREDENTIALS__A__PASSWORD", "geheim")
    (tmp_path / "netmaintd.toml").write_text(ACCOUNT)

    with pytest.raises(ConfigProblems) as caught:
        read_settings(tmp_path / "netmaintd.toml")

    assert str(caught.value) == f"environment:1:1: NETMAINTD_CREDENTIALS__A__PASSWORD: password: {LITERAL}"
    assert "geheim" not in "".join(traceback.format_exception(caught.value))


def test_a_bad_value_of_the_environment_names_its_variable_also_without_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETMAINTD_LOG__LEVEL", "loud")

    with pytest.raises(ConfigProblems) as caught:
        read_settings(None)

    assert str(caught.value).startswith('environment:1:1: NETMAINTD_LOG__LEVEL: log.level: "loud" is not one of')


def test_a_section_as_one_variable_is_refused_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETMAINTD_OFFICE", "Kota Contoh")

    with pytest.raises(ConfigError, match="set its parts one by one: NETMAINTD_OFFICE__PLACE"):
        read_settings(None)


def test_without_a_file_the_defaults_are_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    settings = read_settings(None)

    assert (settings.metrics.listen, settings.store.url, settings.credentials) == ("127.0.0.1:9469", "", {})


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_settings(tmp_path / "netmaintd.toml")


def test_folders_are_relative_to_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "netmaintd.toml").write_text('[paths]\nstate = "/var/lib/x"\nschedules = "plans"\n')

    paths = read_settings(tmp_path / "netmaintd.toml").paths

    assert (paths.devices, paths.schedules, paths.state) == (
        tmp_path / "devices",
        tmp_path / "plans",
        Path("/var/lib/x"),
    )
    assert paths.history_folder == Path("/var/lib/x/config-history.git")


def test_the_history_of_configurations_may_have_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "netmaintd.toml").write_text('[paths]\nconfig_history = "git/configs.git"\n')

    assert read_settings(tmp_path / "netmaintd.toml").paths.history_folder == tmp_path / "git" / "configs.git"


@pytest.mark.parametrize("url", ["", "sqlite:////x/y.sqlite", "postgresql://h/db", "postgresql+psycopg://u@h:5432/db"])
def test_a_database_url_without_a_password_is_taken(tmp_path: Path, url: str) -> None:
    (tmp_path / "netmaintd.toml").write_text(f'[store]\nurl = "{url}"\n')

    assert read_settings(tmp_path / "netmaintd.toml").store.url == url
