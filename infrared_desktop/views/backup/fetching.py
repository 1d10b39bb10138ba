"""Fetching lost photographs on a page's wish: a strip tells how far it is, the page what came."""

from PySide6.QtCore import QCoreApplication, QObject, Signal

from infrared_desktop.views.backup.fetching_work import Fetched, FetchingWork
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.look.work_strip import WorkStrip
from infrared_desktop.views.screen import Screen
from infrared_desktop.views.wording import say


class Fetching(QObject):
    """The strip, the words and the cancel of one page."""

    ended = Signal()  # in whichever way
    found = Signal()  # that one was lacking, whatever came of it

    def __init__(self, screen: Screen, strip: WorkStrip) -> None:
        super().__init__(screen)
        self._screen, self._strip = screen, strip
        self.work = FetchingWork(self)
        self.work.progressed.connect(strip.progress)
        self.work.ended.connect(self._on_end)
        self.work.done.connect(self._on_done)
        self.work.failed.connect(screen.tell_error)
        strip.cancelled.connect(self._cancel)

    @property
    def is_on(self) -> bool:
        """Whether photographs are looked for."""
        return self.work.is_on

    def begin(self) -> None:
        """Look for what is lacking; it is put back from whichever backup holds it whole."""
        self._strip.begin(_words("Looking which photographs are lacking …"), measured=True)
        self._strip.cancel.show()
        self.work.begin(self._screen.workplace)

    def _cancel(self) -> None:
        if self.work.is_on:
            self._strip.words.setText(_words("Ending it; what is back by then stays …"))
            self._strip.cancel.setEnabled(False)
            self.work.cancel()

    def _on_end(self) -> None:
        self.ended.emit()
        self._strip.end(self._screen)

    def _on_done(self, fetched: Fetched) -> None:
        meaning = Meaning.CAUTION if fetched.left else Meaning.SUITABLE
        self._screen.tell(meaning, fetched_words(fetched))
        if fetched.back or (fetched.left and not fetched.is_ended):
            self.found.emit()


def fetched_words(fetched: Fetched) -> str:
    """Say what came back, what did not, and where nobody could look."""
    if not fetched.back and not fetched.left:
        return _words("No photograph is lacking: the file of each is whole.")
    told = [_back(fetched.back), _left(fetched)]
    text = _words("{place} was left out: {why}")
    told += [text.format(place=place, why=say(why.sentence)) for place, why in fetched.skipped]
    return " ".join(filter(None, told))


def _back(count: int) -> str:
    if not count:
        return _words("No photograph came back.")
    one = _words("1 photograph is back, and proven to be the one that was taken in.")
    many = _words("{count} photographs are back, each proven to be the one that was taken in.")
    return one if count == 1 else many.format(count=count)


def _left(fetched: Fetched) -> str:
    if not fetched.left:
        return ""
    if fetched.is_ended:
        return _words("Lacking still: {count}. F looks on.").format(count=fetched.left)
    text = _words(
        "Lacking still: {count}. No backup that was looked through holds more. If an older one "
        "lies elsewhere, choose its folder under Clinic, Backups, then fetch again."
    )
    return text.format(count=fetched.left)


def _words(text: str) -> str:
    return QCoreApplication.translate("Fetching", text)
