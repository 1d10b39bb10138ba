"""A history is stored in versions; its draft stands in for none, and goes when it is saved."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infrared_desktop.domain.errors import StaleError
from infrared_desktop.domain.records.history import Allergy, History
from infrared_desktop.domain.records.history_answers import Allergen, Smoking
from infrared_desktop.storage.clinic import Clinic, open_clinic
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import TODAY, later, patient


@pytest.fixture
def number(clinic: Clinic) -> int:
    return clinic.people.register(patient(), RECEPTION, NOW).id


@pytest.fixture
def blank(number: int) -> History:
    return History(number, TODAY)


def test_every_version_stays(clinic: Clinic, blank: History) -> None:
    first = clinic.history.take(blank, CLINICIAN, NOW)
    changed = replace(blank, allergies=(Allergy(Allergen.LATEX),))
    second = clinic.history.take(changed, RECEPTION, later(minutes=1), first)
    day = TODAY + timedelta(days=1)
    third = clinic.history.confirm(second, day, CLINICIAN, later(minutes=2))
    assert clinic.history.versions(third) == [first, second, third]
    assert third.record == replace(changed, confirmed_on=day)
    assert clinic.people.chart(blank.patient_id).history == third


def test_versions_that_were_read_are_read_again_only_after_a_newer_one(
    clinic: Clinic, blank: History
) -> None:
    first = clinic.history.take(blank, CLINICIAN, NOW)
    assert clinic.history.versions(first) == [first]
    assert clinic.history.versions(first)[0] is clinic.history.versions(first)[0]
    second = clinic.history.take(replace(blank, note="newer"), RECEPTION, NOW, first)
    assert clinic.history.versions(first) == [first, second]
    clinic.close()
    assert clinic.ledger.recent.versions == []


def test_a_second_first_history_is_refused(clinic: Clinic, blank: History) -> None:
    first = clinic.history.take(blank, CLINICIAN, NOW)
    with pytest.raises(StaleError, match="in between"):
        clinic.history.take(replace(blank, note="mine"), RECEPTION, NOW)
    assert clinic.history.of_patient(blank.patient_id) == first


def test_a_version_that_is_not_the_newest_is_never_written_on(
    clinic: Clinic, blank: History
) -> None:
    first = clinic.history.take(blank, CLINICIAN, NOW)
    second = clinic.history.take(replace(blank, note="theirs"), RECEPTION, NOW, first)
    draft = clinic.care.keep_draft(replace(blank, note="mine"), CLINICIAN, NOW, first.version)
    with pytest.raises(StaleError):
        clinic.history.take(replace(blank, note="mine"), CLINICIAN, NOW, first)
    with pytest.raises(StaleError):
        clinic.history.confirm(first, TODAY, CLINICIAN, NOW)
    assert clinic.history.of_patient(blank.patient_id) == second
    assert clinic.care.drafts() == [draft]


def test_not_asked_and_none_survive_a_crash_as_a_draft(
    clinic: Clinic, blank: History, template: Template
) -> None:
    begun = replace(blank, conditions=(), medicines=None, smoking=Smoking.EX)
    draft = clinic.care.keep_draft(begun, CLINICIAN, NOW)
    clinic.ledger.db.close()  # as after a crash: nothing was tidied up
    again = open_clinic(clinic.folder, template.key, NOW)
    assert again.care.draft(History, blank.patient_id, CLINICIAN) == draft
    assert draft.record(History) == begun
    assert again.history.of_patient(blank.patient_id) is None
    again.close()


def test_saving_and_confirming_drop_the_own_draft_of_that_version_only(
    clinic: Clinic, blank: History
) -> None:
    care = clinic.care
    care.keep_draft(blank, CLINICIAN, NOW)
    theirs = care.keep_draft(blank, RECEPTION, NOW)
    first = clinic.history.take(blank, CLINICIAN, NOW)
    assert care.drafts() == [theirs]
    care.keep_draft(blank, CLINICIAN, NOW, first.version)
    clinic.history.confirm(first, TODAY, CLINICIAN, NOW)
    assert care.drafts() == [theirs]
