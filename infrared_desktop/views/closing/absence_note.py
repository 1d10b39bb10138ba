"""What a visit that is closed leaves on record for good, said before it is closed."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from infrared_desktop.domain.records.absences import AbsenceKind, absence_of
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.workplace import Workplace


class AbsenceNote(QWidget):
    """Says that a visit counts as missed; a cancellation may have come in time all the same."""

    def __init__(
        self, workplace: Workplace, stored: Stored[Appointment], status: AppointmentStatus
    ) -> None:
        super().__init__()
        hours = workplace.clinic.front_desk.rules().late_hours
        closed, zone = replace(stored.record, status=status), ZoneInfo(workplace.settings.timezone)
        noted = absence_of(stored.id, closed, workplace.now(), hours, zone)
        self.in_time = QCheckBox(self.tr("It does not c&ount: told in time, or cancelled by us"))
        self.words = words_label("muted")
        is_late = noted is not None and noted.kind is AbsenceKind.LATE_CANCELLATION
        missed = self.tr("It stays on record as missed, whatever is booked later.")
        if workplace.now() < datetime.combine(closed.day, closed.starts, zone):
            begins = self.tr("The visit begins only at {time}.").format(
                time=f"{closed.starts:%H:%M}"
            )
            missed = f"{begins} {missed}"
        late = self.tr("Less than {hours} hours before: it stays on record as cancelled late.")
        self.words.setText(late.format(hours=hours) if is_late else missed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.words)
        box.addWidget(self.in_time)
        self.in_time.setVisible(is_late)
        self.in_time.toggled.connect(self.words.setHidden)
        self.setVisible(noted is not None)

    def is_in_time(self) -> bool:
        """Say whether the patient cancelled early enough, by what a person ticked."""
        return self.in_time.isChecked()
