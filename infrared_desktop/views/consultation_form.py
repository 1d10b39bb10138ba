"""The findings side of a consultation: one scrolling page, and under it what was added later."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.domain.care import Consultation
from infrared_desktop.domain.questions import Question
from infrared_desktop.domain.suitability import Gap
from infrared_desktop.views.addenda import Addenda
from infrared_desktop.views.addendum import AddendumCard
from infrared_desktop.views.binder import Binder
from infrared_desktop.views.findings_editor import FindingsEditor
from infrared_desktop.views.forms import load_form
from infrared_desktop.views.panel import Panel
from infrared_desktop.views.theme import GRID
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class ConsultationForm(Panel):
    """Shows and edits a consultation; whatever has the keys is scrolled into sight."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.page, self.fields = QWidget(), QWidget()
        load_form(self.fields, "consultation")
        self.binder: Binder[Consultation] = Binder(self.fields, Consultation)
        areas, visit = self.binder.input("areas"), self.binder.input("visit_kind")
        concern = self.binder.input("main_concern")
        assert isinstance(areas, FindingsEditor)
        assert isinstance(visit, QComboBox) and isinstance(concern, QLineEdit)
        self.areas = areas
        self.areas.configure(workplace.clinic.protocol)
        # A consultation always has its kind of visit: there is nothing to choose in "none".
        visit.removeItem(0)
        concern.setMaxLength(500)
        self.addenda = Addenda(workplace)
        self.card = AddendumCard()
        self.sight = QScrollArea()
        self._lay_out()
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def set_read_only(self, read_only: bool) -> None:
        """Let the findings be read but not changed."""
        self.binder.set_read_only(read_only)

    def begin(self, signed: bool) -> None:
        """Start at the top: where one writes, or, of a signed record, where one reads."""
        self.sight.verticalScrollBar().setValue(0)
        (self.areas.table if signed else self.binder.input("main_concern")).setFocus()

    def show_gap(self, gap: Gap) -> None:
        """Go to the input of an answer that is missing, and say so beside it."""
        if gap.row is None and gap.question is Question.AREA:
            self.areas.add_button.setFocus()
            return
        if gap.row is not None:
            self.areas.select(gap.row)
        binder: Binder[Any] = self.binder if gap.row is None else self.areas.binder
        name = "area" if gap.question is Question.AREA else str(gap.question)
        binder.input(name).setFocus()
        binder.set_error(name, say(gap.words))

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.page.isAncestorOf(now):
            self.sight.ensureWidgetVisible(now, 0, 3 * GRID)

    def _lay_out(self) -> None:
        self.page.setProperty("role", "page")
        box = QVBoxLayout(self.page)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        box.setSpacing(12)
        for widget in (self.card, self.addenda, self.fields):
            box.addWidget(widget)
        box.addStretch(1)
        self.sight.setWidget(self.page)
        self.sight.setWidgetResizable(True)
        self.sight.setFrameShape(QFrame.Shape.NoFrame)
        self.sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sight.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.sight)
