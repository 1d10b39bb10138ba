"""Make the practice clinic on first use, or open it; no question is asked.

Everybody in it gets a way in by the one passphrase, so that each role can be tried.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.folder import holds_clinic
from infrared_desktop.views import tasks

if TYPE_CHECKING:
    from infrared_desktop.storage.files.vault import Unlocked
    from infrared_desktop.views.workplace import Clock

PASSPHRASE = "practice"
REAL_CLINIC = (
    "The folder {folder} does not hold the practice clinic but a real one, so it is not opened "
    "for practice. Nothing was changed. Start the program without --practice."
)


class PracticePage(QWidget):
    """Shows that the practice clinic is being made or opened."""

    unlocked = Signal(object)  # Unlocked
    refused = Signal(object)  # KnownError

    def __init__(self, folder: Path, person: str, clock: "Clock") -> None:
        super().__init__()
        self._folder, self._person, self._clock = folder, person, clock
        self.words = QLabel(self._first_words())
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(320)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addWidget(self.words)
        box.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        QTimer.singleShot(0, self._start)

    def _first_words(self) -> str:
        if holds_clinic(self._folder):
            return self.tr("Opening the practice clinic …")
        return self.tr("Making a practice clinic with invented patients. This is done once.")

    def _start(self) -> None:
        job = _job(self._folder, self._person, self._clock)
        tasks.run(self, job, self.unlocked.emit, self.refused.emit)


def _job(folder: Path, person: str, clock: "Clock") -> "Callable[[object], Unlocked]":
    def job(_: object) -> "Unlocked":
        from infrared_desktop.storage.files import vault
        from infrared_desktop.storage.files.key_file import staff_names
        from infrared_desktop.storage.seating import seat_everybody

        if not holds_clinic(folder):
            from zoneinfo import ZoneInfo

            from infrared_desktop.practice import TIMEZONE, make_practice_clinic

            today = clock().astimezone(ZoneInfo(TIMEZONE)).date()  # far away it may be yesterday
            make_practice_clinic(folder, 60, 1, today).close()
        names = staff_names(folder)
        name = person if person in names else next(iter(names), "")
        try:
            unlocked = vault.unlock(folder, name, PASSPHRASE)
        except KnownError as error:
            raise KnownError(REAL_CLINIC, folder=str(folder)) from error
        with suppress(KnownError):  # else the next start does it
            seat_everybody(folder, unlocked, PASSPHRASE, clock())
        return unlocked

    return job


class LockedPractice(QWidget):
    """What the practice clinic shows while it is locked, and for whom it opens; its band stays."""

    def __init__(self, person: str, why: str = "", waits: str = "") -> None:
        from infrared_desktop.views.entry.after_lock import lead_after
        from infrared_desktop.views.entry.refusals import Refusal
        from infrared_desktop.views.look.banner import PracticeBand

        super().__init__()
        asked_for = why == "put back"  # what is said then tells of a passphrase
        told = lead_after("" if asked_for else why, person, waits)
        advice = f"{told} {self.tr('A practice clinic asks for no passphrase.')}".lstrip()
        text = self.tr("&Open it for {name}") if person else self.tr("&Open it again")
        opens = text.format(name=person.replace("&", "&&"))
        self.lock = Refusal("lock", self.tr("Locked."), advice, opens)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(PracticeBand())
        box.addWidget(self.lock, 1)
