"""Offer to say what comes next when a page is left whose patient has nothing ahead."""

from PySide6.QtCore import QEvent, QObject, QTimer

from infrared_desktop.domain.booking.next_steps import lacks_next_step
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place, Screen

NEXT_STEP = "next step"  # Place.about: ask at once what comes next


class PartingOffer(QObject):
    """Watches a patient's page: one calm offer a patient, never twice in a session.

    Who goes on with the same patient, to book or to record, is offered nothing.
    """

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        self._page = page
        self._chart: Chart | None = None
        self._goes_on = False
        self._told: set[int] = set()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._offer)
        page.going.connect(self._on_going)
        page.installEventFilter(self)

    def look(self, chart: Chart) -> None:
        """Take over whose page is shown, and how the chart stands."""
        self._chart, self._goes_on = chart, False

    def ask(self, place: Place) -> None:
        """Ask what comes next, if that is what the place is about."""
        if place.about == NEXT_STEP and self._chart is not None:
            # A form, and all that loads one, stay out of memory until it is asked for.
            from infrared_desktop.views.closing.step_ahead import StepAheadDialog

            StepAheadDialog(self._page, self._page.workplace, self._chart)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and not self._goes_on:
            self._timer.start()  # once the next screen stands, as that clears what was told
        return False

    def _on_going(self, place: Place) -> None:
        self._goes_on = self._chart is not None and place.patient == self._chart.patient.id

    def _offer(self) -> None:
        chart, workplace = self._chart, self._page.workplace
        if chart is None or self._page.isVisible() or chart.patient.id in self._told:
            return
        if lacks_next_step(chart, workplace.today()):
            self._told.add(chart.patient.id)
            text = self.tr("The plan of {who} is open, and nothing is booked or agreed.")
            words = text.format(who=chart.patient.record.display_name)
            place = Place("patient", chart.patient.id, about=NEXT_STEP)
            offer = self.tr("Say what comes next")
            self._page.offered.emit(Meaning.INFORMATION, words, offer, place)
