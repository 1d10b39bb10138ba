"""Cards show a head and a foot only when they have words; an empty place offers what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import Meaning


def test_a_card_without_words_has_neither_head_nor_foot(
    qtbot: QtBot, dressed: QApplication
) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    panel.show()
    assert not panel.title_label.isVisible()
    assert not panel.footer_label.isVisible()
    panel.set_title("Visits")
    panel.set_footer("Enter opens")
    assert panel.title_label.isVisible()
    assert panel.footer_label.isVisible()


def test_an_empty_place_says_why_and_offers_what_to_do(qtbot: QtBot) -> None:
    empty = EmptyState("search", "No patient is called that.", "Register one.", "Register")
    qtbot.addWidget(empty)
    empty.show()
    assert empty.sentence_label.isVisible()
    with qtbot.waitSignal(empty.acted):
        qtbot.mouseClick(empty.action_button, Qt.MouseButton.LeftButton)
    empty.tell("search", "Nothing is due.", "Enjoy the day.")
    assert empty.action_button.isHidden()


def test_a_chip_label_says_its_words_to_a_screen_reader_and_hides_without_a_chip(
    qtbot: QtBot,
) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    label = ChipLabel(parent=panel)
    panel.body.addWidget(label)
    panel.show()
    assert label.isHidden()
    label.set_chip(Chip(Meaning.STOP, "no consent"))
    assert label.isVisible()
    assert label.accessibleName() == "no consent"
