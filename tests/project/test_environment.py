"""What the environment says of the place where the ledger lies."""

import stat
from pathlib import Path

import pytest

from fingerpost.project.environment import Environment, UnfitEnvironmentError


def read(home: Path, **said: str) -> Environment:
    given = {f"FINGERPOST_{name}": value for name, value in said.items()}
    return Environment.read({"FINGERPOST_HOME": str(home), **given})


def test_without_a_word_it_is_a_file_on_this_machine_reached_from_this_machine(tmp_path: Path) -> None:
    place = read(tmp_path)
    assert place.home == tmp_path
    assert place.database["ENGINE"].endswith("sqlite3")
    assert place.database["NAME"] == tmp_path / "fingerpost.sqlite3"
    assert place.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in place.database["OPTIONS"]["init_command"]
    assert place.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert (place.https, place.demo, place.provider) == (False, False, "Fingerpost")


def test_the_home_is_made_where_there_is_none(tmp_path: Path) -> None:
    read(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_database_elsewhere_is_named_by_its_address(tmp_path: Path) -> None:
    database = read(tmp_path, DATABASE="postgresql://fing%40er:p%2Fw%3Ard@db.example:5433/led%20ger").database
    told = {name: database[name] for name in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert told == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "led ger",
        "USER": "fing@er",
        "PASSWORD": "p/w:rd",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert database["CONN_HEALTH_CHECKS"] is True


def test_a_database_behind_a_socket_is_named_by_its_folder(tmp_path: Path) -> None:
    database = read(tmp_path, DATABASE="postgres:///ledger?host=%2Fvar%2Frun%2Fpostgresql").database
    assert (database["HOST"], database["NAME"], database["PORT"]) == ("/var/run/postgresql", "ledger", "")


@pytest.mark.parametrize(
    "address",
    ["mysql://a/b", "postgresql://host", "postgresql://host/", "ledger", "sqlite:///x.sqlite3", "/var/lib/x.sqlite3"],
)
def test_an_address_of_anything_else_is_refused_with_what_it_must_look_like(tmp_path: Path, address: str) -> None:
    with pytest.raises(UnfitEnvironmentError, match="must look like postgresql://user:password@host/name") as refusal:
        read(tmp_path, DATABASE=address)
    assert address not in str(refusal.value), "an address may hold a password"


def test_the_names_under_which_it_is_reached_stand_with_commas_between(tmp_path: Path) -> None:
    assert read(tmp_path, HOSTS=" learn.example , www.learn.example,, ").hosts == ("learn.example", "www.learn.example")
    assert read(tmp_path, HOSTS=" , ").hosts == ("localhost", "127.0.0.1", "[::1]")


@pytest.mark.parametrize(("word", "is_on"), [("", False), ("0", False), ("1", True)])
def test_a_switch_is_on_or_off(tmp_path: Path, word: str, is_on: bool) -> None:
    assert read(tmp_path, HTTPS=word).https is is_on
    assert read(tmp_path, DEMO=word).demo is is_on


@pytest.mark.parametrize("name", ["HTTPS", "DEMO"])
@pytest.mark.parametrize("word", ["yes", "true", "2", "on", " 1"])
def test_a_switch_that_says_anything_else_is_refused_with_its_name(tmp_path: Path, name: str, word: str) -> None:
    with pytest.raises(UnfitEnvironmentError) as refusal:
        read(tmp_path, **{name: word})
    assert str(refusal.value) == f"FINGERPOST_{name} is {word!r}; it may be 1 or 0"


def test_the_provider_has_the_name_that_is_given(tmp_path: Path) -> None:
    assert read(tmp_path, PROVIDER="Coleg Dyffryn").provider == "Coleg Dyffryn"


def test_a_secret_key_that_is_given_is_taken_and_none_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, SECRET_KEY="a secret").secret_key == "a secret"
    assert not (tmp_path / "secret-key").exists()


def test_without_one_a_secret_key_is_made_once_and_kept(tmp_path: Path) -> None:
    key = read(tmp_path).secret_key
    assert len(key) >= 64
    assert read(tmp_path).secret_key == key == (tmp_path / "secret-key").read_text(encoding="utf-8")


def test_the_secret_key_of_another_home_is_another(tmp_path: Path) -> None:
    assert read(tmp_path / "a").secret_key != read(tmp_path / "b").secret_key


def test_only_its_owner_can_read_the_secret_key(tmp_path: Path) -> None:
    read(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
