"""The sign beside the system's clock, where the system has a place for it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from infrared_desktop.views.look.icons import icon

PROGRAM = "Infrared Desktop"  # a name, in every language


class Tray(QObject):
    """Without such a place nothing is shown, and `can_tell` is False."""

    opened = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sign: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._sign = QSystemTrayIcon(icon("follow-ups"), self)
            self._sign.activated.connect(lambda _: self.opened.emit())
            self._sign.messageClicked.connect(self.opened)
            self._sign.show()

    @property
    def can_tell(self) -> bool:
        """Whether the system shows messages."""
        return self._sign is not None and QSystemTrayIcon.supportsMessages()

    def say(self, words: str) -> None:
        """Say how it stands to who points at the sign."""
        if self._sign is not None:
            self._sign.setToolTip(": ".join((PROGRAM, words)))

    def tell(self, words: str) -> None:
        """Show a message of the system."""
        if self._sign is not None:
            self._sign.showMessage(PROGRAM, words, QSystemTrayIcon.MessageIcon.NoIcon)
