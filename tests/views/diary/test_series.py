"""All sessions of a plan are booked by a few keys, changed as a list, and taken back at once."""

from datetime import date, time, timedelta

from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import PlanArea
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW
from tests.scenes import TODAY, patient, plan, session, visit
from tests.views.desk import Desk

FIRST = date(2026, 12, 7)  # two weeks after today, for what has to begin so long before
THREE = (PlanArea(Area.NECK_FRONT, sessions=3),)


def planned(clinic: Clinic) -> tuple[int, int]:
    number = clinic.people.register(patient("Ahlgren"), CLINICIAN, NOW).id
    return number, clinic.care.plan(plan(number, areas=THREE), CLINICIAN, NOW).id


def booked(clinic: Clinic) -> list[Appointment]:
    every = clinic.diary.between(TODAY, TODAY + timedelta(365))
    return [stored.record for stored in every if stored.record.is_live]


def rows(desk: Desk) -> list[str]:
    model = desk.screen.list.rows()
    return [model.row(n).title for n in range(model.rowCount())]


def test_all_sessions_are_proposed_and_booked_from_the_plan_with_two_keys(desk: Desk) -> None:
    number, plan_id = planned(desk.clinic)
    desk.go("plan", number, plan_id, about="stored")
    desk.press("Ctrl+Shift+B")
    assert "Book all sessions: Ahlgren, Ottilie" in desk.words()
    assert rows(desk) == [
        "Mon 7 Dec 2026, 08:00",
        "Wed 6 Jan 2027, 08:00",
        "Fri 5 Feb 2027, 08:00",
    ]
    row = desk.screen.list.rows().row(1)
    assert row.note.startswith("Session 2 of 3: Neck, front. In its window from 4 Jan 2027")
    assert row.chip.text == "in the window"
    desk.press("Ctrl+S")
    made = booked(desk.clinic)
    assert [each.day for each in made] == [FIRST + timedelta(30 * n) for n in range(3)]
    assert {(each.plan_id, each.sites) for each in made} == {(plan_id, (Site(Area.NECK_FRONT),))}
    assert desk.told().startswith("Booked 3 sessions: Mon 7 Dec 2026, Wed 6 Jan 2027")
    desk.press("Ctrl+Z")
    assert booked(desk.clinic) == []
    assert desk.told() == "Taken back: Ahlgren, Ottilie: session · Neck, front, and 2 more"


def test_a_changed_session_moves_those_after_it(desk: Desk) -> None:
    number, plan_id = planned(desk.clinic)
    desk.go("series", number, plan_id)
    desk.press("Return")
    assert desk.screen.times.hasFocus()
    assert "Before 7 Dec 2026 there is no time" in desk.screen.beside.footer_label.text()
    days = [desk.screen.times.rows().row(n).key.day for n in range(8)]
    assert days[4] == FIRST + timedelta(1)
    desk.press("Down", 4)
    desk.press("Return")
    assert desk.screen.list.hasFocus()
    assert [title.split(",")[0] for title in rows(desk)] == [
        "Tue 8 Dec 2026",
        "Thu 7 Jan 2027",
        "Fri 5 Feb 2027",  # thirty days later is a Saturday
    ]


def test_a_session_is_left_out_with_those_after_it(desk: Desk) -> None:
    number, plan_id = planned(desk.clinic)
    desk.go("series", number, plan_id)
    desk.press("Down")
    desk.press("Delete")
    desk.press("Ctrl+S")
    assert [each.day for each in booked(desk.clinic)] == [FIRST]


def test_what_is_taken_meanwhile_books_none_of_them(desk: Desk) -> None:
    number, plan_id = planned(desk.clinic)
    desk.go("series", number, plan_id)
    other = desk.clinic.people.register(patient("Besson"), CLINICIAN, NOW).id
    taken = visit(other, FIRST + timedelta(30), time(8, 30))
    desk.clinic.diary.book(taken, CLINICIAN, NOW)
    desk.press("Ctrl+S")
    assert "already has a visit from 08:30 to 09:30" in desk.screen.banner.text()
    assert booked(desk.clinic) == [taken]


def test_nothing_left_is_said(desk: Desk) -> None:
    number, plan_id = planned(desk.clinic)
    for n in range(3):
        day = TODAY - timedelta(90 - 30 * n)
        desk.clinic.care.sign(session(number, day, plan_id=plan_id), CLINICIAN, NOW)
    desk.go("series", number, plan_id)
    assert "No session is left to book" in desk.screen.banner.text()
    desk.press("Ctrl+S")
    desk.press("Escape")
    assert booked(desk.clinic) == []


def test_the_best_times_of_the_window_are_a_key_away_in_the_booking(desk: Desk) -> None:
    number, plan_id = planned(desk.clinic)
    desk.go("booking", number, plan_id)
    page = desk.screen.page
    assert "Ctrl+Shift+B books all" in page.windows_panel.hint_label.text()
    desk.press("F9")
    assert page.times.title_label.text() == "Best times"
    assert "Before 7 Dec 2026 there is no time for every" in page.times.footer_label.text()
    assert page.free.hasFocus()
    desk.press("Return")
    assert (page.typed().day, page.typed().starts) == (FIRST, time(8))
    desk.press("F9")
    assert page.times.title_label.text() == "Free times"
