"""Booking by keyboard: what is proposed, warned of, refused, offered instead and taken back."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtGui import QFontMetrics

from infrared_desktop.domain.booking.booking import Slot
from infrared_desktop.domain.follow_ups.due import FollowUpKind
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus, Verdict
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import AreaFinding, AreaSettings, PlanArea
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.diary.visit_steps import MOVE
from infrared_desktop.views.look.theme import font_px
from tests.clinics import CLINICIAN, NOW
from tests.scenes import (
    TODAY,
    consent,
    consultation,
    outline,
    patient,
    plan,
    session,
    visit,
)
from tests.views.desk import Desk

CHIP_PADDING = 24  # choices.qss: 11 px of padding and 1 px of frame at either side
NECK = Site(Area.NECK_FRONT)
EARLIER = TODAY - timedelta(9)
BEST = date(2026, 12, 23)  # 30 days after today, a Wednesday


def planned(clinic: Clinic, surname: str = "Ahlgren", **fields: object) -> tuple[int, int]:
    """Register somebody with a plan; return the numbers of both."""
    number = clinic.people.register(patient(surname), CLINICIAN, NOW).id
    return number, clinic.care.plan(plan(number, **fields), CLINICIAN, NOW).id


def treated(clinic: Clinic, surname: str = "Ahlgren", day: date = TODAY) -> tuple[int, int]:
    """Register somebody whose first session was on a day."""
    number, plan_id = planned(clinic, surname)
    clinic.care.sign(session(number, day, plan_id=plan_id), CLINICIAN, NOW)
    return number, plan_id


def booked(clinic: Clinic, day: date) -> list[Appointment]:
    return [stored.record for stored in clinic.diary.day(day) if stored.record.is_live]


def test_the_next_session_is_proposed_on_its_best_day_and_booked_with_one_key(
    desk: Desk,
) -> None:
    number, plan_id = treated(desk.clinic)
    desk.go("patient", number)
    desk.go("booking", number, plan_id)
    assert "Book: Ahlgren, Ottilie" in desk.words()
    row = desk.screen.page.windows.rows().row(0)
    assert (row.title, row.chip2.text) == ("Neck, front", "in the window")
    assert row.note.startswith("Session 2 of 2: 21 Dec 2026 to 23 Feb 2027, best 23 Dec 2026.")
    desk.press("Ctrl+S")
    (made,) = booked(desk.clinic, BEST)
    assert (made.kind, made.sites, made.plan_id) == (AppointmentKind.SESSION, (NECK,), plan_id)
    assert (made.starts, made.minutes) == (time(8), 60)
    assert (made.clinician_id, made.room_id, made.device_id) == (1, 1, 1)
    assert desk.screen.section == "people"
    assert desk.told().startswith("Booked: Ahlgren, Ottilie, session · Neck, front, Wed 23 Dec")


def test_the_sheet_that_a_booking_offers_has_its_key(desk: Desk) -> None:
    patient, number = planned(desk.clinic)
    desk.go("booking", patient, number)
    desk.press("Ctrl+S")
    assert desk.frame.banner.action_button().text() == "Hand out the sheet  Ctrl+G"
    desk.press("Ctrl+G")
    desk.qtbot.waitUntil(lambda: type(desk.screen).__name__ == "HandoutScreen")


def test_a_review_is_proposed_on_the_day_it_is_due(desk: Desk) -> None:
    one = (PlanArea(Area.NECK_FRONT, sessions=1),)
    number, plan_id = planned(desk.clinic, areas=one)
    desk.clinic.care.sign(consultation(number), CLINICIAN, NOW)
    desk.clinic.care.sign(session(number, plan_id=plan_id), CLINICIAN, NOW)
    waiting = desk.clinic.follow_ups.open_of_patient(number)
    due = min(each.due for each in waiting if each.kind is FollowUpKind.REVIEW_1)
    assert due > TODAY + timedelta(20)
    desk.go("patient", number)
    desk.press("B")
    visit = desk.screen.page.typed()
    assert visit.kind is AppointmentKind.REVIEW
    assert timedelta(0) <= visit.day - due <= timedelta(2)


def test_what_a_day_leaves_no_time_for_is_said_before_it_is_booked(desk: Desk) -> None:
    number, plan_id = treated(desk.clinic)
    desk.go("booking", number, plan_id)
    footer = desk.screen.page.windows_panel.footer_label
    assert footer.text() == ""  # a month ahead there is time for all of them
    desk.fill("day", "+1d")
    assert footer.text() == "Too soon to begin 8 of 16 instructions in time."
    desk.fill("kind", "review")
    assert footer.text() == ""


def test_a_booking_is_taken_back_with_one_key(desk: Desk) -> None:
    number, plan_id = treated(desk.clinic)
    desk.go("patient", number)
    desk.go("booking", number, plan_id)
    desk.press("Ctrl+S")
    desk.press("Ctrl+Z")
    assert desk.told() == "Taken back: Ahlgren, Ottilie: session · Neck, front"
    assert booked(desk.clinic, BEST) == []
    (stored,) = desk.clinic.diary.day(BEST)
    assert stored.record.status is AppointmentStatus.ENTERED_IN_ERROR


@pytest.mark.parametrize(
    ("days", "chip", "warning"),
    [(20, "early", "28 days between sessions are advised"), (95, "late", "the plan is drifting")],
)
def test_outside_its_window_a_session_is_warned_of_and_still_booked(
    desk: Desk, days: int, chip: str, warning: str
) -> None:
    number, plan_id = treated(desk.clinic)
    desk.go("booking", number, plan_id)
    day = TODAY + timedelta(days)
    desk.fill("day", f"+{days}d")
    assert desk.screen.page.windows.rows().row(0).chip2.text == chip
    assert warning in desk.screen.page.caution.text()
    desk.press("Ctrl+S")
    assert [made.sites for made in booked(desk.clinic, day)] == [(NECK,)]


def test_under_fourteen_days_a_session_is_booked_only_with_a_written_reason(desk: Desk) -> None:
    number, plan_id = treated(desk.clinic)
    desk.go("booking", number, plan_id)
    desk.fill("day", "+10d")
    assert "less than 14 days" in desk.screen.page.caution.text()
    desk.press("Ctrl+S")
    assert booked(desk.clinic, TODAY + timedelta(10)) == []
    assert "a reason is needed" in desk.words(desk.screen)
    desk.type("asked by the clinician")
    desk.press("Ctrl+S")
    (made,) = booked(desk.clinic, TODAY + timedelta(10))
    assert made.note == "asked by the clinician"


@pytest.mark.parametrize(
    ("shared", "named"),
    [
        ({"clinician_id": 1, "room_id": 2, "device_id": None}, "clinician"),
        ({"clinician_id": None, "room_id": 1, "device_id": None}, "room"),
        ({"clinician_id": None, "room_id": 2, "device_id": 1}, "device"),
    ],
)
def test_whatever_is_taken_is_refused_by_name_and_free_times_are_offered(
    desk: Desk, shared: dict[str, int | None], named: str
) -> None:
    other, _ = planned(desk.clinic, "Besson")
    desk.clinic.diary.book(visit(other, BEST, time(9), **shared), CLINICIAN, NOW)
    number, plan_id = treated(desk.clinic)
    desk.go("booking", number, plan_id)
    desk.fill("starts", "9:30")
    assert f"The {named} is taken from 09:00 to 10:00: Besson" in desk.words(desk.screen)
    desk.press("Ctrl+S")
    told = desk.screen.banner.text()
    assert told.startswith(f"The {named} already has a visit from 09:00 to 10:00 that day.")
    assert len(booked(desk.clinic, BEST)) == 1
    assert desk.screen.page.free.hasFocus()
    desk.press("Return")
    desk.press("Return")
    assert [made.starts for made in booked(desk.clinic, BEST)] == [time(9), time(10)]


def test_a_patient_cannot_be_in_two_places_at_once(desk: Desk) -> None:
    number, plan_id = treated(desk.clinic)
    elsewhere = {"clinician_id": None, "room_id": 2, "device_id": None}
    desk.clinic.diary.book(visit(number, BEST, time(9), **elsewhere), CLINICIAN, NOW)
    desk.go("booking", number, plan_id)
    desk.fill("day", "23.12.2026")
    desk.fill("starts", "9")
    desk.press("Ctrl+S")
    assert desk.screen.banner.text().startswith("The patient already has a visit from 09:00")
    assert len(booked(desk.clinic, BEST)) == 1


def test_a_cancelled_visit_does_not_stand_in_the_way(desk: Desk) -> None:
    other, _ = planned(desk.clinic, "Besson")
    stored = desk.clinic.diary.book(visit(other, BEST, time(8)), CLINICIAN, NOW)
    desk.clinic.diary.step(stored, AppointmentStatus.ENTERED_IN_ERROR, CLINICIAN, NOW)
    number, plan_id = treated(desk.clinic)
    desk.go("booking", number, plan_id)
    desk.press("Ctrl+S")
    assert [made.starts for made in booked(desk.clinic, BEST)] == [time(8)]


def test_the_kind_brings_its_usual_length_and_what_it_needs(desk: Desk) -> None:
    number, plan_id = treated(desk.clinic)
    desk.go("booking", number, plan_id)
    form = desk.screen.page.form
    form.kind.setFocus()
    form.kind.setCurrentIndex(form.kind.findData("aftercare_call"))
    form.kind.activated.emit(form.kind.currentIndex())
    made = desk.screen.page.typed()
    assert (made.minutes, made.clinician_id, made.room_id, made.device_id) == (10, None, None, None)
    assert made.sites == ()
    assert not form.sites.isVisible()
    form.kind.setCurrentIndex(form.kind.findData("session"))
    form.kind.activated.emit(form.kind.currentIndex())
    made = desk.screen.page.typed()
    assert (made.minutes, made.device_id, made.sites) == (60, 1, (NECK,))


def test_only_sites_of_the_plan_that_need_a_session_can_be_chosen(desk: Desk) -> None:
    areas = (
        PlanArea(Area.NECK_FRONT, sessions=1),
        PlanArea(Area.UPPER_ARM, Side.LEFT, sessions=2),
    )
    number, plan_id = planned(desk.clinic, areas=areas)
    done = (AreaSettings(Area.NECK_FRONT, no_adverse_event=True),)
    desk.clinic.care.sign(session(number, plan_id=plan_id, areas=done), CLINICIAN, NOW)
    desk.go("booking", number, plan_id)
    assert desk.screen.page.form.sites.labels() == ["Upper arm, left"]


def test_a_session_needs_one_of_the_areas_that_are_offered(desk: Desk) -> None:
    number, plan_id = treated(desk.clinic)
    desk.go("booking", number, plan_id)
    desk.screen.page.form.sites.setFocus()
    desk.press("Space")
    desk.press("Ctrl+S")
    assert "Choose at least one area." in desk.words(desk.screen)
    assert booked(desk.clinic, BEST) == []


def test_a_slot_of_the_diary_asks_who_it_is_for_first(desk: Desk) -> None:
    number, _ = planned(desk.clinic, "Castellanos")
    slot = Slot(date(2026, 12, 1), time(14, 15), clinician_id=CLINICIAN)
    desk.go("booking", about=slot)
    assert "Who is the visit for?" in desk.words()
    assert "Tuesday 1 December 2026 at 14:15" in desk.screen.header.line.text()
    desk.type("castel")
    desk.press("Return")
    assert "Book: Castellanos, Ottilie" in desk.words()
    desk.press("Ctrl+S")
    (made,) = booked(desk.clinic, date(2026, 12, 1))
    assert (made.patient_id, made.starts) == (number, time(14, 15))


def test_a_visit_is_moved_in_the_same_form_and_can_be_put_back(desk: Desk) -> None:
    number, _ = planned(desk.clinic)
    stored = desk.clinic.diary.book(visit(number, BEST), CLINICIAN, NOW)
    desk.go("diary", about=BEST)
    desk.go("booking", number, stored.id, about=MOVE)
    assert "Move a visit: Ahlgren, Ottilie" in desk.words()
    desk.fill("starts", "1430")
    desk.press("Ctrl+S")
    assert [made.starts for made in booked(desk.clinic, BEST)] == [time(14, 30)]
    assert desk.screen.section == "diary"
    desk.press("Ctrl+Z")
    assert [made.starts for made in booked(desk.clinic, BEST)] == [time(10)]


def handed_over(desk: Desk, wrong: Stored[Appointment], surname: str) -> None:
    """Open the form of a wrong booking for the right person, by keyboard from the diary."""
    desk.go("diary", about=wrong.record.day)
    desk.press("W")
    assert "Booked for " in desk.screen.header.line.text()
    desk.type(surname)
    desk.press("Return")


def test_a_booking_for_the_wrong_person_is_put_right_and_taken_back_as_one_step(
    desk: Desk,
) -> None:
    wrong, _ = planned(desk.clinic, "Ahlgren")
    right, plan_id = planned(desk.clinic, "Besson")
    placed = {"room_id": 2, "sites": (Site(Area.UPPER_ARM, Side.LEFT),), "note": "of Ahlgren"}
    stored = desk.clinic.diary.book(visit(wrong, BEST, **placed), CLINICIAN, NOW)
    handed_over(desk, stored, "besson")
    assert "Book for the right person: Besson, Ottilie" in desk.words()
    assert [made.patient_id for made in booked(desk.clinic, BEST)] == [wrong]
    desk.press("Ctrl+S")
    (made,) = booked(desk.clinic, BEST)
    assert (made.patient_id, made.plan_id, made.sites) == (right, plan_id, (NECK,))
    assert (made.starts, made.clinician_id, made.room_id, made.device_id) == (time(10), 1, 2, 1)
    assert made.note == ""
    assert "Now booked for Besson" in desk.told()
    desk.press("Ctrl+Z")
    assert booked(desk.clinic, BEST) == [stored.record]


def test_the_visit_stays_of_its_kind_for_the_right_person(desk: Desk) -> None:
    wrong, _ = planned(desk.clinic, "Ahlgren")
    planned(desk.clinic, "Besson")
    asked = {"kind": AppointmentKind.CONSULTATION, "minutes": 45, "device_id": None}
    stored = desk.clinic.diary.book(replace(visit(wrong, BEST), **asked), CLINICIAN, NOW)
    handed_over(desk, stored, "besson")
    desk.press("Ctrl+S")
    (made,) = booked(desk.clinic, BEST)
    assert made.patient_id != wrong
    assert (made.kind, made.minutes) == (AppointmentKind.CONSULTATION, 45)
    assert (made.plan_id, made.sites, made.device_id) == (None, (), None)


def test_the_right_person_passes_the_same_gates_as_in_any_booking(desk: Desk) -> None:
    wrong, _ = planned(desk.clinic, "Ahlgren")
    treated(desk.clinic, "Besson")
    soon = TODAY + timedelta(10)
    stored = desk.clinic.diary.book(visit(wrong, soon, note="asked for"), CLINICIAN, NOW)
    handed_over(desk, stored, "besson")
    assert desk.screen.page.windows.rows().row(0).chip2.text == "too early"
    assert "less than 14 days" in desk.screen.page.caution.text()
    desk.press("Ctrl+S")
    assert booked(desk.clinic, soon) == [stored.record]
    desk.type("Dr. Lindqvist agrees")
    desk.press("Ctrl+S")
    (made,) = booked(desk.clinic, soon)
    assert (made.patient_id != wrong, made.note) == (True, "Dr. Lindqvist agrees")


def test_the_right_person_without_a_plan_is_offered_a_consultation(desk: Desk) -> None:
    wrong, _ = planned(desk.clinic, "Ahlgren")
    right = desk.clinic.people.register(patient("Besson"), CLINICIAN, NOW).id
    stored = desk.clinic.diary.book(visit(wrong, BEST, sites=(NECK,)), CLINICIAN, NOW)
    handed_over(desk, stored, "besson")
    told = "No plan of this person asks for it, so this is not “session · Neck, front” but "
    assert desk.screen.banner.text() == told + "“consultation”."
    desk.press("Ctrl+S")
    (made,) = booked(desk.clinic, BEST)
    assert (made.patient_id, made.kind) == (right, AppointmentKind.CONSULTATION)
    assert (made.sites, made.device_id, made.minutes) == ((), None, 45)


def test_the_same_person_is_not_booked_instead_of_themselves(desk: Desk) -> None:
    wrong, _ = planned(desk.clinic, "Ahlgren")
    stored = desk.clinic.diary.book(visit(wrong, BEST), CLINICIAN, NOW)
    handed_over(desk, stored, "ahlgren")
    assert desk.screen.banner.text() == "It is booked for this person already."
    assert booked(desk.clinic, BEST) == [stored.record]


def test_ctrl_z_takes_back_a_choice_with_all_that_followed_from_it(desk: Desk) -> None:
    number, plan_id = treated(desk.clinic)
    desk.go("booking", number, plan_id)
    page = desk.screen.page
    begun = page.typed()
    page.form.kind.setFocus()
    desk.press("Home")
    assert page.typed().kind is not begun.kind
    desk.fill("note", "asked for")
    desk.screen.save.setFocus()
    desk.press("Ctrl+Z")
    assert page.typed().note == ""
    desk.press("Ctrl+Z")
    assert page.typed() == begun
    assert [stored.id for stored in desk.clinic.people.chart(number).sessions]


def test_what_was_typed_is_not_lost_by_leaving(desk: Desk) -> None:
    number, plan_id = treated(desk.clinic)
    desk.go("booking", number, plan_id)
    desk.fill("note", "brings her sister")
    desk.go("people")
    assert desk.screen.section == "diary"
    assert "Nothing is booked yet." in desk.screen.banner.text()
    desk.screen.banner.action_button().click()
    assert booked(desk.clinic, BEST) == []


def test_nothing_of_the_patient_before_is_offered_to_the_next(desk: Desk) -> None:
    first, first_plan = planned(desk.clinic, "Ahlgren")
    desk.go("booking", first, first_plan)
    desk.screen.page.forget()
    second, second_plan = planned(desk.clinic, "Besson")
    desk.go("booking", second, second_plan)
    plans = desk.screen.page.form.plan_id
    assert [plans.itemData(n) for n in range(plans.count())] == [None, str(second_plan)]


@pytest.mark.parametrize("ticked", [False, True])
def test_the_chip_of_an_area_is_never_cut(desk: Desk, ticked: bool) -> None:
    areas = (PlanArea(Area.ABDOMEN_LOWER), PlanArea(Area.UPPER_ARM, Side.LEFT))
    number, plan_id = planned(desk.clinic, areas=areas)
    desk.go("booking", number, plan_id)
    field = desk.screen.page.form.sites
    field.set_value(field.offered() if ticked else [])
    for site in field.offered():
        button = field.button(str(site))
        button.ensurePolished()
        words = button.fontMetrics().horizontalAdvance(button.text())
        bold = QFontMetrics(font_px(12, bold=True)).horizontalAdvance(button.text())
        assert max(words, bold) + CHIP_PADDING <= button.width()


def test_an_area_that_was_deferred_is_warned_of_and_still_booked(desk: Desk) -> None:
    number, plan_id = planned(desk.clinic)
    finding = AreaFinding(Area.NECK_FRONT, laxity_grade=3, verdict=Verdict.DEFERRED)
    desk.clinic.care.sign(consultation(number, areas=(finding,)), CLINICIAN, NOW)
    desk.go("booking", number, plan_id)
    words = "Neck, front was not found suitable by the consultation of 23 Nov 2026."
    assert words in desk.screen.page.caution.text()
    desk.press("Ctrl+S")
    assert len(booked(desk.clinic, TODAY)) == 1


def test_who_books_a_session_is_told_what_the_consent_will_lack_by_then(desk: Desk) -> None:
    number, plan_id = planned(desk.clinic)
    desk.go("booking", number, plan_id, about=Slot(TODAY, time(9)))
    told = desk.screen.page.consent
    assert "Neck, front: there is no consent" in told.text()
    assert "can be signed from 24 Nov 2026, 04:00: after this session" in told.text()
    given = desk.clinic.papers.hand_out(outline(number), CLINICIAN, NOW)
    signed = consent(given, valid_until=TODAY + timedelta(days=5))
    desk.clinic.papers.consent(signed, CLINICIAN, NOW)
    desk.go("patient", number)
    desk.go("booking", number, plan_id, about=Slot(BEST, time(9)))
    told = desk.screen.page.consent
    assert told.text() == "Neck, front: the consent will have run out by then, on 28 Nov 2026."
    desk.go("patient", number)
    desk.go("booking", number, plan_id, about=Slot(TODAY, time(9)))
    assert desk.screen.page.consent.text() == ""
    desk.press("Ctrl+S")
    assert len(booked(desk.clinic, TODAY)) == 1


def test_where_nothing_suits_the_booking_becomes_a_wish_for_its_window(desk: Desk) -> None:
    number, plan_id = treated(desk.clinic)
    desk.go("booking", number, plan_id)
    assert "Nothing suits? Ctrl+Shift+L waiting list" in desk.words(desk.screen.page.times)
    desk.press("Ctrl+Shift+L")
    assert "Waiting list: Ahlgren, Ottilie" in desk.words()
    assert "No visit is booked" in desk.words()
    desk.press("Ctrl+S")
    (wish,) = (stored.record for stored in desk.clinic.waiting.wishes(TODAY))
    assert (wish.kind, wish.minutes, wish.clinician_id) == (AppointmentKind.SESSION, 60, CLINICIAN)
    assert (wish.first_day, wish.last_day) == (date(2026, 12, 21), date(2027, 2, 23))
    assert wish.appointment_id is None
    assert desk.screen.section == "diary" and "Saved on the waiting list" in desk.told()
    assert not booked(desk.clinic, BEST)


def test_a_visit_that_nobody_can_move_now_is_named_in_the_wish(desk: Desk) -> None:
    number, _ = planned(desk.clinic)
    other = desk.clinic.diary.book(visit(number), CLINICIAN, NOW)
    stored = desk.clinic.diary.book(visit(number, TODAY + timedelta(40)), CLINICIAN, NOW)
    desk.go("booking", number, stored.id, about=MOVE)
    desk.press("Ctrl+Shift+L")
    desk.press("Ctrl+S")
    (wish,) = (each.record for each in desk.clinic.waiting.wishes(TODAY))
    assert wish.appointment_id == stored.id != other.id


def test_a_visit_that_fits_two_plans_asks_for_which_and_is_told_by_keys(desk: Desk) -> None:
    number, first = planned(desk.clinic)
    second = desk.clinic.care.plan(replace(plan(number), planned_on=EARLIER), CLINICIAN, NOW).id
    stored = desk.clinic.diary.book(visit(number, sites=(NECK,)), CLINICIAN, NOW)
    due = {row.plan_id for row in desk.clinic.follow_ups.open_of_patient(number)}
    assert {first, second} <= due
    desk.go("booking", number, stored.id, about=MOVE)
    assert "fits 2 plans" in desk.screen.page.which_plan.text()
    desk.press("F7")
    desk.press("Down")
    assert desk.screen.page.which_plan.text() == ""
    desk.press("Ctrl+S")
    chosen = desk.clinic.diary.get(stored.id).record.plan_id
    assert chosen in (first, second)
    assert desk.clinic.diary.get(stored.id).record.sites == (NECK,)
    left = desk.clinic.follow_ups.open_of_patient(number)
    to_book = {row.plan_id for row in left if row.kind is FollowUpKind.BOOK_SESSION}
    assert to_book == {first, second} - {chosen}


def test_a_visit_that_names_its_plan_is_asked_nothing(desk: Desk) -> None:
    number, plan_id = planned(desk.clinic)
    desk.clinic.care.plan(replace(plan(number), planned_on=EARLIER), CLINICIAN, NOW)
    desk.go("booking", number, plan_id)
    assert desk.screen.page.which_plan.text() == ""
