"""A patient's page on a review copy: all that is known, and remarks for the clinic."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter

from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.timeline.model import Item
from infrared_desktop.storage.review.reading import ReviewClinic
from infrared_desktop.storage.review.remarks import remarks_beside
from infrared_desktop.views.people.patient import PatientScreen
from infrared_desktop.views.review.remark_panel import RemarkPanel, Writing
from infrared_desktop.views.review.remark_words import about_of, about_words
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace

_KEYS = ("G", "O", "P")  # result over time, signed records, photographs


class ReadPatientScreen(PatientScreen):
    """The page without what stores."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        for action in self.actions():
            if action.shortcut().toString() not in _KEYS:
                self.removeAction(action)
                action.setEnabled(False)
        self.removeEventFilter(self.parting)  # who books what comes next is not asked here
        self.papers.button().hide()
        self.nothing.action_button.hide()

    def _make_actions(self) -> list[QAction]:
        """Return what the bar shows: only what reads."""
        return [each for each in super()._make_actions() if each.shortcut().toString() in _KEYS]

    def _show(self, chart: Chart, keep_view: bool = False) -> None:
        super()._show(chart, keep_view)
        for notice in (self.unfinished, self.wish):
            notice.settle()  # nobody decides about anything here


class ReviewPatientScreen(ReadPatientScreen):
    """W writes a remark about what is selected on the timeline."""

    def __init__(self, workplace: Workplace) -> None:
        clinic = workplace.clinic
        assert isinstance(clinic, ReviewClinic)
        self.remarks = RemarkPanel(workplace, remarks_beside(clinic.copy))
        super().__init__(workplace)
        self.remarks.offer(self)
        self.timeline.item_selected.connect(self._tell_selected)

    def open(self, place: Place) -> None:
        """Show a patient, and what was remarked about them."""
        super().open(place)
        self.remarks.show_patient(self.number)
        self._tell_selected(self.timeline.selected_item())

    def leave(self) -> bool:
        """Stay while a remark is typed and not kept."""
        return self.remarks.leave()

    def open_form(self) -> object:
        """Return the remark that is being written."""
        return self.remarks.writing()

    def open_form_again(self, form: object) -> None:
        """Go on with the remark that was being written."""
        if isinstance(form, Writing):
            self.remarks.go_on(form)

    def _tell_selected(self, item: Item | None) -> None:
        if self._chart is not None:
            about = about_of(self._chart, item)
            self.remarks.set_about(about, about_words(self._chart, *about))

    def _words_below(self) -> QSplitter:
        below = super()._words_below()
        below.addWidget(self.remarks)
        below.setSizes([340, 460, 340])
        return below
