"""Aligning: points are set on two photographs, stored, told whose they are, and taken back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Alignment
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.photos.compare_marks import as_seen
from infrared_desktop.views.photos.compare_paint import Shown
from infrared_desktop.views.photos.compare_words import fit_words
from infrared_desktop.views.wording import say, say_day, say_moment

if TYPE_CHECKING:
    from infrared_desktop.views.photos.compare import CompareScreen


class Aligning(QObject):
    """Works on the pair that the screen shows; nothing is stored before somebody says so."""

    def __init__(self, screen: "CompareScreen") -> None:
        super().__init__(screen)
        self._screen = screen

    @property
    def is_on(self) -> bool:
        """Whether points are being set."""
        return self._screen.view.marks is not None

    def start(self) -> None:
        """Begin with the points that are stored, if any."""
        screen, pair = self._screen, self._screen.view.pair
        if self.is_on or len(pair) < 2 or screen.view.is_blurred:
            return
        if any(shown.image is None for shown in pair):
            words = self.tr("Both photographs must be seen to align them.")
            screen.tell(Meaning.INFORMATION, words)
            return
        screen.view.stop_flicker()
        screen.view.marks = screen.set.marks_of(*pair)
        screen.view.fit()
        screen.view.setFocus()
        self.tell()

    def stop(self) -> None:
        """End without storing."""
        self._screen.view.marks = None
        self._screen.banner.settle()
        self._screen.view.update()

    def tell(self) -> None:
        """Say how many points stand, and what they make of the picture."""
        marks = self._screen.view.marks
        if marks is None:
            return
        count, meaning = len(marks.landmarks()), Meaning.INFORMATION
        words = self.tr(
            "Click the same place on both photographs, two or three times, or set points by "
            "Enter and arrows. {count} of 2 to 3 stand."
        ).format(count=count)
        if not marks.is_enough:
            self._screen.banner.tell(meaning, words)
            return
        try:
            words = fit_words(marks.fit())
        except KnownError as error:
            meaning, words = Meaning.CAUTION, say(error.sentence)
        self._screen.banner.tell(meaning, words, self.tr("Store  Ctrl+S"), self.store)

    def store(self) -> None:
        """Store the points of the pair; what they cannot tell is refused with the reason."""
        screen, marks = self._screen, self._screen.view.marks
        if marks is None:
            return
        try:
            marks.fit()
        except KnownError as error:
            screen.tell_error(error)
            return
        before, after = (each.photo for each in screen.view.pair)
        turns = after.record.quarter_turns, before.record.quarter_turns
        landmarks = as_seen(marks.landmarks(), -turns[0], -turns[1])
        alignment = Alignment(after.record.patient_id, after.id, before.id, landmarks)
        if self._keep(alignment):
            self.stop()
            screen.tell(Meaning.SUITABLE, self.tr("The photographs are aligned."))

    def take_off(self) -> None:
        """Lay the later photograph down as it was before anybody aligned it."""
        pair = self._screen.view.pair
        stored = self._screen.set.alignments.get(pair[-1].photo.id) if pair else None
        if stored is not None and not self.is_on:
            was, words = stored.record, self.tr("The photographs are no longer aligned.")
            if self._keep(Alignment(was.patient_id, was.photo_id, was.onto_id)):
                self._screen.tell(Meaning.SUITABLE, words)

    def lines(self, shown: Shown) -> Iterator[str]:
        """Say whether a photograph is aligned, by whom, when and how well."""
        stored = self._screen.set.alignments.get(shown.photo.id)
        if stored is None:
            yield self.tr("Not aligned: it is laid whole over the first one.")
            return
        yield self._whose(stored)
        found = self._screen.set.fit_of(shown)
        yield fit_words(found) if found else self.tr("Its points fit no longer. Set them anew.")

    def _whose(self, stored: Stored[Alignment]) -> str:
        clinic = self._screen.clinic
        text = self.tr("Aligned by {count} points: {name}, {day} at {at}.")
        return text.format(
            count=len(stored.record.landmarks),
            name=clinic.staff.get(stored.by).record.name,
            day=say_day(clinic.day(stored.at)),
            at=say_moment(stored.at, clinic.settings.timezone),
        )

    def _keep(self, alignment: Alignment) -> bool:
        """Store an alignment with its step back; say why where that is refused."""
        place, photos = self._screen.workplace, self._screen.clinic.photos
        ids = alignment.photo_id, alignment.onto_id, alignment.patient_id
        before = photos.alignment(*ids)
        was = before.record if before else Alignment(ids[2], ids[0], ids[1])
        try:
            photos.align(alignment, place.by, place.now())
        except KnownError as error:
            self._screen.tell_error(error)
            return False
        words = self.tr("aligning two photographs")
        place.can_take_back(words, lambda: photos.align(was, place.by, place.now()))
        return True
