"""One figure whole: how it is counted, its bars, and the rows behind it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.figures.desk import Case
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.reports.bar_chart import BarChart
from infrared_desktop.views.reports.figures import Figure
from infrared_desktop.views.reports.report_cases import CaseRows


class FigurePanel(Panel):
    """Enter on a row opens the patient."""

    opened = Signal(int)  # the patient's number

    def __init__(self, clinic: Clinic) -> None:
        super().__init__()
        self._clinic = clinic
        self.figure: Figure | None = None
        self.definition, self.chart, self.list = QLabel(), BarChart(), RowList(card=True)
        self.empty = EmptyState(
            "reports",
            self.tr("No case in these days."),
            self.tr("A longer period may have some."),
        )
        self.list.setAccessibleName(self.tr("Rows behind the figure"))
        self.list.opened.connect(self._open)
        self.set_footer(self.tr("Enter opens the patient · L to the figures · X saves as CSV"))
        self._lay_out()

    def show_figure(self, figure: Figure) -> None:
        """Show a figure; the same one, counted anew, from its first row again."""
        self.figure = figure
        self.set_title(figure.name)
        self.set_hint(self.tr("{count} rows").format(count=len(figure.cases)))
        self.definition.setText(figure.definition)
        self.chart.set_bars(figure.bars)
        has_rows = bool(figure.cases)
        self.list.setVisible(has_rows)
        self.empty.setVisible(not has_rows)
        self.list.set_source(CaseRows(self._clinic, figure))

    def current_case(self) -> Case | None:
        """Return the row that is chosen."""
        key = self.list.current_key()
        return self.figure.cases[key] if self.figure and isinstance(key, int) else None

    def _open(self, _: object) -> None:
        case = self.current_case()
        if case is not None:
            self.opened.emit(case.patient_id)

    def _lay_out(self) -> None:
        self.definition.setWordWrap(True)
        self.definition.setProperty("role", "muted")
        top = QWidget()
        box = QVBoxLayout(top)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        box.setSpacing(GRID)
        box.addWidget(self.definition)
        box.addWidget(self.chart)
        self.body.addWidget(top)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)
