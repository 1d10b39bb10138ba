"""One group of a medical history: rows found by typing, "none of these" by a tick, or not asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.history.gaps import HistoryGap
from infrared_desktop.domain.history.medicine_names import kind_of_name
from infrared_desktop.domain.history.row_gaps import Weight
from infrared_desktop.domain.history.words import row_words, said
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.people.folding import fold
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.views.forms.binder import Binder, inputs_of
from infrared_desktop.views.forms.record_table import Column
from infrared_desktop.views.forms.rows_editor import RowsEditor
from infrared_desktop.views.history.kind_finder import KindFinder
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.wording import say


class HistoryRows(RowsEditor):
    """Edits one group; without a row it is "none" where that is ticked, else it was not asked."""

    kind_choices: ClassVar[str]
    other_field: ClassVar[str] = "detail"  # where a row of another kind says what it is
    names_medicines: ClassVar[bool] = False  # elsewhere no rule looks for one
    _gaps: tuple[HistoryGap, ...] = ()

    none_ticked = Signal()
    told = Signal(object)  # the widget that says something new

    def heading(self) -> str:
        """Name the group."""
        raise NotImplementedError

    def of_kind(self, code: str) -> Any:
        """Make a row of a kind."""
        raise NotImplementedError

    def names(self) -> Mapping[str, Sequence[str]]:
        """Return further names by which a kind is found."""
        return {}

    def code_of(self, name: str) -> str | None:
        """Return the kind that a whole name means, if it is known."""
        return None

    def columns(self) -> Sequence[Column[Any]]:
        """Show the kind, what is known of it, and whether something is amiss."""
        return (
            Column(self.tr("Kind"), lambda row: say(row_words(row)[0]), strong=True, stretch=28),
            Column(self.tr("Known"), lambda row: said(row_words(row)[1:], say), stretch=50),
            Column(self.tr("To look at"), chip=self._chip, stretch=22),
        )

    def get_value(self) -> list[Any] | None:  # type: ignore[override]
        """Return the rows; [] means none, None means not asked."""
        return super().get_value() or ([] if self.none.isChecked() else None)

    def set_value(self, value: Any) -> None:
        """Show rows; [] means none, None means not asked."""
        self.none.setChecked(value is not None and not value)
        super().set_value(value)

    def add(self, record: Any | None = None) -> None:
        """Add a row, or where its kind is not known yet, go to where it is found."""
        if record is None:
            self.finder.setFocus()
            return
        self.none.setChecked(False)
        self.table.records.insert(self.table.records.rowCount(), record)
        self.select(self.table.records.rowCount() - 1)
        self._show_current()
        self.changed.emit()
        if QApplication.mouseButtons() is Qt.MouseButton.NoButton:
            QTimer.singleShot(0, self, self._enter_row)

    def remove(self) -> None:
        """Remove the selected row, and offer to put it back."""
        super().remove()
        self.told.emit(self.undo_banner)

    def tick_none(self) -> None:
        """Answer that there is none, or take that back; rows that are there stay."""
        if self.table.records.rowCount():
            self._warn(self.tr("There are rows here. Remove them first."))
            return
        self.none.setChecked(not self.none.isChecked())
        self._on_none()

    def _enter_row(self) -> None:
        """Go to what is to be told of the row that was added, and have all of it in sight."""
        inputs = [each for each in inputs_of(self.detail) if not each.isHidden()]
        if self.current_row() >= 0:
            inputs[1].setFocus()
            self.told.emit(self.detail)

    def _add_found(self, code: str, typed: str) -> None:
        row = self.of_kind(code)
        if self.code_of(typed) != code or fold(typed) == fold(plain_label(row.kind)):
            self.add(row)
            return
        self.add(replace(row, **{self.other_field: typed}))
        words = self.tr("“{typed}” is taken for {kind}. Choose another kind if that is wrong.")
        kind = say(row_words(row)[0])
        self.undo_banner.tell(Meaning.INFORMATION, words.format(typed=typed, kind=kind))

    def _add_other(self, typed: str) -> None:
        self.add(replace(self.of_kind("other"), **{self.other_field: typed}))
        words, kind = self.tr("No rule knows “{typed}”: it stands here as other."), ""
        medicine = None if self.names_medicines else kind_of_name(typed)
        if medicine is not None:
            words = self.tr("“{typed}” is a medicine ({kind}). Write it under Medicines as well.")
            kind = say(sentence(plain_label(medicine)))
        self._warn(words.format(typed=typed, kind=kind))

    def _warn(self, words: str) -> None:
        self.undo_banner.tell(Meaning.CAUTION, words)
        self.told.emit(self.undo_banner)

    def show_gaps(self, gaps: Sequence[HistoryGap]) -> None:
        """Mark the rows with what is amiss in them, and say it in words in the selected one."""
        self._gaps = tuple(gaps)
        self.refresh()
        self._say_gaps()

    def go_to(self, row: int, inner: str) -> None:
        """Go to an input of a row."""
        self.select(row)
        self.binder.input(inner).setFocus()

    def setReadOnly(self, read_only: bool) -> None:
        """Let the rows be read but not changed."""
        super().setReadOnly(read_only)
        self.add_button.hide()
        self.finder.setVisible(not read_only)
        self.none.setEnabled(not read_only)

    def _say_gaps(self) -> None:
        row = self.current_row()
        told: dict[str, HistoryGap] = {}
        for gap in self._gaps:
            if gap.row == row and gap.weight is not Weight.OPEN:
                told.setdefault(gap.inner, gap)
        for each in inputs_of(self.detail):
            field = str(each.property("field"))
            say_gap(self.binder, field, told.get(field))

    def _chip(self, record: Any) -> Chip | None:
        row = next((n for n, each in enumerate(self.table.records.records) if each is record), -1)
        mine = [gap for gap in self._gaps if gap.row == row]
        if not mine:
            return None
        worst = min(mine, key=lambda gap: gap.weight.value)
        return Chip(_MEANINGS[worst.weight], say(worst.words))

    def _on_none(self) -> None:
        self._show_current()
        self.changed.emit()
        if self.none.isChecked():
            self.none_ticked.emit()

    def _show_current(self) -> None:
        rows = self.table.records.rowCount()
        super()._show_current()
        self.empty_label.hide()
        self.table.setVisible(bool(rows))
        self.remove_button.setVisible(bool(rows) and not self._read_only)
        self.none.setVisible(not rows)
        asked = bool(rows) or self.none.isChecked()
        self.state.set_chip(None if asked else Chip(Meaning.CAUTION, self.tr("not asked")))
        if rows:
            self._say_gaps()

    def _build(self) -> None:
        title = QLabel(self.heading())
        title.setProperty("role", "strong")
        self.state = ChipLabel(parent=self)
        self.finder = KindFinder(self)
        self.finder.set_options(choices.options(self.kind_choices))
        self.finder.set_names(self.names(), self.code_of)
        self.finder.setAccessibleName(self.tr("Add: {group}").format(group=self.heading()))
        self.finder.set_placeholder(self.tr("Type to add"))
        self.finder.setMinimumWidth(24 * GRID)
        self.none = QCheckBox(self.tr("None of these"), self)
        self.none.setAccessibleName(self.tr("None: {group}").format(group=self.heading()))
        self.none.setToolTip(self.tr("The patient has none of these (Ctrl+0)"))
        self.table.setAccessibleName(self.heading())
        self.remove_button.setProperty("kind", "quiet")
        self.remove_button.setToolTip(self.tr("Remove the row (Delete)"))
        # Neither is laid out here; without a parent they would open as windows of their own.
        self.add_button.setParent(self)
        self.empty_label.setParent(self)
        self.add_button.hide()
        self.finder.found.connect(self._add_found)
        self.finder.unknown.connect(self._add_other)
        self.finder.unclear.connect(self._warn)
        self.none.clicked.connect(self._on_none)
        self._lay_out(title)

    def _lay_out(self, title: QLabel) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.none)
        head.addWidget(self.remove_button)
        head.addWidget(self.finder)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(head)
        for widget in (self.table, self.undo_banner, self.detail):
            box.addWidget(widget)
        stops: list[QWidget] = [self.none, self.remove_button, self.finder, self.table]
        stops += inputs_of(self.detail)
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)


_MEANINGS = {
    Weight.WRONG: Meaning.STOP,
    Weight.ODD: Meaning.CAUTION,
    Weight.OPEN: Meaning.INFORMATION,
}


def say_gap(binder: Binder[Any], field: str, gap: HistoryGap | None) -> None:
    """Say beside a field what is amiss in it, or that nothing is."""
    each = binder.input(field)
    # Half a day is no mistake as long as somebody is still typing it.
    problem = "" if each.hasFocus() else getattr(each, "problem", str)()
    is_wrong = gap is not None and gap.weight is Weight.WRONG
    words = say(gap.words) if gap else ""
    if problem or is_wrong:
        binder.set_error(field, problem or words)
    else:
        binder.set_error(field, "")
        binder.set_caution(field, words)
