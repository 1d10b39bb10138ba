"""A screen reader finds every place of the body map by name, side and state, and can press it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.views.body.body_map import BodyMap
from infrared_desktop.views.body.spots import spots
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning

ARM = Site(Area.UPPER_ARM, Side.LEFT)


@pytest.fixture
def shown(qtbot: QtBot, dressed: QApplication) -> BodyMap:
    body = BodyMap()
    qtbot.addWidget(body)
    body.resize(684, 424)
    body.show()
    return body


def names(body: BodyMap) -> list[str]:
    return [twin.accessibleName() for twin in body.twins]


def test_every_place_has_a_name_of_its_own_side(shown: BodyMap) -> None:
    assert len(shown.twins) == len(spots())
    assert "Neck, front: not picked" in names(shown)
    assert "Upper arm, patient's left: not picked" in names(shown)
    assert all(twin.accessibleName() for twin in shown.twins)


def test_a_picked_place_says_so(shown: BodyMap) -> None:
    shown.show_picked({ARM: Chip(Meaning.CAUTION, "defer to 6 Dec")})
    told = [twin for twin in shown.twins if twin.isChecked()]
    assert {twin.accessibleName() for twin in told} == {"Upper arm, patient's left: defer to 6 Dec"}


def test_it_lies_where_its_place_is_painted(shown: BodyMap) -> None:
    at = [spot.site for spot in spots()].index(Site(Area.NECK_FRONT))
    assert shown.twins[at].geometry().contains(shown.place_of(Site(Area.NECK_FRONT)).toPoint())
    shown.resize(900, 560)
    assert shown.twins[at].geometry().contains(shown.place_of(Site(Area.NECK_FRONT)).toPoint())


def test_a_screen_reader_sees_buttons_and_presses_them(qtbot: QtBot, shown: BodyMap) -> None:
    at = [spot.site for spot in spots()].index(ARM)
    found = QAccessible.queryAccessibleInterface(shown.twins[at])
    assert found.role() in (QAccessible.Role.CheckBox, QAccessible.Role.Button)
    assert found.text(QAccessible.Text.Name) == "Upper arm, patient's left: not picked"
    with qtbot.waitSignal(shown.touched) as told:
        shown.twins[at].click()
    assert told.args == [ARM, False]
    assert shown.site() == ARM
    assert not shown.twins[at].isChecked(), "the map keeps no list: it is told what is picked"


def test_the_twins_take_neither_keys_nor_the_mouse(qtbot: QtBot, shown: BodyMap) -> None:
    assert all(twin.focusPolicy() is Qt.FocusPolicy.NoFocus for twin in shown.twins)
    with qtbot.waitSignal(shown.touched) as told:
        place = shown.place_of(ARM).toPoint()
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [ARM, False]


def test_nothing_is_touched_while_it_is_only_read(shown: BodyMap) -> None:
    shown.read_only = True
    heard: list[object] = []
    shown.touched.connect(lambda *args: heard.append(args))
    shown.twins[0].click()
    assert heard == []
