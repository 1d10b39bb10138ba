"""The visit under the cursor of the diary, in words: whom, how to reach, where and with what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.booking.visit_alerts import READ
from infrared_desktop.domain.phones import show_phone
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.diary.visit_alerting import alerts_here
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.visits.rows import alert_chip, status_chip
from infrared_desktop.views.wording import say_site
from infrared_desktop.views.workplace import Workplace


class VisitDetail(Panel):
    """Shows one visit, or what a free slot is good for."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._workplace = workplace
        self.name, self.line, self.lines = QLabel(), QLabel(), QLabel()
        self.chip, self.alert = ChipLabel(parent=self), ChipLabel(parent=self)
        self.clash = ChipLabel(parent=self)
        self.name.setProperty("role", "heading")
        self.line.setProperty("role", "muted")
        inside = QVBoxLayout()
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(GRID)
        for label in (
            self.name,
            self.line,
            self.chip,
            self.clash,
            self.alert,
            self.lines,
        ):
            if isinstance(label, QLabel):
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
            inside.addWidget(label)
        inside.addStretch()
        self.body.addLayout(inside)

    def show_visit(self, stored: Stored[Appointment] | None, words: str, clash: str = "") -> None:
        """Show a visit and what it overlaps; without one, the words for the free slot."""
        self.clash.set_chip(Chip(Meaning.CAUTION, clash) if clash else None)
        if stored is None:
            self.set_title(self.tr("Free"))
            self.name.setText(words[:1].upper() + words[1:])
            self.line.setText(self.tr("Enter or B books a visit here."))
            self.lines.setText("")
            self.chip.set_chip(None)
            self.alert.set_chip(None)
            return
        workplace, visit = self._workplace, stored.record
        patient = workplace.clinic.people.get(visit.patient_id)
        self.set_title(f"{visit.starts:%H:%M} – {visit.ends:%H:%M}")
        self.name.setText(patient.record.display_name)
        line = patient_line(patient, workplace.today())
        phone = show_phone(patient.record.phone, workplace.settings.country)
        self.line.setText("\n".join(part for part in (line, phone) if part))
        self.chip.set_chip(status_chip(visit, workplace.now(), workplace.settings.timezone))
        chart = workplace.clinic.people.chart(visit.patient_id, READ)
        devices = {each.id: each.record for each in workplace.clinic.diary.devices()}
        self.alert.set_chip(alert_chip(alerts_here(workplace, stored, chart, devices)))
        self.lines.setText("\n".join(self._about(visit)))

    def _about(self, visit: Appointment) -> list[str]:
        clinic = self._workplace.clinic
        kind = choices.label(visit.kind)
        minutes = self.tr("{kind}, {minutes} min").format(kind=kind, minutes=visit.minutes)
        found = [minutes, *(say_site(site) for site in visit.sites)]
        if visit.clinician_id is not None:
            found.append(clinic.staff.get(visit.clinician_id).record.name)
        rooms = {room.id: room.record.name for room in clinic.diary.rooms()}
        devices = {device.id: device.record.name for device in clinic.diary.devices()}
        found += [rooms.get(visit.room_id or 0, ""), devices.get(visit.device_id or 0, "")]
        if visit.note:
            found.append(self.tr("Note: {note}").format(note=visit.note))
        return [line for line in found if line]
