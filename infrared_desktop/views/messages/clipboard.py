"""Words on the clipboard for a while: they are taken off it again, as others may read it."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 90


class LentClipboard(QObject):
    """Puts a text on the clipboard and takes it off again, unless another came since."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lent = ""
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.take_back)

    def lend(self, text: str) -> None:
        """Copy a text; clipboard histories are asked to leave it out."""
        held = QMimeData()
        held.setText(text)
        held.setData("x-kde-passwordManagerHint", b"secret")
        held.setData("ExcludeClipboardContentFromMonitorProcessing", b"1")
        QGuiApplication.clipboard().setMimeData(held)
        self._lent = text
        self._timer.start()

    def take_back(self) -> None:
        """Empty the clipboard if what was lent is still there."""
        clipboard = QGuiApplication.clipboard()
        if self._lent and clipboard.text() == self._lent:
            clipboard.clear()
        self._lent = ""
