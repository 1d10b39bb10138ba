"""Ask who works here: the recovery key opens the clinic, but says nothing about the person."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.views.entry.entry_card import EntryCard, centre
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.theme import GRID

_WIDTH, _ROW = 560, 64


class WhoPage(QWidget):
    """Offers the people of the clinic; Enter takes the current one."""

    chosen = Signal(object)  # Stored[Staff]

    def __init__(self, people: Sequence[Stored[Staff]]) -> None:
        super().__init__()
        self._people = {person.id: person for person in people}
        self.list = RowList(card=True)
        self.list.setAccessibleName(self.tr("Who are you?"))
        self.list.set_rows([_row(person) for person in people])
        self.list.setFixedHeight(min(len(people), 6) * _ROW + 2)
        self.list.opened.connect(lambda key: self.chosen.emit(self._people[key]))
        card = EntryCard(_WIDTH)
        card.tell(
            self.tr("Who are you?"),
            self.tr("The recovery key opened the clinic. What you do is noted under your name."),
        )
        card.body.addWidget(self.list)
        centre(self, card, above=12 * GRID)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus()


def _row(person: Stored[Staff]) -> Row:
    name, role = person.record.name, choices.label(person.record.role)
    return Row(key=person.id, title=name, note=role)
