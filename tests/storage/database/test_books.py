"""Records are kept as versions: none is lost, none is overwritten unseen."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.books import Books
from infrared_desktop.storage.database.rows import content_hash
from infrared_desktop.storage.database.sqlcipher import connect
from tests.clinics import NOW, RECEPTION
from tests.scenes import CANARY, patient, stored_now


def test_each_version_stays_readable(clinic: Clinic) -> None:
    stored = clinic.people.register(patient(), RECEPTION, NOW)
    notes = [f"note {n}" for n in range(5)]
    for note in notes:
        stored = clinic.people.edit(stored, replace(stored.record, note=note), RECEPTION, NOW)
    history = clinic.ledger.books.history(Patient, stored.id)
    assert [version.version for version in history] == [1, 2, 3, 4, 5, 6]
    assert [version.record.note for version in history] == ["", *notes]
    assert clinic.people.get(stored.id) == history[-1] == stored


def test_what_an_act_returns_is_what_is_read_later(clinic: Clinic) -> None:
    afternoon = datetime(2026, 7, 1, 17, 0, 0, 123_456, timezone(timedelta(hours=2)))
    stored = clinic.people.register(patient(), RECEPTION, afternoon)
    assert stored.at == datetime(2026, 7, 1, 15, 0, 0, 123_000, UTC)
    assert clinic.people.get(stored.id) == stored
    assert stored.content_hash == content_hash(stored.record)


def test_a_moment_without_a_time_zone_is_refused(clinic: Clinic) -> None:
    with pytest.raises(ValueError, match="time zone"):
        clinic.people.register(patient(), RECEPTION, datetime(2026, 7, 1))  # noqa: DTZ001


def test_an_older_version_is_never_saved_over_a_newer_one(clinic: Clinic) -> None:
    stored = clinic.people.register(patient(), RECEPTION, NOW)
    clinic.people.edit(stored, patient(note="first"), RECEPTION, NOW)
    before = stored_now(clinic)
    with pytest.raises(StaleError, match="Nothing was overwritten"):
        clinic.people.edit(stored, patient(note="second"), RECEPTION, NOW)
    assert stored_now(clinic) == before
    assert clinic.people.get(stored.id).record.note == "first"


def test_numbers_are_given_once(clinic: Clinic) -> None:
    first, second = clinic.people.take_in([patient("A"), patient("B")], RECEPTION, NOW)
    clinic.people.take_back([second], RECEPTION, NOW)
    third = clinic.people.register(patient("C"), RECEPTION, NOW)
    assert [first.id, second.id, third.id] == [1, 2, 3]


def test_a_record_that_is_not_there_is_a_sentence(clinic: Clinic) -> None:
    with pytest.raises(KnownError, match="There is no patient 77"):
        clinic.people.get(77)


def test_many_returns_those_that_are_there(clinic: Clinic) -> None:
    clinic.people.take_in([patient(f"P{n}") for n in range(3)], RECEPTION, NOW)
    wanted = range(40_000)  # more than a statement may have variables
    assert sorted(clinic.people.many(wanted)) == [1, 2, 3]
    assert clinic.people.many([]) == {}


@pytest.mark.parametrize("name", ["O'Brien; DROP TABLE", '"quoted"', "🙂 Ωμέγα", "שלום", "x" * 500])
def test_any_name_is_kept_as_it_is(clinic: Clinic, name: str) -> None:
    stored = clinic.people.register(patient(name), RECEPTION, NOW)
    assert clinic.people.get(stored.id).record.surname == name


def test_a_broken_character_is_refused_in_words(clinic: Clinic) -> None:
    before = stored_now(clinic)
    with pytest.raises(KnownError, match="character"):
        clinic.people.register(patient("half \ud83d"), RECEPTION, NOW)
    assert stored_now(clinic) == before


def test_a_damaged_page_is_a_sentence_when_read(clinic: Clinic) -> None:
    clinic.people.register(patient(CANARY), RECEPTION, NOW)
    path, key = clinic.folder / "clinic.db", clinic.ledger.key
    clinic.close()
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    path.write_bytes(content)
    with (
        pytest.raises(KnownError, match="Restore the last backup"),
        closing(connect(path, key)) as db,
    ):
        Books(db).all(Patient)


def test_invalid_records_do_not_count(clinic: Clinic) -> None:
    taken = clinic.people.take_in([patient("A"), patient("B")], RECEPTION, NOW)
    clinic.people.take_back(taken[:1], RECEPTION, NOW)
    assert clinic.people.count() == 1
    assert clinic.people.get(1).state is State.INVALID
