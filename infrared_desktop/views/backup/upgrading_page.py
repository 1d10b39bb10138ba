"""A newer version takes over a clinic: it is backed up and proven first, and then changed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from infrared_desktop.storage.backup.before_upgrade import open_backed_up
from infrared_desktop.views import tasks
from infrared_desktop.views.entry.entry_card import EntryCard, centre
from infrared_desktop.views.look.theme import GRID

_WIDTH = 560


class UpgradingPage(QWidget):
    """Works beside the window; nothing is changed before the backup is proven."""

    done = Signal()
    failed = Signal(object)  # KnownError

    def __init__(self, folder: Path, key: bytes, now: datetime) -> None:
        super().__init__()
        self.card, self.bar = EntryCard(_WIDTH), QProgressBar()
        self.card.tell(
            self.tr("A newer version takes over …"),
            self.tr(
                "The clinic was last opened by an older version. It is backed up first, and the "
                "backup is put back and checked. Only then the file is changed. This is done once."
            ),
        )
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.card.body.addWidget(self.bar)
        centre(self, self.card, above=18 * GRID)
        tasks.run(
            self,
            _job(folder, key, now),
            lambda _: self.done.emit(),
            lambda error: self.failed.emit(error),
            heard=lambda part, _: self.bar.setValue(round(part * 1000)),
        )


def _job(folder: Path, key: bytes, now: datetime) -> Callable[[tasks.Task], None]:
    def job(task: tasks.Task) -> None:
        open_backed_up(folder, key, now, progress=task.step).close()

    return job
