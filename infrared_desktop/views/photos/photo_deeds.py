"""What is done with the chosen photographs: moved, struck, compared, handed out."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import DatedBy, Photo
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.photos.describing import move
from infrared_desktop.views.photos.photo_words import count_words, photo_words
from infrared_desktop.views.screen import Place, Screen

if TYPE_CHECKING:
    from infrared_desktop.views.photos.photos_page import PhotosPage


class PhotoDeeds(QObject):
    """Does it for one screen; where nothing is chosen, it says so."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.page: PhotosPage
        self.patient_id = 0

    def next_unordered(self) -> None:
        """Choose the next photograph of which something is not known yet."""
        wall = self.page.wall
        photos, current = wall.photos(), wall.current_photo()
        numbers = [each.id for each in photos]
        at = numbers.index(current.id) + 1 if current else 0
        found = next((each for each in photos[at:] + photos[:at] if _waits(each.record)), None)
        if found is None:
            words = self.tr("All photographs are in order.")
            self._screen.tell(Meaning.SUITABLE, words)
            return
        self.page.show_wall()
        wall.choose([found.id])

    def ask_move(self) -> None:
        """Ask whom the chosen photographs show."""
        if chosen := self._chosen():
            self.page.ask_move(self.patient_id, len(chosen))

    def move(self, patient_id: int, reason: str) -> None:
        """Give the chosen photographs to another patient."""
        screen, chosen = self._screen, self.page.wall.chosen()
        if self.done(lambda: move(screen.workplace, chosen, patient_id, reason)):
            self.page.show_wall()
            who = screen.clinic.people.get(patient_id).record.display_name
            words = self.tr("{photographs} moved to {who}. Ctrl+Z takes it back.")
            moved = words.format(photographs=count_words(len(chosen)), who=who)
            screen.tell(Meaning.SUITABLE, moved)

    def ask_strike(self) -> None:
        """Ask why the chosen photographs are struck through."""
        if chosen := self._chosen():
            named = photo_words(chosen[0].record) if len(chosen) == 1 else count_words(len(chosen))
            self.page.card.ask_strike(f"{named}. ")

    def strike(self, reason: str) -> None:
        """Strike the chosen photographs through."""
        chosen, place = self.page.wall.chosen(), self._screen.workplace
        desk = place.clinic.photos
        if self.done(lambda: desk.strike(chosen, reason, place.by, place.now())):
            self.page.card.close_card()
            words = self.tr("Struck through. It stays on record.")
            self._screen.tell(Meaning.SUITABLE, words)

    def compare(self) -> None:
        """Compare the chosen photographs, or the one that is looked at."""
        chosen = self._numbers()
        first = chosen[0] if chosen else None
        self._screen.going.emit(Place("compare", self.patient_id, first, chosen[1:]))

    def hand_out(self) -> None:
        """Hand the chosen photographs out."""
        self._screen.going.emit(Place("photo_export", self.patient_id, about=self._numbers()))

    def done(self, act: Callable[[], object]) -> bool:
        """Do something; say why where it can't be done."""
        try:
            act()
        except KnownError as error:
            self._screen.tell_error(error)
            return False
        return True

    def _numbers(self) -> tuple[int, ...]:
        if self.page.looked_at is not None:
            return (self.page.looked_at,)
        return tuple(each.id for each in self.page.wall.chosen())

    def _chosen(self) -> list[Stored[Photo]]:
        chosen = self.page.wall.chosen() if self.page.is_wall else []
        if not chosen:
            words = self.tr("Choose a photograph on the wall first.")
            self._screen.tell(Meaning.INFORMATION, words)
        return chosen


def _waits(photo: Photo) -> bool:
    return photo.area is None or photo.view is None or photo.dated_by is DatedBy.IMPORT
