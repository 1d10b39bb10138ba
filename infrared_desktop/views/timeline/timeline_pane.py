"""A timeline with the choice of what it shows; the choice belongs to one patient's visit alone."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.timeline.build import Timeline
from infrared_desktop.domain.timeline.categories import Category, only
from infrared_desktop.views.timeline.timeline import TimelineView
from infrared_desktop.views.timeline.timeline_choice import TimelineChoice
from infrared_desktop.views.timeline.timeline_pictures import TimelinePictures
from infrared_desktop.views.workplace import Workplace

GAP_PX = 6


class TimelinePane(QWidget):
    """Shows a patient's timeline below its chips; whoever shows it in words follows `shown`."""

    shown = Signal(object)  # Timeline, without what is hidden

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view, self.choice = TimelineView(), TimelineChoice()
        self._pictures = TimelinePictures(workplace, self)
        self._whole: Timeline | None = None
        self.view.set_pictures(self._pictures.fetch)
        self._pictures.ready.connect(self.view.viewport().update)
        self.choice.changed.connect(self._chosen)
        self.choice.leaving.connect(self.view.setFocus)
        self.choice.asked_new.connect(self.go_through_new)
        self.view.choosing.connect(self.choice.take_keys)
        self.view.showing_all.connect(self.choice.show_all)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP_PX)
        box.addWidget(self.choice)
        box.addWidget(self.view, 1)

    def show_timeline(
        self, timeline: Timeline, patient: Stored[Patient], keep_view: bool = False
    ) -> None:
        """Show a patient's timeline, whole; or after a change to it, as it was seen before."""
        if not keep_view:
            self._pictures.close()
        self._whole = timeline
        self.view.set_whose(patient.id, patient.record.display_name)
        self.choice.tell(timeline, keep_view)
        self._show(keep_view)

    def go_through_new(self) -> None:
        """Show what is new to the reader, and what of it is hidden too."""
        self.choice.show_all()
        self.view.setFocus()
        self.view.step_new()

    def sizeHint(self) -> QSize:
        """Ask for the height of all lanes and of the chips above them."""
        hint = self.view.sizeHint()
        above = max(self.choice.heightForWidth(max(self.width(), 300)), 0) + GAP_PX
        return QSize(hint.width(), hint.height() + above)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep no picture of anybody while the timeline is out of sight."""
        self._pictures.close()
        super().hideEvent(event)

    def _chosen(self) -> None:
        self._show(keep_view=True)

    def _show(self, keep_view: bool) -> None:
        if self._whole is None:
            return
        left = frozenset(Category) - self.choice.hidden()
        timeline = only(self._whole, left) if self.choice.hidden() else self._whole
        self.choice.tell_hidden(timeline.hidden)
        self.view.set_timeline(timeline, keep_view)
        self.shown.emit(timeline)
