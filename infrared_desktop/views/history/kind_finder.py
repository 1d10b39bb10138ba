"""Type a few letters of a kind, or a name that means it, and press Enter: a row is added."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from infrared_desktop.domain.people.folding import fold
from infrared_desktop.views.inputs.typed_combo import TypedComboField


class KindFinder(TypedComboField):
    """Gives each kind that is found, and is empty again for the next one."""

    found = Signal(str, str)  # code, and what was typed
    unknown = Signal(str)  # what was typed, and names nothing in the list
    unclear = Signal(str)  # why what was typed is not taken

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gives, self._words = False, ""
        self._naming: Callable[[str], str | None] = lambda _: None
        self._names: Mapping[str, Sequence[str]] = {}
        self._line().textEdited.connect(self._on_edited)
        self._line().returnPressed.connect(self._take_first)
        self.changed.connect(self._take_named)
        self.editingFinished.connect(self._take_unknown)

    def set_names(
        self, names: Mapping[str, Sequence[str]], naming: Callable[[str], str | None]
    ) -> None:
        """Find codes by names too; `naming` tells what a whole name means, if anything."""
        labels = [(str(self.itemData(i)), self.itemText(i)) for i in range(1, self.count())]
        self.set_options(labels, {code: " ".join(known) for code, known in names.items()})
        self._names, self._naming = names, naming

    def set_placeholder(self, text: str) -> None:
        """Say in the empty field what to type."""
        self._line().setPlaceholderText(text)

    def _line(self) -> QLineEdit:
        line = self.lineEdit()
        assert line is not None
        return line

    def _take_first(self) -> None:
        typed = self.currentText().strip()
        places = self._first_meant(typed) if typed else []
        if places:
            self._give(str(self.itemData(places[0])))

    def _first_meant(self, typed: str) -> list[int]:
        """Return what a word of a label begins with, else of a name, else what holds the text."""
        wanted, found = f" {fold(typed)}", self._matches(typed)
        labels = [i for i in found if wanted in f" {fold(self.itemText(i))}"]
        if labels or len(found) < 2:
            return labels or found
        names = {i: self._names.get(str(self.itemData(i)), ()) for i in found}
        begun = [i for i in found if any(wanted in f" {fold(name)}" for name in names[i])]
        return begun or found

    def _matches(self, typed: str) -> list[int]:
        found, wanted = super()._matches(typed), fold(typed)
        exact = [i for i in found if fold(self.itemText(i)) == wanted]
        named = self.findData(self._naming(typed) or "") if not exact else -1
        return exact or ([named] if named > 0 else found)

    def _on_edited(self, text: str) -> None:
        self._words = text.strip()

    def _take_named(self) -> None:
        """Take what was picked from the list, or what the text can only mean on leaving it."""
        code = self.get_value()
        if code is not None:
            self._give(code)

    def _take_unknown(self) -> None:
        """Lose nothing that was typed: what the list does not know is given as it stands."""
        typed = self.currentText().strip()
        if self._gives or not typed or self.get_value() is not None:
            return
        if self._matches(typed):
            self.unclear.emit(self.problem())
            return
        self._gives = True
        self.unknown.emit(typed)
        QTimer.singleShot(0, self, self._be_empty)

    def _give(self, code: str) -> None:
        if self._gives:
            return
        self._gives = True
        self.found.emit(code, self._words)
        # The list of matches still ends its own work on this key.
        QTimer.singleShot(0, self, self._be_empty)

    def _be_empty(self) -> None:
        self.set_value(None)
        self.setEditText("")
        self._words = ""
        self._gives = False
