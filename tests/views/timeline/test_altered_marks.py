"""A record that is not what was stored is told on the timeline by shape, by word and in red."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.timeline.build import Ref, build
from infrared_desktop.domain.timeline.model import Span
from infrared_desktop.views.look.theme import theme
from infrared_desktop.views.timeline.timeline import TimelineView
from infrared_desktop.views.timeline.timeline_glyphs import Shape, glyph_of
from infrared_desktop.views.timeline.timeline_list import STRIKE, Strike, TimelineList
from tests.photo_scenes import photo
from tests.views.timeline.test_timeline import TODAY, centre_of, example, stored

SESSION, CONSULTATION = Ref("session", 2), Ref("consultation", 1)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(1000, 400)
    view.set_timeline(example())
    view.show()
    view.grab()
    return view


def red_pixels(view: TimelineView) -> int:
    picture = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    red = theme().stop.rgb()
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixel(x, y) == red for x, y in points)


def test_the_sign_of_an_altered_record_has_a_shape_of_its_own_and_keeps_its_letter() -> None:
    for mark in example().marks:
        plain, altered = glyph_of(mark, False, False), glyph_of(mark, False, False, altered=True)
        assert plain.shape is not Shape.OCTAGON
        assert (altered.shape, altered.colour, altered.struck) == (Shape.OCTAGON, "stop", True)
        assert altered.text == (plain.text or "!")


@pytest.mark.parametrize("ref", [SESSION, CONSULTATION, Ref("plan", 1)])
def test_an_altered_record_is_painted_in_red_and_struck(view: TimelineView, ref: Ref) -> None:
    sound = red_pixels(view)
    view.set_altered(frozenset({ref}))
    assert red_pixels(view) > sound + 40
    view.set_altered(frozenset())
    assert red_pixels(view) == sound


def test_a_crowd_with_an_altered_record_in_it_is_red(view: TimelineView) -> None:
    timeline = view.timeline()
    assert timeline is not None
    view.resize(220, 400)  # so narrow that the signs of the face share one
    view.fit_all()
    sound = red_pixels(view)
    assert any(len(hit.items) > 1 for hit in view._hits)
    view.set_altered(frozenset({SESSION}))
    assert red_pixels(view) > sound


@pytest.mark.parametrize("ref", [SESSION, Ref("plan", 1)])
def test_an_altered_record_is_said_in_words(view: TimelineView, ref: Ref) -> None:
    view.select(ref)
    view.set_altered(frozenset({ref}))
    view.grab()
    assert view.accessibleDescription().startswith("ALTERED · ")
    item = view.selected_item()
    assert item is not None and view._lanes._label(item).startswith("ALTERED")
    if not isinstance(item, Span):
        assert "ALTERED · " in view.balloon(centre_of(view, ref))
    view.select(CONSULTATION)
    assert not view.accessibleDescription().startswith("ALTERED")


def test_a_set_with_one_altered_photograph_is_said_in_words(view: TimelineView) -> None:
    photos = tuple(stored(photo(1, bytes([number])), number) for number in (1, 2))
    view.set_timeline(build(Chart(stored(Patient("Fictional"), 1), photos=photos), (), (), TODAY))
    view.select(Ref("photo", 1))
    assert not view.accessibleDescription().startswith("ALTERED")
    sound = red_pixels(view)
    view.set_altered(frozenset({Ref("photo", 2)}))
    assert view.accessibleDescription().startswith("ALTERED · ")
    assert red_pixels(view) > sound


def test_the_list_strikes_a_set_with_one_altered_photograph(qtbot: QtBot) -> None:
    photos = tuple(stored(photo(1, bytes([number])), number) for number in (1, 2))
    lines = TimelineList()
    qtbot.addWidget(lines)
    chart = Chart(stored(Patient("Fictional"), 1), photos=photos)
    lines.set_timeline(build(chart, (), (), TODAY))
    assert lines.model().index(0, 0).data(STRIKE) is Strike.NONE
    lines.set_altered(frozenset({Ref("photo", 2)}))
    assert lines.model().index(0, 0).data(STRIKE) is Strike.ALTERED
    assert lines.model().index(0, 0).data().startswith("ALTERED")
