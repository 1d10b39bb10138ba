"""What the audit log hears of a search: that somebody searched and how many were found, no words.

A search is told once its words rest, not at each letter; what is typed are names.
"""

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views.workplace import Workplace

REST_MS = 1_500


class Searches(QObject):
    """Waits until the words of a search rest, then tells of it once."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._heard, self._told, self._found = "", "", 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.tell)

    def heard(self, words: str, found: int) -> None:
        """Take what was typed, and how many it found; the same again is no other search."""
        if words != self._heard:
            self._heard, self._found = words, found
            self._rest.start()

    def tell(self) -> None:
        """Tell the audit log of what rests."""
        self._rest.stop()
        place = self._workplace
        if place.is_held:
            self._rest.start()  # a job writes just now, and the window must not wait for it
        elif self._heard != self._told and place.clinic.is_open:
            self._told = self._heard
            with suppress(KnownError):  # nobody asked for anything that could fail
                place.clinic.note("searched", place.by, place.now(), f"found: {self._found}")


def searches_of(workplace: Workplace) -> Searches:
    """Return who hears of the searches at a place of work, however they are made."""
    return workplace.findChild(Searches) or Searches(workplace)
