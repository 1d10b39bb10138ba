"""How old the history is, as a chip that opens it, beside allergies and what stops a lamp."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from infrared_desktop.domain.history.alerts import age_in_sight
from infrared_desktop.domain.history.joining import in_sight
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.views.look.chip_button import ChipButton
from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.records.history_chips import age_chip, alert_chips, allergy_chip
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace

_WHOLE_CHIP_PX = 200


class HistoryLink(QWidget):
    """Stands in the head of a record that is being written."""

    going = Signal(object)  # Place

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._patient = workplace, 0
        self.age = ChipButton(self)
        self.age.setToolTip(self.tr("Open the medical history (Ctrl+H)"))
        self.age.clicked.connect(self.go)
        self.alert, self.allergies = ChipLabel(parent=self), ChipLabel(parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.alert)
        row.addWidget(self.allergies)
        row.addWidget(self.age)

    def go(self) -> None:
        """Ask to go to the history of who is shown."""
        if self._patient:
            self.going.emit(Place("history", self._patient))

    def show_chart(self, chart: Chart) -> None:
        """Show what the patient's history says now."""
        self._patient, history = chart.patient.id, in_sight(chart.histories)
        stale_days = self._workplace.clinic.protocol.history.stale_days
        age = age_in_sight(chart, self._workplace.today(), stale_days)
        self.age.set_chip(age_chip(age))
        self.allergies.set_chip(allergy_chip(history))
        self._show_alerts(list(alert_chips(history)))

    def _show_alerts(self, chips: list[Chip]) -> None:
        """Show the first alert, how many more there are, and all of them on asking."""
        first = chips[0] if chips else None
        if first and len(chips) > 1:
            first = replace(first, text=f"{first.text} +{len(chips) - 1}")
        self.alert.set_chip(first)
        # Where there is little room, the words on allergies give way, not these.
        self.alert.setMinimumWidth(min(self.alert.sizeHint().width(), _WHOLE_CHIP_PX))
        told = ", ".join(chip.text for chip in chips)
        self.alert.setAccessibleName(told)
        self.alert.setToolTip(told)
