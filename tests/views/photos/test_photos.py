"""A patient's photographs by keyboard: taken in, put in order, looked at, moved, struck, undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.photographs import (
    DatedBy,
    Photo,
    PhotoView,
    Purpose,
    Timepoint,
)
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views import tasks
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.photos.wall_delegate import INSET_PX
from infrared_desktop.views.photos.wall_lines import Missing
from infrared_desktop.views.photos.wall_model import CELL
from tests.camera import drawn, noted
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.photo_scenes import kept
from tests.scenes import TODAY, patient, treated_patient, visit
from tests.views.desk import Desk

Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def _ended() -> Any:
    yield
    assert tasks.wait_for_all()


@pytest.fixture
def number(desk: Desk) -> int:
    """Return the number of a patient; another one is number 2."""
    desk.clinic.people.take_in([patient("Aaltonen"), patient("Brandt")], RECEPTION, NOW)
    return 1


def put(clinic: Clinic, number: int = 1, count: int = 1, **fields: Any) -> list[Stored[Photo]]:
    """Keep drawn photographs of a patient."""
    shots = [kept(clinic, number, drawn(160, 120, seed), **fields) for seed in range(count)]
    return clinic.photos.add(shots, CLINICIAN, NOW)


def known(clinic: Clinic, number: int = 1) -> list[Photo]:
    return [stored.record for stored in clinic.photos.of_patient(number)]


def frames(screen: Any) -> list[Any]:
    model = screen.wall.model()
    return [model.index(*place).data(CELL) for place in model.frames()]


def wait_for(desk: Desk, words: str) -> None:
    desk.qtbot.waitUntil(lambda: words in desk.told(), timeout=20_000)


def test_the_page_of_a_patient_leads_to_the_photographs_and_back(desk: Desk, number: int) -> None:
    desk.go("patient", number)
    desk.press("P")
    assert "Photographs: Aaltonen" in desk.words()
    assert "There are no photographs yet." in desk.words()
    desk.press("Escape")
    assert type(desk.screen).__name__ == "PatientScreen"


def test_chosen_files_come_in_and_what_the_files_told_is_said(
    desk: Desk, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jpg").write_bytes(noted(drawn(200, 150)))
    (tmp_path / "b.jpg").write_bytes(drawn(160, 120))
    (tmp_path / "c.jpg").write_bytes(b"Dear colleague")
    names = [str(tmp_path / f"{name}.jpg") for name in "abc"]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    desk.go("photos", number)
    desk.press("T")
    wait_for(desk, "2 photographs taken in. 1 could not be taken in; see below why.")
    rows = desk.screen.arrival.told.rows()
    assert [rows.row(n).title for n in range(rows.rowCount())] == ["c.jpg", "b.jpg"]
    taken = {photo.dated_by: photo for photo in known(desk.clinic)}
    assert taken[DatedBy.CAMERA].timepoint is Timepoint.BASELINE
    chosen = [each.record.dated_by for each in desk.screen.wall.chosen()]
    assert chosen == [DatedBy.IMPORT]
    assert "D sets it." in desk.told()
    desk.press("D")
    assert QApplication.focusWidget() is desk.screen.form.binder.input("taken_on")
    desk.screen.wall.setFocus()
    desk.press("Ctrl+Z")
    assert known(desk.clinic) == []


def test_what_came_twice_or_without_a_day_is_no_plain_success(
    desk: Desk, number: int, tmp_path: Path
) -> None:
    for name, content in (("a", noted(drawn())), ("b", noted(drawn())), ("c", drawn(160, 120))):
        (tmp_path / f"{name}.jpg").write_bytes(content)
    screen = desk.go("photos", number)
    with desk.qtbot.waitSignal(screen.arrival.said, timeout=20_000) as told:
        screen.take([tmp_path])
    meaning, words = told.args
    assert meaning is Meaning.CAUTION
    assert "2 photographs taken in. 1 not taken in twice: the very same are here." in words
    assert "1 without a day that can be believed" in words


def test_what_frames_say_stands_under_the_title_of_the_wall(desk: Desk, number: int) -> None:
    put(desk.clinic)
    page = desk.go("photos", number).page
    title, wall = page.wall_panel.title_label, page.wall.viewport()
    left = title.mapTo(page.wall_panel, title.contentsRect().topLeft()).x()
    assert wall.mapTo(page.wall_panel, wall.rect().topLeft()).x() + INSET_PX == left


def test_what_came_in_for_one_patient_is_not_told_as_anothers(
    desk: Desk, number: int, tmp_path: Path
) -> None:
    (tmp_path / "a.jpg").write_bytes(drawn(200, 150))
    (tmp_path / "b.jpg").write_bytes(b"Dear colleague")
    screen = desk.go("photos", number)
    screen.take([tmp_path])
    assert "Taking photographs in for Aaltonen" in screen.arrival.strip.words.text()
    desk.go("photos", 2)
    assert "Photographs: Brandt" in desk.words()
    wait_for(desk, "Aaltonen, Ottilie: 1 photograph taken in.")
    assert (len(known(desk.clinic)), known(desk.clinic, 2)) == (1, [])
    assert screen.wall.photos() == []
    assert screen.arrival.panel.isVisible() and "Aaltonen" in screen.arrival.panel.hint_label.text()
    desk.go("photos", 2)
    assert screen.arrival.panel.isHidden()


def test_a_day_that_was_not_believed_is_set_and_brings_its_time_point(
    desk: Desk, number: int
) -> None:
    put(desk.clinic, dated_by=DatedBy.IMPORT, taken_on=TODAY)
    desk.go("photos", number)
    desk.screen.form.go_to("taken_on")
    desk.type("3.2.2026")
    desk.press("Return")
    (photo,) = known(desk.clinic)
    assert (photo.taken_on, photo.dated_by) == (date(2026, 2, 3), DatedBy.PERSON)
    assert photo.timepoint is Timepoint.BASELINE
    desk.screen.form.go_to("taken_on")
    desk.type("3.2.2031")
    desk.press("Return")
    assert known(desk.clinic) == [photo]
    assert "This day lies ahead" in desk.words()


def test_files_dropped_anywhere_on_the_window_come_in(
    desk: Desk, number: int, tmp_path: Path
) -> None:
    card = tmp_path / "card"
    card.mkdir()
    (card / "a.jpg").write_bytes(noted(drawn(200, 150)))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(card))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    window = desk.frame.window()
    desk.go("photos", number)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), copy, mime, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    wait_for(desk, "1 photograph taken in. Ctrl+Z takes it back.")
    desk.go("people")
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    assert not desk.frame.screen_of("photos").arrival.taking.is_running


def test_digits_name_the_views_one_after_the_other(desk: Desk, number: int) -> None:
    put(desk.clinic, count=3)
    screen = desk.go("photos", number)
    assert QApplication.focusWidget() is screen.wall
    for digit in "124":
        desk.qtbot.keyClicks(screen.wall, digit)
    assert [photo.view for photo in known(desk.clinic)] == [
        PhotoView.FRONT,
        PhotoView.OBLIQUE_LEFT,
        PhotoView.LATERAL_LEFT,
    ]
    desk.press("Ctrl+Z", times=3)
    assert [photo.view for photo in known(desk.clinic)] == [None] * 3


def test_an_answer_counts_for_all_that_are_chosen_and_one_step_takes_it_back(
    desk: Desk, number: int
) -> None:
    put(desk.clinic, count=3)
    screen = desk.go("photos", number)
    desk.press("Ctrl+A")
    assert "3 photographs" in desk.words(screen.page.side)
    combo = screen.form.binder.input("area")
    combo.setFocus()
    combo.set_value(Area.NECK_FRONT)
    combo.changed.emit()
    assert {photo.area for photo in known(desk.clinic)} == {Area.NECK_FRONT}
    assert len(screen.wall.chosen()) == 3
    desk.press("Ctrl+Z")
    assert {photo.area for photo in known(desk.clinic)} == {None}


def test_what_a_photograph_is_meant_for_keeps_the_record(desk: Desk, number: int) -> None:
    put(desk.clinic)
    field = desk.go("photos", number).form.binder.input("purposes")
    field.set_value(["education"])
    field.changed.emit()
    assert known(desk.clinic)[0].purposes == (Purpose.RECORD, Purpose.EDUCATION)


def test_a_note_that_is_typed_is_stored_when_the_screen_is_left(desk: Desk, number: int) -> None:
    put(desk.clinic)
    desk.go("photos", number).form.go_to("note")
    desk.type("hair back")
    desk.go("people")
    assert known(desk.clinic)[0].note == "hair back"


def test_the_wall_shows_what_a_later_day_lacks_and_a_frame_takes_it_in(
    desk: Desk, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = {"area": Area.MIDFACE_CHEEK, "taken_on": TODAY - timedelta(90)}
    front, left = PhotoView.FRONT, PhotoView.OBLIQUE_LEFT
    shots = [
        kept(desk.clinic, 1, drawn(160, 120, 1), view=front, **face),
        kept(desk.clinic, 1, drawn(160, 120, 2), view=left, **face),
        kept(desk.clinic, 1, drawn(160, 120, 3), view=front, **face | {"taken_on": TODAY}),
    ]
    desk.clinic.photos.add(shots, CLINICIAN, NOW)
    screen = desk.go("photos", number)
    gaps = [each for each in frames(screen) if isinstance(each, Missing)]
    assert [gap.view for gap in gaps][:1] == [left] and len(gaps) == 4
    assert screen.wall.model().index(1, 0).data() == ("Face and neck, missing: oblique, left")
    (tmp_path / "a.jpg").write_bytes(noted(drawn(200, 150), taken="2026:11:23 08:00:00"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / "a.jpg")], ""))
    desk.press("Right")
    desk.press("Return")
    wait_for(desk, "1 photograph taken in.")
    assert len([each for each in frames(screen) if isinstance(each, Missing)]) == 3


def test_each_row_has_its_height_after_others_took_its_place(desk: Desk, number: int) -> None:
    put(desk.clinic, area=Area.FACE_FULL, view=PhotoView.FRONT)
    screen = desk.go("photos", number)
    put(desk.clinic, taken_on=TODAY)
    wall = screen.wall
    kinds = [type(wall.model().cell(row, 0)).__name__ for row in range(wall.model().rowCount())]
    heights = [wall.rowHeight(row) for row in range(len(kinds))]
    assert kinds == ["Heading", "Stored", "Heading", "Heading", "Stored"]
    assert heights[1] == heights[4] > 100 > max(heights[0], heights[2], heights[3])
    assert desk.frame.height() == 768


def test_arrows_go_from_frame_to_frame_over_headings(desk: Desk, number: int) -> None:
    for day in range(3):
        put(desk.clinic, count=2, taken_on=TODAY - timedelta(day), note=f"day {day}")
    screen = desk.go("photos", number)
    seen = [screen.wall.current_photo().id]
    for _ in range(5):
        desk.press("Right")
        seen.append(screen.wall.current_photo().id)
    assert seen == [each.id for each in screen.wall.photos()]
    desk.press("Home")
    desk.press("Down")
    assert screen.wall.current_photo().id == screen.wall.photos()[2].id


def test_one_is_looked_at_large_and_turned_and_the_next_follows(desk: Desk, number: int) -> None:
    put(desk.clinic, count=2)
    screen = desk.go("photos", number)
    desk.press("Return")
    assert "1 of 2" in desk.words()
    desk.press("R")
    assert [photo.quarter_turns for photo in known(desk.clinic)] == [1, 0]
    desk.press("Right")
    assert "2 of 2" in desk.words()
    desk.press("Escape")
    assert screen.wall.current_photo().id == screen.wall.photos()[1].id
    assert QApplication.focusWidget() is screen.wall


def test_a_file_that_is_damaged_is_a_sentence_in_its_frame(desk: Desk, number: int) -> None:
    (stored,) = put(desk.clinic)
    desk.clinic.photos.files.path(stored.record.content).write_bytes(b"IRPHOTO1 nothing")
    screen = desk.go("photos", number)
    screen.wall.grab()
    refusal = screen.loader.refusal
    desk.qtbot.waitUntil(lambda: refusal(stored.record.content) is not None, timeout=20_000)
    screen.wall.grab()
    told = str(refusal(stored.record.content))
    assert "damaged" in told
    assert "under Clinic, Health, a clinician fetches it with F" in told, "a way that there is"


def test_photographs_are_moved_with_both_names_and_a_reason_and_back(
    desk: Desk, number: int
) -> None:
    put(desk.clinic, count=2)
    screen = desk.go("photos", number)
    desk.press("Ctrl+A")
    desk.press("M")
    assert "Whom do they show?" in desk.words()
    desk.type("Brandt")
    desk.press("Return")
    assert "from Aaltonen" in desk.words() and "to Brandt" in desk.words()
    desk.press("Ctrl+Return")
    assert "Say why. Nothing was moved yet." in desk.words()
    desk.type("taken under the wrong name")
    desk.press("Ctrl+Return")
    assert "2 photographs moved to Brandt" in desk.told()
    assert (len(known(desk.clinic, 1)), len(known(desk.clinic, 2))) == (0, 2)
    desk.press("Ctrl+Z")
    assert (len(known(desk.clinic, 1)), len(known(desk.clinic, 2))) == (2, 0)
    assert len(screen.wall.photos()) == 2


def test_one_is_struck_with_a_reason_only(desk: Desk, number: int) -> None:
    stored, other = put(desk.clinic, count=2)
    screen = desk.go("photos", number)
    desk.press("X")
    desk.press("Ctrl+Return")
    assert len(known(desk.clinic)) == 2
    desk.type("not a photograph of the treated skin")
    desk.press("Ctrl+Return")
    assert [each.id for each in screen.wall.photos()] == [other.id]
    assert desk.clinic.photos.get(stored.id).state is State.INVALID
    assert "Struck through" in desk.told()


def test_another_visit_is_chosen_from_the_patients_own(desk: Desk) -> None:
    number = treated_patient(desk.clinic)
    put(desk.clinic, number, taken_on=TODAY)
    combo = desk.go("photos", number).form.binder.input("appointment_id")
    assert combo.count() == 2
    combo.set_value("1")
    combo.changed.emit()
    assert known(desk.clinic, number)[0].appointment_id == 1


class TestReception:
    """The front desk sees photographs blurred, one by one, and only where the clinic allows it."""

    @pytest.fixture
    def desk(self, dressed: Any, qtbot: Any, clinic: Clinic) -> Any:
        """Yield the window of reception."""
        desk = Desk(qtbot, clinic).sit_down(RECEPTION)
        yield desk
        desk.get_up()

    @staticmethod
    def allow(clinic: Clinic) -> None:
        stored = clinic.staff.settings()
        allowed = replace(stored.record, reception_sees_photographs=True)
        clinic.staff.change_settings(stored, allowed, CLINICIAN, NOW)

    @staticmethod
    def looks(clinic: Clinic) -> int:
        sql = "SELECT count(*) FROM audit WHERE act = 'photograph-seen'"
        return int(clinic.ledger.db.execute(sql).fetchone()[0])

    def test_without_leave_there_is_a_sentence_and_no_frame(self, desk: Desk, number: int) -> None:
        put(desk.clinic)
        screen = desk.go("photos", number)
        assert "Photographs are not shown at the front desk." in desk.words()
        assert frames(screen) == []

    def test_each_is_blurred_until_it_is_asked_for_and_again_later(
        self, desk: Desk, number: int
    ) -> None:
        self.allow(desk.clinic)
        first, second = put(desk.clinic, count=2)
        screen = desk.go("photos", number)
        assert screen.veil.hides(first) and screen.veil.hides(second)
        desk.press("Return")
        assert not screen.veil.hides(first) and screen.veil.hides(second)
        assert self.looks(desk.clinic) == 1
        desk.press("Right")
        assert screen.veil.hides(second)
        desk.press("Return")
        assert not screen.veil.hides(second)
        assert self.looks(desk.clinic) == 2
        desk.go("people")
        assert screen.veil.hides(first)

    def test_a_click_shows_one(self, desk: Desk, number: int) -> None:
        self.allow(desk.clinic)
        (stored,) = put(desk.clinic)
        screen = desk.go("photos", number)
        place = screen.wall.visualRect(screen.wall.model().place_of(stored.id)).center()
        desk.qtbot.mouseClick(screen.wall.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert not screen.veil.hides(stored) and self.looks(desk.clinic) == 1


def test_the_form_of_a_visit_leads_to_the_photographs_for_that_visit(
    desk: Desk, number: int, tmp_path: Path
) -> None:
    booked = desk.clinic.diary.book(visit(number), RECEPTION, NOW)
    desk.clinic.diary.book(visit(number, starts=time(15)), RECEPTION, NOW)
    desk.go("session", number, booked.id)
    desk.press("Ctrl+I")
    (tmp_path / "a.jpg").write_bytes(noted(drawn(200, 150), taken="2026:11:23 08:00:00"))
    desk.screen.take([tmp_path / "a.jpg"])
    wait_for(desk, "1 photograph taken in.")
    assert known(desk.clinic)[0].appointment_id == booked.id
    desk.press("Escape")
    assert type(desk.screen).__name__ == "SessionScreen"


def test_a_clinic_that_asks_for_photographs_is_led_to_them_from_today(
    desk: Desk, number: int
) -> None:
    stored = desk.clinic.staff.settings()
    asking = replace(stored.record, asks_photographs=True)
    desk.clinic.staff.change_settings(stored, asking, CLINICIAN, NOW)
    before = kept(desk.clinic, number, drawn(160, 120), taken_on=TODAY - timedelta(90))
    desk.clinic.photos.add([before], CLINICIAN, NOW)
    review = AppointmentKind.REVIEW
    booked = desk.clinic.diary.book(replace(visit(number), kind=review), RECEPTION, NOW)
    desk.clinic.diary.step(booked, AppointmentStatus.ARRIVED, RECEPTION, NOW)
    screen = desk.go("today")
    assert screen.visits.current_row().chip2.text == "photographs due"
    desk.press("N")
    assert "Photographs: Aaltonen" in desk.words()
