"""Edit a tuple of nested records: a table on top, the selected record's form below."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.forms.record_table import Column, RecordTable
from infrared_desktop.views.inputs.user_property import value_property
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.icons import icon
from infrared_desktop.views.look.theme import GRID, Meaning


class RowsEditor(QWidget):
    """Edits nested records; a subclass says which, in which columns and by which form.

    Arrows move between rows, Ctrl+N or + adds one, Delete removes one and offers to undo that.
    """

    record_type: ClassVar[type[Any]]
    form: ClassVar[str]

    changed = Signal()
    current_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RecordTable(self.columns(), self)
        self.detail = QWidget(self)
        self.add_button = QPushButton(icon("plus"), self.tr("Add"))
        self.remove_button = QPushButton(icon("minus"), self.tr("Remove"))
        self.undo_banner = Banner(self)
        self.empty_label = QLabel(self.empty_words())
        load_form(self.detail, self.form)
        self.binder: Binder[Any] = Binder(self.detail, self.record_type)
        self._read_only = False
        self._build()
        self._connect()
        self._show_current()

    def columns(self) -> Sequence[Column[Any]]:
        """Say what the table shows; a column may look at facts of the subclass."""
        raise NotImplementedError

    def new_record(self) -> Any:
        """Make the record that + adds."""
        raise NotImplementedError

    def name_of(self, record: Any) -> str:
        """Name a record in the line that offers to undo its removal."""
        first = self.columns()[0]
        return first.text(record) if first.text else ""

    def empty_words(self) -> str:
        """Say what to do where there is no record yet."""
        return self.tr("Nothing here yet. Press Ctrl+N to add a row.")

    def get_value(self) -> list[Any]:
        """Return the records in order."""
        return list(self.table.records.records)

    def set_value(self, value: Any) -> None:
        """Show records and go to the first; None shows none."""
        self.undo_banner.settle()
        self.table.records.set_records(value or ())
        self.select(0)
        self._show_current()

    def current_row(self) -> int:
        """Return the place of the selected record, -1 where there is none."""
        return self.table.currentIndex().row()

    def current_record(self) -> Any | None:
        """Return the selected record, or None."""
        row = self.current_row()
        return self.table.records.records[row] if row >= 0 else None

    def select(self, row: int) -> None:
        """Go to a row."""
        self.table.setCurrentIndex(self.table.records.index(row, 0))

    def step(self, way: int) -> None:
        """Go to the next row (1) or the one before (−1), and to its first input."""
        row = self.current_row() + way
        if 0 <= row < self.table.records.rowCount():
            self.select(row)
            self.detail.setFocus()
            self.detail.focusNextChild()

    def add(self, record: Any | None = None) -> None:
        """Add a record at the end and go to its first input."""
        if self._read_only:
            return
        at = self.table.records.rowCount()
        self.table.records.insert(at, self.new_record() if record is None else record)
        self.select(at)
        self._show_current()
        self.changed.emit()
        self.detail.setFocus()
        self.detail.focusNextChild()

    def remove(self) -> None:
        """Remove the selected record, and offer to put it back."""
        row = self.current_row()
        if row < 0 or self._read_only:
            return
        record = self.table.records.remove(row)
        self.undo_banner.tell(
            Meaning.INFORMATION,
            self.tr("{name} was removed.").format(name=self.name_of(record)),
            self.tr("Undo"),
            lambda: self._put_back(row, record),
        )
        self._show_current()
        self.changed.emit()

    def refresh(self) -> None:
        """Show the columns anew after facts outside the records changed."""
        self.table.records.refresh()

    def problem(self) -> str:
        """Say what is wrong in the row that is being edited."""
        problems = self.binder.problems() if not self.detail.isHidden() else {}
        return next(iter(problems.values()), "")

    def setReadOnly(self, read_only: bool) -> None:
        """Let the records be read but not changed."""
        self._read_only = read_only
        self.binder.set_read_only(read_only)
        self.add_button.setVisible(not read_only)
        self.remove_button.setVisible(not read_only)

    def insert_above(self, view: QWidget, button: QWidget) -> None:
        """Add another view of the same records above the form, and a button beside Add."""
        box, buttons = self.layout(), self._buttons
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(1, view)
        buttons.insertWidget(buttons.count() - 2, button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self.remove()
        elif event.key() == Qt.Key.Key_Plus and self.table.hasFocus():
            self.add()
        else:
            super().keyPressEvent(event)

    def _put_back(self, row: int, record: Any) -> None:
        self.table.records.insert(min(row, self.table.records.rowCount()), record)
        self.select(row)
        self._show_current()
        self.changed.emit()

    def _on_field(self, _field: str) -> None:
        row = self.current_row()
        if row >= 0:
            records = self.table.records
            records.replace(row, self.binder.record(records.records[row]))
            self.changed.emit()

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._tell_what_was_not_kept(previous.row())
        self._show_current()
        self.current_changed.emit(current.row())

    def _tell_what_was_not_kept(self, row: int) -> None:
        """Say so when a row is left with words that could not be read: they are not in it."""
        records = self.table.records.records
        problem = self.problem() if 0 <= row < len(records) else ""
        if problem:
            words = self.tr("{name}: one answer could not be read and is empty. {problem}")
            name = self.name_of(records[row])
            self.undo_banner.tell(Meaning.CAUTION, words.format(name=name, problem=problem))

    def _show_current(self) -> None:
        record = self.current_record()
        self.empty_label.setVisible(record is None)
        self.detail.setVisible(record is not None)
        self.remove_button.setEnabled(record is not None)
        if record is not None:
            self.binder.show(record)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.binder.changed.connect(self._on_field)
        self.add_button.clicked.connect(lambda: self.add())
        self.remove_button.clicked.connect(lambda: self.remove())
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(lambda: self.add())

    def _build(self) -> None:
        self.setFocusProxy(self.table)
        self.empty_label.setProperty("role", "muted")
        for button in (self.add_button, self.remove_button):
            button.setProperty("kind", "quiet")
        self.add_button.setToolTip(self.tr("Add a row (Ctrl+N)"))
        self.remove_button.setToolTip(self.tr("Remove the row (Delete)"))
        buttons = self._buttons = QHBoxLayout()
        buttons.addWidget(self.empty_label)
        buttons.addStretch(1)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.table)
        box.addLayout(buttons)
        box.addWidget(self.undo_banner)
        box.addWidget(self.detail)

    value = value_property()
