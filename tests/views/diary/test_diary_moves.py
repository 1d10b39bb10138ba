"""Visits are moved, stretched and booked in the diary, by keys and by mouse, and taken back."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.booking.booking import MarkedSlot
from infrared_desktop.domain.records.answers import AppointmentStatus, Role
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.domain.schedule.desk_rules import (
    ClashRule,
    Closure,
    DeskRules,
    OpenHours,
    ResourceRule,
)
from infrared_desktop.domain.schedule.schedule import Resource
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.diary.day_ghost import verdict_px
from infrared_desktop.views.look.theme import Meaning
from tests.clinics import CLINICIAN, NOW
from tests.scenes import TODAY, next_step, patient, session, visit
from tests.views.desk import Desk
from tests.views.diary.test_diary import book


def record(clinic: Clinic, stored: Stored[Appointment]) -> Appointment:
    """Return how a visit stands now."""
    return clinic.diary.get(stored.id).record


def drag(qtbot: QtBot, desk: Desk, begin: QPoint, end: QPoint) -> None:
    """Drag with the left button, in two goes."""
    port, left = desk.screen.grid.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(port, left, pos=begin)
    qtbot.mouseMove(port, (begin + end) / 2)
    move_held(desk, (begin + end) / 2)
    move_held(desk, end)
    qtbot.mouseRelease(port, left, pos=end)


def move_held(desk: Desk, point: QPoint) -> None:
    """Move the mouse with its button down, which the offscreen platform does not tell."""
    grid = desk.screen.grid
    grid.hold.drag(point.toPointF(), grid.frame_now(), len(grid.columns()))


def test_m_and_arrows_move_a_visit_and_ctrl_z_puts_it_back(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren")
    desk.go("diary")
    desk.press("M")
    desk.press("Down", 2)
    assert record(desk.clinic, stored).starts == time(10)
    desk.press("Return")
    assert record(desk.clinic, stored).starts == time(10, 30)
    assert desk.screen.grid.current_visit().id == stored.id
    assert desk.told().startswith("Moved: Ahlgren, Ottilie, Mon 23 Nov 2026, 10:30–11:30.")
    desk.press("Ctrl+Z")
    assert record(desk.clinic, stored).starts == time(10)


def test_shift_and_arrows_stretch_a_visit(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren")
    desk.go("diary")
    desk.press("M")
    desk.press("Shift+Down", 3)
    desk.press("Shift+Up")
    desk.press("Return")
    assert record(desk.clinic, stored).minutes == 70


def test_escape_leaves_everything_as_it_was(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren")
    desk.go("diary")
    desk.press("M")
    desk.press("Down", 4)
    desk.press("Escape")
    assert desk.screen.grid.hold.grip is None
    assert desk.clinic.diary.get(stored.id).version == stored.version
    assert desk.screen.section == "diary"


def test_ctrl_z_leaves_what_is_carried_and_takes_nothing_else_back(desk: Desk) -> None:
    stored, other = book(desk.clinic, "Ahlgren"), book(desk.clinic, "Berger", starts=time(14))
    screen = desk.go("diary")
    screen.grid.go_to_visit(other.id)
    desk.press("A")
    screen.grid.go_to_visit(stored.id)
    desk.press("M")
    desk.press("Down")
    desk.press("Ctrl+Z")
    assert screen.grid.hold.grip is None
    assert record(desk.clinic, other).status is AppointmentStatus.ARRIVED
    assert record(desk.clinic, stored).starts == time(10)
    desk.press("Ctrl+Z")
    assert record(desk.clinic, other).status is AppointmentStatus.BOOKED


def test_what_is_carried_is_named_and_seen_above_the_words_on_every_day(desk: Desk) -> None:
    book(desk.clinic, "Ahlgren")
    grid = desk.go("diary").grid
    desk.press("M")
    desk.press("PageDown")
    desk.press("Down", 28)
    assert grid.accessibleDescription().startswith("17:00–18:00 Ahlgren, Ottilie")
    grip, frame = grid.hold.grip, grid.frame_now()
    ends = frame.span_of(0, grip.starts, grip.ends).bottom()
    assert ends <= frame.height - verdict_px(grid.judge(grip))


@pytest.mark.parametrize("key", ["A", "S", "D", "X", "C", "Backspace", "B", "W"])
def test_while_a_visit_is_carried_no_other_key_works_on_it(desk: Desk, key: str) -> None:
    stored = book(desk.clinic, "Ahlgren")
    screen = desk.go("diary")
    desk.press("M")
    desk.press(key)
    assert screen.grid.hold.grip is not None
    assert desk.clinic.diary.get(stored.id).version == stored.version


def test_a_visit_is_carried_to_another_day_and_to_another_clinician(desk: Desk) -> None:
    other = desk.clinic.staff.add(Staff("Dr. Ito", Role.CLINICIAN), CLINICIAN, NOW)
    stored = book(desk.clinic, "Ahlgren")
    desk.go("diary")
    desk.press("M")
    desk.press("PageDown")
    desk.press("Right")
    desk.press("Return")
    moved = record(desk.clinic, stored)
    assert (moved.day, moved.clinician_id) == (TODAY + timedelta(1), other.id)
    assert desk.screen.day == TODAY + timedelta(1)


def test_in_a_week_a_visit_is_carried_to_another_day_beside(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren")
    desk.go("diary")
    desk.press("Shift+W")
    desk.press("M")
    desk.press("Right", 2)
    desk.press("Return")
    moved = record(desk.clinic, stored)
    assert (moved.day, moved.starts) == (TODAY + timedelta(2), time(10))
    assert moved.clinician_id == stored.record.clinician_id


def test_a_taken_place_is_refused_with_its_reason_and_the_visit_stays_in_hand(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren", starts=time(9))
    book(desk.clinic, "Besson", starts=time(10))
    desk.go("diary")
    desk.screen.grid.go_to_visit(stored.id)
    desk.press("M")
    desk.press("Down")
    grid = desk.screen.grid
    verdict = grid.judge(grid.hold.grip)
    assert verdict.meaning is Meaning.STOP
    assert verdict.lines[0] == "The clinician already has a visit from 10:00 to 11:00 that day."
    assert "already has a visit" in grid.accessibleDescription()
    desk.press("Return")
    assert record(desk.clinic, stored).starts == time(9)
    assert "already has a visit from 10:00 to 11:00" in desk.told()
    assert grid.hold.grip is not None


def test_out_of_hours_is_warned_of_and_can_be_done(desk: Desk) -> None:
    hours = tuple(OpenHours(day, time(8), time(12)) for day in range(7))
    desk.clinic.front_desk.change_rules(DeskRules(hours), CLINICIAN, NOW)
    stored = book(desk.clinic, "Ahlgren", starts=time(11))
    desk.go("diary")
    desk.press("M")
    desk.press("Down")
    grid = desk.screen.grid
    assert grid.judge(grid.hold.grip).meaning is Meaning.CAUTION
    desk.press("Return")
    assert record(desk.clinic, stored).starts == time(11, 15)
    assert "The clinic is open 08:00–12:00" in desk.told()


def test_a_session_too_soon_asks_for_its_reason_in_the_form(desk: Desk) -> None:
    number = desk.clinic.people.register(patient("Ahlgren"), CLINICIAN, NOW).id
    desk.clinic.care.sign(session(number, TODAY - timedelta(12)), CLINICIAN, NOW)
    sites = tuple(row.site for row in session(number).areas)
    wanted = visit(number, TODAY + timedelta(40), sites=sites)
    stored = desk.clinic.diary.book(wanted, CLINICIAN, NOW)
    desk.go("diary", about=TODAY + timedelta(1))
    desk.screen.show_day(TODAY + timedelta(40))
    desk.press("M")
    for _ in range(40):
        desk.press("PageUp")
    desk.press("Return")
    assert desk.told().startswith("This soon after the last session a reason is needed.")
    assert record(desk.clinic, stored).day == TODAY + timedelta(40)


def test_a_closed_visit_is_not_picked_up(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren")
    wrong = AppointmentStatus.ARRIVED
    arrived = desk.clinic.diary.step(stored, wrong, CLINICIAN, NOW)
    desk.go("diary")
    desk.press("M")
    assert desk.screen.grid.hold.grip is not None
    desk.press("Escape")
    done = AppointmentStatus.FULFILLED
    step = next_step(stored.record.patient_id)
    desk.clinic.diary.close(arrived, done, step, CLINICIAN, NOW)
    desk.press("M")
    assert desk.screen.grid.hold.grip is None
    assert desk.told().startswith("This visit is closed")


def test_s_marks_a_span_that_enter_books(desk: Desk) -> None:
    number = desk.clinic.people.register(patient("Ahlgren"), CLINICIAN, NOW).id
    desk.go("diary", about=TODAY + timedelta(1))
    desk.press("Down", 4)
    desk.press("S")
    desk.press("Down", 2)
    desk.press("Return")
    desk.type("ahlgren")
    desk.press("Return")
    desk.press("Ctrl+S")
    kept = desk.screen.grid.current_visit().record
    assert (kept.patient_id, kept.starts, kept.minutes) == (number, time(9), 45)


def test_a_visit_is_dragged_to_another_time(desk: Desk, qtbot: QtBot) -> None:
    stored = book(desk.clinic, "Ahlgren")
    grid = desk.go("diary").grid
    box, frame = grid.visit_box(stored.id), grid.frame_now()
    begin = box.center().toPoint()
    drag(qtbot, desk, begin, begin + QPoint(0, round(60 * frame.minute_height)))
    assert record(desk.clinic, stored).starts == time(11)
    desk.press("Ctrl+Z")
    assert record(desk.clinic, stored).starts == time(10)


def test_the_lower_edge_stretches_a_visit(desk: Desk, qtbot: QtBot) -> None:
    stored = book(desk.clinic, "Ahlgren")
    grid = desk.go("diary").grid
    box, frame = grid.visit_box(stored.id), grid.frame_now()
    edge = QPoint(round(box.center().x()), round(box.bottom()) - 2)
    drag(qtbot, desk, edge, edge + QPoint(0, round(30 * frame.minute_height)))
    moved = record(desk.clinic, stored)
    assert (moved.starts, moved.minutes) == (time(10), 90)


def test_free_time_is_dragged_over_to_book_it(desk: Desk, qtbot: QtBot) -> None:
    book(desk.clinic, "Ahlgren", TODAY + timedelta(1))
    screen = desk.go("diary", about=TODAY + timedelta(1))
    asked = []
    screen.going.connect(asked.append)
    frame = screen.grid.frame_now()
    begin = QPoint(round(frame.left_of(0)) + 40, round(frame.top_of(8 * 60)) + 2)
    drag(qtbot, desk, begin, begin + QPoint(0, round(30 * frame.minute_height)))
    slot = asked[0].about
    assert isinstance(slot, MarkedSlot)
    assert (slot.starts, slot.minutes, slot.clinician_id) == (time(8), 30, CLINICIAN)


def test_a_short_press_moves_nothing(desk: Desk, qtbot: QtBot) -> None:
    stored = book(desk.clinic, "Ahlgren")
    grid = desk.go("diary").grid
    begin = grid.visit_box(stored.id).center().toPoint()
    drag(qtbot, desk, begin, begin + QPoint(1, 2))
    assert desk.clinic.diary.get(stored.id).version == stored.version


def test_what_changes_under_the_hand_is_let_go(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren")
    desk.go("diary")
    desk.press("M")
    desk.clinic.diary.step(stored, AppointmentStatus.ARRIVED, CLINICIAN, NOW)
    assert desk.screen.grid.hold.grip is None


def test_a_break_and_a_closure_say_why_nobody_is_booked(desk: Desk) -> None:
    hours = [OpenHours(day, time(8), time(12)) for day in range(7)]
    hours += [OpenHours(day, time(13), time(17)) for day in range(7)]
    desk.clinic.front_desk.change_rules(DeskRules(tuple(hours)), CLINICIAN, NOW)
    closure = Closure(TODAY, TODAY, "fire drill", time(15), time(16))
    desk.clinic.front_desk.close(closure, CLINICIAN, NOW)
    grid = desk.go("diary").grid
    why = []
    for minute in (12 * 60 + 15, 15 * 60 + 30):
        grid.go_to_minute(minute)
        why.append(grid.words().rsplit(", ", 1)[1])
    assert why == ["break", "closed: fire drill"]


def test_a_week_shows_its_days_and_leaves_a_closed_weekend_out(desk: Desk) -> None:
    hours = tuple(OpenHours(day, time(8), time(17)) for day in range(5))
    desk.clinic.front_desk.change_rules(DeskRules(hours), CLINICIAN, NOW)
    monday = date(2026, 11, 30)
    stored = book(desk.clinic, "Ahlgren", monday + timedelta(2))
    screen = desk.go("diary", about=monday + timedelta(2))
    desk.press("Shift+W")
    assert [column.key for column in screen.grid.columns()] == [
        monday + timedelta(days) for days in range(5)
    ]
    assert screen.title.text() == "30 November – 6 December"
    assert screen.summary.text() == "week 49 · 1 visit"
    assert screen.grid.current_visit().id == stored.id
    assert "Ahlgren" in screen.tools.said.text()
    desk.press("PageDown")
    assert screen.title.text() == "7 – 13 December"
    desk.press("PageUp")
    screen.grid.go_to_visit(stored.id)
    desk.press("Shift+D")
    assert screen.day == monday + timedelta(2)
    assert screen.grid.current_visit().id == stored.id


def test_a_week_is_narrowed_to_one_clinician(desk: Desk) -> None:
    other = desk.clinic.staff.add(Staff("Dr. Ito", Role.CLINICIAN), CLINICIAN, NOW)
    number = desk.clinic.people.register(patient("Ahlgren"), CLINICIAN, NOW).id
    desk.clinic.diary.book(visit(number, TODAY), CLINICIAN, NOW)
    wanted = visit(number, TODAY + timedelta(1), clinician_id=other.id, device_id=None)
    desk.clinic.diary.book(wanted, CLINICIAN, NOW)
    screen = desk.go("diary")
    desk.press("Shift+W")
    assert screen.summary.text().endswith("2 visits")
    screen.tools.only.set_value(str(other.id))
    screen.tools.only.changed.emit()
    assert screen.summary.text().endswith("1 visit")


def test_the_list_says_all_that_the_grid_shows(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren")
    screen = desk.go("diary")
    desk.press("R")
    rows = [screen.board.list.rows().row(n) for n in range(screen.board.list.model().rowCount())]
    spoken = [row.spoken for row in rows if row.key == stored.id]
    assert spoken == [
        "Dr. Åsa Lindqvist, 10:00–11:00, Ahlgren, Ottilie, expected, session",
    ]
    assert screen.board.list.current_key() == stored.id
    desk.press("A")
    assert record(desk.clinic, stored).status is AppointmentStatus.ARRIVED
    desk.press("R")
    assert screen.grid.isVisible()


def test_visits_that_overlap_are_told_of(desk: Desk) -> None:
    first = book(desk.clinic, "Ahlgren")
    rules = DeskRules(conflicts=())
    desk.clinic.front_desk.change_rules(rules, CLINICIAN, NOW)
    screen = desk.go("diary")
    assert "overlap" not in desk.words(screen.detail)
    warned = tuple(ResourceRule(what, ClashRule.WARN) for what in Resource)
    desk.clinic.front_desk.change_rules(replace(rules, conflicts=warned), CLINICIAN, NOW)
    second = book(desk.clinic, "Besson", starts=time(10, 30))
    assert "Mon 10:00 and 10:30 overlap" in desk.words(screen.detail)
    boxes = [screen.grid.visit_box(each.id) for each in (first, second)]
    assert not boxes[0].intersects(boxes[1])
    for each, words in ((first, "overlaps 10:30"), (second, "overlaps 10:00")):
        assert screen.grid.go_to_visit(each.id)
        assert words in screen.grid.words()
        assert screen.detail.clash.chip().text == words
    desk.press("R")
    row = screen.board.list.rows().row(0)
    assert row.chip2.text == "overlaps 10:30" and "overlaps 10:30" in row.spoken
    desk.press("R")
    third = book(desk.clinic, "Calder", starts=time(15))
    assert screen.grid.go_to_visit(third.id)
    assert "overlaps" not in screen.grid.words() and screen.detail.clash.isHidden()
