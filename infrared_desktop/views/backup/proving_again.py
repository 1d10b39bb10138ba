"""Proving backups again on a page's wish: a strip tells how far it is, the page what came of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from infrared_desktop.views.backup.proving_work import Proved, ProvingWork
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.look.work_strip import WorkStrip
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say


class ProvingAgain(QObject):
    """What the page of the backups and the page of the health share."""

    ended = Signal()

    def __init__(self, screen: Screen, strip: WorkStrip) -> None:
        super().__init__(screen)
        self._screen, self._strip = screen, strip
        self.work = ProvingWork(self)
        self.work.progressed.connect(strip.progress)
        self.work.ended.connect(self._on_end)
        self.work.done.connect(self._on_done)
        self.work.failed.connect(screen.tell_error)
        strip.cancelled.connect(self._cancel)

    @property
    def is_on(self) -> bool:
        """Whether a backup is being proven."""
        return self.work.is_on

    def begin(self, paths: Sequence[Path]) -> None:
        """Put these back into a scratch folder one after another, and read all of each."""
        self._strip.begin(_words("Proving it again: all of it is put back and read …"), True)
        self._strip.cancel.show()
        self.work.begin(self._screen.workplace, paths)

    def _cancel(self) -> None:
        if self.work.is_on:
            self._strip.words.setText(_words("Ending it; what was proven before still counts …"))
            self._strip.cancel.setEnabled(False)
            self.work.cancel()

    def _on_end(self) -> None:
        self.ended.emit()
        self._strip.end(self._screen)

    def _on_done(self, proved: Proved) -> None:
        if proved.failures:
            words = " ".join(say(why.sentence) for why in proved.failures)
            self._screen.tell(Meaning.STOP if proved.is_lost else Meaning.CAUTION, words)
            return
        one = _words("All of it was put back and read: this backup is proven again.")
        many = _words("All of them were put back and read: {count} backups are proven again.")
        count = len(proved.outcomes)
        words = one if count == 1 else many.format(count=count)
        self._screen.tell(Meaning.SUITABLE, words)


def _words(text: str) -> str:
    return QCoreApplication.translate("Backups", text)
