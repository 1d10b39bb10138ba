"""Where each thing to know before a visit is mended: at once, or from a short menu."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from infrared_desktop.domain.booking.visit_alerts import VisitAlert
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.diary.visit_alerting import alerts_here
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.screens import may_open
from infrared_desktop.views.visits.rows import alert_words

_PAGES = {
    VisitAlert.DEVICE_OUT: "devices",
    VisitAlert.NO_CONSENT: "consent",
    VisitAlert.CONSENT_OVER: "consent",
    VisitAlert.CONSENT_UNSIGNED: "consent",
    VisitAlert.NO_HISTORY: "history",
    VisitAlert.STALE_HISTORY: "history",
    VisitAlert.CONFIRM_HISTORY: "history",
}


def mending_place(alert: VisitAlert, stored: Stored[Appointment], chart: Chart) -> Place:
    """Return the screen where what an alert tells of is put right."""
    number = stored.record.patient_id
    if alert is VisitAlert.REACTION:
        first = next(e.id for e in chart.adverse_events if e.record.closed_on is None)
        return Place("reaction", number, first)
    if alert is VisitAlert.NO_PLAN:
        newest = chart.consultations[-1].id if chart.consultations else None
        return Place("plan" if newest else "consultation", number, newest)
    if alert is VisitAlert.ASK_TAN:
        return Place("session", number, stored.id)
    if alert in (VisitAlert.NO_PHOTOGRAPHS, VisitAlert.PHOTOGRAPHS_DUE):
        return Place("photos", number, about=stored.id)
    if alert is VisitAlert.NO_SHEET:
        return Place("handout", number, stored.id, HandoutKind.INSTRUCTIONS)
    return Place(_PAGES[alert], None if alert is VisitAlert.DEVICE_OUT else number)


class MendingMenu(QMenu):
    """Lists what a visit lacks, the weightiest first; letters, arrows and Enter work."""

    chosen = Signal(object)  # Place

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.chosen.connect(screen.going)

    def mend(self, stored: Stored[Appointment], at: QWidget) -> None:
        """Go to where the one thing is mended, or list them if there are several."""
        clinic = self._screen.clinic
        chart = clinic.people.chart(stored.record.patient_id)
        devices = {each.id: each.record for each in clinic.diary.devices()}
        found = alerts_here(self._screen.workplace, stored, chart, devices)
        if not found:
            self._screen.tell(Meaning.INFORMATION, self.tr("Nothing is missing for this visit."))
        elif len(found) == 1:
            self._go(found[0], stored, chart)
        else:
            self._list(found, stored, chart, at)

    def _go(self, alert: VisitAlert, stored: Stored[Appointment], chart: Chart) -> None:
        place = mending_place(alert, stored, chart)
        if may_open(place.name, self._screen.workplace):
            self.chosen.emit(place)
            return
        text = self.tr("A clinician sees to this: {what}. Tell one before the visit begins.")
        self._screen.tell(Meaning.INFORMATION, text.format(what=alert_words(alert)))

    def _list(
        self, found: tuple[VisitAlert, ...], stored: Stored[Appointment], chart: Chart, at: QWidget
    ) -> None:
        self.clear()
        self.setAccessibleName(self.tr("What is missing, the weightiest first"))
        for alert in found:
            action = self.addAction(alert_words(alert))
            action.triggered.connect(lambda _=False, to=alert: self._go(to, stored, chart))
        self.popup(at.mapToGlobal(_below_row(at)))
        self.setActiveAction(self.actions()[0])


def _below_row(at: QWidget) -> QPoint:
    """Return where a list's current row ends, so that the menu is seen to be about it."""
    if not isinstance(at, QAbstractItemView):
        return QPoint(0, 0)
    return at.viewport().mapTo(at, at.visualRect(at.currentIndex()).bottomLeft())
