"""Two patients side by side, field by field: where they differ, one of both is chosen."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from infrared_desktop.domain.people.joining import both_notes, differs, proposed, to_choose
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.views.lists.patient_fields import NOTHING, label_of, said_in
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label

_WIDEST_PX = 230  # of one value, so that both fit; the whole of it is in the balloon
_LEFT, _RIGHT, _BOTH = range(3)


class JoinChoices(QWidget):
    """A row for each field that either fills, and one for the number that stays."""

    changed = Signal()

    def __init__(self, country: str) -> None:
        super().__init__()
        self._country = country
        self._groups: dict[str, QButtonGroup] = {}
        self._pair: tuple[tuple[int, Patient], ...] = ()
        self._touched: set[str] = set()
        self._rows = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)

    def show_pair(self, one: tuple[int, Patient], other: tuple[int, Patient]) -> None:
        """Lay two numbers side by side; the one that was given first is kept unless said."""
        self._clear()
        self._pair = (one, other)
        stays = [self._whose(place) for place in (_LEFT, _RIGHT)]
        self._add_choice("", _words("Number that stays"), stays)
        self._group("").button(_LEFT if one[0] < other[0] else _RIGHT).setChecked(True)
        for name in to_choose(one[1], other[1]):
            self._add(name)
        self._propose()

    def kept(self) -> int:
        """Return the number that stays."""
        return self._pair[self._group("").checkedId()][0]

    def other(self) -> int:
        """Return the number that is read along."""
        return self._pair[1 - self._group("").checkedId()][0]

    def chosen(self) -> Patient:
        """Return the patient as it was chosen."""
        people = [patient for _, patient in self._pair]
        kept = people[self._group("").checkedId()]
        values: dict[str, Any] = {
            name: both_notes(*people)
            if group.checkedId() == _BOTH
            else getattr(people[group.checkedId()], name)
            for name, group in self._groups.items()
            if name
        }
        return replace(kept, **values)

    def buttons(self, name: str) -> list[QRadioButton]:
        """Return what a field is chosen by; nothing names the number that stays."""
        return [each for each in self._group(name).buttons() if isinstance(each, QRadioButton)]

    def first(self) -> QWidget:
        """Return what takes the keys first."""
        return self.buttons("")[self._group("").checkedId()]

    def _group(self, name: str) -> QButtonGroup:
        return self._groups[name]

    def _whose(self, place: int) -> str:
        return _words("no. {n:04}").format(n=self._pair[place][0])

    def _clear(self) -> None:
        self._touched, self._rows = set(), 0
        for group in self._groups.values():
            group.deleteLater()
        self._groups = {}
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _add(self, name: str) -> None:
        one, other = (patient for _, patient in self._pair)
        texts = [self._shown(name, getattr(patient, name)) for patient in (one, other)]
        if differs(name, one, other):
            both = [_words("both notes")] if name == "note" and one.note and other.note else []
            self._add_choice(name, label_of(name), [*texts, *both])
        else:
            self._grid.addWidget(_caption(label_of(name)), self._rows, 0)
            self._grid.addWidget(words_label("", texts[0]), self._rows, 1, 1, 2)
            self._rows += 1

    def _add_choice(self, name: str, caption: str, texts: Sequence[str]) -> None:
        row, group = self._rows, QButtonGroup(self)
        self._groups[name] = group
        self._rows += (len(texts) + 1) // 2
        self._grid.addWidget(_caption(caption), row, 0)
        for place, text in enumerate(texts):
            button = QRadioButton()
            line = " ".join(text.split())
            short = button.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, _WIDEST_PX)
            button.setText(short.replace("&", "&&"))
            button.setToolTip(text if short != text else "")
            whose = "" if not name or place == _BOTH else f", {self._whose(place)}"
            spoken = text if text != NOTHING else _words("nothing")
            button.setAccessibleName(f"{caption}{whose}: {spoken}")
            group.addButton(button, place)
            self._grid.addWidget(button, row + place // 2, 1 + place % 2)
        group.idClicked.connect(lambda _: self._on_chosen(name))

    def _on_chosen(self, name: str) -> None:
        if name:
            self._touched.add(name)
        else:
            self._propose()
        self.changed.emit()

    def _propose(self) -> None:
        """Choose what is proposed for the number that stays, where nobody chose by hand."""
        people = [patient for _, patient in self._pair]
        stays = self._group("").checkedId()
        wanted = proposed(people[stays], people[1 - stays])
        for name, group in self._groups.items():
            if name and name not in self._touched:
                said = [getattr(patient, name) == getattr(wanted, name) for patient in people]
                button = group.button(said.index(True) if any(said) else _BOTH)
                (button or group.button(stays)).setChecked(True)

    def _shown(self, name: str, value: Any) -> str:
        return said_in(name, value, self._country)


def _caption(text: str) -> QLabel:
    label = words_label("caption", text)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return label


def _words(text: str) -> str:
    return QCoreApplication.translate("JoinChoices", text)
