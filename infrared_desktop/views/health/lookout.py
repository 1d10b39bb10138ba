"""Looks out, while somebody works, for what the window stands on: the folder, the drive, the clock.

Told above the screen; what is there first is read first, but a folder that has gone can't wait.
The folder is looked at beside the window, which must not stand still with a drive that hangs.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.database.sqlcipher import heard
from infrared_desktop.storage.files.damage import refuse_damaged
from infrared_desktop.storage.files.drive import is_on_network
from infrared_desktop.storage.files.folder import DAMAGE_SEEN, DATABASE
from infrared_desktop.storage.files.typed_file import forget_typed, read_typed
from infrared_desktop.storage.health.clock import Leap, confirm_day, leap_of, note_leap
from infrared_desktop.views import tasks
from infrared_desktop.views.health.health_words import leap_words, network_words
from infrared_desktop.views.health.typed_sheet import TypedSheet
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace

_TICK_MS = 10_000  # a folder that has gone is told within half a minute, whatever else goes on
_LIMIT_MS = 8_000  # a drive that slept answers by then


class Seen(NamedTuple):
    """How the clinic folder stood at one look."""

    is_there: bool
    is_other: bool  # something lies in its place
    is_damage_seen: bool
    is_on_network: bool


class Lookout(QObject):
    """Lasts as long as the place of work."""

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self._workplace: Workplace = frame.workplace
        self._banner: Banner = frame.banner
        self._lock: Callable[[], None] = frame.locking.emit
        self._gone = ""  # what was said of the folder, while it is not there
        self._saved = ""  # what stood below the places until then
        self._leap: Leap | None = None
        self._is_damage_heard = False
        self._is_on_network = False
        self._looking: list[object] = []  # the look that has not come back, as long as it hangs
        self._frame = frame
        self._waiting = [self._tell_clock, self._tell_typed, self._tell_drive]
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._note_clock()
        self.look()

    def look(self) -> None:
        """Look at the folder, and tell what waits where nothing else is said."""
        if not self._workplace.clinic.is_open:
            self._timer.stop()
            return
        if not self._looking:
            self._begin_to_look()

    def _begin_to_look(self) -> None:
        clinic, looking = self._workplace.clinic, self._looking
        folder, check_place = clinic.folder, clinic.ledger.check_place
        looking.append(None)

        def job(_: tasks.Task) -> Seen:
            try:
                return _look_at(folder, check_place)
            finally:
                looking.clear()

        tasks.run(self, job, self._on_seen, self._on_no_answer, limit_ms=_LIMIT_MS)

    def _on_seen(self, seen: Seen) -> None:
        if not self._workplace.clinic.is_open:
            return
        if seen.is_there:
            self._tell_back()
        else:
            self._tell_gone(_other_words() if seen.is_other else _gone_words(), seen.is_other)
        self._is_on_network = seen.is_on_network
        if seen.is_damage_seen:
            self._hear_damage()
        while self._waiting and not self._banner.text():
            self._waiting.pop(0)()

    def _on_no_answer(self, _: KnownError) -> None:
        if self._workplace.clinic.is_open:
            self._tell_gone(_silent_words())

    def _tell_back(self) -> None:
        if self._gone:
            self._gone = ""
            self._frame.rail.status.setText(self._saved)
            self._banner.tell(
                Meaning.SUITABLE,
                _words("The clinic folder is there again. What was refused can be saved now."),
            )

    def _hear_damage(self) -> None:
        """Let this window write no more either, where a job beside it met damage."""
        if not self._is_damage_heard:
            self._is_damage_heard = True
            try:
                refuse_damaged(self._workplace.clinic.folder)
            except KnownError as error:
                heard(self._workplace.clinic.ledger.db, error)

    def _tell_gone(self, words: str, is_other: bool = False) -> None:
        words = words.format(folder=self._workplace.clinic.folder)
        if words != self._gone or not self._banner.text():
            self._say_not_saved()
            self._gone = words
            lock = _words("Lock now") if is_other else ""
            self._banner.tell(Meaning.STOP, words, lock, self._lock)

    def _say_not_saved(self) -> None:
        status = self._frame.rail.status
        self._saved = self._saved if self._gone else status.text()
        status.setText(_words("✗ Nothing can be saved now"))

    def _note_clock(self) -> None:
        place = self._workplace
        with suppress(KnownError):  # the disk may be full, and the row comes with the next sitting
            self._leap = leap_of(place.clinic, place.now())
            if self._leap:
                note_leap(place.clinic, self._leap, place.by, place.now())

    def _tell_clock(self) -> None:
        if self._leap is None:
            return
        place = self._workplace
        text = _words("This PC says that it is {day}.")
        words = text.format(day=say_day(place.clinic.day(place.now())))
        words = f"{words} {leap_words(place, self._leap)}"
        act = _words("The day is right")
        self._banner.tell(Meaning.CAUTION, words, act, self._confirm, key="Ctrl+G")

    def _confirm(self) -> None:
        place = self._workplace
        try:
            confirm_day(place.clinic, place.by, place.now())
        except KnownError as error:
            self._banner.tell(Meaning.STOP, say(error.sentence))
            return
        self._leap = None
        self._banner.tell(Meaning.SUITABLE, _words("Noted: the day is right."))

    def _tell_typed(self) -> None:
        """Tell who sits here of what was typed when damage showed, until it is thrown away."""
        place = self._workplace
        if read_typed(place.clinic.folder, place.clinic.ledger.data_key, place.by):
            text = _words(
                "What stood on your screen when the clinic's file was damaged was not saved in it, "
                "but is kept. Read it, and enter what is missing."
            )
            self._banner.tell(Meaning.CAUTION, text, _words("Read it"), self._show_typed)

    def _show_typed(self) -> None:
        place = self._workplace
        text = read_typed(place.clinic.folder, place.clinic.ledger.data_key, place.by)
        sheet = TypedSheet(self._frame, text)
        sheet.thrown_away.connect(lambda: forget_typed(place.clinic.folder, place.by))
        sheet.open()

    def _tell_drive(self) -> None:
        place = self._workplace
        if not place.settings.practice and self._is_on_network:
            self._banner.tell(Meaning.CAUTION, network_words())


def _look_at(folder: Path, check_place: Callable[[], None]) -> Seen:
    """Look how the folder of an open clinic stands; a drive that hangs lets this wait."""
    is_damaged = (folder / DAMAGE_SEEN).exists()
    try:
        check_place()
    except KnownError:
        return Seen(False, (folder / DATABASE).exists(), is_damaged, False)
    return Seen(True, False, is_damaged, is_on_network(folder))


def _silent_words() -> str:
    return _words(
        "The clinic folder does not answer: {folder}. Its disk or the network may hang. What was "
        "saved before lies in it, and what you type stays in this window, but nothing can be "
        "saved now. See whether it is connected. Once it answers, this message goes by itself."
    )


def _gone_words() -> str:
    return _words(
        "The clinic folder has gone: {folder}. Its disk may be unplugged, or somebody renamed it. "
        "What was saved before lies in it, and what you type stays in this window, but nothing "
        "can be saved now. Bring it back: this message then goes by itself."
    )


def _other_words() -> str:
    return _words(
        "The clinic folder was swapped, or came back by another way: {folder}. Nothing is saved "
        "into it unseen, and what you type stays in this window. Lock with F12 and unlock: that "
        "opens what lies there now, and brings what you typed along."
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("Lookout", text)
