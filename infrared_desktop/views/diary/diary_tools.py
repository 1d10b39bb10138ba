"""How the diary is shown: a day or a week, in which columns, of whom, painted or as a list."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from infrared_desktop.views.diary.diary_columns import Grouping
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.look.icons import icon
from infrared_desktop.views.look.record_header import ElidedLabel
from infrared_desktop.views.look.theme import GRID

DAY, WEEK = "day", "week"


class DiaryTools(QWidget):
    """Stands above the grid; a week can be narrowed to one clinician, room or device."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.span, self.grouping, self.only = ChoiceField(), ChoiceField(), ComboField()
        self.said = ElidedLabel()
        self.as_list = QPushButton(self.tr("List  R"))
        self.as_list.setCheckable(True)
        self.as_list.setProperty("kind", "quiet")
        self.as_list.setToolTip(self.tr("All visits as a list of words (R)"))
        self.paper = QPushButton(icon("print"), "")
        self.paper.setProperty("kind", "quiet")
        self.paper.setAccessibleName(self.tr("Print the day or week"))
        self.paper.setToolTip(self.tr("Print the day or week (Ctrl+P)"))
        self._offer()
        self._lay_out()

    def offer_only(self, offered: Iterable[tuple[int, str]]) -> None:
        """Offer whom or what a week can be narrowed to."""
        self.only.set_options([(str(key), name) for key, name in offered])
        self.only.setItemText(0, self.tr("all"))

    def is_week(self) -> bool:
        """Say whether a week is shown."""
        return self.span.get_value() == WEEK

    def group(self) -> Grouping:
        """Return what the columns of a day stand for."""
        return Grouping(self.grouping.get_value() or Grouping.CLINICIAN)

    def narrowed(self) -> int | None:
        """Return whom or what the week is narrowed to."""
        value = self.only.get_value()
        return int(value) if value and self.is_week() else None

    def _offer(self) -> None:
        self.span.setAccessibleName(self.tr("Day or week"))
        self.grouping.setAccessibleName(self.tr("Columns"))
        self.only.setAccessibleName(self.tr("Whose week"))
        self.only.setMinimumWidth(180)
        for field in (self.span, self.grouping):
            field.setProperty("none_text", "")
        self.span.set_options([(DAY, self.tr("day")), (WEEK, self.tr("week"))])
        self.span.setToolTip(self.tr("Day (Shift+D) or week (Shift+W)"))
        self.grouping.set_options(
            [
                (Grouping.CLINICIAN, self.tr("clinician")),
                (Grouping.ROOM, self.tr("room")),
                (Grouping.DEVICE, self.tr("device")),
            ]
        )
        self.span.set_value(DAY)
        self.grouping.set_value(Grouping.CLINICIAN)
        self.span.changed.connect(lambda: self._take(self.span, DAY))
        self.grouping.changed.connect(lambda: self._take(self.grouping, Grouping.CLINICIAN))
        self.only.changed.connect(lambda: self.changed.emit())

    def _take(self, field: ChoiceField, usual: str) -> None:
        # To pick the same again would leave none picked.
        field.set_value(field.get_value() or usual)
        if field is self.grouping:
            self.only.set_value(None)
        self.changed.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID)
        for each in (self.span, self.grouping, self.only):
            row.addWidget(each)
        row.addWidget(self.said, 1)
        row.addWidget(self.as_list)
        row.addWidget(self.paper)
