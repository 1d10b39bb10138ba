"""Photographs taken in beside the window: read and kept in one job, then stored in another."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, Signal

from infrared_desktop.documents.pictures import Pictures
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.exchange.photo_list import TakenIn, ToBeTaken, take_in
from infrared_desktop.exchange.photo_sources import Source, sources_of
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.given_up import clear_away
from infrared_desktop.storage.files.arriving import Arriving
from infrared_desktop.storage.files.photo_files import PhotoFiles
from infrared_desktop.views import tasks
from infrared_desktop.views.door import Door, door_of
from infrared_desktop.views.workplace import Workplace

Dress = Callable[[Photo], Photo]
Others = dict[str, tuple[int, ...]]
_Stored = tuple[tuple[Stored[Photo], ...], Others, Change]


@dataclass(frozen=True)
class Arrived:
    """What came of it: what was stored, what the files told, and who has the same by content."""

    stored: tuple[Stored[Photo], ...]
    taken: TakenIn
    others: Others


class TakingIn(QObject):
    """One run at a time, one act that one step of Ctrl+Z takes back.

    Cancelled while it reads, nothing is stored, and no file of it stays. Where the clinic's disk
    fills up, what was read before is stored.
    """

    progressed = Signal(float, str)  # the share that is read, and the name of what comes next
    finished = Signal(object)  # Arrived
    cancelled = Signal()
    failed = Signal(object)  # KnownError; nothing was stored

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._reading: list[tasks.Task] = []  # one or none
        self._is_storing = False
        self._gone: list[bool] = []
        self._pictures = Pictures()
        # A screen that goes without a word stops the reading; a method of ours is gone by then.
        self.destroyed.connect(partial(_stop, self._reading, self._pictures, self._gone))

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return bool(self._reading) or self._is_storing

    def start(
        self, chosen: Sequence[Source], patient_id: int, dress: Dress = lambda photo: photo
    ) -> None:
        """Take files and folders in for a patient; `dress` adds what is known of all of them.

        Raise KnownError while a run is under way.
        """
        if self.is_running:
            raise KnownError("Photographs are being taken in. Wait until it is done, or cancel it.")
        wanted, files = self._wanted(patient_id), self._workplace.clinic.photos.files
        task = tasks.run(
            self,
            _read_all(chosen, wanted, files, self._pictures, door_of(self._workplace)),
            lambda taken: self._store(taken, [dress(photo) for photo in taken.photos]),
            self._fail,
            self._on_cancelled,
            self.tr("photographs that come in"),
            heard=self.progressed.emit,
        )
        self._reading.append(task)

    def cancel(self) -> None:
        """Stop reading; nothing is stored then."""
        for task in self._reading:
            task.cancel()

    def close(self) -> None:
        """Stop reading without a word, as when the screen goes; what is being stored is."""
        _stop(self._reading, self._pictures, self._gone)

    def _wanted(self, patient_id: int) -> ToBeTaken:
        clinic = self._workplace.clinic
        known = frozenset(each.record.content for each in clinic.photos.of_patient(patient_id))
        zone = ZoneInfo(clinic.settings.timezone)
        return ToBeTaken(patient_id, self._workplace.today(), zone, known)

    def _store(self, taken: TakenIn, photos: list[Photo]) -> None:
        self._end_reading()
        if not photos:
            self.finished.emit(Arrived((), taken, {}))
            return
        self._hold(True)
        door = door_of(self._workplace)
        job = lambda _: _stored(door, photos)  # noqa: E731
        called = self.tr("photographs that come in")
        tasks.run(None, job, lambda told: self._finish(taken, *told), self._fail, called=called)

    def _finish(
        self, taken: TakenIn, stored: tuple[Stored[Photo], ...], others: Others, change: Change
    ) -> None:
        """Tell the clinic first: this may be all that is left of a screen that went."""
        place = self._workplace
        self._hold(False)
        place.clinic.tell(change)
        _offer_back(place, stored)
        if not self._gone:
            self.finished.emit(Arrived(stored, taken, others))

    def _fail(self, error: KnownError) -> None:
        self._hold(False)
        if not self._gone:
            self._end_reading()
            self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._end_reading()
        self.cancelled.emit()

    def _end_reading(self) -> None:
        self._reading.clear()
        self._pictures.close()

    def _hold(self, is_storing: bool) -> None:
        self._is_storing = is_storing
        self._workplace.hold(is_storing)


def _offer_back(place: Workplace, stored: tuple[Stored[Photo], ...]) -> None:
    photos = place.clinic.photos
    words = QCoreApplication.translate("TakingIn", "taking in {count} photographs")
    place.can_take_back(
        words.format(count=len(stored)),
        lambda: photos.take_back(stored, place.by, place.now()),
    )


def _stored(door: Door, photos: Sequence[Photo]) -> _Stored:
    with door.open() as (clinic, changes):
        stored = tuple(clinic.photos.add(photos, door.by, door.now))
        return stored, clinic.photos.also_with(photos), changes[-1]


def _stop(reading: list[tasks.Task], pictures: Pictures, gone: list[bool]) -> None:
    gone.append(True)
    for task in reading:
        task.drop()
    reading.clear()
    pictures.close()


def _read_all(
    chosen: Sequence[Source],
    wanted: ToBeTaken,
    files: PhotoFiles,
    pictures: Pictures,
    door: Door,
) -> Callable[[tasks.Task], TakenIn]:
    def read(task: tasks.Task) -> TakenIn:
        sources, arriving = sources_of(chosen), Arriving(files)

        def step(done: int, name: str) -> None:
            task.step(done / len(sources), name)

        try:
            taken = take_in(sources, wanted, arriving, pictures.thumbnail, step)
            task.heed()
        except BaseException:
            _give_up(door, arriving.brought)
            raise
        return taken

    return read


def _give_up(door: Door, brought: Sequence[str]) -> None:
    """Leave no file of an import that ended early; where that fails, they stay encrypted."""
    if brought:
        with suppress(KnownError), door.open() as (clinic, _):
            clear_away(clinic.ledger, clinic.photos.files, brought, door.by, door.now)
