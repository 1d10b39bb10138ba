"""What a booking can become instead: all sessions of its plan, or a place on the waiting list."""

from datetime import date

from PySide6.QtCore import QObject

from infrared_desktop.domain.booking.slot_windows import Reach
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.waiting import Wish
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.diary.booking_page import BookingPage
from infrared_desktop.views.screen import Place, Screen

WAITING_KEY = "Ctrl+Shift+L"


class BookingWays(QObject):
    """Leads on from what is typed on the page of a booking screen."""

    def __init__(self, screen: Screen, page: BookingPage) -> None:
        super().__init__(screen)
        self._screen, self._page = screen, page
        self._is_new, self._moved = True, 0
        for text, key, act in (
            (self.tr("Book all sessions of the plan"), "Ctrl+Shift+B", self._book_all),
            (self.tr("Nothing suits: put on the waiting list"), WAITING_KEY, self._let_wait),
        ):
            add_action(screen, text, key, act)

    def begin(self, is_new: bool, moved: int = 0) -> None:
        """Take over whether a new visit is booked, or else which one is moved, if one is."""
        self._is_new, self._moved = is_new, moved

    def _book_all(self) -> None:
        plan_id = self._page.plan_id()
        if self._is_new and plan_id is not None:
            self._screen.going.emit(Place("series", self._page.typed().patient_id, plan_id))

    def _let_wait(self) -> None:
        """Let the booking go, as nothing of it was booked, and ask for the wish in its place."""
        if self._page.is_begun() and (self._is_new or self._moved):
            visit, reach = self._page.typed(), self._page.times.reach()
            self._page.forget()
            moved, today = self._moved or None, self._screen.workplace.today()
            wish = wish_from(visit, reach, today, moved)
            self._screen.going.emit(Place("wish", visit.patient_id, moved, wish))


def wish_from(visit: Appointment, reach: Reach, today: date, moved: int | None) -> Wish:
    """Return the wish for a visit: on the days of its window, and on the one that was typed."""
    first = max(today, min(reach.first, visit.day))
    return Wish(
        visit.patient_id,
        visit.kind,
        today,
        last_day=max(first, reach.last, visit.day),
        first_day=first if first > today else None,
        clinician_id=visit.clinician_id,
        minutes=visit.minutes,
        appointment_id=moved,
    )
