"""A calm word in diary and Today: a time fell free that somebody waits for, or an offer ran out."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.waiting_standing import WishStanding
from infrared_desktop.storage.waiting_list import openings, waiting_list
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.waiting.waiting_rows import opening_words, ran_out_words

CurrentVisit = Callable[[], Stored[Appointment] | None]
_HALF_MINUTE = 30_000


class OpeningBanner(Banner):
    """Says the first of them, and gives its screen the keys of the waiting list.

    It looks when the screen is shown, after each act and with the clock, and takes no focus.
    """

    def __init__(self, screen: Screen, visit: CurrentVisit = lambda: None) -> None:
        super().__init__(screen)
        self._screen, self._visit = screen, visit
        # The day is shown before what may be done about it is looked for.
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._look)
        self._clock = QTimer(self, interval=_HALF_MINUTE)
        self._clock.timeout.connect(self.look)
        screen.workplace.changed.connect(self.look)
        screen.installEventFilter(self)
        add_action(screen, self.tr("Waiting list"), "L", self._go)
        add_action(screen, self.tr("Would come sooner"), "Shift+L", self._wish)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._clock.start()
            self.look()
        elif event.type() == QEvent.Type.Hide:
            self._clock.stop()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Look soon for what to say, where somebody sees it."""
        if self._screen.isVisible():
            self._looking.start()

    def _look(self) -> None:
        words = self._ran_out() or self._opening()
        if words:
            asks = self.tr("Waiting list  L")
            self.tell(Meaning.INFORMATION, words, asks, self._go)
        else:
            self.settle()

    def _ran_out(self) -> str:
        place = self._screen.workplace
        if not place.clinic.waiting.open_offers():
            return ""
        listed = waiting_list(place.clinic, place.now())
        found = (each for each in listed if each.standing is WishStanding.RAN_OUT)
        return next((ran_out_words(each, place.settings.timezone) for each in found), "")

    def _opening(self) -> str:
        place = self._screen.workplace
        found = next(openings(place.clinic, place.now()), None)
        return opening_words(found) if found else ""

    def _go(self) -> None:
        self._screen.going.emit(Place("waiting"))

    def _wish(self) -> None:
        """Put whose visit it is on the list; without a visit ask who it is."""
        visit = self._visit()
        if visit is None:
            self._screen.going.emit(Place("wish"))
        else:
            self._screen.going.emit(Place("wish", visit.record.patient_id, visit.id))
