"""Asked where a locked window is closed while what was typed waits in it alone."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_to_lose(window: QWidget, lose: Callable[[], object]) -> None:
    """Leave the window open, unless somebody says that what was typed may be lost."""
    box = QMessageBox(QMessageBox.Icon.Warning, window.windowTitle(), _asked(), parent=window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    going = box.addButton(_words("&Close and lose it"), QMessageBox.ButtonRole.DestructiveRole)
    staying = box.addButton(_words("&Leave it open"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(staying)
    box.setEscapeButton(staying)
    going.clicked.connect(lose)
    box.open()


def _asked() -> str:
    return _words(
        "What somebody had typed is not stored: the disk took nothing more. It waits in this "
        "window alone. Free some space or bring the disk back, then unlock: it is there again and "
        "can be saved."
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("Locker", text)
