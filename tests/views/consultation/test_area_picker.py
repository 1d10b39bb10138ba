"""Areas of a consultation picked on the body map: by keys, by mouse, with undo and in words."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import AreaFinding
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.body.body_map import BodyMap
from infrared_desktop.views.consultation.consultation import ConsultationScreen
from infrared_desktop.views.look.theme import apply_theme
from tests.clinics import CLINICIAN, NOW
from tests.domain.consultations import HEALTHY, consultation, finding
from tests.views.desk import Desk

TODAY = date(2026, 11, 23)
NECK, KNEE = Site(Area.NECK_FRONT), Area.KNEE


@pytest.fixture
def patient(clinic: Clinic) -> Stored[Patient]:
    stored = clinic.people.register(Patient("Fonseca", "Inês", date(1990, 9, 2)), CLINICIAN, NOW)
    clinic.history.take(replace(HEALTHY, patient_id=stored.id, taken_on=TODAY), CLINICIAN, NOW)
    return stored


def begin(desk: Desk, patient: Stored[Patient], *areas: AreaFinding) -> ConsultationScreen:
    """Show a consultation that was begun with these areas, and its body map."""
    record = consultation(*areas, patient_id=patient.id, consulted_on=TODAY)
    record = record if areas else replace(record, areas=())
    desk.clinic.care.keep_draft(record, CLINICIAN, NOW)
    screen = desk.go("consultation", patient.id)
    assert isinstance(screen, ConsultationScreen)
    desk.press("F2")
    assert QApplication.focusWidget() is screen.areas.picker.map
    return screen


def sites(screen: ConsultationScreen) -> list[str]:
    return [str(row.site) for row in screen.areas.get_value()]


def seen(screen: ConsultationScreen) -> BodyMap:
    return screen.areas.picker.map


def test_f2_shows_the_map_in_the_tables_place_and_the_table_again(
    desk: Desk, patient: Stored[Patient]
) -> None:
    screen = begin(desk, patient, finding())
    assert screen.areas.table.isHidden() and seen(screen).site() == NECK
    desk.press("F2")
    assert screen.areas.picker.isHidden()
    assert QApplication.focusWidget() is screen.areas.table


def test_space_picks_a_place_and_takes_it_off_with_a_way_back(
    desk: Desk, patient: Stored[Patient]
) -> None:
    screen = begin(desk, patient, finding(size_cm2=110))
    seen(screen).go_to(Site(Area.SUBMENTAL))
    desk.press("Space")
    assert sites(screen) == ["NECK_ANT", "SUBMENTAL"]
    assert QApplication.focusWidget() is seen(screen)
    seen(screen).go_to(NECK)
    desk.press("Space")
    assert sites(screen) == ["SUBMENTAL"]
    assert "Neck, front was removed." in screen.areas.undo_banner.text()
    screen.areas.undo_banner.action_button().click()
    assert sites(screen) == ["NECK_ANT", "SUBMENTAL"]
    assert screen.areas.get_value()[0].size_cm2 == 110


def test_sides_are_the_patients_own_and_both_are_one_key(
    desk: Desk, patient: Stored[Patient]
) -> None:
    screen = begin(desk, patient)
    seen(screen).go_to(Site(KNEE, Side.LEFT))
    assert seen(screen).accessibleName() == "Knee, patient's left: not picked"
    desk.press("Shift+Space")
    assert sites(screen) == ["KNEE:both"]
    desk.press("Space")
    assert sites(screen) == ["KNEE:right"]
    assert "Now: Knee, right. Its findings stay." in screen.areas.undo_banner.text()
    screen.areas.undo_banner.action_button().click()
    assert sites(screen) == ["KNEE:both"]


def test_arrows_reach_a_picked_place_and_select_its_row_and_enter_opens_it(
    desk: Desk, patient: Stored[Patient]
) -> None:
    screen = begin(desk, patient, finding(), finding(Area.SUBMENTAL))
    assert screen.areas.current_row() == 0
    desk.press("Up")
    assert seen(screen).site() == Site(Area.SUBMENTAL)
    assert screen.areas.current_row() == 1
    assert screen.verdicts.site.text() == "Under the chin"
    desk.press("Return")
    assert QApplication.focusWidget() is screen.areas.binder.input("area")


def test_a_letter_goes_to_the_next_area_that_begins_with_it(
    desk: Desk, patient: Stored[Patient]
) -> None:
    screen = begin(desk, patient)
    desk.press("K")
    assert seen(screen).site().area is KNEE
    first = seen(screen).site().side
    desk.press("K")
    assert seen(screen).site() == Site(KNEE, Side.RIGHT if first is Side.LEFT else Side.LEFT)


def test_a_click_picks_then_selects_and_only_then_takes_off(
    desk: Desk, patient: Stored[Patient]
) -> None:
    screen = begin(desk, patient)

    def click(site: Site) -> None:
        QApplication.processEvents()  # the form below has grown: the map gets its place anew
        at: QPoint = seen(screen).place_of(site).toPoint()
        desk.qtbot.mouseClick(seen(screen), Qt.MouseButton.LeftButton, pos=at)

    elbow = Site(Area.UPPER_ARM, Side.RIGHT)
    click(elbow)
    click(NECK)
    assert sites(screen) == ["UPPER_ARM:right", "NECK_ANT"]
    click(elbow)
    assert sites(screen) == ["UPPER_ARM:right", "NECK_ANT"] and screen.areas.current_row() == 0
    click(elbow)
    assert sites(screen) == ["NECK_ANT"]


def test_what_is_picked_stands_under_the_map_with_its_verdict_in_words(
    desk: Desk, patient: Stored[Patient]
) -> None:
    screen = begin(desk, patient, finding(), finding(KNEE, Side.LEFT, laxity_grade=4.0))
    assert screen.areas.picker.words() == ["Neck, front: suitable", "Knee, left: not suitable"]
    seen(screen).go_to(Site(KNEE, Side.LEFT))
    assert seen(screen).accessibleName() == "Knee, patient's left: not suitable"
    assert screen.areas.picker.hint.text().startswith("Knee, patient's left. Space takes it off")


def test_a_signed_record_is_seen_on_the_map_and_not_changed(
    desk: Desk, patient: Stored[Patient]
) -> None:
    record = consultation(patient_id=patient.id, consulted_on=TODAY)
    stored = desk.clinic.care.sign(record, CLINICIAN, NOW)
    screen = desk.go("consultation", patient.id, stored.id, "stored")
    desk.press("F2")
    desk.press("Space")
    desk.press("Up")
    desk.press("Space")
    assert sites(screen) == ["NECK_ANT"]


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_a_picked_place_looks_different_from_one_that_is_not_in_either_dress(
    desk: Desk, patient: Stored[Patient], scheme: Qt.ColorScheme
) -> None:
    screen = begin(desk, patient, finding())
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, scheme)
    desk.press("Up")  # so that the ring around the cursor is elsewhere
    before = seen(screen).grab().toImage()
    seen(screen).show_picked({})
    after = seen(screen).grab().toImage()
    at = (seen(screen).place_of(NECK) * before.devicePixelRatio()).toPoint()
    assert before.pixelColor(at) != after.pixelColor(at)
