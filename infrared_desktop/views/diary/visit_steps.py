"""The single keys that work through a visit, the same on Today and in the diary."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from infrared_desktop.domain.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.records.next_step import ask_next_step
from infrared_desktop.views.screen import Place, Screen

MOVE, WRONG_PERSON = "move", "wrong person"
_RECORDS = {
    AppointmentKind.CONSULTATION: "consultation",
    AppointmentKind.REVIEW: "review",
    AppointmentKind.AFTERCARE_CALL: "reaction",
    AppointmentKind.UNSCHEDULED_AE: "reaction",
}


class VisitSteps(QObject):
    """Gives a screen the actions on its current visit: arrived, start, done, move and so on."""

    def __init__(self, screen: Screen, current: Callable[[], Stored[Appointment] | None]) -> None:
        super().__init__(screen)
        self._screen, self._workplace, self._current = screen, screen.workplace, current
        status = AppointmentStatus
        for text, key, act in (
            (self.tr("Arrived"), "A", lambda: self._step(status.ARRIVED)),
            (self.tr("Start treatment"), "S", lambda: self._step(status.IN_TREATMENT)),
            (self.tr("Record the visit"), "V", self._record),
            (self.tr("Done, with next step"), "D", lambda: self._close(status.FULFILLED)),
            (self.tr("Did not come"), "X", lambda: self._close(status.NO_SHOW)),
            (self.tr("Cancelled"), "C", lambda: self._close(status.CANCELLED)),
            (self.tr("Move or change the booking"), "M", lambda: self._go(MOVE)),
            (self.tr("Booked for the wrong person"), "W", lambda: self._go(WRONG_PERSON)),
        ):
            add_action(screen, text, key, act)

    def keys(self) -> str:
        """Return the line that says what the keys do."""
        return self.tr(
            "A arrived · S start · V record · D done · X no-show · C cancelled · M move · "
            "W wrong person · Ctrl+Z undo"
        )

    def _step(self, status: AppointmentStatus) -> None:
        stored = self._current()
        if stored is None:
            return
        workplace = self._workplace
        try:
            after = workplace.clinic.diary.step(stored, status, workplace.by, workplace.now())
        except KnownError as error:
            self._screen.tell_error(error)
            return
        self._remember(after, stored.record, choices.label(status))

    def _close(self, status: AppointmentStatus) -> None:
        stored = self._current()
        if stored is not None:
            ask_next_step(self._screen, self._workplace, stored, status)

    def _record(self) -> None:
        stored = self._current()
        if stored is not None:
            name = _RECORDS.get(stored.record.kind, "session")
            number = stored.id if name in ("session", "review") else None
            self._screen.going.emit(Place(name, stored.record.patient_id, number))

    def _go(self, what: str) -> None:
        stored = self._current()
        if stored is not None:
            patient = stored.record.patient_id
            self._screen.going.emit(Place("booking", patient, stored.id, about=what))

    def _remember(self, after: Stored[Appointment], before: Appointment, words: str) -> None:
        workplace = self._workplace

        def take_back() -> None:
            newest = workplace.clinic.diary.get(after.id)
            workplace.clinic.diary.take_back(newest, before, workplace.by, workplace.now())

        workplace.can_take_back(words, take_back)
