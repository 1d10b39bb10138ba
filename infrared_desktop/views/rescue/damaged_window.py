"""The window on a damaged clinic: people, their pages and the diary, as far as they read."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.start import Options
from infrared_desktop.storage.rescue.reading import Reading
from infrared_desktop.views import garbage
from infrared_desktop.views.diary.diary import DiaryScreen
from infrared_desktop.views.rail import Section
from infrared_desktop.views.rescue.damaged_band import DamagedBand
from infrared_desktop.views.review.reading_dress import KEYS, can_be_read
from infrared_desktop.views.review.reading_frame import ReadingFrame
from infrared_desktop.views.review.review_patient import ReadPatientScreen
from infrared_desktop.views.review.review_people import ReviewPeopleScreen
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.screens import make_screen
from infrared_desktop.views.window import Window
from infrared_desktop.views.workplace import Clock, Workplace, system_clock

_DRESSED = {**KEYS, "diary": ("PgUp", "PgDown", "T", "G", "Shift+D", "Shift+W", "R")}


class DamagedPeopleScreen(ReviewPeopleScreen):
    """The directory of a damaged clinic."""

    def _title(self) -> str:
        return self.tr("People")

    def _advice(self) -> str:
        return self.tr("Whom you seek may lie in the part that is damaged.")


_OWN = {"people": DamagedPeopleScreen, "patient": ReadPatientScreen}


def _sections() -> tuple[Section, ...]:
    def words(text: str) -> str:
        return QCoreApplication.translate("Rail", text)

    return (
        Section("people", words("&People"), "people"),
        Section("diary", words("&Diary"), "diary"),
    )


def _make_screen(name: str, workplace: Workplace) -> Screen:
    own = _OWN.get(name)
    return own(workplace) if own else make_screen(name, workplace)


class DamagedFrame(ReadingFrame):
    """Leads to what still reads; the diary as well, so that people who come can be called."""

    sections, make_screen = staticmethod(_sections), staticmethod(_make_screen)
    own = frozenset(_OWN)
    dressed = _DRESSED
    kept_keys = (*ReadingFrame.kept_keys, "Ctrl+2")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.put_over(DamagedBand())

    def reads(self, place: Place) -> bool:
        """Say whether a place shows what is stored; the diary does."""
        return place.name == "diary" or can_be_read(place)

    def refusal(self) -> str:
        """Say why not, and what to do."""
        return self.tr(
            "The clinic is damaged and open to read only: nothing can be stored here. Write it "
            "down on paper, and enter it once the clinic is restored."
        )

    def _show(self, place: Place) -> Place | None:
        shown = super()._show(place)
        if shown and isinstance(self.screen_shown, DiaryScreen):
            keys = self.tr("PgUp and PgDown turn the days · T is today · G goes to a day")
            self.screen_shown.panel.set_footer(keys)
        return shown

    def _say_saved(self) -> None:
        self.rail.status.setText(self.tr("Only to read · damaged"))


class DamagedWindow(Window):
    """Shows one damaged clinic; locked, it is the way in again."""

    def __init__(self, read: Reading, options: Options, clock: Clock | None = None) -> None:
        self._read: Reading | None = read
        super().__init__(options, clock)

    def show_way_in(self) -> None:
        """Show what reads at first, and after a lock the way in."""
        read, self._read = self._read, None
        if read is None:
            super().show_way_in()
            return
        clinic = read.clinic
        self._dress(clinic.settings)
        self.setWindowTitle(self.tr("Infrared Desktop – damaged clinic"))
        self._clinic = clinic
        self._sit_down(DamagedFrame(Workplace(clinic, read.person, self._clock or system_clock)))
        garbage.leave_alone()
