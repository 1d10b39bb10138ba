"""The page of a record that is signed: one scrolling form, above it what was added later."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.forms.rows_editor import RowsEditor
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.strikes import Strikes
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.records.addenda import Addenda
from infrared_desktop.views.records.addendum import AddendumCard
from infrared_desktop.views.records.seal import Seal
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class RecordPage(Panel):
    """Shows and edits a record with its areas; whatever has the keys is scrolled into sight."""

    def __init__(self, workplace: Workplace, form: str, record_type: type[Any]) -> None:
        super().__init__()
        self.page = QWidget()
        self.sight = Sight(self.page)
        self.body.addWidget(self.sight)
        self.fields = QWidget(self.page)
        load_form(self.fields, form)
        self.binder: Binder[Any] = Binder(self.fields, record_type)
        areas = self.binder.input("areas")
        assert isinstance(areas, RowsEditor)
        self.rows = areas
        self.first: QWidget = areas.table  # where one begins to write
        self.addenda = Addenda(workplace)
        self.card = AddendumCard()
        self.seal, self.signed_line = Seal(), QLabel()
        self.strikes = Strikes(self.fields)
        self._lay_out()
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def begin(self, read_only: bool) -> None:
        """Start at the top: where one writes, or, of a signed record, where one reads."""
        self.sight.verticalScrollBar().setValue(0)
        (self.rows.table if read_only else self.first).setFocus()

    def add_on_top(self, widget: QWidget) -> None:
        """Put something above the record, that scrolls with it."""
        self._box.insertWidget(0, widget)

    def show_seal(self, wrong: str, signed: str) -> None:
        """Strike the record where something is wrong with it, and say what; and who signed it."""
        self.seal.tell(wrong)
        self.strikes.set_shown(bool(wrong))
        self.signed_line.setText(signed)
        self.signed_line.setVisible(bool(signed))

    def gap_words(self, gap: Gap) -> str:
        """Say of which area and answer a gap speaks, and what is missing."""
        rows = self.rows.get_value()
        where = self.rows.name_of(rows[gap.row]) if gap.row is not None else ""
        binder = self.binder if gap.row is None else self.rows.binder
        named = binder.input(gap.field).accessibleName() if binder.has(gap.field) else ""
        words = say(gap.words)
        # The words of many gaps name area and answer themselves.
        named = "" if gap.field == "areas" else named.split(" (")[0]
        unsaid = [each for each in (where, named) if each and each.lower() not in words.lower()]
        return f"{' · '.join(unsaid)}: {words}" if unsaid else words

    def show_gap(self, gap: Gap) -> None:
        """Go to the input of an answer that is missing, and say so beside it."""
        if gap.field == "areas":
            self.rows.add_button.setFocus()
            return
        if gap.row is not None:
            self.rows.select(gap.row)
        binder = self.binder if gap.row is None else self.rows.binder
        field = binder.input(gap.field)
        binder.go_to(gap.field)
        binder.set_error(gap.field, say(gap.words))
        # The words push aside what is around them: look again once they have their place.
        QTimer.singleShot(0, self, lambda: self._follow(None, field))

    def bring(self, widget: QWidget) -> None:
        """Scroll to a part of the page once it has its place."""
        QTimer.singleShot(0, self, lambda: self.sight.ensureWidgetVisible(widget, 0, GRID))

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.page.isAncestorOf(now):
            self.sight.ensureWidgetVisible(now, 0, 3 * GRID)

    def _lay_out(self) -> None:
        self._box = box = QVBoxLayout(self.page)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        box.setSpacing(12)
        self.signed_line.setProperty("role", "muted")
        self.signed_line.setWordWrap(True)
        self.signed_line.setTextFormat(Qt.TextFormat.PlainText)
        for widget in (self.seal, self.card, self.addenda, self.fields, self.signed_line):
            box.addWidget(widget)
        box.addStretch(1)
        self.sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
