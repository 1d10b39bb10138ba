"""Beside the pictures: which dates are compared, and what lies between the two."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.photos.compare_scale import ScaleField

_WIDTH = 38 * GRID


class CompareSide(QWidget):
    """The list of photographs above, the words on the chosen pair below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list, self._words = RowList(card=True), QLabel()
        self.list.setAccessibleName(self.tr("Photographs of the patient"))
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setContentsMargins(16, 12, 16, 12)
        footer = self.tr("Enter takes one in or out · up to six")
        self._dates = dates = Panel(self.tr("Dates  D"), footer=footer)
        dates.body.addWidget(self.list)
        self._facts = facts = Panel(self.tr("The first and the compared one"))
        page = QWidget()
        sight = Sight(page)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._words)
        rows.addStretch(1)
        sight.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        sight.setAccessibleName(facts.title_label.text())
        facts.body.addWidget(sight, 1)
        self.scale = ScaleField()
        facts.body.addWidget(self.scale)
        self._form: Panel | None = None
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(dates, 1)
        box.addWidget(facts, 1)
        self.setFixedWidth(_WIDTH)

    def tell(self, lines: Sequence[str]) -> None:
        """Say what lies between the two photographs."""
        self._words.setText("\n".join(lines))

    def ask(self, form: Panel | None) -> None:
        """Show a form in place of the dates, or the dates again."""
        going: list[Panel] = [self._dates, self._facts]
        if form is None:
            going, self._form = [self._form] if self._form else [], None
        elif form.parentWidget() is not self:
            self._box.addWidget(form, 1)
        for panel in going:  # first, as all together would make the window taller
            panel.hide()
        for panel in [form] if form else [self._dates, self._facts]:
            panel.show()
        self._form = form

    def words(self) -> str:
        """Return what is said."""
        return self._words.text()
