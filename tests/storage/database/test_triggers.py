"""The database itself refuses to change what was stored, however it is asked."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database import triggers
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.database.migrations import migrations
from infrared_desktop.storage.database.sqlcipher import Database, IntegrityError, in_memory
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import consultation, full_day, patient, stored_now

TABLES = [*KINDS, "audit"]
ATTEMPTS = {
    "update": "UPDATE [{t}] SET content_hash = 'x'",
    "update or replace": "UPDATE OR REPLACE [{t}] SET content_hash = 'x'",
    "update or ignore": "UPDATE OR IGNORE [{t}] SET content_hash = 'x'",
    "delete": "DELETE FROM [{t}]",
    "insert or replace": "INSERT OR REPLACE INTO [{t}] SELECT * FROM [{t}]",
    "replace": "REPLACE INTO [{t}] SELECT * FROM [{t}]",
    "upsert": "INSERT INTO [{t}] SELECT * FROM [{t}] WHERE 1 ON CONFLICT DO UPDATE "
    "SET content_hash = 'x'",
}


@pytest.fixture(scope="module")
def busy(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with closing(template.copy_to(tmp_path_factory.mktemp("busy") / "clinic")) as clinic:
        full_day(clinic)
        # sqlite-utils sets it; another program would not, and has to be refused as well.
        clinic.ledger.db.execute("PRAGMA recursive_triggers = OFF")
        yield clinic


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_nothing_stored_is_changed(busy: Clinic, table: str, attempt: str) -> None:
    db = busy.ledger.db
    before = db.execute(f"SELECT * FROM [{table}]").fetchall()
    assert before, "an empty table would prove nothing"
    with pytest.raises(IntegrityError, match="never changed"):
        db.execute(attempt.format(t=table))
    assert db.execute(f"SELECT * FROM [{table}]").fetchall() == before


def test_every_table_of_versions_is_append_only(busy: Clinic) -> None:
    assert set(triggers.append_only_tables(busy.ledger.db)) == set(TABLES)


def test_a_signed_record_is_final(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    signed = clinic.care.sign(consultation(number), CLINICIAN, NOW)
    before = stored_now(clinic)
    changed = consultation(number, main_concern="something else")
    for state in State:
        with (
            pytest.raises(KnownError, match="signed or struck through"),
            clinic.ledger.act("patient-edited", CLINICIAN, NOW) as act,
        ):
            act.change(signed, changed, state)
    assert stored_now(clinic) == before


def test_what_was_struck_through_stays_so(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    signed = clinic.care.sign(consultation(number), CLINICIAN, NOW)
    gone = clinic.care.invalidate(signed, "wrong patient", CLINICIAN, NOW)
    for state in State:
        with (
            pytest.raises(KnownError, match="signed or struck through"),
            clinic.ledger.act("patient-edited", CLINICIAN, NOW) as act,
        ):
            act.change(gone, gone.record, state)


@pytest.mark.parametrize("table", TABLES)
def test_transform_takes_the_triggers_and_recreate_gives_them_back(table: str) -> None:
    with closing(in_memory()) as db:
        migrations.apply(db)
        whole = triggers.standing(db)
        db.table(table).transform(rename={"content_hash": "was"})
        db.table(table).transform(rename={"was": "content_hash"})
        assert _of(db, table) == {}, "sqlite-utils keeps triggers now: recreate() can go"
        triggers.recreate(db)
        assert triggers.standing(db) == whole


def _of(db: Database, table: str) -> dict[str, str]:
    return {name: sql for name, sql in triggers.standing(db).items() if f"ON [{table}]" in sql}
