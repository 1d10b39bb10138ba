"""The opening hours of a week: a row for each part of a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.schedule.desk_rules import OpenHours
from infrared_desktop.views.forms.record_table import Column
from infrared_desktop.views.forms.rows_editor import RowsEditor
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.promoted import register

_USUAL = OpenHours(0, time(9), time(17))


class HoursEditor(RowsEditor):
    """Edits when the clinic is open; two rows of one day leave a break between them."""

    record_type = OpenHours
    form = "open_hours"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        weekday = self.binder.input("weekday")
        assert isinstance(weekday, ComboField)
        weekday.removeItem(0)  # hours are always of some day
        self.table.most_rows = 5  # so that the rules below are seen too
        self.table.setAccessibleName(self.tr("Opening hours"))

    def columns(self) -> Sequence[Column[OpenHours]]:
        """Show the day, and from when to when."""
        return (
            Column(self.tr("Day"), lambda row: _day(row.weekday), strong=True, stretch=3),
            Column(self.tr("Opens"), lambda row: f"{row.opens:%H:%M}", stretch=2),
            Column(self.tr("Closes"), lambda row: f"{row.closes:%H:%M}", stretch=2),
        )

    def new_record(self) -> OpenHours:
        """Propose the next day, as the last one."""
        known = self.get_value()
        return replace(known[-1], weekday=(known[-1].weekday + 1) % 7) if known else _USUAL

    def name_of(self, record: OpenHours) -> str:
        """Name the day."""
        return _day(record.weekday)

    def empty_words(self) -> str:
        """Say what no row means."""
        return self.tr("Not set: open on every day alike. Ctrl+N adds a day.")


def _day(weekday: int) -> str:
    return dict(choices.options("Weekday")).get(str(weekday), "?")


register(HoursEditor)
