"""The kinds of visits: how long each is, what it needs, and what stays free around it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.records.answers import AppointmentKind, Role
from infrared_desktop.domain.records.diary import USUAL_MINUTES
from infrared_desktop.domain.schedule.desk_rules import VisitRule
from infrared_desktop.views.forms.record_table import Column
from infrared_desktop.views.forms.rows_editor import RowsEditor
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.promoted import register


class VisitsEditor(RowsEditor):
    """Edits the rules of the kinds that there are; none is added or removed."""

    record_type = VisitRule
    form = "visit_rule"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_button.hide()
        self.remove_button.hide()
        role = self.binder.input("role")
        assert isinstance(role, ComboField)
        role.set_options([(str(each), choices.label(each)) for each in Role])
        self.table.most_rows = 5  # so that the rules below are seen too
        self.table.setAccessibleName(self.tr("Kinds of visits"))

    def columns(self) -> Sequence[Column[VisitRule]]:
        """Show the kind, its length with its buffers, and what it needs."""
        return (
            Column(self.tr("Kind"), lambda row: choices.label(row.kind), strong=True, stretch=3),
            Column(self.tr("Length"), self._length, stretch=2),
            Column(self.tr("Needs"), self._needs, stretch=4),
        )

    def new_record(self) -> VisitRule:
        """Return a rule of a kind that has none."""
        known = {row.kind for row in self.get_value()}
        kind = next(
            (each for each in AppointmentKind if each not in known), AppointmentKind.SESSION
        )
        return VisitRule(kind, USUAL_MINUTES[kind])

    def add(self, record: VisitRule | None = None) -> None:
        """Add nothing: every kind has its row."""

    def remove(self) -> None:
        """Remove nothing."""

    def setReadOnly(self, read_only: bool) -> None:
        super().setReadOnly(read_only)
        self.add_button.hide()
        self.remove_button.hide()

    def _length(self, row: VisitRule) -> str:
        text = self.tr("{minutes} min")
        if row.before_minutes or row.after_minutes:
            text = self.tr("{before} + {minutes} + {after} min")
        return text.format(before=row.before_minutes, minutes=row.minutes, after=row.after_minutes)

    def _needs(self, row: VisitRule) -> str:
        parts = (
            choices.label(row.role),
            self.tr("room") if row.needs_room else "",
            self.tr("device") if row.needs_device else "",
        )
        return ", ".join(part for part in parts if part) or self.tr("nothing")


register(VisitsEditor)
