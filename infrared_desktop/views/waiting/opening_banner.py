"""A calm word in diary and Today: a time fell free that somebody waits for, or an offer ran out."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place, Screen

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
        self._looking.start()

    def _look(self) -> None:
        # By now the screen may be left, or the clinic locked.
        if not (self._screen.isVisible() and self._screen.clinic.is_open):
            return
        words = self._words_of_list() if self._is_asked_for() else ""
        if words:
            asks = self.tr("Waiting list  L")
            self.tell(Meaning.INFORMATION, words, asks, self._go)
        else:
            self.settle()

    def _is_asked_for(self) -> bool:
        """Say whether somebody waits and something fell free, or an offer is open.

        Else nothing more is read or even imported: it would be the half of what Today holds.
        """
        place = self._screen.workplace
        clinic, today = place.clinic, place.today()
        wishes = clinic.waiting.wishes(today)
        last = max((each.record.last_day for each in wishes), default=today)
        if clinic.waiting.open_offers():
            return True
        return bool(wishes and clinic.offers.freed(today, last, place.now()))

    def _words_of_list(self) -> str:
        from infrared_desktop.domain.schedule.waiting_standing import WishStanding
        from infrared_desktop.storage.gathered.waiting_list import openings, waiting_list
        from infrared_desktop.views.waiting.waiting_rows import opening_words, ran_out_words

        place = self._screen.workplace
        clinic, now = place.clinic, place.now()
        listed = waiting_list(clinic, now) if clinic.waiting.open_offers() else []
        ran_out = next((each for each in listed if each.standing is WishStanding.RAN_OUT), None)
        if ran_out is not None:
            return ran_out_words(ran_out, place.settings.timezone)
        found = next((each for each in openings(clinic, now) if each.takers), None)
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
