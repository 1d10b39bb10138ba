"""The people desk: register, edit, take a list in and back, notice who is alike."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import consultation, patient, stored_now

LIST = [Patient(f"Surname{n}", f"Given{n}", date(1970, 1, 1 + n)) for n in range(20)]


@pytest.mark.parametrize("nameless", [Patient(""), Patient("  ", " \t")])
def test_a_patient_needs_a_name(clinic: Clinic, nameless: Patient) -> None:
    stored = clinic.people.register(patient(), RECEPTION, NOW)
    before = stored_now(clinic)
    with pytest.raises(KnownError, match="needs a name"):
        clinic.people.register(nameless, RECEPTION, NOW)
    with pytest.raises(KnownError, match="needs a name"):
        clinic.people.edit(stored, nameless, RECEPTION, NOW)
    with pytest.raises(KnownError, match="needs a name"):
        clinic.people.take_in([*LIST, nameless], RECEPTION, NOW)
    assert stored_now(clinic) == before


def test_one_name_is_enough(clinic: Clinic) -> None:
    assert clinic.people.register(Patient("", "Suharto"), RECEPTION, NOW).id == 1


def test_an_edited_patient_is_found_by_the_new_name_only(clinic: Clinic) -> None:
    stored = clinic.people.register(Patient("Abernathy", "Rosa"), RECEPTION, NOW)
    clinic.people.edit(stored, Patient("Kowalczyk", "Rosa"), RECEPTION, NOW)
    assert clinic.people.find("kowal", NOW).numbers == (1,)
    assert clinic.people.find("abern", NOW).numbers == ()


def test_a_list_is_taken_in_with_one_audited_act(clinic: Clinic) -> None:
    taken = clinic.people.take_in(LIST, RECEPTION, NOW)
    assert [stored.id for stored in taken] == list(range(1, 21))
    assert clinic.people.count() == 20
    sql = "SELECT count(*) FROM audit WHERE act = 'list-imported' AND patient_id IS NOT NULL"
    assert clinic.ledger.db.execute(sql).fetchone() == (20,)


def test_an_import_can_be_taken_back(clinic: Clinic) -> None:
    kept = clinic.people.register(patient(), RECEPTION, NOW)
    taken = clinic.people.take_in(LIST, RECEPTION, NOW)
    assert clinic.people.take_back(taken, RECEPTION, NOW) == []
    assert clinic.people.count() == 1
    assert clinic.people.find("surname", NOW).numbers == ()
    assert clinic.people.alike(LIST[3]) == []
    assert clinic.people.get(kept.id) == kept
    assert clinic.people.get(taken[0].id).state is State.INVALID
    assert not list(verify(clinic))


def test_whoever_was_worked_on_stays(clinic: Clinic) -> None:
    taken = clinic.people.take_in(LIST[:4], RECEPTION, NOW)
    clinic.people.edit(taken[0], patient("Edited"), RECEPTION, NOW)
    clinic.care.sign(consultation(taken[1].id), CLINICIAN, NOW)
    clinic.care.keep_draft(consultation(taken[2].id), CLINICIAN, NOW)
    assert clinic.people.take_back(taken, RECEPTION, NOW) == [1, 2, 3]
    assert clinic.people.count() == 3


def test_a_list_taken_back_can_be_taken_in_again(clinic: Clinic) -> None:
    clinic.people.take_back(clinic.people.take_in(LIST, RECEPTION, NOW), RECEPTION, NOW)
    again = clinic.people.take_in(LIST, RECEPTION, NOW)
    assert [stored.id for stored in again] == list(range(21, 41))
    assert clinic.people.find("surname7", NOW).numbers == (28,)


def test_whoever_is_alike_is_shown_with_the_reason(clinic: Clinic) -> None:
    clinic.people.take_in(LIST, RECEPTION, NOW)
    stored = clinic.people.register(patient("Müller-Lüdenscheidt"), RECEPTION, NOW)
    again = patient("Mueller-Luedenscheidt")
    ((found, likeness), *_) = clinic.people.alike(again)
    assert found == stored
    assert likeness.is_duplicate
    assert clinic.people.alike(again, number=stored.id) == []


def test_a_chart_holds_one_patient_only(clinic: Clinic) -> None:
    for name in ("A", "B"):
        number = clinic.people.register(patient(name), RECEPTION, NOW).id
        clinic.care.sign(consultation(number), CLINICIAN, NOW)
    chart = clinic.people.open_chart(2, CLINICIAN, NOW)
    assert chart.patient.record.surname == "B"
    assert [stored.record.patient_id for stored in chart.consultations] == [2]


READS: dict[str, Callable[[Clinic], object]] = {
    "count": lambda clinic: clinic.people.count(),
    "find": lambda clinic: clinic.people.find("lee", NOW),
    "page": lambda clinic: clinic.people.page(0, 10),
    "alike": lambda clinic: clinic.people.alike(patient()),
    "get": lambda clinic: clinic.people.get(1),
    "of_patient": lambda clinic: clinic.follow_ups.of_patient(1),
    "total": lambda clinic: clinic.follow_ups.total(),
    "drafts": lambda clinic: clinic.care.drafts(),
}


@pytest.mark.parametrize("look", READS.values(), ids=READS.keys())
def test_a_table_that_cannot_be_read_is_a_sentence(
    clinic: Clinic, look: Callable[[Clinic], object]
) -> None:
    lists = ("people_words", "people_order", "match_key", "follow_up", "follow_up_count")
    for table in ("head", "draft", *lists):
        clinic.ledger.db.execute(f"DROP TABLE {table}")
    with pytest.raises(KnownError, match="could not do this"):
        look(clinic)


def test_a_look_counts_from_the_sitting_before_and_is_each_persons_own(clinic: Clinic) -> None:
    people = clinic.people
    number, other = (people.register(patient(), RECEPTION, NOW).id for _ in range(2))
    minute = timedelta(minutes=1)
    assert people.last_looked(number, CLINICIAN, NOW) is None
    openings = [NOW - 3 * 1440 * minute, NOW - 1440 * minute, NOW - 50 * minute, NOW - 25 * minute]
    for at in openings:
        people.open_chart(number, CLINICIAN, at)
    assert people.last_looked(number, CLINICIAN, NOW) == openings[1]
    people.open_chart(number, CLINICIAN, NOW)
    assert people.last_looked(number, CLINICIAN, NOW) == openings[1]
    assert people.last_looked(number, CLINICIAN, NOW + 30 * minute) == NOW
    assert people.last_looked(number, CLINICIAN, NOW + 29 * minute) == openings[1]
    assert people.last_looked(number, RECEPTION, NOW) is None
    assert people.last_looked(other, CLINICIAN, NOW) is None


def test_what_else_was_done_to_a_patient_is_no_look(clinic: Clinic) -> None:
    stored = clinic.people.register(patient(), CLINICIAN, NOW)
    clinic.people.edit(stored, patient(), CLINICIAN, NOW + timedelta(hours=1))
    assert clinic.people.last_looked(stored.id, CLINICIAN, NOW + timedelta(days=1)) is None
