"""Two people side by side: what is typed here, and what is stored there, with what differs."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.people.comparison import COMPARED, Sameness, compare
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.views.lists.patient_fields import label_of, said_in
from infrared_desktop.views.look.theme import GRID

_SIGNS = {Sameness.SAME: "=", Sameness.DIFFERENT: "≠", Sameness.LACKING: "·"}
_SPOKEN = {
    Sameness.SAME: "the same",
    Sameness.DIFFERENT: "different",
    Sameness.LACKING: "only one says so",
}
_LONGEST = 60  # characters of one value; the whole of it is in the balloon


class ComparePanel(QWidget):
    """A small table of both, and the button that opens the stored one instead."""

    opened = Signal(int)
    joining = Signal(int)

    def __init__(self, country: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._country = country
        self._number = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._rows = self._make_rows()
        self.button = QPushButton()
        self.button.clicked.connect(lambda: self.opened.emit(self._number))
        self.join_button = QPushButton()
        self.join_button.clicked.connect(lambda: self.joining.emit(self._number))
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        box.setSpacing(GRID)
        box.addLayout(self._grid)
        box.addWidget(self.button)
        box.addWidget(self.join_button)
        self.hide()

    def show_pair(self, typed: Patient, stored: Stored[Patient], may_join: bool = False) -> None:
        """Show what is typed beside what is stored; who is on record may be joined with it."""
        self._number = stored.id
        number = _words("no. {n:04}").format(n=stored.id)
        _fill(self._rows[0], ("", _words("typed here"), "", number), "caption")
        compared = compare(typed, stored.record)
        for labels, each in zip(self._rows[1:], compared, strict=False):
            mine, theirs = (said_in(each.field, v, self._country) for v in (each.one, each.other))
            texts = (label_of(each.field), mine, _SIGNS[each.sameness], theirs)
            _fill(labels, texts, "strong" if each.sameness is Sameness.DIFFERENT else "")
            labels[2].setAccessibleName(_words(_SPOKEN[each.sameness]))
        for row, labels in enumerate(self._rows):
            for label in labels:
                label.setVisible(row <= len(compared))
        self.button.setText(_words("Open no. {n:04} &instead").format(n=stored.id))
        self.join_button.setText(_words("&Join with no. {n:04} …").format(n=stored.id))
        self.join_button.setVisible(may_join)
        self.show()

    def lines(self) -> list[str]:
        """Return the rows as a person reads them, left to right."""
        shown = [row for row in self._rows if not row[0].isHidden()]
        return [" ".join(label.text() for label in row if label.text()) for row in shown]

    def _make_rows(self) -> list[list[QLabel]]:
        rows = [[_label(column) for column in range(4)] for _ in range(len(COMPARED) + 1)]
        for row, labels in enumerate(rows):
            for column, label in enumerate(labels):
                self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        return rows


def _label(column: int) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(column in (1, 3))
    label.setProperty("role", "caption" if column == 0 else "")
    return label


def _fill(labels: Sequence[QLabel], texts: Sequence[str], role: str) -> None:
    for column, (label, text) in enumerate(zip(labels, texts, strict=True)):
        label.setText(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
        label.setToolTip(text[:500] if len(text) > _LONGEST else "")
        if column > 0 and label.property("role") != role:
            label.setProperty("role", role)
            label.style().unpolish(label)
            label.style().polish(label)


def _words(text: str) -> str:
    return QCoreApplication.translate("ComparePanel", text)
