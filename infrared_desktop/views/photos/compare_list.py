"""Which photographs are compared: the patient's, those of the same place and view first."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.compared import MOST, counterparts, in_order
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.photos.compare_words import (
    day_words,
    photo_key_words,
    standing_words,
    subject_words,
)


class Chosen:
    """The photographs of one patient, and which of them are compared."""

    def __init__(self, photos: Sequence[Stored[Photo]], wanted: Sequence[int]) -> None:
        self.photos = in_order(photos)
        known = {stored.id for stored in self.photos}
        self._ids = [number for number in dict.fromkeys(wanted) if number in known][:MOST]
        if len(self._ids) < 2:
            self._ids = self._usual()

    @property
    def stored(self) -> list[Stored[Photo]]:
        """Those that are compared, the earliest first."""
        return [stored for stored in self.photos if stored.id in self._ids]

    @property
    def ids(self) -> tuple[int, ...]:
        """Their numbers, the earliest first."""
        return tuple(stored.id for stored in self.stored)

    def turn(self, number: int) -> bool:
        """Take a photograph in or out; return whether it is in now.

        Raise KnownError where there would be too many or only one.
        """
        if number in self._ids:
            if len(self._ids) <= 2:
                raise KnownError("Two photographs are compared at least. Add another one first.")
            self._ids.remove(number)
            return False
        if len(self._ids) >= MOST:
            raise KnownError(
                "Six photographs are compared at most. Take one out first.",
            )
        self._ids.append(number)
        return True

    def listed(self) -> list[Stored[Photo]]:
        """Return all photographs, those of the same place and view before the others."""
        if not self.photos:
            return []
        alike = counterparts(self.photos, (self.stored or self.photos)[-1].record)
        ids = {stored.id for stored in alike}
        return [*alike, *(stored for stored in self.photos if stored.id not in ids)]

    def rows(self, chart: Chart) -> list[Row]:
        """Return all photographs as rows, each with its place in the comparison."""
        return [self._row(chart, stored) for stored in self.listed()]

    def _row(self, chart: Chart, stored: Stored[Photo]) -> Row:
        photo, chip, spoken = stored.record, None, ""
        if stored.id in self._ids:
            text = _tr("shown {place}").format(place=self.ids.index(stored.id) + 1)
            chip, spoken = Chip(Meaning.DUE, text), f"{photo_key_words(stored)}, {text}"
        return Row(
            key=stored.id,
            title=day_words(photo),
            subtitle=subject_words(photo),
            note=standing_words(chart, photo),
            chip=chip,
            spoken=spoken or photo_key_words(stored),
        )

    def _usual(self) -> list[int]:
        """Return the one that is named, else the newest, and the first of the same view."""
        if not self.photos:
            return []
        named = [stored for stored in self.photos if stored.id in self._ids]
        last = (named or self.photos)[-1]
        alike = counterparts(self.photos, last.record)
        others = [stored for stored in alike if stored.id != last.id] or [
            stored for stored in self.photos if stored.id != last.id
        ]
        return [stored.id for stored in [*others[:1], last]]


def _tr(text: str) -> str:
    return QCoreApplication.translate("CompareList", text)
