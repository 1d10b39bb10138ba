"""The database is encrypted, durable, and refuses whoever has not the key."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlite_utils.utils
from sqlcipher3 import dbapi2
from sqlite_utils import hookimpl
from sqlite_utils.plugins import pm

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database import sqlcipher
from infrared_desktop.storage.database.sqlcipher import (
    KEY_BYTES,
    Database,
    DatabaseError,
    connect,
    connect_to_look,
    connect_to_read,
    make_database,
    refusal,
)
from infrared_desktop.storage.files.damage import DamageError
from tests.clinics import Template

KEY = bytes(range(KEY_BYTES))
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "fullfsync": 1,
    "foreign_keys": 1,
    "cache_size": -65_536,
    "temp_store": 2,
    "secure_delete": 1,
    "cipher_memory_security": "0",
}


def test_sqlite_utils_catches_the_errors_of_sqlcipher() -> None:
    assert sys.modules["pysqlite3"].__name__ == "sqlcipher3"
    utils = vars(sqlite_utils.utils)
    assert utils["sqlite3"].OperationalError is dbapi2.OperationalError
    assert utils["sqlite3"].IntegrityError is sqlcipher.IntegrityError


@pytest.mark.parametrize("module", ["storage.database.migrations", "views.backup.rescue"])
def test_what_needs_the_database_may_be_the_first_that_is_imported(module: str) -> None:
    # The way out of damage is reached at a cold start, before anything has opened a database.
    words = [sys.executable, "-c", f"import infrared_desktop.{module}"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


def test_sqlite_utils_catches_them_in_deed(tmp_path: Path) -> None:
    db = make_database(tmp_path / "x.db", KEY)
    db.table("thing").insert({"id": 1}, pk="id")
    # Without the stand-in this raises an error that nobody catches (trust reference 3.3).
    db.table("thing").insert({"id": 2, "colour": "grey"}, alter=True)
    db.table("nothing").drop(ignore=True)
    assert db.table("thing").count == 2
    db.close()


def test_no_plugin_is_handed_the_decrypted_database(tmp_path: Path) -> None:
    class Plugin:
        @hookimpl
        def prepare_connection(self, conn: object) -> None:
            raise AssertionError("a plugin was handed the connection")

    plugin = Plugin()
    pm.register(plugin)
    try:
        make_database(tmp_path / "x.db", KEY).close()
        sqlcipher.in_memory().close()
    finally:
        pm.unregister(plugin)


@pytest.mark.parametrize(("name", "value"), PRAGMAS.items())
def test_the_connection_is_set_for_durability(clinic: Clinic, name: str, value: object) -> None:
    assert clinic.ledger.db.execute(f"PRAGMA {name}").fetchone()[0] == value


def test_the_build_has_full_text_search() -> None:
    db = sqlcipher.in_memory()
    db.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='trigram')")
    db.execute("INSERT INTO words VALUES ('lindqvist')")
    assert db.execute("SELECT count(*) FROM words WHERE words MATCH 'dqv'").fetchone() == (1,)
    db.close()


def test_another_key_is_refused_in_words(template: Template) -> None:
    before = (template.folder / "clinic.db").read_bytes()
    with pytest.raises(KnownError, match="does not open with the keys"):
        connect(template.folder / "clinic.db", KEY)
    assert (template.folder / "clinic.db").read_bytes() == before


@pytest.mark.parametrize("open_it", [connect, connect_to_look, connect_to_read])
@pytest.mark.parametrize("content", [None, b""])
def test_nothing_is_put_in_the_place_of_a_file_that_is_gone_or_empty(
    tmp_path: Path, content: bytes | None, open_it: Callable[[Path, bytes], Database]
) -> None:
    path = tmp_path / "clinic.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DamageError, match="Nothing was changed"):
        open_it(path, KEY)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == (
        {} if content is None else {"clinic.db": b""}
    )


def test_plain_sqlite_cannot_read_it(template: Template) -> None:
    path = template.folder / "clinic.db"
    assert not path.read_bytes().startswith(b"SQLite format 3")
    plain = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()


def test_a_file_that_is_not_encrypted_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE patient (surname TEXT)")
    plain.commit()
    plain.close()
    with pytest.raises(KnownError, match="does not open"):
        connect(path, KEY)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("database disk image is malformed", "is damaged"),
        ("database is locked", "Another program"),
        ("database or disk is full", "no room left"),
        ("disk I/O error", "The disk did not take this"),
        ("attempt to write a readonly database", "cannot be written"),
        ("unable to open database file", "cannot be written"),
        ("a signed review is never changed", "addendum"),
        ("something new", "something new"),
    ],
)
def test_each_refusal_is_a_sentence(told: str, words: str) -> None:
    refused = refusal(dbapi2.OperationalError(told), Path("clinic.db"))
    assert words in str(refused)
    assert str(refused).endswith(".")


def test_whoever_asks_for_pythons_own_sqlite_still_gets_it() -> None:
    opener = "infrared_desktop.storage.database.sqlcipher"
    code = f"import {opener}, sqlite3, sqlcipher3; print(sqlite3.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "sqlite3"


def error(code: int, told: str) -> Exception:
    found = DatabaseError(told)
    found.sqlite_errorcode = code  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (11, "database disk image is malformed"),
        (11, "vtable constructor failed: people_words"),
        (26, "file is not a database"),
        (11 | 1 << 8, "anything else that is corrupt"),
    ],
)
def test_damage_is_damage(code: int, told: str) -> None:
    assert isinstance(refusal(error(code, told), Path("clinic.db")), DamageError)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (5, "database is locked"),
        (6, "database table is locked"),
        (8, "attempt to write a readonly database"),
        (10, "disk I/O error"),
        (13, "database or disk is full"),
        (14, "unable to open database file"),
    ],
)
def test_what_says_nothing_about_the_file_is_no_damage(code: int, told: str) -> None:
    assert not isinstance(refusal(error(code, told), Path("clinic.db")), DamageError)
