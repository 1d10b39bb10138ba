"""What covers the window: a veil for a second at the counter, or the words of a lock."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infrared_desktop.views.look.panel import EmptyState


class Cover(QWidget):
    """Lies over the whole window; what is below it is hidden by whoever lays it."""

    acted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self._veils = False
        self.told = EmptyState()
        self.told.acted.connect(self.acted)
        box = QVBoxLayout(self)
        box.addWidget(self.told)
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def veil(self) -> None:
        """Hide the window until the same key is pressed."""
        self._veils = True
        advice = _words("Press F10, and it is back as it was. It is not locked.")
        self._lay(_words("Hidden."), advice, _words("&Show it again"))

    def finish(self, jobs: list[str]) -> None:
        """Say that the window is locked, and what is finished first."""
        self._veils = False
        words = _words("This is finished first: {jobs}. Then the passphrase is asked for.")
        told = words.format(jobs=", ".join(jobs))
        self._lay(_words("Locked."), told, _words("&Cancel it and unlock"))
        self.setFocus()  # an Enter that was meant for something else cancels nothing

    def close_down(self) -> None:
        """Say only that the window is locked."""
        self._veils = False
        self._lay(_words("Locked."), "", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt  # see docs/decisions/0009

        if self._veils and event.key() == Qt.Key.Key_F10:
            self.acted.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(window, QWidget):
            self.setGeometry(window.rect())
        return False

    def _lay(self, sentence: str, advice: str, action: str) -> None:
        self.told.tell("lock", sentence, advice, action)
        self.show()
        self.raise_()
        (self.told.action_button if action else self).setFocus()


def _words(text: str) -> str:
    return QCoreApplication.translate("Cover", text)
