"""The recovery sheet is one page that says the key, what it opens and where to keep it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QTextCursor
from PySide6.QtWidgets import QApplication

from infrared_desktop.documents.recovery_sheet import RecoverySheet, to_document, to_pdf

KEY = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345"
SHEET = RecoverySheet('Клініка "Über <b>& Söhne', KEY, "23 Nov 2026", "SE")


def test_the_sheet_says_the_key_in_numbered_groups(qapp: QApplication) -> None:
    text = to_document(SHEET).toPlainText()
    for number, group in enumerate(KEY.split("-"), start=1):
        assert group in text
        assert str(number) in text
    assert "Use the recovery key" in text
    assert "sealed envelope" in text
    assert "Nobody can make it again" in text


def test_the_name_of_the_clinic_is_written_as_it_is(qapp: QApplication) -> None:
    assert 'Клініка "Über <b>& Söhne, made on 23 Nov 2026' in to_document(SHEET).toPlainText()


def test_the_pdf_has_one_page(qapp: QApplication) -> None:
    pdf = to_pdf(SHEET)
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert pdf.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize(("country", "points"), [("SE", (595, 842)), ("CA", (612, 792))])
def test_the_paper_is_the_countrys(
    qapp: QApplication, country: str, points: tuple[int, int]
) -> None:
    pdf = to_pdf(RecoverySheet("A", KEY, "today", country))
    box = pdf.split(b"/MediaBox [", 1)[1].split(b"]", 1)[0].split()
    assert tuple(round(float(each)) for each in box[2:]) == points


def test_a_dark_screen_still_prints_black(dark: QApplication) -> None:
    document = to_document(SHEET)
    document.setPageSize(QSizeF(600, 800))
    paper = QImage(600, 800, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    document.drawContents(painter)
    painter.end()
    darkest = min(paper.pixelColor(x, y).lightness() for x in range(300) for y in range(0, 200, 2))
    assert darkest < 40


def test_a_very_long_name_keeps_the_key_on_the_sheet(qapp: QApplication) -> None:
    sheet = RecoverySheet("Ö" * 500, KEY, "today")
    document = to_document(sheet)
    cursor = document.find("2345")
    assert isinstance(cursor, QTextCursor)
    assert not cursor.isNull()
    assert to_pdf(sheet).count(b"/Type /Page\n") == 1


@pytest.fixture
def dark(qapp: QApplication) -> Iterator[QApplication]:
    palette = qapp.palette()
    changed = qapp.palette()
    changed.setColor(changed.ColorRole.Text, Qt.GlobalColor.white)
    changed.setColor(changed.ColorRole.WindowText, Qt.GlobalColor.white)
    qapp.setPalette(changed)
    yield qapp
    qapp.setPalette(palette)
