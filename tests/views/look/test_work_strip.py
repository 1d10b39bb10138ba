"""The strip says what goes on, and what is done now where that is known."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.views.look.work_strip import WorkStrip


def test_the_words_of_a_step_stand_until_others_come(qtbot: QtBot) -> None:
    strip = WorkStrip()
    qtbot.addWidget(strip)
    strip.begin("Writing …", measured=True)
    assert (strip.words.text(), strip.bar.value()) == ("Writing …", 0)
    strip.progress(0.25, "Photographs")
    assert (strip.words.text(), strip.bar.value()) == ("Photographs", 250)
    strip.progress(0.5)
    assert (strip.words.text(), strip.bar.value()) == ("Photographs", 500)


def test_a_long_path_keeps_both_its_ends_and_widens_no_page(qtbot: QtBot) -> None:
    strip = WorkStrip()
    qtbot.addWidget(strip)
    strip.begin("Looking …", measured=True)
    words = f"Looking at /media/{'deep/' * 60}stick …"
    strip.progress(0.5, words)
    assert strip.words.text().startswith("Looking at /media/")
    assert strip.words.text().endswith("stick …")
    assert strip.minimumSizeHint().width() < 1000
    assert strip.bar.accessibleName() == words


def test_the_page_gets_the_keys_that_the_strip_held(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    box, strip, other, taker = QVBoxLayout(page), WorkStrip(), QLineEdit(), QLineEdit()
    for widget in (strip, other, taker):
        box.addWidget(widget)
    page.setFocusProxy(taker)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    for held, gets in ((strip.cancel, taker), (other, other)):
        strip.begin("Writing …", measured=True)
        held.setFocus()
        strip.end(page)
        assert gets.hasFocus() and not strip.isVisible()
