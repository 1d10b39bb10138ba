"""Asks where a file goes: it gets its ending before anybody can lose another of that name."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_place(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Return where to save what is called `name` unless a person names it otherwise; None is no.

    A name without an ending gets the one of `name`. Where such a file is there already, the dialog
    opens again with the whole name, so that it asks whether to replace it.
    """
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    usual, ending = Path(QStandardPaths.writableLocation(documents)) / name, Path(name).suffix
    while True:
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(usual), kinds)
        path = Path(chosen)
        if not chosen or path.suffix:
            return path if chosen else None
        usual = path.with_suffix(ending)
        if not usual.exists():
            return usual
