"""What two joined numbers will be: the patient, the records that come along, and cautions."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from infrared_desktop.domain.people.joining import Side
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label

# The kinds that people count in, in the order of the record; the rest comes along as well.
_COUNTED = {
    "history": "Medical histories",
    "consultation": "Consultations",
    "plan": "Plans",
    "test_spot": "Test spots",
    "session": "Sessions",
    "review": "Reviews",
    "adverse_event": "Reactions",
    "consent": "Consents",
    "handout": "Handouts",
    "photo": "Photographs",
    "appointment": "Visits",
    "contact_attempt": "Contacts",
    "message": "Messages",
}


class JoinPreview(QWidget):
    """Says who the patient is from now on, and counts what each number brings."""

    def __init__(self) -> None:
        super().__init__()
        self.who, self.line = words_label("strong"), words_label("")
        self.table = QGridLayout()
        self.table.setHorizontalSpacing(2 * GRID)
        self.table.setVerticalSpacing(2)
        self.table.setColumnStretch(0, 1)
        self.rest = words_label("muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.who)
        box.addWidget(self.line)
        box.addWidget(self.rest)  # above the counts, which a small screen may cut
        box.addLayout(self.table)

    def show_joined(self, who: str, line: str, sides: Sequence[Side]) -> None:
        """Show what the two will be."""
        self.who.setText(who)
        self.line.setText(line)
        while item := self.table.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        heads = [_words("no. {n:04}").format(n=side.number) for side in sides]
        rows = [
            (_words(text), [side.counts.get(kind, 0) for side in sides])
            for kind, text in _COUNTED.items()
        ]
        told = [(text, counts) for text, counts in rows if any(counts)]
        if told:
            self._add_row(0, ("", *heads, _words("together")), "caption")
        for row, (text, counts) in enumerate(told, start=1):
            self._add_row(row, (text, *map(str, counts), str(sum(counts))), "")
        self.rest.setText(self._rest(sides[-1], bool(told)))

    def _rest(self, other: Side, is_counted: bool) -> str:
        nothing = "" if is_counted else _words("Neither has a record yet. ")
        text = _words(
            "Nothing is rewritten: each record stays as it was signed. What you do not choose is "
            "kept under number {n}, still finds the patient, and is back if you part the two."
        )
        return nothing + text.format(n=other.number)

    def _add_row(self, row: int, texts: Iterable[str], role: str) -> None:
        for column, text in enumerate(texts):
            label = words_label(role, text)
            label.setWordWrap(column == 0)
            self.table.addWidget(label, row, column)


def _words(text: str) -> str:
    return QCoreApplication.translate("JoinPreview", text)
