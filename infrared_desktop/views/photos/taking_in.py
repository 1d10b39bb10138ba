"""Photographs taken in beside the window: read and kept in a job, then stored a few at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from infrared_desktop.documents.pictures import Pictures
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs import Photo
from infrared_desktop.exchange.photo_list import (
    Source,
    TakenIn,
    ToBeTaken,
    sources_of,
    take_in,
)
from infrared_desktop.storage.photo_files import PhotoFiles
from infrared_desktop.views import tasks
from infrared_desktop.views.workplace import Workplace

_AT_ONCE = 20  # stored in one act; a hundred would stop the window for as long as one sees

Dress = Callable[[Photo], Photo]


@dataclass(frozen=True)
class Arrived:
    """What came of it: what was stored, what the files told, and who has the same by content."""

    stored: tuple[Stored[Photo], ...]
    taken: TakenIn
    others: dict[str, tuple[int, ...]]


class TakingIn(QObject):
    """One run at a time; one step of Ctrl+Z takes all of it back.

    Cancelled while it reads, nothing is stored. Where the clinic's disk fills up, what was read
    before is.
    """

    progressed = Signal(float, str)  # the share that is read, and the name of what comes next
    finished = Signal(object)  # Arrived
    cancelled = Signal()
    failed = Signal(object)  # KnownError; what was stored before it stays, and can be taken back

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._running: list[tasks.Task] = []  # one or none
        self._pictures = Pictures()
        self._stored: list[Stored[Photo]] = []
        # A screen that goes without a word takes its job along; a method of ours is gone by then.
        self.destroyed.connect(partial(_stop, self._running, self._pictures))

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return bool(self._running)

    def start(
        self, chosen: Sequence[Source], patient_id: int, dress: Dress = lambda photo: photo
    ) -> None:
        """Take files and folders in for a patient; `dress` adds what is known of all of them.

        Raise KnownError while a run is under way.
        """
        if self._running:
            raise KnownError("Photographs are being taken in. Wait until it is done, or cancel it.")
        wanted, files = self._wanted(patient_id), self._workplace.clinic.photos.files
        self._stored = []
        task = tasks.run(
            _reading(chosen, wanted, files, self._pictures),
            lambda taken: self._store(taken, _groups(taken.photos, dress)),
            self._fail,
            self._on_cancelled,
        )
        task.progressed.connect(self.progressed)
        self._running.append(task)

    def cancel(self) -> None:
        """Stop reading; nothing is stored then."""
        for task in self._running:
            task.cancel()

    def close(self) -> None:
        """End it without a word, as when the screen goes."""
        _stop(self._running, self._pictures)

    def _wanted(self, patient_id: int) -> ToBeTaken:
        clinic = self._workplace.clinic
        known = frozenset(each.record.content for each in clinic.photos.of_patient(patient_id))
        zone = ZoneInfo(clinic.settings.timezone)
        return ToBeTaken(patient_id, self._workplace.today(), zone, known)

    def _store(self, taken: TakenIn, groups: Iterator[list[Photo]]) -> None:
        """Store the next few, and go on once the window has lived for a moment."""
        place, photos = self._workplace, self._workplace.clinic.photos
        group = next(groups, None)
        if group is None:
            self._finish(taken)
            return
        try:
            self._stored += photos.add(group, place.by, place.now())
        except KnownError as error:
            self._fail(error)
            return
        QTimer.singleShot(0, self, lambda: self._store(taken, groups))

    def _finish(self, taken: TakenIn) -> None:
        stored = tuple(self._stored)
        self._offer_back()
        self._settle()
        others = self._workplace.clinic.photos.also_with(each.record for each in stored)
        self.finished.emit(Arrived(stored, taken, others))

    def _fail(self, error: KnownError) -> None:
        self._offer_back()
        self._settle()
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._settle()
        self.cancelled.emit()

    def _settle(self) -> None:
        self._running.clear()
        self._pictures.close()

    def _offer_back(self) -> None:
        if not self._stored:
            return
        place, stored = self._workplace, tuple(self._stored)
        words = self.tr("taking in {count} photographs").format(count=len(stored))
        photos = place.clinic.photos
        place.can_take_back(words, lambda: photos.take_back(stored, place.by, place.now()))


def _stop(running: list[tasks.Task], pictures: Pictures) -> None:
    for task in running:
        task.drop()
    running.clear()
    pictures.close()


def _reading(
    chosen: Sequence[Source], wanted: ToBeTaken, files: PhotoFiles, pictures: Pictures
) -> Callable[[tasks.Task], TakenIn]:
    def read(task: tasks.Task) -> TakenIn:
        sources = sources_of(chosen)

        def step(done: int, name: str) -> None:
            task.step(done / len(sources), name)

        return take_in(sources, wanted, files, pictures.thumbnail, step)

    return read


def _groups(photos: Sequence[Photo], dress: Dress) -> Iterator[list[Photo]]:
    for begins in range(0, len(photos), _AT_ONCE):
        yield [dress(photo) for photo in photos[begins : begins + _AT_ONCE]]
