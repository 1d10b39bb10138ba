"""Photographs are compared on one place: by keys and clicks, aligned, undone, never changed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.photographs import DatedBy, PhotoView
from infrared_desktop.storage.desks.photos import Photos
from infrared_desktop.views.photos.compare_paint import Mode
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.drawn_faces import Pose, face
from tests.scenes import TODAY, patient
from tests.views.desk import Desk
from tests.views.photos.compared import HEIGHT, POSES, WIDTH, compared, taken, treat


@pytest.fixture
def treated(desk: Desk) -> Desk:
    """Return a desk with a patient of two sessions and three photographs."""
    treat(desk.clinic)
    return desk


def test_dates_sessions_and_sums_between_are_told(treated: Desk) -> None:
    screen = compared(treated)
    words = screen.side.words()
    assert "60 days lie between them." in words
    assert "2 sessions" in words
    assert "36 J/cm²; 640 pulses, 23\u202f040\xa0J in all." in words
    assert "Not aligned" in words
    first, last = screen.set.shown
    assert first.words == "before the first session"
    assert last.words == "after 2 sessions · 10 days since the last"


def test_of_a_day_that_nobody_vouches_for_no_sessions_and_no_days_are_told(treated: Desk) -> None:
    stored = treated.clinic.photos.get(2)
    doubtful = replace(stored.record, dated_by=DatedBy.IMPORT)
    treated.clinic.photos.describe([(stored, doubtful)], CLINICIAN, NOW)
    screen = compared(treated)
    assert screen.set.shown[1].words == "not known when it was taken"
    words = screen.side.words()
    assert "not known when both were taken" in words
    assert "days lie between" not in words and "session," not in words and "pulses" not in words


def test_sessions_at_every_area_are_counted_only_where_that_is_told(treated: Desk) -> None:
    told = "sessions at every area are counted"
    assert told not in compared(treated).side.words()
    stored = treated.clinic.photos.get(2)
    bare = replace(stored.record, area=None)
    treated.clinic.photos.describe([(stored, bare)], CLINICIAN, NOW)
    assert told in treated.screen.side.words()


def test_what_each_shows_is_told_where_they_do_not_all_show_the_same(treated: Desk) -> None:
    stored = treated.clinic.photos.get(2)
    aside = replace(stored.record, view=PhotoView.LATERAL_LEFT)
    treated.clinic.photos.describe([(stored, aside)], CLINICIAN, NOW)
    screen = compared(treated, 1, (2, 3))
    assert screen.set.subject == ""
    told = [shown.words for shown in screen.set.shown]
    assert told[0] == "Neck, front · front · before the first session"
    assert "side, left" in told[1]
    assert compared(treated, 1, 3).set.subject == "Neck, front · front"
    assert screen.set.shown[0].words == "before the first session"


def test_the_earliest_is_first_whichever_was_named_first(treated: Desk) -> None:
    screen = compared(treated, 3, (1, 2))
    assert [shown.photo.id for shown in screen.set.shown] == [1, 2, 3]
    assert screen.view.pair[-1].photo.id == 3
    treated.press("Ctrl+PageUp")
    assert screen.view.pair[-1].photo.id == 2


def test_one_that_comes_alone_is_compared_with_the_first_of_its_view(treated: Desk) -> None:
    assert [shown.photo.id for shown in compared(treated, 3, None).set.shown] == [1, 3]


def test_one_zoom_and_one_place_move_all_of_them(treated: Desk) -> None:
    screen = compared(treated, 1, (2, 3))
    view = screen.view
    view.setFocus()
    before = view.sight
    treated.press("Plus", 3)
    treated.press("Right", 2)
    assert view.sight.zoom > before.zoom and view.sight.x > before.x
    spots = []
    for shown, pane in view.panes():
        x, y = shown.by.onto(*(edge / 2 for edge in (shown.size.width, shown.size.height)))
        assert (x, y) == pytest.approx((600, 800))
        spots.append(view.place_of(shown, pane, (0.5, 0.5)) - pane.center())
    assert all((spot - spots[0]).manhattanLength() < 0.01 for spot in spots)
    treated.press("0")
    assert view.sight == before


def clicked(desk: Desk, view: Any, side: int, place: tuple[float, float]) -> None:
    shown, pane = view.panes()[side]
    at = view.place_of(shown, pane, place)
    desk.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(at.x()), round(at.y())))


@pytest.mark.parametrize("other", [1, 2])
def test_three_clicks_recover_how_a_picture_was_turned_scaled_and_shifted(
    treated: Desk, other: int
) -> None:
    screen = compared(treated, 1, other + 1)
    treated.press("L")
    pose = POSES[other]
    # Whoever aligns comes near for each point; clicks are whole pixels of the screen.
    for number in range(3):
        for side, places in ((0, POSES[0]), (1, pose)):
            clicked(treated, screen.view, side, places.places(WIDTH, HEIGHT)[number])
    treated.press("Ctrl+S")
    found = screen.set.fit_of(screen.set.shown[1]).similarity
    assert found.scale == pytest.approx(1 / pose.scale, rel=0.01)
    assert found.turn_degrees == pytest.approx(-pose.turn, abs=0.5)
    middle = found.onto(WIDTH / 2 + pose.dx, HEIGHT / 2 + pose.dy)
    assert middle == pytest.approx((WIDTH / 2, HEIGHT / 2), abs=0.01 * HEIGHT)
    assert "Aligned by 3 points: Dr. Åsa Lindqvist" in screen.side.words()


def test_an_alignment_is_taken_back_and_taken_off(treated: Desk) -> None:
    screen = compared(treated)
    treated.press("L")
    for number in range(2):
        for side in (0, 1):
            clicked(treated, screen.view, side, POSES[side].places(WIDTH, HEIGHT)[number])
    treated.press("Ctrl+S")
    assert screen.set.alignments
    treated.press("Ctrl+Z")
    assert not screen.set.alignments
    assert "Not aligned" in screen.side.words()
    treated.press("L")
    for number in range(2):
        for side in (0, 1):
            clicked(treated, screen.view, side, POSES[side].places(WIDTH, HEIGHT)[number])
    treated.press("Ctrl+S")
    treated.press("Shift+L")
    assert not screen.set.alignments
    treated.press("Ctrl+Z")
    assert screen.set.alignments


def test_a_mirrored_order_is_refused_with_a_sentence_and_nothing_is_stored(treated: Desk) -> None:
    screen = compared(treated)
    treated.press("L")
    swapped = POSES[1].places(WIDTH, HEIGHT)
    swapped[0], swapped[1] = swapped[1], swapped[0]
    for number in range(3):
        clicked(treated, screen.view, 0, POSES[0].places(WIDTH, HEIGHT)[number])
        clicked(treated, screen.view, 1, swapped[number])
    assert "go round the other way" in screen.banner.text()
    treated.press("Ctrl+S")
    assert "go round the other way" in treated.told()
    assert screen.view.marks is not None, "the points are still there to be put right"
    assert treated.clinic.photos.alignment(2, 1, 1) is None
    treated.press("Escape")
    assert screen.view.marks is None and screen.isVisible()


def test_points_that_cannot_be_stored_stay_where_they_are(
    treated: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = compared(treated)
    treated.press("L")
    for number in range(2):
        for side in (0, 1):
            clicked(treated, screen.view, side, POSES[side].places(WIDTH, HEIGHT)[number])

    def full(*_: object) -> None:
        raise KnownError("The disk is full. Nothing was stored.")

    monkeypatch.setattr(Photos, "align", full)
    treated.press("Ctrl+S")
    assert "The disk is full" in treated.told()
    assert screen.view.marks is not None and len(screen.view.marks.landmarks()) == 2


def test_points_are_set_by_keys_alone(treated: Desk) -> None:
    screen = compared(treated)
    treated.press("L")
    for way in ("Left", "Right"):
        for _ in range(2):  # the same place of both pictures, which lie alike
            treated.press("Return")
            for _ in range(9):
                treated.press(f"Shift+{way}")
    marks = screen.view.marks
    assert [len(side) for side in marks.points] == [2, 2]
    moved = marks.points[0][1][0] - marks.points[0][0][0]
    assert moved > 0.2
    treated.press("Ctrl+S")
    assert screen.set.alignments


def test_a_picture_that_was_turned_since_keeps_its_points_on_the_skin(treated: Desk) -> None:
    screen = compared(treated)
    treated.press("L")
    for number in range(3):
        for side in (0, 1):
            clicked(treated, screen.view, side, POSES[side].places(WIDTH, HEIGHT)[number])
    treated.press("Ctrl+S")
    x, y = screen.set.shown[1].marks[0]
    stored = treated.clinic.photos.get(2)
    turned = replace(stored.record, quarter_turns=1)
    treated.clinic.photos.describe([(stored, turned)], CLINICIAN, NOW)
    assert screen.set.shown[1].size.width == HEIGHT
    assert screen.set.shown[1].marks[0] == pytest.approx((1 - y, x))


def test_nothing_flickers_unasked_and_escape_stops_it(treated: Desk) -> None:
    screen = compared(treated)
    treated.press("3")
    assert screen.view.mode is Mode.FLICKER and not screen.view.is_flickering
    screen.view.setFocus()
    treated.press("Space")
    assert screen.view.is_flickering
    assert screen.view._timer.interval() >= 1000 / 3
    treated.press("Escape")
    assert not screen.view.is_flickering and screen.isVisible()
    treated.press("Space")
    treated.press("1")
    assert not screen.view.is_flickering
    treated.press("3")
    treated.press("Space")
    treated.frame.go_back()
    assert not screen.view.is_flickering


def test_wipe_and_overlay_move_by_keys_and_by_the_slider(treated: Desk) -> None:
    screen = compared(treated)
    treated.press("2")
    screen.view.setFocus()
    treated.press("Period", 4)
    assert screen.view.share == pytest.approx(0.7)
    assert screen.tools.slider.value() == 70
    screen.tools.slider.setValue(20)
    assert screen.view.share == pytest.approx(0.2)
    left, right = (screen.view.grab().toImage().pixelColor(x, 400) for x in (300, 700))
    assert left != right
    treated.press("4")
    treated.press("Comma", 10)
    assert screen.view.share == 0


def test_the_wipe_is_dragged_by_its_line(treated: Desk) -> None:
    screen = compared(treated)
    treated.press("2")
    view = screen.view
    pane = view.panes()[0][1]
    at = QPointF(pane.left() + pane.width() / 2, pane.center().y()).toPoint()
    before = view.sight
    treated.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    treated.qtbot.mouseMove(view, at + QPoint(100, 0))
    treated.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at + QPoint(100, 0))
    assert view.share == pytest.approx(0.5 + 100 / pane.width(), abs=0.01)
    assert view.sight == before


def test_equal_brightness_is_for_viewing_only_and_says_so(treated: Desk) -> None:
    screen = compared(treated)
    contents = [
        treated.clinic.photos.files.get(each.photo.record.content) for each in screen.set.shown
    ]
    before = screen.set.shown[1].image.pixelColor(800, 800).lightnessF()
    treated.press("E")
    treated.qtbot.waitUntil(lambda: screen.set.shown[1].matched is not None)
    assert screen.set.shown[1].seen.pixelColor(800, 800).lightnessF() > before + 0.05
    assert "stops brighter than it is" in screen.side.words()
    after = [
        treated.clinic.photos.files.get(each.photo.record.content) for each in screen.set.shown
    ]
    assert contents == after
    treated.press("E")
    assert screen.set.shown[1].seen is screen.set.shown[1].image


def test_the_grid_says_that_it_has_no_scale(treated: Desk) -> None:
    screen = compared(treated)
    treated.press("G")
    assert screen.view.has_grid
    assert "No scale" in screen.side.words()


def test_the_scale_is_made_by_two_points_of_a_known_distance(treated: Desk) -> None:
    screen = compared(treated)
    treated.press("G")
    assert screen.side.scale.isHidden(), "nothing is known to measure by"
    treated.press("L")
    for number in range(2):
        for side in (0, 1):
            clicked(treated, screen.view, side, POSES[side].places(WIDTH, HEIGHT)[number])
    treated.press("Ctrl+S")
    assert screen.side.scale.isVisible()
    screen.side.scale.input.setFocus()
    treated.type("64")
    treated.press("Tab")
    apart_px = 0.24 * WIDTH
    assert screen.view.mm_per_px == pytest.approx(64 / apart_px, rel=0.02)
    assert "The bar tells the scale" in screen.side.words()
    screen.view.grab()
    treated.press("Ctrl+Z")
    assert screen.view.mm_per_px is None
    assert "No scale" in screen.side.words()


def test_dates_are_taken_in_and_out_by_enter_up_to_six(treated: Desk) -> None:
    more = [taken(treated.clinic, TODAY + timedelta(n), face(Pose(dx=n))) for n in range(1, 5)]
    treated.clinic.photos.add(more, CLINICIAN, NOW)
    screen = compared(treated)
    treated.press("D")
    for number in (3, 4, 5, 6):
        screen.side.list.select_key(number)
        treated.press("Return")
    assert len(screen.set.shown) == len(screen.view.panes()) == 6
    screen.side.list.select_key(7)
    treated.press("Return")
    assert "Six photographs are compared at most" in treated.told()
    for number in (6, 5, 4, 3):
        screen.side.list.select_key(number)
        treated.press("Return")
    treated.press("Return")
    screen.side.list.select_key(1)
    treated.press("Return")
    assert len(screen.set.shown) >= 2


def test_what_differs_is_warned_of(treated: Desk) -> None:
    stored = treated.clinic.photos.get(2)
    other = replace(stored.record, view=PhotoView.OBLIQUE_LEFT, distance_cm=50)
    first = treated.clinic.photos.get(1)
    known = [(stored, other), (first, replace(first.record, distance_cm=100))]
    treated.clinic.photos.describe(known, CLINICIAN, NOW)
    words = compared(treated).side.words()
    assert "The views differ: front, then oblique, left." in words
    assert "The distances differ: 100 cm, then 50 cm." in words


def test_reception_sees_nothing_unless_the_clinic_allows_and_then_only_asked(
    treated: Desk,
) -> None:
    treated.get_up()
    treated.sit_down(RECEPTION)
    treated.go("compare", 1, 1, 2)
    assert "seen by clinicians only" in treated.told()
    settings = replace(treated.clinic.settings, reception_sees_photographs=True)
    stored = treated.clinic.staff.settings()
    treated.clinic.staff.change_settings(stored, settings, CLINICIAN, NOW)
    screen = compared(treated)
    assert screen.view.is_blurred
    screen.view.setFocus()
    treated.press("Return")
    assert not screen.view.is_blurred


def test_pictures_are_forgotten_when_the_screen_is_left(treated: Desk) -> None:
    screen = compared(treated)
    treated.frame.go_back()
    assert not screen.set.shown and not screen.view.pair


def test_a_picture_that_is_gone_says_so_in_its_place(treated: Desk) -> None:
    content = treated.clinic.photos.get(2).record.content
    treated.clinic.photos.files.path(content).unlink()
    screen = treated.go("compare", 1, 1, 2)
    treated.qtbot.waitUntil(lambda: bool(screen.set.shown[1].refusal), timeout=20_000)
    assert "can't be read" in screen.set.shown[1].refusal


def test_a_patient_without_photographs_is_told_so(desk: Desk) -> None:
    desk.clinic.people.take_in([patient("Ash")], CLINICIAN, NOW)
    screen = desk.go("compare", 1)
    assert "no two photographs" in screen.side.words()
