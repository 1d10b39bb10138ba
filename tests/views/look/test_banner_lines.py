"""Several messages stand as one band, the worst first, and one alone as the banner that it is."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.banner_lines import BannerLines
from infrared_desktop.views.look.theme import Meaning, theme


def colour_behind(lines: BannerLines, banner: Banner) -> str:
    QApplication.processEvents()
    at = banner.mapTo(lines, banner.rect().center())
    return lines.grab().toImage().pixelColor(6, at.y()).name()


def test_nothing_said_takes_no_room(qtbot: QtBot, dressed: QApplication) -> None:
    lines = BannerLines(Banner(), Banner())
    qtbot.addWidget(lines)
    assert lines.isHidden()


def test_one_alone_is_a_banner_and_two_are_lines_of_one_calm_band(
    qtbot: QtBot, dressed: QApplication
) -> None:
    told, worse = Banner(), Banner()
    lines = BannerLines(told, worse)
    lines.resize(800, 120)
    qtbot.addWidget(lines)
    told.tell(Meaning.INFORMATION, "Number 7 is read along.", "Part again …")
    assert lines.isVisible()
    assert colour_behind(lines, told) == theme().information_soft.name()
    worse.tell(Meaning.CAUTION, "This chart is restricted.")
    assert lines.lines() == [worse, told], "the worst first"
    QApplication.processEvents()
    assert worse.y() < told.y()
    for each in (told, worse):
        assert colour_behind(lines, each) == theme().surface.name()
    assert told.action_button().isVisible()
    worse.settle()
    assert colour_behind(lines, told) == theme().information_soft.name()
    told.settle()
    assert lines.isHidden()


def test_a_line_that_gets_worse_moves_up(qtbot: QtBot, dressed: QApplication) -> None:
    one, two, three = Banner(), Banner(), Banner()
    lines = BannerLines(one, two, three)
    qtbot.addWidget(lines)
    one.tell(Meaning.DUE, "One.")
    two.tell(Meaning.DUE, "Two.")
    three.tell(Meaning.INFORMATION, "Three.")
    assert lines.lines() == [one, two, three], "alike ones keep their order"
    three.tell(Meaning.STOP, "Three.")
    assert lines.lines() == [three, one, two]
    QApplication.processEvents()
    assert three.y() < one.y() < two.y()
