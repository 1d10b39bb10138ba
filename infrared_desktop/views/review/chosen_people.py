"""Whom somebody takes along, told apart by number and birth date, each to be taken off again."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.views.inputs.flow import FlowLayout
from infrared_desktop.views.look.chip_button import ChipButton
from infrared_desktop.views.look.chips import Chip, Glyph
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace

_NAMED = 24  # more would push the passphrase out of sight


class ChosenPeople(QWidget):
    """A chip for each of the numbers; pressed, or with Delete, it takes its person off."""

    dropped = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._numbers: tuple[int, ...] = ()
        self.chips: list[PersonChip] = []
        self.more = words_label("muted")
        self._flow = FlowLayout(self, gap=GRID // 2)
        self._flow.addWidget(self.more)
        self.more.hide()
        self.setAccessibleName(self.tr("Chosen"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_numbers(self, numbers: tuple[int, ...]) -> None:
        """Show whom the numbers stand for, or that one stands for nobody."""
        if numbers == self._numbers:
            return
        self._numbers = numbers
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        named = tuple(dict.fromkeys(numbers))
        people = self._workplace.clinic.people.many(named[:_NAMED])
        self.chips = [self._chip(number, people.get(number)) for number in named[:_NAMED]]
        rest = len(named) - len(self.chips)
        self._flow.removeWidget(self.more)
        self._flow.addWidget(self.more)
        self.more.setText(self.tr("and {count} more").format(count=rest))
        self.more.setVisible(rest > 0)
        self.updateGeometry()

    def words(self) -> list[str]:
        """Return what the chips say."""
        return [chip.accessibleName() for chip in self.chips]

    def _chip(self, number: int, stored: Stored[Patient] | None) -> "PersonChip":
        chip = PersonChip(self)
        if stored is None or stored.state is State.INVALID:
            nobody = self.tr("no. {number:04}: nobody").format(number=number)
            chip.set_chip(Chip(Meaning.CAUTION, nobody))
        else:
            chip.set_chip(Chip(Meaning.INFORMATION, self._words(stored), Glyph.CROSS))
        chip.setToolTip(self.tr("Enter or Delete takes this person off."))
        chip.clicked.connect(partial(self.dropped.emit, number))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _words(self, stored: Stored[Patient]) -> str:
        born = stored.record.birth_date
        day = say_day(born) if born else self.tr("birth date not known")
        text = self.tr("{name} · {born} · no. {number:04}")
        return text.format(name=stored.record.display_name, born=day, number=stored.id)


class PersonChip(ChipButton):
    """A person who is taken along."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)
