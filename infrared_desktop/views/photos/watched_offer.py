"""What is new in the watched folder is offered for the patient who is shown, never taken alone."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from infrared_desktop.storage.files.watched_folder import WatchedFolder
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.photos.photo_words import count_words
from infrared_desktop.views.photos.taking_in import Arrived
from infrared_desktop.views.photos.watching import FolderWatch
from infrared_desktop.views.screen import Screen


class WatchedOffer(QObject):
    """Offers new files above the wall: W takes them in, L leaves them, Ctrl+W picks the folder."""

    taking = Signal(object)  # list[Path]

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen, self._who = screen, ""
        self._under_way: Sequence[Path] = ()
        self.banner = Banner()
        self.watch = FolderWatch(WatchedFolder(), self)
        self.watch.changed.connect(self._offer)
        for text, key, act in (
            (self.tr("Take in what is new in the watched folder"), "W", self._take),
            (self.tr("Leave what is new where it is"), "L", self._leave),
            (self.tr("Watch a folder of this computer"), "Ctrl+W", self._ask_folder),
        ):
            add_action(screen, text, key, act)

    def start(self, who: str) -> None:
        """Offer what is new for a patient."""
        self._who = who
        self.banner.settle()
        self.watch.start()

    def stop(self) -> None:
        """Offer nothing any more."""
        self.watch.stop()
        self.banner.settle()

    def note(self, came: Arrived) -> None:
        """Note what came of the files; what could not be read is offered again."""
        unread = {told.name for told in came.taken.unreadable}
        read = self._under_way[: len(self._under_way) - came.taken.left]
        if self._under_way:
            self.watch.deal_with([path for path in read if path.name not in unread])
        self._under_way = ()

    def forget(self) -> None:
        """Note that nothing came of the files, as when it was cancelled."""
        self._under_way = ()

    def _offer(self, found: list[Path]) -> None:
        if not found:
            self.banner.settle()
            return
        folder = self.watch.memory.folder
        text = self.tr("{photographs} new in the folder {folder}. L leaves them there.")
        name = folder.name if folder else ""
        words = text.format(photographs=count_words(len(found)), folder=name)
        take = self.tr("Take them in for {who}  W").format(who=self._who)
        self.banner.tell(Meaning.INFORMATION, words, take, self._take)

    def _take(self) -> None:
        found = self.watch.new()
        if self.watch.memory.folder is None:
            words = self.tr("No folder is watched on this computer. Ctrl+W picks one.")
            self._screen.tell(Meaning.INFORMATION, words)
        elif not found:
            self._screen.tell(Meaning.INFORMATION, self.tr("Nothing is new in the watched folder."))
        else:
            self.banner.settle()
            self._under_way = found
            self.taking.emit(found)

    def _leave(self) -> None:
        if found := self.watch.new():
            self.watch.deal_with(found)
            words = self.tr("They stay where they are, and are not offered again.")
            self._screen.tell(Meaning.INFORMATION, words)

    def _ask_folder(self) -> None:
        title = self.tr("Watch a folder, as of a camera's card or a phone")
        before = str(self.watch.memory.folder or "")
        if name := QFileDialog.getExistingDirectory(self._screen, title, before):
            self.watch.watch(Path(name))
            words = self.tr("What is new in {folder} is offered here. Nothing in it is changed.")
            self._screen.tell(Meaning.SUITABLE, words.format(folder=Path(name).name))
