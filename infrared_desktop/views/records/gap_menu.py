"""What is missing before a record can be signed, as a list: each line leads to its field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from infrared_desktop.domain.records.gaps import Gap


class GapMenu(QMenu):
    """Opens below a button, with its first line chosen; arrows, Enter and Esc work as in a menu."""

    chosen = Signal(object)  # Gap

    def show_below(self, button: QWidget, gaps: Sequence[Gap], words: Callable[[Gap], str]) -> None:
        """List the gaps below a button, in the order of the form."""
        self.clear()
        for gap in gaps:
            # An ampersand is a letter here, not the sign of a key.
            action = self.addAction(words(gap).replace("&", "&&"))
            action.triggered.connect(lambda _=False, gap=gap: self.chosen.emit(gap))
        self.setAccessibleName(self.tr("What is missing before you can sign"))
        self.setActiveAction(self.actions()[0])
        self.popup(button.mapToGlobal(QPoint(0, button.height())))
