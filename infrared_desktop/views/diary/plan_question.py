"""Which plan a visit is for: asked where several fit, as it counts for none until it is said."""

from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.follow_ups.links import plans_that_fit
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.diary.booking_form import BookingForm
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.workplace import Workplace


class PlanQuestion(Banner):
    """Asks beside a booking form; `answer` goes to the choice."""

    def __init__(
        self, workplace: Workplace, form: BookingForm, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace, self._form = workplace, form

    def look(self, visit: Appointment, chart: Chart, stored_id: int | None) -> None:
        """Ask about a visit as it is typed, which may be a stored one that is moved."""
        protocol = self._workplace.clinic.protocol
        schedule, windows = protocol.follow_ups, protocol.windows
        fitting = plans_that_fit(visit, chart, schedule, windows, stored_id or 0)
        self._form.ask_plan(len(fitting) > 1)
        if len(fitting) > 1:
            words = self.tr(
                "This visit fits {count} plans or their follow-ups. It counts for none of them "
                "until you say for which."
            )
            self.tell(
                Meaning.CAUTION,
                words.format(count=len(fitting)),
                self.tr("Say which  F7"),
                self.answer,
            )
        else:
            self.settle()

    def answer(self) -> None:
        """Go to the choice of plans, where there is one: an arrow key takes the next plan."""
        if self._form.plan_id.isVisible():
            self._form.plan_id.setFocus()
