"""The figures of the front desk, counted from a clinic's own records."""

from datetime import time, timedelta

import pytest

from infrared_desktop.domain.figures.desk import FigureKind, Share
from infrared_desktop.domain.records.answers import (
    AppointmentStatus,
    Channel,
    ContactOutcome,
    NextStepKind,
)
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.schedule.desk_rules import Closure
from infrared_desktop.domain.schedule.schedule import Resource
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.desk_figures import DeskFigures, desk_figures
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, next_step, patient, visit


def counted(clinic: Clinic, days_back: int = 0, days_on: int = 0) -> DeskFigures:
    first, last = TODAY - timedelta(days_back), TODAY + timedelta(days_on)
    return desk_figures(clinic, first, last, TODAY, lambda fraction: None)


def share(figures: DeskFigures, kind: FigureKind) -> Share:
    return next(each for each in figures.shares if each.kind is kind)


def test_moving_a_missed_visit_does_not_erase_that_it_was_missed(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    booked = clinic.diary.book(visit(number), RECEPTION, NOW)
    missed = AppointmentStatus.NO_SHOW
    clinic.diary.close(booked, missed, next_step(number), RECEPTION, NOW)
    clinic.diary.book(visit(number, TODAY + timedelta(7)), RECEPTION, NOW)
    assert share(counted(clinic), FigureKind.NO_SHOW).hits == 1
    assert share(counted(clinic, days_on=30), FigureKind.NO_SHOW).hits == 1


def test_a_closing_that_was_taken_back_counts_no_more(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    booked = clinic.diary.book(visit(number), RECEPTION, NOW)
    missed = AppointmentStatus.NO_SHOW
    closed = clinic.diary.close(booked, missed, next_step(number), RECEPTION, NOW)
    clinic.diary.take_back(closed, booked.record, RECEPTION, NOW)
    assert share(counted(clinic), FigureKind.NO_SHOW).of == 0


def test_who_leaves_with_a_booking_is_rebooked_and_moving_it_later_changes_nothing(
    clinic: Clinic,
) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    booked = clinic.diary.book(visit(number), RECEPTION, NOW)
    after = clinic.diary.book(visit(number, TODAY + timedelta(30)), RECEPTION, NOW)
    done, agreed = AppointmentStatus.FULFILLED, next_step(number, NextStepKind.BOOKED)
    clinic.diary.close(booked, done, agreed, CLINICIAN, NOW)
    later = NOW + timedelta(days=3)
    clinic.diary.move(after, visit(number, TODAY + timedelta(37)), RECEPTION, later)
    assert share(counted(clinic), FigureKind.REBOOKED).fraction == 1


def test_a_booking_that_was_entered_for_the_wrong_person_books_nobody_again(
    clinic: Clinic,
) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    other = clinic.people.register(patient("Bo", phone="+14165550101"), RECEPTION, NOW).id
    booked = clinic.diary.book(visit(number), RECEPTION, NOW)
    wrong = clinic.diary.book(visit(number, TODAY + timedelta(30)), RECEPTION, NOW)
    clinic.diary.hand_over(wrong, visit(other, TODAY + timedelta(30)), RECEPTION, NOW)
    done = AppointmentStatus.FULFILLED
    clinic.diary.close(booked, done, next_step(number), CLINICIAN, NOW)
    assert share(counted(clinic), FigureKind.REBOOKED).fraction == 0


def test_who_was_called_in_these_days_and_came_after_them_was_won_back(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    tried = ContactAttempt(number, "T7:1", NOW, Channel.PHONE, ContactOutcome.REACHED)
    clinic.follow_ups.attempt(tried, RECEPTION, NOW)
    day = TODAY + timedelta(14)
    booked = clinic.diary.book(visit(number, day), RECEPTION, NOW)
    done, then = AppointmentStatus.FULFILLED, NOW + timedelta(days=14)
    clinic.diary.close(booked, done, next_step(number), CLINICIAN, then)
    assert share(counted(clinic), FigureKind.RECALL).fraction == 1


def test_a_recall_that_was_first_tried_before_these_days_belongs_to_those(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    for at in (NOW, NOW + timedelta(days=40)):
        tried = ContactAttempt(number, "T7:1", at, Channel.PHONE, ContactOutcome.NO_ANSWER)
        clinic.follow_ups.attempt(tried, RECEPTION, at)
    later = TODAY + timedelta(40)
    booked = clinic.diary.book(visit(number, TODAY + timedelta(120)), RECEPTION, NOW)
    then = NOW + timedelta(days=120)
    done = AppointmentStatus.FULFILLED
    clinic.diary.close(booked, done, next_step(number), CLINICIAN, then)
    won = share(counted(clinic), FigureKind.RECALL)
    assert [(case.hit, case.group) for case in won.cases] == [(True, "2")]
    again = desk_figures(clinic, later, later, later, lambda fraction: None)
    assert share(again, FigureKind.RECALL).of == 0


def test_a_closed_day_has_no_open_minutes(clinic: Clinic) -> None:
    def minutes() -> int:
        uses = counted(clinic).uses
        return next(u.open_minutes for u in uses if u.what is Resource.ROOM and u.number == 1)

    whole = minutes()
    noon = Closure(TODAY, TODAY, "painting", time(12), time(13), room_id=1)
    clinic.front_desk.close(noon, CLINICIAN, NOW)
    assert minutes() == whole - 60
    clinic.front_desk.close(Closure(TODAY, TODAY, "holiday"), CLINICIAN, NOW)
    assert minutes() == 0


def test_a_step_may_end_it(clinic: Clinic) -> None:
    def stop(fraction: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        desk_figures(clinic, TODAY, TODAY, TODAY, stop)


def test_an_attempt_that_was_struck_is_no_recall(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    tried = ContactAttempt(number, "T7:1", NOW, Channel.PHONE, ContactOutcome.NO_ANSWER)
    noted = clinic.follow_ups.attempt(tried, RECEPTION, NOW)
    assert share(counted(clinic), FigureKind.RECALL).of == 1
    clinic.follow_ups.strike(noted, "another patient was called", RECEPTION, NOW)
    assert share(counted(clinic), FigureKind.RECALL).of == 0
