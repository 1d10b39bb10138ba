"""A chart that is kept closed opens to a clinician who says why."""

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.views.forms.reason_screen import ReasonScreen
from infrared_desktop.views.forms.reason_typed import may_leave
from infrared_desktop.views.screen import Place


class BreakGlassScreen(ReasonScreen):
    """Opens a restricted chart to a clinician who says why; the audit log keeps it."""

    _wanted: Place | None = None

    def open(self, place: Place) -> None:
        """Ask why, and remember where the person wanted to go."""
        self._wanted = place.about if isinstance(place.about, Place) else None
        super().open(place)

    def here(self, place: Place) -> Place:
        """Come back to what was wanted, which stands open by then."""
        return self._wanted or place

    def leave(self) -> bool:
        """Ask before a reason that is typed is given up."""
        return may_leave(self.reason, self.banner, self.going_back.emit)

    def show_patient(self, stored: Stored[Patient]) -> None:
        """Say that the chart is closed, and what opening it means."""
        self.ask(
            self.tr("This chart is restricted"),
            stored,
            self.tr(
                "The patient asked that this record be kept but not used. You can open it if you "
                "need it for their care or safety. Your name and your reason go into the audit "
                "log, and the owner is told. It stays open to you until the window locks or you "
                "leave."
            ),
            self.tr("&Why do you open it (without the patient's name)?"),
            self.tr("&Open the chart"),
        )

    def do(self) -> None:
        """Open the chart, and go where the person wanted to go."""
        people, by, now = self.clinic.people, self.workplace.by, self.workplace.now()
        reason = self.reason.get_value()
        if not self.is_said(self.tr("Say why first. Nothing of the chart was shown yet.")):
            return
        if self.attempt(lambda: people.open_with_reason(self.number, reason, by, now)):
            self.reason.clear()
            self.going.emit(self._wanted or Place("patient", self.number))
