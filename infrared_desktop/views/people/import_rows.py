"""What becomes of each row of a list, as rows to look through, all of them or one kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from infrared_desktop.domain.phones import show_phone
from infrared_desktop.exchange.patient_list import RowPlan, Verdict
from infrared_desktop.exchange.sniffing import Table
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.panel import EmptyState
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.people.import_jobs import Planned
from infrared_desktop.views.wording import say, say_born

_TABS = (None, Verdict.NEW, Verdict.DUPLICATE, Verdict.UNREADABLE)


@dataclass(frozen=True)
class PlanView:
    """A plan with what it is shown by: its table, the day, and whose phones are at home."""

    table: Table
    planned: Planned
    today: date
    country: str


class PlannedRows:
    """The rows of a plan, put into words page by page."""

    def __init__(self, view: "PlanView", only: Verdict | None) -> None:
        self._view, self._plans = view, view.planned.plans
        self._places = view.planned.places.get(only, ())

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._places)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return the rows from an offset on, limit at most."""
        return [self._row(place) for place in self._places[offset : offset + limit]]

    def _row(self, place: int) -> Row:
        plan, cells = self._plans[place], self._view.table.rows[place].cells
        patient = plan.patient
        return Row(
            key=place,
            lead=str(plan.line),
            chip=verdict_chip(plan),
            title=patient.display_name if patient else _told(cells),
            subtitle=say_born(patient.birth_date, self._view.today) if patient else "",
            note=_note(plan, self._view.country),
        )


class ImportRows(QWidget):
    """Tabs with counts over the rows of a plan."""

    opened = Signal(object)  # RowPlan

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: PlanView | None = None
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_words("Rows to show"))
        for _ in _TABS:
            self.tabs.addTab("")
        self.list = RowList()
        self.list.setAccessibleName(_words("What becomes of each row"))
        self.none = EmptyState("check", _words("There is no such row."), "")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        margin = QHBoxLayout()
        margin.setContentsMargins(2 * GRID - 4, 0, 2 * GRID, 0)
        margin.addWidget(self.tabs)
        margin.addStretch()
        box.addLayout(margin)
        box.addWidget(self.list, 1)
        box.addWidget(self.none, 1)
        self.tabs.currentChanged.connect(lambda: self._show())
        self.list.opened.connect(self._open)

    def show_plan(self, view: PlanView) -> None:
        """Show what becomes of each row of a table."""
        self._view = view
        for tab, only in enumerate(_TABS):
            self.tabs.setTabText(tab, _tab_words(only).format(count=view.planned.count(only)))
        self._show()

    def _open(self, place: object) -> None:
        if self._view is not None:
            self.opened.emit(self._view.planned.plans[int(str(place))])

    def _show(self) -> None:
        if self._view is None:
            return
        only = _TABS[self.tabs.currentIndex()]
        source = PlannedRows(self._view, only)
        self.list.set_source(source)
        self.list.setVisible(source.count() > 0)
        self.none.setVisible(source.count() == 0)


def verdict_chip(plan: RowPlan) -> Chip:
    """Return what becomes of a row as a chip; a new one that resembles somebody is told apart."""
    if plan.verdict is Verdict.UNREADABLE:
        return Chip(Meaning.STOP, _words("cannot read"))
    if plan.verdict is Verdict.DUPLICATE:
        return Chip(Meaning.INFORMATION, _words("already here"), Glyph.DOT)
    if plan.number is not None or plan.same_as_line is not None:
        return Chip(Meaning.CAUTION, _words("new, look"))
    return Chip(Meaning.SUITABLE, _words("new"))


def _note(plan: RowPlan, country: str) -> str:
    """Say why; a row that is plainly new shows what else was read of it instead."""
    patient = plan.patient
    if patient is None or not plan.is_new or plan.number or plan.same_as_line:
        return say(plan.why)
    read = (show_phone(patient.phone, country), patient.email, patient.address, patient.note)
    return " · ".join(part for part in read if part)


def _told(cells: tuple[str, ...]) -> str:
    return " · ".join(cell.strip()[:80] for cell in cells if cell.strip())[:400]


def _tab_words(only: Verdict | None) -> str:
    return {
        None: _words("All {count}"),
        Verdict.NEW: _words("New {count}"),
        Verdict.DUPLICATE: _words("Already here {count}"),
        Verdict.UNREADABLE: _words("Cannot be read {count}"),
    }[only]


def _words(text: str) -> str:
    return QCoreApplication.translate("ImportRows", text)
