"""Words under an input are read whole, however narrow the form and however low the window."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.views.inputs.field_errors import show_error

LONG = "Too much of the file clinic.db is damaged to read anything. Nothing was changed. " * 2


def test_a_narrow_form_in_a_wide_page_cuts_no_line(qtbot: QtBot, dressed: QApplication) -> None:
    area, ground, form = QScrollArea(), QWidget(), QWidget()
    typed, below = QLineEdit(), QLabel("below")
    typed.setObjectName("typed")
    form.setFixedWidth(300)
    inside, outside = QVBoxLayout(form), QVBoxLayout(ground)
    for each in (typed, below):
        inside.addWidget(each)
    outside.addWidget(form)
    area.setWidgetResizable(True)
    area.setWidget(ground)
    qtbot.addWidget(area)
    area.resize(QSize(700, 60))  # too low for all of it, so that nothing is given freely
    area.show()
    show_error(typed, LONG)
    words = form.findChild(QLabel, "typed_error")
    assert words is not None

    def is_whole() -> bool:
        shown = words.geometry()
        return (
            shown.height() >= words.heightForWidth(shown.width()) > 2 * words.fontMetrics().height()
            and typed.geometry().bottom() < shown.top()
            and shown.bottom() < below.geometry().top()
        )

    qtbot.waitUntil(is_whole)
    show_error(typed, "Short.")
    qtbot.waitUntil(lambda: words.height() < 2 * words.fontMetrics().height())
