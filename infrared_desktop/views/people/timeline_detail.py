"""All about the event that is selected in a timeline: what, where, when, the facts, and by whom."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.timeline.model import Item
from infrared_desktop.domain.timeline.words import words_of
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.people.last_doses import last_doses
from infrared_desktop.views.timeline.timeline_text import days_text, title_text
from infrared_desktop.views.wording import say


class TimelineDetail(QScrollArea):
    """The headline, the days, the facts and the people of one event; without one, the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        roles = ("strong", "muted", "error", "", "", "muted")
        self._labels = tuple(map(words_label, roles))
        self.headline, self.days, self.wrong, self.facts, self.doses, self.people = self._labels
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(2 * GRID, GRID + 4, 2 * GRID, GRID)
        box.setSpacing(4)
        for label in self._labels:
            box.addWidget(label)
        box.addStretch()
        inside.setProperty("role", "page")
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_words("The event that is selected"))

    def show_item(
        self,
        item: Item | None,
        today: date,
        people: Sequence[str] = (),
        wrong: Sequence[str] = (),
        chart: Chart | None = None,
    ) -> None:
        """Show an event and the people behind it, or the last settings and how to select one.

        `wrong` is why it does not count, or cannot be trusted; its facts are struck then. From the
        chart comes what its site received last.
        """
        doses = "\n".join(last_doses(chart, item)) if chart else ""
        for label in (self.headline, self.facts):
            font = label.font()
            font.setStrikeOut(bool(wrong))
            label.setFont(font)
        if item is None:
            keys = _words(
                "Arrow keys go from event to event, Enter opens the record.\n"
                "+ and − zoom · 0 shows all · Y the last year · Z this plan · T today\n"
                "N what is new · Q what is shown · M another measure"
            )
            headline = _words("Last settings") if doses else _words("Step through the timeline")
            self._tell(headline, "", "", "", doses, keys)
            return
        headline, *facts = map(say, words_of(item, today))
        title = f"{headline[:1].upper()}{headline[1:]} · {title_text(item.lane)}"
        here = _words("At this site {doses}").format(doses=doses) if doses else ""
        what, who = ("\n".join(lines) for lines in (facts, people))
        self._tell(title, days_text(item), "\n".join(wrong), what, here, who)

    def text(self) -> str:
        """Return all that is shown."""
        return "\n".join(label.text() for label in self._labels if label.text())

    def _tell(self, *texts: str) -> None:
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))


def _words(text: str) -> str:
    return QCoreApplication.translate("TimelineDetail", text)
