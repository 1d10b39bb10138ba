"""The window on a review copy: its passphrase first, then what can be read."""

from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.start import Options
from infrared_desktop.storage.review.reading import ReviewClinic
from infrared_desktop.views import garbage
from infrared_desktop.views.review.opening_page import OpeningPage
from infrared_desktop.views.window import Window
from infrared_desktop.views.workplace import Workplace, system_clock

if TYPE_CHECKING:
    from infrared_desktop.views.workplace import Clock


class ReviewWindow(Window):
    """Shows one copy; locked, it asks for the passphrase again."""

    def __init__(self, path: Path, options: Options, clock: "Clock | None" = None) -> None:
        self._path = path
        super().__init__(options, clock)

    def show_way_in(self) -> None:
        """Ask for the passphrase of the copy."""
        self.setWindowTitle(self.tr("Infrared Desktop – review copy"))
        page = OpeningPage(self._path, self._now)
        page.opened.connect(self._read)
        self._show(page)

    def _read(self, clinic: ReviewClinic) -> None:
        from infrared_desktop.views.review.review_frame import ReviewFrame  # all screens with it

        holder = clinic.staff.get(clinic.copy.holder_id)
        self._dress(clinic.settings)
        self.setWindowTitle(self.tr("Infrared Desktop – review copy"))
        self._clinic = clinic
        self._sit_down(ReviewFrame(Workplace(clinic, holder, self._clock or system_clock)))
        garbage.leave_alone()
