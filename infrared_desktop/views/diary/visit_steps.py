"""The single keys that work through a visit, the same on Today and in the diary."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.visit_board import check_day_has_come, step_back
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.diary.visit_mending import MendingMenu
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.screens import may_open
from infrared_desktop.views.visits.rows import step_words

MOVE, WRONG_PERSON = "move", "wrong person"
_RECORDS = {
    AppointmentKind.CONSULTATION: "consultation",
    AppointmentKind.TEST_SPOT: "test_spot",
    AppointmentKind.REVIEW: "review",
    AppointmentKind.AFTERCARE_CALL: "reaction",
    AppointmentKind.UNSCHEDULED_AE: "reaction",
}


class VisitSteps(QObject):
    """Gives a screen the actions on its current visit: arrived, start, done, move and so on."""

    def __init__(self, screen: Screen, current: Callable[[], Stored[Appointment] | None]) -> None:
        super().__init__(screen)
        self._screen, self._workplace, self._current = screen, screen.workplace, current
        self._mending = MendingMenu(screen)
        status = AppointmentStatus
        for text, key, act in (
            (self.tr("Arrived"), "A", lambda visit: self._step(visit, status.ARRIVED)),
            (self.tr("Start treatment"), "S", lambda visit: self._step(visit, status.IN_TREATMENT)),
            (self._recording(), "V", self._record),
            (
                self.tr("Done, with next step"),
                "D",
                lambda visit: self._close(visit, status.FULFILLED),
            ),
            (self.tr("Did not come"), "X", lambda visit: self._close(visit, status.NO_SHOW)),
            (self.tr("Cancelled"), "C", lambda visit: self._close(visit, status.CANCELLED)),
            (self.tr("Move or change the booking"), "M", lambda visit: self._go(visit, MOVE)),
            (
                self.tr("Booked for the wrong person"),
                "W",
                lambda visit: self._go(visit, WRONG_PERSON),
            ),
            (self.tr("Go to what is missing"), "N", self._mend),
            (self.tr("One step back"), "Backspace", self._step_back),
        ):
            add_action(screen, text, key, self._on_a_visit(act))

    def keys(self) -> str:
        """Return the line that says what the keys do."""
        keys = self.tr(
            "A arrived · S start · V {record} · D done · X no-show · C cancelled · M move · "
            "N what is missing · Backspace one step back"
        )
        return keys.format(record=self.tr("record") if self._records else self.tr("reaction"))

    @property
    def _records(self) -> bool:
        return may_open("session", self._workplace)

    def _recording(self) -> str:
        return self.tr("Record the visit") if self._records else self.tr("Report a reaction")

    def _on_a_visit(self, act: Callable[[Stored[Appointment]], object]) -> Callable[[], object]:
        """Return the act for the current visit; without one it says why nothing happens."""

        def on_current() -> None:
            stored = self._current()
            if stored is not None:
                act(stored)
            else:
                words = self.tr("There is no visit here, so nothing was done. Go to a visit first.")
                self._screen.tell(Meaning.INFORMATION, words)

        return on_current

    def _step(self, stored: Stored[Appointment], status: AppointmentStatus) -> None:
        workplace = self._workplace
        if stored.record.status is status:  # a second time would begin its minutes anew
            text = self.tr("{step} – that is noted already.")
            words = text.format(step=self._words(stored.record, status))
            self._screen.tell(Meaning.INFORMATION, words)
            return
        try:
            check_day_has_come(stored.record, status, workplace.today())
            after = workplace.clinic.diary.step(stored, status, workplace.by, workplace.now())
        except KnownError as error:
            self._screen.tell_error(error)
            return

        def take_back() -> None:
            newest = workplace.clinic.diary.get(after.id)
            workplace.clinic.diary.take_back(newest, stored.record, workplace.by, workplace.now())

        workplace.can_take_back(self._words(stored.record, status), take_back)
        self._say(stored.record, status)

    def _step_back(self, stored: Stored[Appointment]) -> None:
        """Take the last step back, whoever took it and however long ago."""
        diary, workplace = self._workplace.clinic.diary, self._workplace
        try:
            before = step_back(stored.record, workplace.today())
            diary.take_back(stored, before, workplace.by, workplace.now())
        except KnownError as error:
            self._screen.tell_error(error)
            return
        words = self.tr("One step back. {step}.").format(step=self._words(before, before.status))
        self._screen.tell(Meaning.INFORMATION, words)

    def _mend(self, stored: Stored[Appointment]) -> None:
        self._mending.mend(stored, self._screen.focusProxy() or self._screen)

    def _close(self, stored: Stored[Appointment], status: AppointmentStatus) -> None:
        # A form, and all that loads one, stay out of memory until a visit is closed.
        from infrared_desktop.views.closing.next_step import ask_next_step

        try:
            check_day_has_come(stored.record, status, self._workplace.today())
        except KnownError as error:
            self._screen.tell_error(error)
            return
        dialog = ask_next_step(self._screen, self._workplace, stored, status)

        def on_closed() -> None:
            if dialog.wants_booking():
                self._screen.going.emit(Place("booking", stored.record.patient_id))
            self._say(stored.record, status)

        dialog.accepted.connect(on_closed)

    def _record(self, stored: Stored[Appointment]) -> None:
        # Who writes no record still takes down what a patient tells of.
        name = _RECORDS.get(stored.record.kind, "session") if self._records else "reaction"
        number = stored.id if name in ("session", "review") else None
        self._screen.going.emit(Place(name, stored.record.patient_id, number))

    def _go(self, stored: Stored[Appointment], what: str) -> None:
        self._screen.going.emit(Place("booking", stored.record.patient_id, stored.id, about=what))

    def _say(self, visit: Appointment, status: AppointmentStatus) -> None:
        text = self.tr("{step}. Ctrl+Z takes it back.").format(step=self._words(visit, status))
        self._screen.tell(Meaning.SUITABLE, text)

    def _words(self, visit: Appointment, status: AppointmentStatus) -> str:
        patient = self._workplace.clinic.people.get(visit.patient_id).record
        return step_words(visit, patient, status)
