"""A missed visit stays on record whatever is booked later; only a person strikes it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.absences import AbsenceKind
from infrared_desktop.domain.records.answers import AppointmentStatus, NextStepKind
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, RECEPTION
from tests.scenes import TODAY, next_step, patient, visit

STATUS = AppointmentStatus


@pytest.fixture
def missed(clinic: Clinic) -> Stored[Appointment]:
    """A visit to which nobody came."""
    number = clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    booked = clinic.diary.book(visit(number), RECEPTION, NOW)
    return clinic.diary.close(booked, STATUS.NO_SHOW, next_step(number), RECEPTION, NOW)


def kinds(clinic: Clinic, of: Stored[Appointment]) -> list[str]:
    chart = clinic.people.chart(of.record.patient_id)
    return [each.record.kind.value for each in chart.absences]


def test_no_move_nor_a_later_undo_erases_it(clinic: Clinic, missed: Stored[Appointment]) -> None:
    later = replace(missed.record, status=STATUS.BOOKED, day=TODAY + timedelta(days=7))
    moved = clinic.diary.move(missed, later, RECEPTION, NOW)
    came = clinic.diary.step(moved, STATUS.ARRIVED, RECEPTION, NOW)
    back = clinic.diary.take_back(came, later, RECEPTION, NOW)
    step = next_step(later.patient_id)
    gone = clinic.diary.close(back, STATUS.NO_SHOW, step, RECEPTION, NOW)
    assert kinds(clinic, missed) == ["no_show", "no_show"]
    clinic.diary.take_back(gone, later, RECEPTION, NOW)
    assert kinds(clinic, missed) == ["no_show"]
    assert len(clinic.people.chart(later.patient_id).next_steps) == 1


def test_undo_strikes_what_was_closed_by_mistake(
    clinic: Clinic, missed: Stored[Appointment]
) -> None:
    before = replace(missed.record, status=STATUS.BOOKED)
    clinic.diary.take_back(missed, before, RECEPTION, NOW)
    assert kinds(clinic, missed) == []


def test_a_mistaken_one_is_struck_only_with_a_reason(
    clinic: Clinic, missed: Stored[Appointment]
) -> None:
    (noted,) = clinic.people.chart(missed.record.patient_id).absences
    with pytest.raises(KnownError, match="Say why"):
        clinic.absences.strike(noted, " ", RECEPTION, NOW)
    assert kinds(clinic, missed) == [AbsenceKind.NO_SHOW]
    clinic.absences.strike(noted, "She was here, in the wrong room.", RECEPTION, NOW)
    chart = clinic.people.chart(missed.record.patient_id)
    assert chart.absences == ()
    assert chart.addenda[-1].record.reason == "She was here, in the wrong room."
    assert list(verify(clinic)) == []


def test_who_cancelled_in_time_but_is_noted_later_has_missed_nothing(clinic: Clinic) -> None:
    number = clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    booked = clinic.diary.book(visit(number), RECEPTION, NOW)
    after, step = NOW + timedelta(days=2), next_step(number)
    clinic.diary.close(booked, STATUS.CANCELLED, step, RECEPTION, after, in_time=True)
    assert kinds(clinic, booked) == []


def test_a_next_step_is_agreed_without_a_visit_and_taken_back(clinic: Clinic) -> None:
    number = clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    with pytest.raises(KnownError, match="on which day"):
        step = NextStep(number, NextStepKind.FOLLOW_UP, TODAY)
        clinic.next_steps.agree(step, RECEPTION, NOW)
    agreed = clinic.next_steps.agree(next_step(number), RECEPTION, NOW)
    assert [row.due for row in clinic.follow_ups.open_of_patient(number)] == [agreed.record.due]
    clinic.next_steps.take_back(agreed, RECEPTION, NOW)
    assert clinic.follow_ups.open_of_patient(number) == ()
