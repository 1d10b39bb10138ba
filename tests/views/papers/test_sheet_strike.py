"""A sheet that was noted for the wrong patient is struck with the reason, and stays to be read."""

import pytest
from PySide6.QtCore import Qt

from infrared_desktop.domain.records.consents import Handout, HandoutKind
from infrared_desktop.views.papers.handout import HandoutScreen
from infrared_desktop.views.screen import STORED
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import patient
from tests.views.desk import Desk

# of a menu, offscreen
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
REASON = "It was for another patient of the same name."


@pytest.fixture
def number(desk: Desk) -> int:
    """A patient who was noted to have got a sheet."""
    number = desk.clinic.people.register(patient("Haddad"), RECEPTION, NOW).id
    given = Handout(number, HandoutKind.AFTERCARE, NOW, "en", "# Keep cool\n- No sauna")
    desk.clinic.papers.hand_out(given, CLINICIAN, NOW)
    return number


def ask(desk: Desk) -> None:
    """Do the act as the palette does."""
    acts = [act for act in desk.screen.actions() if act.text() == "Strike a sheet"]
    acts[0].trigger()


def test_it_is_chosen_and_struck_by_keys_on_the_patients_page(desk: Desk, number: int) -> None:
    page = desk.go("patient", number)
    ask(desk)
    menu = page.sheets.menu
    assert [act.text() for act in menu.actions()] == ["Mon 23 Nov 2026, 04:00: aftercare"]
    desk.qtbot.keyClick(menu, Qt.Key.Key_Return)
    page.sheets.card.do.click()
    assert len(desk.clinic.people.chart(number).handouts) == 1  # not without a reason
    page.sheets.card.binder.input("reason").setFocus()
    desk.type(REASON)
    desk.press("Ctrl+Return")
    assert "no longer counts as handed over" in desk.told()
    chart = desk.clinic.people.chart(number)
    assert chart.handouts == () and chart.addenda[-1].record.reason == REASON
    marks = [mark for mark in page.timeline.timeline().marks if mark.ref.kind == "handout"]
    assert [mark.struck for mark in marks] == [True]


def test_a_struck_sheet_is_read_as_struck_with_its_reason(desk: Desk, number: int) -> None:
    (given,) = desk.clinic.people.chart(number).handouts
    screen = desk.go("handout", number, given.id, about=STORED)
    assert isinstance(screen, HandoutScreen)
    assert screen.seal.strikes.isHidden()
    desk.press("Ctrl+Shift+X")
    assert screen.striking.card is not None
    screen.striking.card.binder.input("reason").setFocus()
    desk.type(REASON)
    desk.press("Escape")
    assert screen.striking.card.isVisible()  # what was typed is not thrown away at once
    desk.press("Ctrl+Return")
    assert f"Reason: {REASON}" in screen.seal.text()
    assert screen.header.chip.accessibleName() == "struck through"
    assert screen.seal.strikes.isVisible()
    assert len(list(screen.seal.strikes.lines())) == 2  # the heading and the item
    assert "No sauna" in screen.paper.toPlainText()
    assert screen.strike.isHidden()
    assert screen.panel.given.rows().row(0).chip.text == "struck through"
    desk.press("Ctrl+Shift+X")  # once is enough
    assert not screen.striking.card.isVisible()


def test_where_nothing_was_handed_over_it_says_so(desk: Desk) -> None:
    new = desk.clinic.people.register(patient("Petrov"), RECEPTION, NOW).id
    desk.go("patient", new)
    ask(desk)
    assert desk.told() == "No sheet was handed over."
