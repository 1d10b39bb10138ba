"""Aligning: points are set on two photographs, stored, told whose they are, and taken back."""

from collections.abc import Iterator

from PySide6.QtCore import QObject

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Alignment
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.photos.compare_marks import as_seen
from infrared_desktop.views.photos.compare_paint import Shown
from infrared_desktop.views.photos.compare_set import ComparedSet
from infrared_desktop.views.photos.compare_view import CompareView
from infrared_desktop.views.photos.compare_words import fit_words
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say, say_day, say_moment


class Aligning(QObject):
    """Works on the pair that the view shows; nothing is stored before somebody says so."""

    def __init__(
        self, screen: Screen, compared: ComparedSet, view: CompareView, banner: Banner
    ) -> None:
        super().__init__(screen)
        self._screen, self._set, self._view, self._banner = screen, compared, view, banner

    @property
    def is_on(self) -> bool:
        """Whether points are being set."""
        return self._view.marks is not None

    def start(self) -> None:
        """Begin with the points that are stored, if any."""
        pair = self._view.pair
        if self.is_on or len(pair) < 2 or self._view.is_blurred:
            return
        if any(shown.image is None for shown in pair):
            words = self.tr("Both photographs must be seen to align them.")
            self._screen.tell(Meaning.INFORMATION, words)
            return
        self._view.stop_flicker()
        self._view.marks = self._set.marks_of(*pair)
        self._view.fit()
        self._view.setFocus()
        self.tell()

    def stop(self) -> None:
        """End without storing."""
        self._view.marks = None
        self._banner.settle()
        self._view.update()

    def tell(self) -> None:
        """Say how many points stand, and what they make of the picture."""
        marks = self._view.marks
        if marks is None:
            return
        count, meaning = len(marks.landmarks()), Meaning.INFORMATION
        words = self.tr(
            "Click the same place on both photographs, two or three times, or set points by "
            "Enter and arrows. {count} of 2 to 3 stand."
        ).format(count=count)
        if not marks.is_enough:
            self._banner.tell(meaning, words)
            return
        try:
            words = fit_words(marks.fit())
        except KnownError as error:
            meaning, words = Meaning.CAUTION, say(error.sentence)
        self._banner.tell(meaning, words, self.tr("Store  Ctrl+S"), self.store)

    def store(self) -> None:
        """Store the points of the pair; what they cannot tell is refused with the reason."""
        marks = self._view.marks
        if marks is None:
            return
        try:
            marks.fit()
        except KnownError as error:
            self._screen.tell_error(error)
            return
        before, after = (each.photo for each in self._view.pair)
        turns = after.record.quarter_turns, before.record.quarter_turns
        landmarks = as_seen(marks.landmarks(), -turns[0], -turns[1])
        alignment = Alignment(after.record.patient_id, after.id, before.id, landmarks)
        if self._keep(alignment):
            self.stop()
            self._screen.tell(Meaning.SUITABLE, self.tr("The photographs are aligned."))

    def take_off(self) -> None:
        """Lay the later photograph down as it was before anybody aligned it."""
        pair = self._view.pair
        stored = self._set.alignments.get(pair[-1].photo.id) if pair else None
        if stored is not None and not self.is_on:
            was, words = stored.record, self.tr("The photographs are no longer aligned.")
            if self._keep(Alignment(was.patient_id, was.photo_id, was.onto_id)):
                self._screen.tell(Meaning.SUITABLE, words)

    def lines(self, shown: Shown) -> Iterator[str]:
        """Say whether a photograph is aligned, by whom, when and how well."""
        stored = self._set.alignments.get(shown.photo.id)
        if stored is None:
            yield self.tr("Not aligned: it is laid whole over the first one.")
            return
        yield self._whose(stored)
        found = self._set.fit_of(shown)
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
