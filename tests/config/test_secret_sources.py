"""Where secrets come from, what is said when they do not, and the key of the evidence."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from netmaintd.config.secrets import EVIDENCE_KEY, Secrets, evidence_key
from netmaintd.config.settings import Settings
from netmaintd.errors import SecretMissing


def secrets(**password: object) -> Secrets:
    return Secrets(Settings(credentials={"a": {"kind": "ssh", "username": "baca", "password": password}}))


def own_file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("content", [b"rahasia", b"rahasia\n", b"rahasia\r\n", b"rahasia\nsecond line\n"])
def test_the_first_line_of_a_file_is_the_secret(tmp_path: Path, content: bytes) -> None:
    assert secrets(file=own_file(tmp_path / "pw", content)).ssh("a").password == "rahasia"


def test_spaces_belong_to_the_secret(tmp_path: Path) -> None:
    assert secrets(file=own_file(tmp_path / "pw", b" a b \n")).ssh("a").password == " a b "


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_that_anyone_else_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    file = own_file(tmp_path / "pw", b"rahasia")
    file.chmod(mode)

    with pytest.raises(SecretMissing) as caught:
        secrets(file=file).ssh("a")

    assert str(caught.value) == f'credential "a": {file} can be read by others; chmod 600 {file}'


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\n", b"\nrahasia"])
def test_an_empty_first_line_is_no_secret(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SecretMissing, match="is empty"):
        secrets(file=own_file(tmp_path / "pw", content)).ssh("a")


def test_bytes_that_are_no_text_are_refused_without_showing_them(tmp_path: Path) -> None:
    file = own_file(tmp_path / "pw", b"rahasia\xff")

    with pytest.raises(SecretMissing) as caught:
        secrets(file=file).ssh("a")

    assert "cannot be read" in str(caught.value)
    assert "rahasia" not in str(caught.value)


def test_a_systemd_credential_is_read_from_its_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "ssh-pw").write_text("rahasia\n")

    assert secrets(credential="ssh-pw").ssh("a").password == "rahasia"
    with pytest.raises(SecretMissing, match=str(tmp_path / "other")):
        secrets(credential="other").ssh("a")


def test_without_systemd_the_remedy_is_a_line_of_the_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)

    with pytest.raises(SecretMissing, match="add LoadCredential=ssh-pw:"):
        secrets(credential="ssh-pw").ssh("a")


def test_a_private_key_is_read_whole_and_every_secret_is_made_known(tmp_path: Path) -> None:
    key = own_file(tmp_path / "key", b"-----BEGIN-----\nabc\n-----END-----\n")
    known: list[str] = []
    settings = Settings(credentials={"a": {"kind": "ssh", "username": "u", "private_key": {"file": key}}})

    credential = Secrets(settings, known.extend).ssh("a")

    assert credential.private_key == key.read_text()
    assert known == [key.read_text()]
    assert "BEGIN" not in repr(credential)


def test_an_ssh_account_is_not_handed_out_for_snmp() -> None:
    with pytest.raises(SecretMissing, match='no snmp credential "a"'):
        secrets(env="X").snmp("a")


def test_an_snmp_user_has_both_keys_and_no_community(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_AUTH", "auth-key-1")
    monkeypatch.setenv("TEST_PRIV", "priv-key-1")
    account = {"kind": "snmp", "username": "u", "auth_key": {"env": "TEST_AUTH"}, "priv_key": {"env": "TEST_PRIV"}}

    credential = Secrets(Settings(credentials={"a": account})).snmp("a")

    assert (credential.level, credential.auth_key, credential.priv_key) == ("authPriv", "auth-key-1", "priv-key-1")
    assert "key-1" not in repr(credential)


def test_processes_that_start_together_agree_on_one_evidence_key(tmp_path: Path) -> None:
    for turn in range(50):
        state = tmp_path / str(turn)
        with ThreadPoolExecutor(4) as pool:
            keys = set(pool.map(evidence_key, [state] * 4))
        assert len(keys) == 1
        assert [path.name for path in state.iterdir()] == ["evidence.key"]


def test_the_evidence_key_of_systemd_comes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = evidence_key(tmp_path)
    given = tmp_path / "credentials"
    given.mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(given))
    assert evidence_key(tmp_path) == made

    (given / EVIDENCE_KEY).write_text("ab" * 32)
    assert evidence_key(tmp_path) == bytes.fromhex("ab" * 32)


@pytest.mark.parametrize("content", [b"", b"xyz", b"00" * 31, b"00" * 33, bytes(range(32)) + b"\xff"])
def test_an_evidence_key_that_is_damaged_is_never_replaced(tmp_path: Path, content: bytes) -> None:
    own_file(tmp_path / "evidence.key", content)

    with pytest.raises(SecretMissing):
        evidence_key(tmp_path)

    assert (tmp_path / "evidence.key").read_bytes() == content
