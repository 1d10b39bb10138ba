"""The steps before a restore: open the backup, prove it again, show what would change, agree."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.comparing import Comparison, compare, compare_kept
from infrared_desktop.storage.backup.keys_back import only_keys_are_lost
from infrared_desktop.storage.backup.listing import opens_with
from infrared_desktop.storage.backup.restoring import kept_at, refuse_known
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.backup_key import BackupKey, names_in
from infrared_desktop.views.backup.difference import Difference
from infrared_desktop.views.backup.place_looks import LIMIT_MS
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.work_strip import WorkStrip
from infrared_desktop.views.one_task import OneTask


@dataclass(frozen=True)
class Restoring:
    """What is to be put back where, by whom, and with which key."""

    folder: Path
    source: Path  # a backup, or the folder with what an earlier restore kept
    key: bytes
    by: int
    only_keys: bool = False  # the records that are here are whole, and stay

    @property
    def is_undo(self) -> bool:
        """Whether it puts back what a restore kept."""
        return self.source.is_dir()


class Found(NamedTuple):
    """What a backup would change, and whether its keys alone would do."""

    comparison: Comparison
    only_keys: bool


class RestoreSteps(QWidget):
    """Changes nothing; `ready` says that a person may agree now."""

    ready = Signal(object, object)  # Restoring, Found
    given_up = Signal()
    failed = Signal(object)  # KnownError

    def __init__(self, folder: Path, timezone: str = "") -> None:
        super().__init__()
        self._folder, self._timezone = folder, timezone
        self._task = OneTask(self)
        self._source, self._by = folder, 0
        self._key_here: bytes | None = None  # what opens the clinic that is there
        self._is_asking = False  # whether its own key file and list are being read
        self.key, self.strip, self.difference = (
            BackupKey(folder, "restore"),
            WorkStrip(),
            Difference(),
        )
        self.key.opened.connect(self._on_key)
        self.strip.cancelled.connect(self._cancel)
        self._task.progressed.connect(self.strip.progress)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        for each in (self.key, self.strip, self.difference):
            box.addWidget(each)
            each.hide()

    def begin(self, source: Path, key: bytes | None = None, by: int = 0) -> None:
        """Prove what is to be put back; without a key that opens it, ask for one first."""
        self.stop()
        self._source, self._key_here = source, key
        self._show(self.strip)
        self.strip.begin(self.tr("Reading its list …"), measured=False)
        self._is_asking = True

        def on_known(names: list[str] | None) -> None:
            self._is_asking = False
            if names is None and key is not None:
                self._look_into(key, by)
            else:
                self._ask_for_key(names or [])

        self._task.run(
            lambda _: _who_opens(source, key), on_known, self._on_failed, limit_ms=LIMIT_MS
        )

    def stop(self) -> None:
        """Give up what goes on, without a word."""
        self._task.drop()
        self._show(None)

    @property
    def is_on(self) -> bool:
        """Whether a backup is being proven."""
        return self._task.is_on

    def _ask_for_key(self, names: list[str]) -> None:
        self.key.ask_for(self._source, names)
        self._show(self.key)
        self.key.form.begin()

    def _on_key(self, unlocked: Unlocked) -> None:
        self._look_into(unlocked.key, unlocked.staff_id)

    def _look_into(self, key: bytes, by: int) -> None:
        order = Restoring(self._folder, self._source, key, by)
        self._show(self.strip)
        words = self.tr("Putting it back into a scratch folder to prove it; nothing is changed …")
        self.strip.begin(words, measured=not order.is_undo)
        self.strip.cancel.setFocus()
        self._task.run(
            _job(order, self._key_here),
            lambda found: self._on_found(order, found),
            self._on_failed,
            self._on_end,
        )

    def _on_found(self, order: Restoring, found: Found) -> None:
        self._show(self.difference)
        self.difference.show_comparison(found.comparison, self._timezone)
        self.ready.emit(order, found)

    def _on_failed(self, error: KnownError) -> None:
        self._is_asking = False
        self._show(None)
        self.failed.emit(error)

    def _on_end(self) -> None:
        self._is_asking = False
        self._show(None)
        self.given_up.emit()

    def _cancel(self) -> None:
        if self._task.is_on and self._is_asking:
            self._task.drop()  # a place that hangs heeds no wish
            self._on_end()
        elif self._task.is_on:
            self._task.cancel()
            self.strip.cancel.setEnabled(False)

    def _show(self, step: QWidget | None) -> None:
        for each in (self.key, self.strip, self.difference):
            each.setVisible(each is step)


def _who_opens(source: Path, key: bytes | None) -> list[str] | None:
    """Return whom its key file knows; None where this key opens it."""
    return None if key is not None and opens_with(source, key) else names_in(source)


def _job(order: Restoring, here: bytes | None) -> Callable[[tasks.Task], Found]:
    folder, source, key, by = order.folder, order.source, order.key, order.by

    def job(task: tasks.Task) -> Found:
        refuse_known(folder, here or key, by)  # before anybody waits for what is refused at the end
        if order.is_undo:
            return Found(compare_kept(source, _kept_at(source), folder, key, here), False)
        found = compare(source, folder, key, task.step, here, by)
        return Found(found, only_keys_are_lost(folder, key))

    return job


def _kept_at(source: Path) -> datetime:
    at = kept_at(source)
    assert at is not None
    return at
