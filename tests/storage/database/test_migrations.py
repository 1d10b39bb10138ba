"""Every step leads to the same schema, waits until it may, and never meets a newer file."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.patient_rights import AskedFor, Erasure, ErasureDecision
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.database import (
    clinical_schema,
    desk_schema,
    first_schema,
    photo_schema,
    triggers,
    trust_schema,
)
from infrared_desktop.storage.database.kinds import KINDS, Kind
from infrared_desktop.storage.database.migrations import (
    OutdatedError,
    bring_up_to_date,
    definitions,
    migrations,
    newest_definitions,
    step_names,
)
from infrared_desktop.storage.database.rows import content_hash, field_types
from infrared_desktop.storage.database.sqlcipher import (
    Database,
    connect,
    in_memory,
    make_database,
)
from infrared_desktop.storage.database.versions import VERSION
from infrared_desktop.storage.desks.worklist import total
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, RECEPTION, Template
from tests.scenes import full_day, patient, stored_now

KEY = bytes(32)


# Of the wish below, as it was hashed before other wishes were kept: never to be computed anew.
HASH_BEFORE = "67fd5d8df0d6af26005e38d020365ae5e9c47e662d7a986c055cd1d6849ce55b"


@pytest.fixture
def db() -> Iterator[Database]:
    with closing(in_memory()) as db:
        yield db


# What each step brings; a step without its line here fails the first test.
BRINGS = {
    "m001_records": {*first_schema.RECORD_COLUMNS, "head", "audit", "draft", "follow_up"},
    "m002_search": {"people_words", "people_parts", "match_key", "people_order"},
    "m003_clinical_record": set(clinical_schema.NEW_RECORDS),
    "m004_follow_up_count": {"follow_up_count"},
    "m005_day_of_treatment": set(),  # columns of tables that are there
    "m006_front_desk": {*desk_schema.NEW_RECORDS, "secret"},
    "m007_photographs": set(photo_schema.NEW_RECORDS),
    "m008_trust": {*trust_schema.NEW_RECORDS, "locked_work"},
    "m009_wishes": set(),  # a column
}


def test_every_step_has_a_test() -> None:
    assert list(BRINGS) == step_names()


@pytest.mark.parametrize("step", step_names())
def test_a_step_brings_its_tables_and_all_triggers(db: Database, step: str) -> None:
    migrations.apply(db, stop_before=step)
    before = set(db.table_names())
    following = step_names()[step_names().index(step) + 1 :]
    migrations.apply(db, stop_before=following[:1])
    assert BRINGS[step] <= set(db.table_names()) - before
    assert triggers.standing(db) == triggers.expected(db)
    assert triggers.standing(db)


@pytest.mark.parametrize("first", step_names())
def test_an_older_file_ends_like_a_new_one(tmp_path: Path, first: str) -> None:
    path = tmp_path / "clinic.db"
    with closing(make_database(path, KEY)) as db:
        migrations.apply(db, stop_before=first)
    with closing(connect(path, KEY)) as db:
        bring_up_to_date(db, may_change=True)
        assert definitions(db) == newest_definitions()


def test_the_follow_ups_of_an_older_file_are_counted(db: Database) -> None:
    migrations.apply(db, stop_before="m004_follow_up_count")
    row = "INSERT INTO follow_up VALUES (1, ?, '', NULL, '', '', '', '', NULL, '')"
    db.conn.executemany(row, [("a",), ("b",), ("c",)])
    migrations.apply(db)
    db.execute("DELETE FROM follow_up WHERE key = 'a'")
    assert total(db) == 2


def test_a_wish_of_an_older_file_is_one_to_be_erased(db: Database) -> None:
    migrations.apply(db, stop_before="m009_wishes")
    triggers.drop(db)
    row = "(1, 1, 'signed', 1, '', 'hash', 7, '2026-11-23', 'asked', 'Rang.', NULL)"
    db.execute(f"INSERT INTO erasure VALUES {row}")
    migrations.apply(db)
    assert list(db.execute("SELECT asked_for FROM erasure")) == [(AskedFor.ERASURE,)]
    told = Erasure(7, date(2026, 11, 23), ErasureDecision.ASKED, "Rang.")
    assert content_hash(told) == HASH_BEFORE


def test_an_older_file_is_not_changed_before_it_may_be(tmp_path: Path) -> None:
    with closing(make_database(tmp_path / "clinic.db", KEY)) as db:
        migrations.apply(db, stop_before=step_names()[-1])
        before = definitions(db)
        with pytest.raises(OutdatedError, match="Nothing was changed"):
            bring_up_to_date(db, may_change=False)
        assert definitions(db) == before
        bring_up_to_date(db, may_change=True)
        assert definitions(db) == newest_definitions()


def test_a_newer_file_is_refused_in_words(clinic: Clinic, template: Template) -> None:
    clinic.ledger.db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
        ("infrared_desktop", "m999_from_the_future", "2031-01-01"),
    )
    before = stored_now(clinic)
    with pytest.raises(KnownError, match="newer version"):
        open_clinic(clinic.folder, template.key, NOW)
    assert stored_now(clinic) == before


def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clinic.db"
    with closing(make_database(path, KEY)) as db:
        migrations.apply(db, stop_before=step_names()[-1])
        before = definitions(db)

        def torn(_: Database) -> None:
            raise OSError("the power went")

        monkeypatch.setattr(triggers, "recreate", torn)
        with pytest.raises(OSError, match="the power went"):
            bring_up_to_date(db, may_change=True)
        assert definitions(db) == before


def test_what_is_derived_is_derived_anew_after_a_step(clinic: Clinic, template: Template) -> None:
    full_day(clinic)
    sound = stored_now(clinic)
    for table in ("follow_up", "match_key", "people_words", "people_parts"):
        clinic.ledger.db.execute(f"DELETE FROM {table}")
    clinic.ledger.db.execute("PRAGMA user_version = 0")
    clinic.close()
    with closing(open_clinic(clinic.folder, template.key, NOW)) as again:
        now = stored_now(again)
        assert (now["follow_up"], now["match_key"]) == (sound["follow_up"], sound["match_key"])
        assert again.people.find("kanaria", NOW).total == 1
        assert not list(verify(again))


SQL_TYPES = {bool: "INTEGER", int: "INTEGER", float: "REAL"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_each_table_has_the_columns_of_its_record(db: Database, kind: Kind) -> None:
    migrations.apply(db)
    columns = {column.name: column for column in db.table(kind.name).columns}
    fields = field_types(kind.record_type)
    assert list(columns) == [*VERSION, *fields]
    assert "STRICT" in db.table(kind.name).schema
    for name, field_type in fields.items():
        bare, may_be_null = _bare(field_type)
        assert columns[name].type == SQL_TYPES.get(bare, "TEXT"), name
        assert bool(columns[name].notnull) is not may_be_null, name


def test_days_and_moments_are_stored_as_text_that_sorts(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    cells = clinic.ledger.db.execute(
        "SELECT birth_date, stored_at FROM patient WHERE id = ?", [number]
    )
    day, moment = cells.fetchone()
    assert day == "1971-03-14"
    assert datetime.fromisoformat(moment) == NOW
    assert moment.endswith("+00:00")


def _bare(field_type: Any) -> tuple[Any, bool]:
    if get_origin(field_type) not in (Union, UnionType):
        return field_type, False
    (bare,) = (part for part in get_args(field_type) if part is not type(None))
    plain = bare in (str, int, float, bool, date, datetime, time)
    assert plain or get_origin(bare) is tuple or issubclass(bare, StrEnum)
    return bare, True
