"""What stands below the timeline: the same in words, or the result at one area as a chart."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget

from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.people.result_panel import ResultPanel
from infrared_desktop.views.timeline.timeline_list import TimelineList


class ToldBelow(QStackedWidget):
    """Shows one of the two; each offers the other at its head, where there is a result."""

    toggling = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines, self.result = TimelineList(), ResultPanel()
        self.words = Panel(_words("The same in words"))
        self.words.body.addWidget(self.lines)
        self.to_result = QPushButton(_words("Result over time  G"))
        self.to_words = QPushButton(_words("In words  G"))
        for panel, button in ((self.words, self.to_result), (self.result, self.to_words)):
            button.setProperty("kind", "quiet")
            button.clicked.connect(self.toggling)
            panel.add_to_head(button)
            self.addWidget(panel)

    def set_possible(self, possible: bool) -> None:
        """Offer the result, or show the words alone."""
        self.to_result.setVisible(possible)
        if not possible:
            self.setCurrentWidget(self.words)

    def toggle(self) -> None:
        """Show the other of the two, and give it the keys."""
        if self.currentWidget() is self.words:
            self.setCurrentWidget(self.result)
            self.result.take_keys()
        else:
            self.setCurrentWidget(self.words)
            self.lines.setFocus()


def _words(text: str) -> str:
    return QCoreApplication.translate("ToldBelow", text)
