"""Ask what comes next for a patient whose plan is open while nothing is booked or agreed."""

from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.booking.next_steps import propose_ahead
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import NextStep
from infrared_desktop.views.closing.next_step import StepDialog
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.workplace import Workplace


class StepAheadDialog(StepDialog):
    """Stores what was agreed apart from any visit; Ctrl+Z takes it back."""

    def __init__(self, parent: QWidget, workplace: Workplace, chart: Chart) -> None:
        protocol, today = workplace.clinic.protocol, workplace.today()
        rules = (protocol.follow_ups, protocol.windows)
        super().__init__(parent, workplace, chart, propose_ahead(chart, *rules, today))
        self.setWindowTitle(self.tr("Next step"))
        self.ask(
            chart.patient.record.display_name,
            patient_line(chart.patient, today),
            self.tr("&Keep it  Ctrl+↵"),
            self.tr("&Leave it  Esc"),
        )

    def keep(self, step: NextStep) -> None:
        workplace, name = self.workplace, self.chart.patient.record.display_name
        desk = workplace.clinic.next_steps
        kept = desk.agree(step, workplace.by, workplace.now())
        text = self.tr("{who}, next step: {step}")
        words = text.format(who=name, step=choices.label(step.kind))
        workplace.can_take_back(words, lambda: desk.take_back(kept, workplace.by, workplace.now()))
