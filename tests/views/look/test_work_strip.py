"""The strip says what goes on, and what is done now where that is known."""

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
