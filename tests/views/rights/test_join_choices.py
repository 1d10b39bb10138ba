"""Two patients fit beside each other, however long what is known of them."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.views.rights.join_choices import JoinChoices
from tests.scenes import patient

LATIN = "67 Meadow & Mill Street, Apartment 25 b, Sapulpa, Oklahoma 74066, "
WIDE = "東京都千代田区丸の内一丁目九番二号グラントウキョウサウスタワー二十五階"


@pytest.mark.parametrize("address", [LATIN * 3, WIDE * 2])
def test_long_values_fit_beside_each_other_and_are_whole_in_the_balloon(
    qtbot: QtBot, dressed: QApplication, address: str
) -> None:
    shown = JoinChoices("US")
    qtbot.addWidget(shown)
    one, other = replace(patient(), address=address), replace(patient(), address=f"9 {address}")
    shown.show_pair((1, one), (2, other))
    shown.show()
    assert shown.minimumSizeHint().width() <= 640  # the panel's room at 1366 pixels
    left, right = shown.buttons("address")
    assert (left.toolTip(), right.toolTip()) == (one.address, other.address)
    assert one.address in left.accessibleName()
    assert left.text().endswith("…")
    assert left.text().count("&&") == left.text().count("&") / 2


def test_short_values_are_shown_whole(qtbot: QtBot, dressed: QApplication) -> None:
    shown = JoinChoices("US")
    qtbot.addWidget(shown)
    shown.show_pair((1, patient("Ngata")), (2, patient("Ngāta")))
    assert [each.text() for each in shown.buttons("surname")] == ["Ngata", "Ngāta"]
    assert [each.toolTip() for each in shown.buttons("surname")] == ["", ""]
