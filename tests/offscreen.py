"""What the offscreen platform says of every window that is shown; it is no fault of ours."""

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

NO_FAULT = "This plugin does not support propagateSizeHints"


def leave_out_its_words() -> None:
    """Pass everything on that Qt says, as it would itself, but for that."""
    qInstallMessageHandler(_pass_on)


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    if not words.startswith(NO_FAULT):
        print(words, file=sys.stderr)
