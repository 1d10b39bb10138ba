"""The page of an import: how the list is read at the left, what becomes of it at the right."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.exchange.sniffing import Table
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.people.import_columns import ColumnTable
from infrared_desktop.views.people.import_jobs import PatientList
from infrared_desktop.views.people.import_rows import ImportRows

_DELIMITERS = {
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "|": "vertical bar",
    "\x1f": "one column",
    "\x1e": "one column",
}
_ENCODINGS = {"utf-8-sig": "UTF-8", "cp1252": "Latin-1 (Windows)"}


class ImportPage(QWidget):
    """Columns, order of dates and rows; it says when somebody wants the list read otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = ColumnTable()
        self.rows = ImportRows()
        self.order = ChoiceField()
        self.order.setProperty("none_text", "")
        self.order.set_options(
            [
                (DateOrder.DMY.value, _words("day month year")),
                (DateOrder.MDY.value, _words("month day year")),
                (DateOrder.YMD.value, _words("year month day")),
            ]
        )
        self.order.setAccessibleName(_words("Birth dates are written"))
        self.about = QLabel()
        self.about.setProperty("role", "caption")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.columns.columns.changed.connect(lambda: self.changed.emit())
        self.order.changed.connect(lambda: self.changed.emit())

    def show_list(self, chosen: PatientList) -> None:
        """Show how a list is read."""
        self.columns.columns.set_table(chosen.table, chosen.mapping)
        self.order.set_value(chosen.order.value)
        self.about.setText(about_words(chosen.table))
        self.columns.selectRow(0)

    def set_open(self, is_open: bool) -> None:
        """Let the reading be changed, or only looked at once the list is stored."""
        self.columns.columns.is_open = is_open
        self.order.setEnabled(is_open)

    def _lay_out(self) -> None:
        label = QLabel(_words("&Birth dates are written"))
        label.setProperty("role", "caption")
        label.setBuddy(self.order)
        order = QVBoxLayout()
        order.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        order.setSpacing(4)
        order.addWidget(label)
        order.addWidget(self.order, 0, Qt.AlignmentFlag.AlignLeft)
        left = Panel(_words("What each column becomes"))
        left.set_footer(_words("Enter, then a letter or the arrows change what it becomes"))
        left.add_to_head(self.about)
        left.body.addWidget(self.columns, 1)
        left.body.addLayout(order)
        right = Panel(_words("What becomes of each row"))
        right.set_footer(_words("Enter opens the patient who is here already"))
        right.body.addWidget(self.rows)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(2 * GRID)
        across.setChildrenCollapsible(False)
        across.addWidget(left)
        across.addWidget(right)
        across.setSizes([460, 660])
        across.setStretchFactor(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(across)


def about_words(table: Table) -> str:
    """Say how a table was read: 67 rows, UTF-8, tab."""
    encoding = _ENCODINGS.get(table.encoding, table.encoding.upper())
    delimiter = _DELIMITERS.get(table.delimiter, table.delimiter)
    text = _words("{rows} rows · {encoding} · {delimiter}")
    return text.format(rows=len(table.rows), encoding=encoding, delimiter=_words(delimiter))


def _words(text: str) -> str:
    return QCoreApplication.translate("ImportPage", text)
