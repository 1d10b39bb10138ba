"""A sound clinic passes; every kind of change behind the program's back is found and named."""

from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage import triggers
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, Template
from tests.scenes import full_day

TAMPERED = {
    "audit row changed": ("UPDATE audit SET staff_id = 2 WHERE seq = 9", "broken at row 9"),
    "audit row removed": ("DELETE FROM audit WHERE seq = 9", "broken at row 10"),
    "record changed": (
        "UPDATE consultation SET note = 'never said' WHERE id = 1",
        "The consultation 1, version 1, is not what was stored",
    ),
    "record given to another": (
        "UPDATE session SET patient_id = 2 WHERE id = 1",
        "The session 1, version 1, is not what was stored",
    ),
    "hash changed with the record": (
        "UPDATE patient SET content_hash = 'f00d' WHERE id = 1 AND version = 1",
        "The patient 1, version 1, is not what was stored",
    ),
    "record of nobody's making": (
        "INSERT INTO room SELECT 9, version, state, author_id, stored_at, content_hash, name, "
        "active FROM room WHERE id = 1",
        "The room 9, version 1, is not what was stored",
    ),
    "signed by another": (
        "UPDATE consultation SET author_id = 2 WHERE id = 1",
        "The consultation 1, version 1, is not what was stored",
    ),
    "signed at another moment": (
        "UPDATE consultation SET stored_at = '2026-11-22T09:00:00.000+00:00' WHERE id = 1",
        "The consultation 1, version 1, is not what was stored",
    ),
    "signature taken off": (
        "UPDATE consultation SET state = 'current' WHERE id = 1; "
        "UPDATE head SET state = 'current' WHERE kind = 'consultation' AND id = 1",
        "The consultation 1, version 1, is not what was stored",
    ),
    "old version removed": (
        "DELETE FROM patient WHERE id = 1 AND version = 1",
        "The patient 1, version 1, is gone",
    ),
    "newest version removed": (
        "DELETE FROM patient WHERE id = 1 AND version = 2",
        "The patient 1, version 2, is gone",
    ),
    "code that nobody knows": (
        "UPDATE review SET timepoint = 'month_99'",
        "cannot be read",
    ),
    "head moved back": (
        "UPDATE head SET version = 1 WHERE kind = 'patient'",
        "points past the newest version of the patient 1",
    ),
    "head hidden": ("UPDATE head SET state = 'invalid' WHERE kind = 'plan'", "of the plan 1"),
    "head moved to another day": (
        "UPDATE head SET day = '2031-01-01' WHERE kind = 'appointment'",
        "of the appointment 1",
    ),
    "head removed": ("DELETE FROM head WHERE kind = 'session'", "of the session 1"),
    "follow-up changed": (
        "UPDATE follow_up SET content = replace(content, '2026', '2036') WHERE key LIKE 'T2:%'",
        "The follow-ups of patient 1",
    ),
    "follow-up removed": (
        "DELETE FROM follow_up WHERE key LIKE 'T2:%'",
        "The follow-ups of patient 1",
    ),
    "draft spoilt": ("UPDATE draft SET content = '{'", "cannot be read"),
}


@pytest.fixture
def busy(clinic: Clinic) -> Clinic:
    full_day(clinic)
    return clinic


def found(clinic: Clinic) -> list[str]:
    return [str(told) for told in verify(clinic)]


def test_a_sound_clinic_passes(busy: Clinic) -> None:
    assert found(busy) == []


def test_a_new_clinic_passes(clinic: Clinic) -> None:
    assert found(clinic) == []


@pytest.mark.parametrize(("statement", "words"), TAMPERED.values(), ids=TAMPERED.keys())
def test_a_change_behind_its_back_is_found(busy: Clinic, statement: str, words: str) -> None:
    db = busy.ledger.db
    for name in triggers.standing(db):
        db.execute(f"DROP TRIGGER [{name}]")
    for part in statement.split("; "):
        assert db.execute(part).rowcount > 0
    triggers.recreate(db)
    told = found(busy)
    assert any(words in sentence for sentence in told), told


def test_every_dropped_guard_is_found(busy: Clinic) -> None:
    guards = triggers.standing(busy.ledger.db)
    assert len(guards) > 40
    for name in guards:
        busy.ledger.db.execute(f"DROP TRIGGER [{name}]")
    assert found(busy) == [
        f"The table or guard {name} is not as the program made it." for name in sorted(guards)
    ]


def test_a_guard_that_guards_nothing_is_found(busy: Clinic) -> None:
    busy.ledger.db.execute("DROP TRIGGER audit_no_update")
    busy.ledger.db.execute(
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit WHEN 0 BEGIN SELECT 1; END"
    )
    assert any("guard audit_no_update" in told for told in found(busy))


def test_a_table_that_was_altered_is_found(busy: Clinic) -> None:
    busy.ledger.db.execute("ALTER TABLE room ADD COLUMN colour TEXT")
    assert any("room is not as the program made it" in told for told in found(busy))


def test_a_dropped_table_is_found(busy: Clinic) -> None:
    busy.ledger.db.execute("DROP TABLE review")
    told = found(busy)
    assert any("guard review is not as" in sentence for sentence in told)


def test_a_patient_missing_from_the_search_index_is_found(busy: Clinic) -> None:
    for table in ("match_key", "people_words", "people_parts"):
        busy.ledger.db.execute("SAVEPOINT before")
        busy.ledger.db.execute(f"DELETE FROM {table}")
        assert found(busy) == ["The search index holds patient 1 otherwise."]
        busy.ledger.db.execute("ROLLBACK TO before")
        busy.ledger.db.execute("RELEASE before")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.7, 0.99])
def test_a_flipped_byte_is_found_or_refused(busy: Clinic, template: Template, share: float) -> None:
    path = busy.folder / "clinic.db"
    busy.close()
    _flip(path, int(path.stat().st_size * share))
    try:
        with closing(open_clinic(busy.folder, template.key, NOW)) as again:
            told = found(again)
    except KnownError as error:
        told = [str(error)]
    assert told
    assert all(sentence.endswith(".") for sentence in told)


def _flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 4
    path.write_bytes(content)
