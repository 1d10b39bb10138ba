"""A sound clinic passes; every kind of change behind the program's back is found and named."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.storage import verify as verify_module
from infrared_desktop.storage.clinic import Clinic, open_clinic, open_unchanged
from infrared_desktop.storage.database import triggers
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import consultation, full_day, patient

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
    "follow-up hidden": (
        "UPDATE follow_up SET hidden = 'declined' WHERE key LIKE 'T2:%'",
        "The follow-ups of patient 1",
    ),
    "follow-up put off": (
        "UPDATE follow_up SET show_on = '2031-01-01' WHERE key LIKE 'T2:%'",
        "The follow-ups of patient 1",
    ),
    "follow-up of nobody": ("UPDATE follow_up SET patient_id = 7", "The follow-ups of patient 7"),
    "patient at another place": ("UPDATE people_order SET sort_key = 'zz'", "holds patient 1"),
    "patient missing from the directory": ("DELETE FROM people_order", "holds patient 1"),
    "patient missing from the duplicates": ("DELETE FROM match_key", "holds patient 1"),
    "patient missing from the words": ("DELETE FROM people_words", "holds patient 1"),
    "patient missing from the parts": ("DELETE FROM people_parts", "holds patient 1"),
    "patient found by other words": (
        "DELETE FROM people_words; INSERT INTO people_words (rowid, text) VALUES (1, 'nobody')",
        "holds patient 1",
    ),
    "search index spoilt": ("UPDATE people_words_data SET block = x'00'", "holds patient 1"),
    "draft rewritten": (
        "UPDATE draft SET content = replace(content, 'comes back', 'is well')",
        "The draft consultation:1:1:0",
    ),
    "draft given to another": ("UPDATE draft SET staff_id = 2", "The draft consultation:1:1:0"),
    "draft removed": ("DELETE FROM draft", "The draft consultation:1:1:0"),
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


def test_a_page_cut_off_on_its_way_from_the_log_is_no_finding(
    template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "left by a power cut"
    clinic = template.copy_to(tmp_path / "clinic")
    clinic.people.register(patient(), RECEPTION, NOW)
    shutil.copytree(clinic.folder, folder)
    clinic.close()
    page = int.from_bytes((folder / "clinic.db-wal").read_bytes()[32:36], "big")
    with (folder / "clinic.db").open("rb+") as file:
        file.seek((page - 1) * 4096 + 2048)
        file.write(bytes(2048))
    with closing(open_clinic(folder, template.key, NOW)) as again:
        assert [str(found) for found in verify(again)] == []


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


def test_people_who_were_renamed_or_taken_back_are_found_as_they_are(clinic: Clinic) -> None:
    first, second = clinic.people.take_in([patient("Alpha"), patient("Beta")], RECEPTION, NOW)
    clinic.people.edit(first, patient("Gamma"), RECEPTION, NOW)
    clinic.people.take_back([second], RECEPTION, NOW)
    assert found(clinic) == []


def test_a_draft_that_was_signed_or_thrown_away_is_not_missed(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    clinic.care.sign(consultation(number), CLINICIAN, NOW)
    draft = clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    assert found(clinic) == []
    clinic.care.discard_draft(draft, CLINICIAN, NOW)
    assert found(clinic) == []


def test_an_earlier_draft_put_back_is_found(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    clinic.care.keep_draft(consultation(number, main_concern="chin"), CLINICIAN, NOW)
    (row,) = clinic.ledger.db.execute("SELECT * FROM draft")
    clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    clinic.ledger.db.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?)", row)
    assert any("draft" in told for told in found(clinic))


def test_another_program_may_write_meanwhile(
    busy: Clinic, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, written = verify_module._heads, []

    def write_and_check(clinic: Clinic, *given: Any) -> Iterator[Sentence]:
        other = open_clinic(busy.folder, template.key, NOW)
        written.append(other.people.register(patient("Meanwhile"), RECEPTION, NOW))
        other.close()
        yield from usual(clinic, *given)

    monkeypatch.setattr(verify_module, "_heads", write_and_check)
    assert found(busy) == []
    assert len(written) == len(KINDS)
    assert busy.people.count() == 1 + len(written)


def test_an_anchor_that_another_program_moves_meanwhile_is_no_finding(
    busy: Clinic, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = verify_module._audit

    def check_and_write(clinic: Clinic) -> Iterator[Sentence]:
        yield from usual(clinic)
        other = open_clinic(busy.folder, template.key, NOW)
        other.people.register(patient("Meanwhile"), RECEPTION, NOW)
        other.close()

    busy.close()
    with closing(open_clinic(busy.folder, template.key, NOW)) as again:
        monkeypatch.setattr(verify_module, "_audit", check_and_write)
        assert found(again) == []


def test_looking_at_a_clinic_changes_nothing(busy: Clinic, template: Template) -> None:
    busy.close()
    before = content_of(busy.folder)
    clinic = open_unchanged(busy.folder, template.key)
    assert found(clinic) == []
    clinic.ledger.db.close()
    assert content_of(busy.folder) == before


def test_a_clinic_of_an_older_version_is_not_brought_up_to_date_by_looking(
    busy: Clinic, template: Template
) -> None:
    busy.ledger.db.execute("PRAGMA user_version = 1")
    busy.close()
    before = content_of(busy.folder)
    with pytest.raises(KnownError, match="Open it in the program first"):
        open_unchanged(busy.folder, template.key)
    assert content_of(busy.folder) == before


def content_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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
