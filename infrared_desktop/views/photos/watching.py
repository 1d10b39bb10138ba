"""Looks into the watched folder while the screen is shown, and tells what is new in it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.exchange.photo_sources import photo_paths
from infrared_desktop.storage.files.watched_folder import WatchedFolder, marks_of
from infrared_desktop.views import tasks

EVERY_MS = 4_000  # some folders, as of phones and networks, tell nobody that something came
SOON_MS = 600
Marks = dict[Path, str]


class FolderWatch(QObject):
    """Nothing in the folder is ever moved or deleted.

    A file is told of once two looks found it the same, so that none is taken in half-copied.
    """

    changed = Signal(object)  # list[Path]: what is new now

    def __init__(self, memory: WatchedFolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.memory = memory
        self._before: Marks = {}
        self._marks: Marks = {}
        self._told: list[Path] = []
        self._looking: list[tasks.Task] = []  # one or none
        self._is_on = False
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._watcher.directoryChanged.connect(lambda _: self._soon())

    def start(self) -> None:
        """Look from now on, and tell anew what is new."""
        self._is_on, self._told = True, []
        folder = self.memory.folder
        if folder is not None:
            # A folder that is not there now, as without its card, is looked for by the clock.
            if folder.is_dir():
                self._watcher.addPath(str(folder))
            self._look()

    def stop(self) -> None:
        """Look no more."""
        self._is_on = False
        self._timer.stop()
        for task in self._looking:
            task.drop()
        self._looking.clear()
        if watched := self._watcher.directories():
            self._watcher.removePaths(watched)

    def watch(self, folder: Path | None) -> None:
        """Watch another folder, or none."""
        self.stop()
        self._before, self._marks = {}, {}
        self.memory.watch(folder)
        self.changed.emit([])
        self.start()

    def new(self) -> list[Path]:
        """Return what is new and whole."""
        whole = {p: mark for p, mark in self._marks.items() if self._before.get(p) == mark}
        return self.memory.new(whole)

    def deal_with(self, files: Sequence[Path]) -> None:
        """Tell of these no more: they were taken in, or are to stay where they are."""
        self.memory.deal_with(files, self._marks)
        self._tell()

    def _soon(self) -> None:
        if self._is_on and not self._looking:
            self._timer.start(SOON_MS)

    def _look(self) -> None:
        folder = self.memory.folder
        if folder is None or self._looking or not self._is_on:
            return
        self._looking.append(tasks.run(self, _finding(folder), self._have, self._miss))

    def _have(self, marks: Marks) -> None:
        self._looking.clear()
        self._before, self._marks = self._marks, marks
        self._tell()
        is_settled = self._before == self._marks
        self._timer.start(EVERY_MS if is_settled else SOON_MS)

    def _miss(self, _: KnownError) -> None:
        """The folder is not there now; look again later."""
        self._have({})

    def _tell(self) -> None:
        found = self.new()
        if found != self._told:
            self._told = found
            self.changed.emit(found)


def _finding(folder: Path) -> Callable[[tasks.Task], Marks]:
    return lambda _: marks_of(photo_paths(folder))
