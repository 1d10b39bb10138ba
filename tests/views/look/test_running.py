"""A sentence stands in its order, whatever name begins it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.running import running
from infrared_desktop.views.look.theme import Meaning

ARABIC = "ليلى البغدادي can unlock now."


def test_only_what_would_run_the_other_way_is_marked(qapp: QApplication) -> None:
    for words in ("Noor can unlock now.", "“Noor” – “ليلى”", "2 · 3", ""):
        assert running(words) == words
    assert running(ARABIC) == f"\u200e{ARABIC}"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert running(ARABIC) == ARABIC
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_banner_shows_it_so_and_says_it_without_the_mark(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.tell(Meaning.SUITABLE, ARABIC)
    assert running(ARABIC) in [each.text() for each in banner.findChildren(QLabel)]
    assert banner.text() == ARABIC
