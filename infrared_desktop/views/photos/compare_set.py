"""The photographs of one comparison: fetched, laid onto the earliest, made equally bright."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.alignment import Fit, Similarity, Size, centred
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.photographs import Alignment, Landmark, Photo
from infrared_desktop.storage.desks.photos import Photos
from infrared_desktop.views import tasks
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.photos.compare_exposure import Laid, Matched, match
from infrared_desktop.views.photos.compare_marks import Marks, as_seen
from infrared_desktop.views.photos.compare_paint import Shown
from infrared_desktop.views.photos.compare_words import (
    day_words,
    standing_words,
    subject_words,
)
from infrared_desktop.views.photos.loading import PhotoLoader
from infrared_desktop.views.wording import say

_FEW, _BOX_PX, _SMALL_BOX_PX, _DETAIL_PX = 3, 2048, 1280, 4096
_COARSE = 1.25  # pixels of the screen for one that was fetched; from here on more are fetched


class ComparedSet(QObject):
    """Holds what is shown; the earliest photograph is the one that the others are laid onto."""

    changed = Signal()

    def __init__(self, photos: Photos, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photos = photos
        self._loader = PhotoLoader(lambda: photos.files, self)
        self._loader.ready.connect(self._on_ready)
        self._boxes: dict[int, int] = {}
        self._matching = OneTask(self)
        self.chart: Chart | None = None  # whose they are
        self.shown: list[Shown] = []
        self.alignments: dict[int, Stored[Alignment]] = {}
        self.is_matched = False
        self.stops: dict[int, float] = {}

    def show(self, chart: Chart, chosen: Sequence[Stored[Photo]]) -> None:
        """Show photographs that are in order already; pictures that are there stay."""
        if not chosen:
            self.close()
            return
        had = {each.photo.record.content: each.image for each in self.shown}
        self.chart = chart
        self._matching.drop()
        self.alignments, self.stops = {}, {}
        self.shown = [self._shown(chart, chosen[0], each) for each in chosen]
        if not self.subject:
            for each in self.shown:
                each.words = f"{subject_words(each.photo.record)} · {each.words}"
        box = _BOX_PX if len(chosen) <= _FEW else _SMALL_BOX_PX
        for each in self.shown:
            self._boxes[each.photo.id] = max(box, self._boxes.get(each.photo.id, 0))
            if self._boxes[each.photo.id] <= _BOX_PX:
                each.image = had.get(each.photo.record.content)
            self._fetch(each)
        self._match()

    @property
    def subject(self) -> str:
        """What all of them show; empty where they show different places or views."""
        told = {subject_words(each.photo.record) for each in self.shown}
        return told.pop() if len(told) == 1 else ""

    def look_closer(self, seen: Sequence[Shown], zoom: float) -> None:
        """Fetch more of two pictures where the screen shows more than was fetched."""
        for each in seen if len(seen) <= 2 else ():
            image = each.image
            if image is None or self._boxes[each.photo.id] >= _DETAIL_PX:
                continue
            if zoom * each.by.scale * each.size.width > _COARSE * image.width():
                self._boxes[each.photo.id] = _DETAIL_PX
                self._fetch(each)

    def set_matched(self, matched: bool) -> None:
        """Show every picture as bright as the earliest one, or as it is."""
        self.is_matched = matched
        self._match()

    def marks_of(self, before: Shown, after: Shown) -> Marks:
        """Return the points of a pair, to be set or changed."""
        marks = Marks(before.size, after.size)
        stored = self.alignments.get(after.photo.id)
        if stored is not None:
            marks.load(_seen_landmarks(stored.record, before.photo.record, after.photo.record))
        return marks

    def fit_of(self, shown: Shown) -> Fit | None:
        """Return how a picture lies onto the earliest one, if somebody aligned it."""
        return self._fit(self.shown[0], shown) if shown is not self.shown[0] else None

    def close(self) -> None:
        """Forget every picture, and end what fetches them."""
        self._matching.drop()
        self.chart, self.shown, self._boxes = None, [], {}
        self._loader.close()

    def _shown(self, chart: Chart, first: Stored[Photo], stored: Stored[Photo]) -> Shown:
        photo = stored.record
        size, onto = size_of(photo), size_of(first.record)
        words = standing_words(chart, photo)
        by = Similarity(1, 0, 0, 0) if stored.id == first.id else centred(size, onto)
        shown = Shown(stored, size, by, day_words(photo), words)
        if stored.id != first.id:
            self._align(shown, first)
        return shown

    def _align(self, shown: Shown, first: Stored[Photo]) -> None:
        photo = shown.photo
        stored = self._photos.alignment(photo.id, first.id, photo.record.patient_id)
        if stored is None or not stored.record.landmarks:
            return
        self.alignments[photo.id] = stored
        landmarks = _seen_landmarks(stored.record, first.record, photo.record)
        shown.marks = tuple((mark.x, mark.y) for mark in landmarks)
        shown.onto_marks = tuple((mark.onto_x, mark.onto_y) for mark in landmarks)
        before = Shown(first, size_of(first.record), Similarity(1, 0, 0, 0), "", "")
        found = self._fit(before, shown)
        if found is not None:
            shown.by = found.similarity

    def _fit(self, before: Shown, after: Shown) -> Fit | None:
        marks = self.marks_of(before, after)
        try:
            return marks.fit() if marks.is_enough else None
        except KnownError:  # it was turned on its side since
            return None

    def _fetch(self, shown: Shown) -> None:
        photo = shown.photo.record
        box = self._boxes[shown.photo.id]
        image = self._loader.picture(photo.content, box, photo.quarter_turns)
        refusal = self._loader.refusal(photo.content)
        shown.refusal = say(refusal) if refusal else ""
        if image is not None:
            shown.image = image

    def _on_ready(self, content: str) -> None:
        for shown in [each for each in self.shown if each.photo.record.content == content]:
            self._fetch(shown)
        self._match()
        self.changed.emit()

    def _match(self) -> None:
        self._matching.drop()
        later = [each for each in self.shown[1:] if each.image is not None]
        laid = [Laid(s.image, s.size, s.by) for s in self.shown if s.image is not None]
        for each in self.shown:
            each.matched = None
        self.stops = {}
        if self.is_matched and later and self.shown[0].image is not None:
            done = partial(self._have_matched, later)
            self._matching.run(_matching(laid), done, lambda _: None)

    def _have_matched(self, later: Sequence[Shown], made: Sequence[Matched]) -> None:
        for shown, each in zip(later, made, strict=True):
            shown.matched = each.image
            self.stops[shown.photo.id] = each.stops
        self.changed.emit()


def size_of(photo: Photo) -> Size:
    """Return the size of a photograph as it is turned by a person."""
    size = photo.width_px, photo.height_px
    return Size(*(size[::-1] if photo.quarter_turns % 2 else size))


def _seen_landmarks(alignment: Alignment, before: Photo, after: Photo) -> tuple[Landmark, ...]:
    return as_seen(alignment.landmarks, after.quarter_turns, before.quarter_turns)


def _matching(laid: Sequence[Laid]) -> Callable[[tasks.Task], Sequence[Matched]]:
    def work(task: tasks.Task) -> Sequence[Matched]:
        made = []
        for place, picture in enumerate(laid[1:]):
            task.step(place / len(laid))
            made.append(match(picture, laid[0]))
        return made

    return work
