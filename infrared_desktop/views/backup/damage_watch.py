"""Tells of damage that shows while people work, and leads to what can be done about it."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from infrared_desktop.storage.database.sqlcipher import watch_damage
from infrared_desktop.storage.files.damage import DamageError, note_damage
from infrared_desktop.views.look.theme import Meaning


class DamageWatch(QObject):
    """Lasts as long as the place of work; nothing is saved from the first damage on."""

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self._frame = frame
        watch_damage(frame.workplace.clinic.ledger.db, self._on_damage)

    def _on_damage(self, error: DamageError) -> None:
        note_damage(self._frame.workplace.clinic.folder)
        # Afterwards, as the screen that met it says something shorter first.
        QTimer.singleShot(0, self, lambda: self._tell(error))

    def _tell(self, error: DamageError) -> None:
        self._frame.rail.status.setText(_words("✗ Nothing more is saved"))
        self._frame.banner.tell(
            Meaning.STOP,
            _words(
                "The clinic's file is damaged. Nothing more is saved, so that no more of it is "
                "spoilt; what was saved is in the file or in the last backup. What stands on this "
                "screen is kept when you go on."
            ),
            _words("What can be done"),
            lambda: self._frame.workplace.parting.emit(error),
            key="Ctrl+G",
        )


def _words(text: str) -> str:
    return QCoreApplication.translate("Backups", text)
