"""A long list that is found by typing any part of a label, whatever its case and accents."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from infrared_desktop.domain.people.folding import fold
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.promoted import register

_WORDS = Qt.ItemDataRole.UserRole + 1


class TypedComboField(ComboField):
    """One of very many; typing finds it, and text that names none of them is no value."""

    editingFinished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QLineEdit(self)
        self.setLineEdit(line)
        self.setInsertPolicy(ComboField.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        # Else the longest of hundreds of labels would decide how wide the form is.
        self.setSizeAdjustPolicy(ComboField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setCompleter(_Finder(self))
        line.setPlaceholderText(self.tr("Type to find"))
        line.editingFinished.connect(self._settle)
        line.textEdited.connect(lambda: self.changed.emit())

    def set_options(
        self, options: Sequence[tuple[str, str]], also: Mapping[str, str] | None = None
    ) -> None:
        """Offer (code, label) pairs, found by more words too where some are given for a code."""
        super().set_options(options)
        self.setItemText(0, "")
        for index in range(1, self.count()):
            words = f"{self.itemText(index)} {(also or {}).get(self.itemData(index), '')}"
            self.setItemData(index, fold(words), _WORDS)

    def get_value(self) -> str | None:
        """Return the code, or None where the text names nothing in the list."""
        same = self.currentText() == self.itemText(self.currentIndex())
        return super().get_value() if same else None

    def problem(self) -> str:
        """Say in words why the text names nothing."""
        typed = self.currentText().strip()
        if not typed or self.get_value() is not None:
            return ""
        if self._matches(typed):
            return self.tr("Several are called so. Choose one from the list.")
        return self.tr("Nothing in the list is called so.")

    def showPopup(self) -> None:
        view = self.view()
        if isinstance(view, QListView):
            view.setRowHidden(0, True)
        super().showPopup()

    def _settle(self) -> None:
        """Take what was typed for the one entry that it can mean."""
        typed = self.currentText().strip()
        found = self._matches(typed) if typed and self.get_value() is None else []
        if len(found) == 1:
            self.setCurrentIndex(found[0])
            self.changed.emit()
        self.editingFinished.emit()

    def _matches(self, typed: str) -> list[int]:
        wanted, every = fold(typed), range(1, self.count())
        codes = [i for i in every if fold(str(self.itemData(i))) == wanted]
        exact = [i for i in every if fold(self.itemText(i)) == wanted]
        return exact or codes or [i for i in every if wanted in str(self.itemData(i, _WORDS))]


class _Finder(QCompleter):
    """Offers every entry whose folded words hold what was typed."""

    def __init__(self, combo: ComboField) -> None:
        super().__init__(combo.model(), combo)
        self.setCompletionRole(_WORDS)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(8)
        popup = QListView()
        popup.setProperty("role", "completions")
        self.setPopup(popup)

    def splitPath(self, path: str) -> list[str]:
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")


register(TypedComboField)
