"""The head of a record keeps its words in sight where room is short."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.views.look.chips import Chip, Glyph, chip_width
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.signing_header import SigningHeader

DRAFT = Chip(Meaning.CAUTION, "draft, saved 10:42", Glyph.PEN)


def test_the_chip_of_a_draft_is_never_cut(qtbot: QtBot, dressed: QApplication) -> None:
    header = SigningHeader()
    qtbot.addWidget(header)
    header.set_words("Consultation", "Nørreskov, Signe · born 10 May 1977 (49) · no. 0001")
    header.show_open(12)
    header.show()
    for chip in (Chip(Meaning.INFORMATION, "saving …", Glyph.PEN), DRAFT):
        header.set_chip(chip)
        header.resize(header.minimumSizeHint())
        QApplication.processEvents()
        assert header.chip.width() == chip_width(chip)
