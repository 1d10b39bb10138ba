"""Two fingers zoom the timeline, a balloon says what is there, and nobody is mixed up."""

import gc
import weakref
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture
from pytestqt.qtbot import QtBot

from infrared_desktop.views.timeline.timeline import TimelineView
from infrared_desktop.views.timeline.timeline_frame import HEADER_PX
from infrared_desktop.views.timeline.timeline_layout import Layout
from infrared_desktop.views.timeline.timeline_pointed import BELOW_PX
from infrared_desktop.views.timeline.timeline_whose import colour_of_patient
from tests.views.timeline.test_timeline import SESSION, centre_of, example


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(1000, 400)
    view.set_timeline(example())
    view.show()
    view.setFocus()
    view.grab()
    return view


def test_a_pinch_on_a_touchpad_zooms_where_the_fingers_are(view: TimelineView) -> None:
    view.show_last_year()
    before, days = view._scale.day_at(600), view.days_in_sight()
    place = QPointF(600, 100)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        view.viewport().mapToGlobal(place),
        0.25,
        QPointF(),
    )
    QApplication.sendEvent(view.viewport(), event)
    assert view.days_in_sight() == pytest.approx(days / 1.25)
    assert view._scale.day_at(600) == pytest.approx(before, abs=0.01)


def test_a_pinch_on_a_screen_zooms_where_the_fingers_are(view: TimelineView) -> None:
    view.show_last_year()
    before, days = view._scale.day_at(600), view.days_in_sight()
    pinch = QPinchGesture()
    pinch.setScaleFactor(2.0)
    pinch.setCenterPoint(QPointF(view.viewport().mapToGlobal(QPoint(600, 100))))
    view.viewportEvent(QGestureEvent([pinch]))
    assert view.days_in_sight() == pytest.approx(days / 2)
    assert view._scale.day_at(600) == pytest.approx(before, abs=0.01)


def hover(view: TimelineView, at: QPoint) -> None:
    """Move the pointer there, wherever an earlier test has left that of the screen."""
    place, none = view.viewport(), Qt.MouseButton.NoButton
    above = QPointF(place.mapToGlobal(at))
    plain = Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), above, none, none, plain)
    QApplication.sendEvent(place, move)


def test_the_balloon_follows_the_pointer_and_leaves_with_it(view: TimelineView) -> None:
    view.show_last_year()
    hover(view, centre_of(view, SESSION))
    assert view._balloon.isVisible() and "Session 2" in view._balloon.text()
    assert view.viewport().rect().contains(view._balloon.geometry())
    hover(view, QPoint(990, 390))
    assert not view._balloon.isVisible()


def test_the_balloon_follows_the_keys_and_goes_when_they_go(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.activateWindow()
    view.select(SESSION)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view._balloon.isVisible() and "Session 1" in view._balloon.text()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert not view._balloon.isVisible()


def test_the_balloon_is_as_large_as_its_words_whatever_was_said_before(view: TimelineView) -> None:
    sizes = []
    for words in ("Review", "Session 2, 36 J/cm², " * 20, "Review"):
        view._balloon.say(words, QRectF(200, 100, 20, 20))
        sizes.append(view._balloon.size())
    assert sizes[0] == sizes[2] != sizes[1]


def test_the_balloon_leaves_the_values_of_its_event_free(view: TimelineView) -> None:
    view.show_last_year()
    hover(view, centre_of(view, SESSION))
    assert view._shown is not None
    box = view._shown.box(next(hit for hit in view._hits if hit.items[0].ref == SESSION)
                          .items[0].lane)  # fmt: skip
    values = QRect(0, HEADER_PX + box.top, 1000, box.height - BELOW_PX)
    assert not view._balloon.geometry().intersects(values)


def test_with_another_patient_no_words_of_the_one_before_stay(view: TimelineView) -> None:
    view.show_last_year()
    hover(view, centre_of(view, SESSION))
    view.set_timeline(example())
    assert not view._balloon.isVisible() and not view._hits


def test_a_patients_colour_is_their_own_and_their_number_stands_in_the_head(
    view: TimelineView,
) -> None:
    hues = [colour_of_patient(number).hue() for number in range(1, 40)]
    apart = [abs(a - b) % 360 for a, b in pairwise(hues)]
    assert min(min(each, 360 - each) for each in apart) > 90
    seen = []
    for number in (7, 8):
        view.set_whose(number, "Fictional")
        seen.append(view.grab().toImage().pixelColor(2, 200).name())
    assert seen == [colour_of_patient(7).name(), colour_of_patient(8).name()]


def test_a_timeline_that_is_no_longer_shown_leaves_nothing_behind(view: TimelineView) -> None:
    layouts: list[weakref.ref[Layout]] = []
    for _ in range(5):
        view.set_timeline(example())
        view.grab()
        assert view._shown is not None
        layouts.append(weakref.ref(view._shown))
    gc.collect()
    assert [layout() is not None for layout in layouts] == [False] * 4 + [True]
