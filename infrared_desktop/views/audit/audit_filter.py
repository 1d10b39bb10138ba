"""What is looked for in the audit log: whose acts, about whom, of which group, on which days."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.access.deeds import Group
from infrared_desktop.domain.labels.deeds import GROUP_LABELS
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.storage.audit.reading import Asked
from infrared_desktop.views.inputs.date_field import DateField
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.number_field import IntField
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_ANY = ""


class AuditFilter(QWidget):
    """A row of fields; what is left empty is not asked about."""

    changed = Signal()
    entered = Signal()  # somebody typed and wants to read on

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.person, self.group, self.patient = ComboField(), ComboField(), IntField()
        self.first, self.last = DateField(), DateField()
        self._lay_out()
        self.group.set_options(
            [(_ANY, self.tr("All acts"))]
            + [(group.value, say(sentence(text))) for group, text in GROUP_LABELS.items()]
        )
        self.person.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.group.currentIndexChanged.connect(lambda _: self.changed.emit())
        for field in (self.patient, self.first, self.last):
            field.editingFinished.connect(self.changed)
            field.returnPressed.connect(self.entered)

    def begin(self, asked: Asked) -> None:
        """Begin anew with what is asked for, which may be everything."""
        for field in (self.person, self.group, self.patient, self.first, self.last):
            field.blockSignals(True)
        people = [(str(each.id), each.record.name) for each in self._workplace.clinic.staff.all()]
        everybody = [(_ANY, self.tr("Everybody")), ("0", self.tr("The program itself"))]
        self.person.set_options([*everybody, *people])
        zone = ZoneInfo(self._workplace.settings.timezone)
        first, after = asked.since, asked.before
        self.person.set_value(_ANY if asked.staff_id is None else str(asked.staff_id))
        self.group.set_value(asked.group.value if asked.group else _ANY)
        self.patient.set_value(asked.patient_id)
        self.first.set_value(first.astimezone(zone).date() if first else None)
        self.last.set_value(after.astimezone(zone).date() - timedelta(1) if after else None)
        for field in (self.person, self.group, self.patient, self.first, self.last):
            field.blockSignals(False)

    def problem(self) -> str:
        """Say what can't be looked for: an unread field must not pass for an empty one."""
        if self.patient.problem():
            return self.tr("Type the patient's number. Ctrl+K shows it with the name.")
        return self.first.problem() or self.last.problem()

    def asked(self, upto: int) -> Asked:
        """Return what is asked for."""
        person, group = self.person.get_value(), self.group.get_value()
        first, last = self.first.get_value(), self.last.get_value()
        zone = ZoneInfo(self._workplace.settings.timezone)
        return Asked(
            staff_id=int(person) if person else None,
            patient_id=self.patient.get_value(),
            group=Group(group) if group else None,
            since=datetime.combine(first, time(), zone) if first else None,
            before=datetime.combine(last + timedelta(1), time(), zone) if last else None,
            upto=upto,
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        cells: list[tuple[str, QWidget, int]] = [
            (self.tr("By &whom"), self.person, 3),
            (self.tr("Wh&at"), self.group, 3),
            (self.tr("Patient &number"), self.patient, 2),
            (self.tr("F&irst day"), self.first, 2),
            (self.tr("&Last day"), self.last, 2),
        ]
        for caption, field, width in cells:
            label = QLabel(caption)
            label.setProperty("role", "caption")
            label.setBuddy(field)
            field.setAccessibleName(caption.replace("&", ""))
            cell = QVBoxLayout()
            cell.setSpacing(4)
            cell.addWidget(label)
            cell.addWidget(field)
            row.addLayout(cell, width)
