"""What is signed at a visit closes it, with its next step, before anything else is offered."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog

from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.closing.next_step import ask_next_step
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.signing_screen import SigningScreen
from infrared_desktop.views.screen import Place


class VisitRecordScreen(SigningScreen):
    """A signed record of a visit; a subclass says which visit, and what it offers afterwards."""

    def visit_of(self, signed: Stored[Any]) -> Stored[Appointment] | None:
        """Return the visit at which the record was signed, as it stands now."""
        raise NotImplementedError

    def offer(self, signed: Stored[Any]) -> None:
        """Offer what follows, once the visit is closed."""
        raise NotImplementedError

    def day_at(self, visit: Stored[Appointment] | None) -> date:
        """Return the day of a record that is begun at a visit: never one to come."""
        today = self.workplace.today()
        return min(visit.record.day, today) if visit else today

    def after_signing(self, signed: Stored[Any]) -> None:
        """Close the visit with its next step, then offer what follows."""
        visit = self.visit_of(signed)
        if visit is None or not visit.record.is_open:
            self.offer(signed)
            return
        dialog = ask_next_step(self, self.workplace, visit, AppointmentStatus.FULFILLED)
        dialog.finished.connect(lambda result: self._on_closed(result, signed))

    def go_on(self) -> None:
        """Book the next visit of the plan."""
        signed = self.signed.stored
        if signed is not None:
            self.going.emit(Place("booking", signed.record.patient_id, signed.record.plan_id))

    def _on_closed(self, result: int, signed: Stored[Any]) -> None:
        if result == QDialog.DialogCode.Accepted:
            self.offer(signed)
        else:
            words = self.tr("Signed. The visit is still open: it waits for its next step.")
            self.banner.tell(Meaning.CAUTION, words)
