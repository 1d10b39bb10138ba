"""Which days a report is about: this month, the last 3 or 12 months, or a person's own days."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from infrared_desktop.domain.dates import add_months
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.date_field import DateField
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.workplace import Workplace

MONTH, QUARTER, YEAR, OWN = "month", "quarter", "year", "own"
_BACK = {QUARTER: -3, YEAR: -12}


class ReportPeriod(QWidget):
    """A choice, with two days beside it while the days are a person's own."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._told: tuple[date, date] | None = None
        self.choice, self.first, self.last = ChoiceField(), DateField(), DateField()
        self.choice.setAccessibleName(self.tr("Period"))
        self.choice.setProperty("none_text", "")
        self.choice.set_options(
            [
                (MONTH, self.tr("This month")),
                (QUARTER, self.tr("3 months")),
                (YEAR, self.tr("12 months")),
                (OWN, self.tr("Own days")),
            ]
        )
        self.choice.set_value(QUARTER)
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        self._to = QLabel(self.tr("to"))
        self._lay_out()
        self.choice.changed.connect(self._on_choice)
        for each in (self.first, self.last):
            each.editingFinished.connect(self._on_days)

    def choose(self, period: str) -> None:
        """Take a period, as by a click."""
        self.choice.set_value(period)
        self._on_choice()

    def days(self) -> tuple[date, date] | None:
        """Return the first and the last day; None where the own days are none."""
        today, period = self._workplace.today(), self.choice.get_value()
        if period == OWN:
            first, last = self.first.get_value(), self.last.get_value()
            return (first, last) if first and last and first <= last else None
        return add_months(today, _BACK[period]) if period in _BACK else today.replace(day=1), today

    def _on_choice(self) -> None:
        is_own = self.choice.get_value() == OWN
        if is_own and self.first.get_value() is None:
            today = self._workplace.today()
            self.first.set_value(add_months(today, -1))
            self.last.set_value(today)
        self._show_days(is_own)
        if is_own:
            self.first.setFocus()
        self._tell()

    def _on_days(self) -> None:
        # A field that loses the keys ends its editing too, and nothing may have been typed.
        if self.days() != self._told:
            self._tell()

    def _tell(self) -> None:
        self._told = self.days()
        self.changed.emit()

    def _show_days(self, seen: bool) -> None:
        for widget in (self.first, self._to, self.last):
            widget.setVisible(seen)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for widget in (self.choice, self.first, self._to, self.last):
            row.addWidget(widget)
        row.addStretch()
        for field in (self.first, self.last):
            field.setFixedWidth(148)
        self._show_days(False)
