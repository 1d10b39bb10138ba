"""The log of a running window: it begins once the window is seen, and what Qt warns of goes to it.

Of Qt's own words only the category is kept: they may hold a path, and a path may hold a name.
"""

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

from infrared_desktop import event_log

_QUIET = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


def begin_log() -> None:
    """Note the start, and hear what Qt warns of from now on."""
    python = ".".join(map(str, sys.version_info[:3]))
    event_log.note("start", f"python-{python}", f"qt-{qVersion()}", sys.platform)
    qInstallMessageHandler(hear)


def hear(kind: QtMsgType, context: QMessageLogContext, _: str) -> None:
    """Note that Qt warned of something, and in which of its parts."""
    if kind not in _QUIET:
        event_log.note("qt", kind.name, str(context.category or "default"))
