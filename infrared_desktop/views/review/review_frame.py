"""The window on a review copy: people and their pages, to read; nothing here stores."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.storage.review.reading import ReviewClinic
from infrared_desktop.views.rail import Section
from infrared_desktop.views.review.reading_frame import ReadingFrame
from infrared_desktop.views.review.review_band import ReviewBand
from infrared_desktop.views.review.review_patient import ReviewPatientScreen
from infrared_desktop.views.review.review_people import ReviewPeopleScreen
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.screens import make_screen
from infrared_desktop.views.workplace import Workplace

_OWN = {"people": ReviewPeopleScreen, "patient": ReviewPatientScreen}


def _sections() -> tuple[Section, ...]:
    return (Section("people", QCoreApplication.translate("Rail", "&People"), "people"),)


def _make_screen(name: str, workplace: Workplace) -> Screen:
    own = _OWN.get(name)
    return own(workplace) if own else make_screen(name, workplace)


class ReviewFrame(ReadingFrame):
    """Leads to what a copy holds, under a band that tells of its age and its last day."""

    sections, make_screen = staticmethod(_sections), staticmethod(_make_screen)
    own = frozenset(_OWN)

    def __init__(self, workplace: Workplace) -> None:
        assert isinstance(workplace.clinic, ReviewClinic)
        self._copy = workplace.clinic
        super().__init__(workplace)
        self.band = ReviewBand(self._copy.copy.header, self._copy.until, workplace.settings)
        self.band.tell(workplace.now())
        self.put_over(self.band)

    def refusal(self) -> str:
        """Say where such a thing is done, and what can be done here."""
        return self.tr(
            "A review copy leads no further: this is done at the clinic. What is known of it "
            "stands on the patient's page. Write a remark with W; the clinic takes it up."
        )

    def _say_saved(self) -> None:
        self.rail.status.setText(self.tr("Only to read · encrypted"))

    def _tick(self) -> None:
        now = self.workplace.now()
        self.band.tell(now)
        if self.workplace.today() > self._copy.until:
            self.locking.emit()
        else:
            super()._tick()
