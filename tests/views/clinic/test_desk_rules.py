"""The clinic sets its hours, visits and closing days by keyboard; bookings are held to them."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtWidgets import QLineEdit

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentKind, Role
from infrared_desktop.domain.schedule.desk_rules import ClashRule, Closure, DeskRules, OpenHours
from infrared_desktop.domain.schedule.schedule import Resource
from infrared_desktop.views.clinic.desk_fields import TimesField, WarnedField
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.inputs.fields import ComboField
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, patient, visit
from tests.views.desk import Desk

TOMORROW = TODAY + timedelta(1)


def rules(desk: Desk) -> DeskRules:
    return desk.clinic.front_desk.rules()


def type_into(desk: Desk, widget: QLineEdit, text: str) -> None:
    widget.setFocus()
    desk.type(text)


def test_hours_are_added_by_keyboard_and_saved_with_the_lengths(desk: Desk) -> None:
    desk.go("clinic")
    desk.screen.list.select_key("desk_rules")
    desk.press("Return")
    desk.press("Ctrl+N")
    opens, closes = (desk.screen.hours.binder.input(name) for name in ("opens", "closes"))
    type_into(desk, opens, "10")
    type_into(desk, closes, "12.30")
    desk.press("Ctrl+N")
    rows = [row.kind for row in desk.screen.visits.get_value()]
    desk.screen.visits.select(rows.index(AppointmentKind.REVIEW))
    type_into(desk, desk.screen.visits.binder.input("minutes"), "25")
    type_into(desk, desk.screen.visits.binder.input("after_minutes"), "5")
    desk.press("Ctrl+S")
    assert rules(desk).hours == (
        OpenHours(0, time(10), time(12, 30)),
        OpenHours(1, time(10), time(12, 30)),
    )
    review = rules(desk).visit(AppointmentKind.REVIEW)
    assert (review.minutes, review.after_minutes) == (25, 5)
    desk.press("Ctrl+Z")
    assert rules(desk) == DeskRules()


def test_a_kind_of_visit_may_need_any_of_the_roles_or_none(desk: Desk) -> None:
    screen = desk.go("desk_rules")
    role = screen.visits.binder.input("role")
    assert isinstance(role, ComboField)
    offered = [role.itemText(n) for n in range(role.count())]
    assert offered == ["nobody in particular", "reception", "clinician", "owner"]
    kinds = [row.kind for row in screen.visits.get_value()]
    screen.visits.select(kinds.index(AppointmentKind.AFTERCARE_CALL))
    role.setFocus()
    desk.press("R")
    desk.press("Ctrl+S")
    assert rules(desk).visit(AppointmentKind.AFTERCARE_CALL).role is Role.RECEPTION


def test_what_is_ticked_is_only_warned_of_from_then_on(desk: Desk) -> None:
    screen = desk.go("desk_rules")
    screen.form.input("conflicts").setFocus()
    desk.press("2")
    type_into(desk, screen.form.input("remind_at"), "8, 13.30")
    desk.press("Ctrl+S")
    found = {what: rules(desk).conflict(what) for what in Resource}
    assert found.pop(Resource.ROOM) is ClashRule.WARN
    assert set(found.values()) == {ClashRule.REFUSE}
    assert rules(desk).remind_at == (time(8), time(13, 30))


def test_what_is_typed_and_not_saved_is_not_lost_unseen(desk: Desk) -> None:
    screen = desk.go("desk_rules")
    type_into(desk, screen.form.input("late_hours"), "48")
    desk.press("Escape")
    assert desk.screen is screen and "not saved yet" in screen.banner.text()
    type_into(desk, screen.form.input("remind_at"), "9, noon")
    desk.press("Ctrl+S")
    assert "noon is not a time" in error_of(screen.form.input("remind_at"))
    assert rules(desk).late_hours == 24


def test_hours_that_end_before_they_begin_are_refused(desk: Desk) -> None:
    screen = desk.go("desk_rules")
    desk.press("Ctrl+N")
    type_into(desk, screen.hours.binder.input("closes"), "8")
    desk.press("Ctrl+S")
    assert "closes before it opens" in screen.banner.text()
    assert rules(desk).hours == ()


def test_reception_reads_the_rules(desk: Desk) -> None:
    desk.sit_down(RECEPTION)
    screen = desk.go("desk_rules")
    assert "A clinician or the owner changes it" in screen.banner.text()
    desk.press("Ctrl+N")
    desk.press("Ctrl+S")
    assert screen.save.isHidden() and rules(desk) == DeskRules()


def test_a_day_is_closed_and_what_is_booked_then_is_named(desk: Desk) -> None:
    number = desk.clinic.people.register(patient("Ahlgren"), CLINICIAN, NOW).id
    desk.clinic.diary.book(visit(number, TOMORROW), CLINICIAN, NOW)
    screen = desk.go("closures")
    type_into(desk, screen.binder.input("why"), "Boiler")
    desk.press("Ctrl+S")
    (stored,) = desk.clinic.front_desk.closures(TODAY, TOMORROW)
    assert stored.record == Closure(TOMORROW, TOMORROW, "Boiler")
    assert "Visits booked within it: 1, the first on 24 Nov 2026." in screen.banner.text()
    assert screen.list.rows().row(0).note == "Boiler · the whole clinic"
    with pytest.raises(KnownError, match="Boiler"):
        desk.clinic.diary.book(visit(number, TOMORROW, time(15)), CLINICIAN, NOW)
    desk.press("Ctrl+Z")
    assert desk.clinic.front_desk.closures(TODAY, TOMORROW) == []
    assert screen.banner.text() == ""  # it spoke of a closing that stands no more


def test_del_after_closing_a_day_opens_that_day_and_no_other(desk: Desk) -> None:
    holiday = Closure(TOMORROW + timedelta(30), TOMORROW + timedelta(33), "Holiday")
    desk.clinic.front_desk.close(holiday, CLINICIAN, NOW)
    screen = desk.go("closures")
    type_into(desk, screen.binder.input("why"), "Boiler")
    desk.press("Ctrl+S")
    desk.press("Delete")
    (left,) = desk.clinic.front_desk.closures(TODAY, TODAY + timedelta(60))
    assert left.record == holiday


def test_a_closing_is_opened_again_by_a_key(desk: Desk) -> None:
    closure = Closure(TOMORROW, TOMORROW, "Course", time(9), time(12), room_id=1)
    desk.clinic.front_desk.close(closure, CLINICIAN, NOW)
    screen = desk.go("closures")
    assert screen.list.rows().row(0).note == "09:00–12:00 · Course · Room 1"
    screen.list.setFocus()
    desk.press("Delete")
    assert desk.clinic.front_desk.closures(TODAY, TOMORROW) == []
    desk.press("Ctrl+Z")
    (again,) = desk.clinic.front_desk.closures(TODAY, TOMORROW)
    assert again.record == closure


def test_a_closing_needs_its_reason_and_is_not_lost_unseen(desk: Desk) -> None:
    screen = desk.go("closures")
    desk.press("Ctrl+S")
    assert desk.clinic.front_desk.closures(TODAY, TOMORROW) == []
    type_into(desk, screen.binder.input("why"), "Boiler")
    desk.press("Escape")
    assert desk.screen is screen and "not saved yet" in screen.banner.text()


def test_an_unset_rule_stays_unset_and_the_patient_is_never_only_warned_of(desk: Desk) -> None:
    field = WarnedField()
    desk.qtbot.addWidget(field)
    given = replace(DeskRules()).conflicts
    field.set_value(given)
    assert tuple(field.get_value()) == given
    assert field.labels() == ["clinician", "room", "device"]


@pytest.mark.parametrize(("text", "found"), [("9", ["09:00"]), ("14:30, 9", ["09:00", "14:30"])])
def test_times_are_read_in_any_order(desk: Desk, text: str, found: list[str]) -> None:
    field = TimesField()
    desk.qtbot.addWidget(field)
    field.setText(text)
    assert (field.get_value(), field.problem()) == (found, "")
    field.setText("25:00")
    assert "25:00 is not a time" in field.problem()
