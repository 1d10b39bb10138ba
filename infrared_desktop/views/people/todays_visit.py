"""From a patient's page to the visit of today, where the next key says that they have arrived."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from infrared_desktop.views.actions import add_action
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place, Screen


class TodaysVisit(QObject):
    """Gives the page its key."""

    def __init__(self, page: Screen, patient: Callable[[], int]) -> None:
        super().__init__(page)
        self._page, self._patient = page, patient
        also = self.tr("arrived done no-show")
        add_action(page, self.tr("Today's visit on the board"), "A", self._go, also)

    def _go(self) -> None:
        page, number = self._page, self._patient()
        visits = page.clinic.diary.day(page.workplace.today())
        if any(each.record.patient_id == number and each.record.is_open for each in visits):
            page.going.emit(Place("today", number))
        else:
            page.tell(Meaning.INFORMATION, self.tr("No visit of today is open for this patient."))
