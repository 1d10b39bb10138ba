"""The window on a review copy: people and their pages, to read; nothing here stores."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout

from infrared_desktop.storage.review.reading import ReviewClinic
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.rail import Section
from infrared_desktop.views.review.reading_dress import KEYS, ReadingDress, can_be_read
from infrared_desktop.views.review.review_band import ReviewBand
from infrared_desktop.views.review.review_patient import ReviewPatientScreen
from infrared_desktop.views.review.review_people import ReviewPeopleScreen
from infrared_desktop.views.screen import Place, Screen, give_keys
from infrared_desktop.views.screens import make_screen
from infrared_desktop.views.workplace import Workplace

_OWN = {"people": ReviewPeopleScreen, "patient": ReviewPatientScreen}
_KEYS = ("Ctrl+1", "Ctrl+K", "Ctrl+Z", "Alt+Left", "F1", "F10", "F12")


def _sections() -> tuple[Section, ...]:
    return (Section("people", QCoreApplication.translate("Rail", "&People"), "people"),)


def _make_screen(name: str, workplace: Workplace) -> Screen:
    own = _OWN.get(name)
    return own(workplace) if own else make_screen(name, workplace)


class ReviewFrame(Frame):
    """Leads to what can be read; all else is refused in words."""

    sections, make_screen = staticmethod(_sections), staticmethod(_make_screen)

    def __init__(self, workplace: Workplace) -> None:
        assert isinstance(workplace.clinic, ReviewClinic)
        self._copy = workplace.clinic
        self._dresses: dict[str, ReadingDress] = {}
        super().__init__(workplace)
        self.band = ReviewBand(self._copy.copy.header, self._copy.until, workplace.settings)
        self.band.tell(workplace.now())
        whole = self.layout()
        assert isinstance(whole, QBoxLayout)
        whole.insertWidget(0, self.band)

    def start(self) -> None:
        """Show whom the copy holds, and follow the clock from now on."""
        self.go(Place("people"))
        self._clock.start()

    def go(self, place: Place) -> None:
        """Show a place if it only reads."""
        if place.name in _OWN or can_be_read(place):
            super().go(place)
        else:
            words = self.tr(
                "A review copy leads no further: this is done at the clinic. What is known of it "
                "stands on the patient's page. Write a remark with W; the clinic takes it up."
            )
            self.tell(Meaning.INFORMATION, words)

    def _show(self, place: Place) -> bool:
        shown = super()._show(place)
        if shown and place.name in KEYS:
            screen = self.screen_shown
            dress = self._dresses.setdefault(place.name, ReadingDress(screen, KEYS[place.name]))
            dress.put_on()
            give_keys(screen)
        return shown

    def _make_actions(self) -> None:
        super()._make_actions()
        for action in self.actions():
            if action.shortcut().toString() not in _KEYS:
                self.removeAction(action)

    def _count(self) -> None:
        """Count nothing: whom a copy leaves out would be missing from every number."""

    def _say_saved(self) -> None:
        self.rail.status.setText(self.tr("Only to read · encrypted"))

    def _tick(self) -> None:
        now = self.workplace.now()
        self.band.tell(now)
        if self.workplace.today() > self._copy.until:
            self.locking.emit()
        else:
            super()._tick()
