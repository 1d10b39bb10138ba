"""The way from the entrance to a review copy, on a computer that may have no clinic."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QWidget


def review_button(page: QWidget) -> QPushButton:
    """Make the button that leads from an entrance to a review copy."""
    button = QPushButton(_words("Open a review copy …"))
    button.setProperty("kind", "quiet")
    button.setAutoDefault(True)
    button.clicked.connect(lambda: ask_for_copy(page))
    return button


def ask_for_copy(page: QWidget) -> None:
    """Ask which copy, and show it in a window of its own in place of this one."""
    from PySide6.QtWidgets import QFileDialog  # see docs/decisions/0009

    from infrared_desktop.start import REVIEW_SUFFIX

    kinds = _words("Review copies (*{suffix})").format(suffix=REVIEW_SUFFIX)
    name, _ = QFileDialog.getOpenFileName(page, _words("Open a review copy"), "", kinds)
    if name:
        show_copy(page, name)


def show_copy(page: QWidget, name: str) -> QWidget:
    """Show a copy in a window of its own; this window goes once that one stands."""
    from infrared_desktop.start import Options, usual_folder
    from infrared_desktop.views.review.review_window import ReviewWindow

    path = Path(name)
    options = Options(False, usual_folder(False).with_name("review"), review=path)
    window = ReviewWindow(path, options)
    app = QCoreApplication.instance()
    assert app is not None
    app.aboutToQuit.connect(window.shut)
    window.resize(page.window().size())
    window.show()
    page.window().close()
    return window


def _words(text: str) -> str:
    return QCoreApplication.translate("ReviewWay", text)
