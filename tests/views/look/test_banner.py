"""A banner speaks inside the window, does what it offers and goes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.views.look.banner import Banner, PracticeBand
from infrared_desktop.views.look.theme import Meaning, apply_theme, theme


def test_a_banner_is_silent_until_it_is_told_something(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.tell(Meaning.CAUTION, "2 visits have no outcome.")
    assert banner.isVisible()
    assert banner.text() == "2 visits have no outcome."
    assert banner.action_button().isHidden()


def test_the_action_is_done_once_and_the_banner_goes(qtbot: QtBot) -> None:
    banner, done = Banner(), []
    qtbot.addWidget(banner)
    banner.tell(Meaning.DUE, "Call due.", "Call now", lambda: done.append("called"))
    qtbot.mouseClick(banner.action_button(), Qt.MouseButton.LeftButton)
    assert done == ["called"]
    assert banner.text() == ""


def test_an_action_may_tell_something_new(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.tell(Meaning.DUE, "One.", "Go", lambda: banner.tell(Meaning.SUITABLE, "Two."))
    qtbot.mouseClick(banner.action_button(), Qt.MouseButton.LeftButton)
    assert banner.text() == "Two."


def test_what_is_told_after_takes_no_place_of_what_is_not_read_yet(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    for words in ("One.", "Two.", "Three."):
        banner.tell_after(Meaning.CAUTION, words)
    assert banner.text() == "One."
    banner.settle()
    assert banner.text() == "Two."
    banner.tell(Meaning.SUITABLE, "Stored.")
    banner.settle()
    assert banner.text() == "Three."
    banner.settle()
    assert banner.text() == ""


def test_what_waits_is_told_where_the_action_leads_to(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.tell(Meaning.CAUTION, "One.", "Go there", banner.settle)  # as a change of page does
    banner.tell_after(Meaning.CAUTION, "Two.")
    qtbot.mouseClick(banner.action_button(), Qt.MouseButton.LeftButton)
    assert banner.text() == "Two."


def test_words_told_before_the_window_shows_wear_their_meaning(
    qtbot: QtBot, dressed: QApplication
) -> None:
    window, page, banner = QMainWindow(), QWidget(), Banner()
    qtbot.addWidget(window)
    QVBoxLayout(page).addWidget(banner)
    banner.tell(Meaning.CAUTION, "Somebody opened a restricted chart.")
    window.setCentralWidget(page)
    window.show()
    words = next(each for each in banner.findChildren(QLabel) if each.text())
    assert words.palette().windowText().color() == theme().pair(Meaning.CAUTION)[0]


def test_the_practice_band_says_that_nothing_is_real(qtbot: QtBot, dressed: QApplication) -> None:
    apply_theme(dressed, Qt.ColorScheme.Light, practice=True)
    band = PracticeBand()
    qtbot.addWidget(band)
    band.resize(900, 28)
    image = band.grab().toImage()
    colours = {image.pixelColor(x, 14).name() for x in range(image.width())}
    assert "nothing here is real" in band.accessibleName()
    assert theme().accent.name() in colours
    assert len(colours) > 2
    assert QColor("#B4460F").name() not in colours
