"""The language of a paper: shown by its own name, and found by typing that or its English name."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from infrared_desktop.documents.letters import LANGUAGES, names_of
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.inputs.promoted import register

_NO_LETTER = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class LanguageField(ComboField):
    """One of the languages that papers are written in; D and G both find German."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._begun = ""
        self.set_options(list(LANGUAGES.items()))
        self.removeItem(0)  # a paper always has a language
        for place in range(self.count()):
            english = names_of(str(self.itemData(place)))[1].capitalize()
            self.setItemData(place, english, Qt.ItemDataRole.ToolTipRole)
        self.view().installEventFilter(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self._found(event)
        if found is None:
            super().keyPressEvent(event)
        elif found != self.currentIndex():
            self.setCurrentIndex(found)
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # While the list is open, its view gets the keys.
        if watched is not self and isinstance(event, QKeyEvent):
            found = self._found(event) if event.type() == QEvent.Type.KeyPress else None
            if found is not None:
                self.view().setCurrentIndex(self.model().index(found, 0))
                return True
        return super().eventFilter(watched, event)

    def _found(self, event: QKeyEvent) -> int | None:
        """Return the language that the letters typed in a row begin to name; None for no letter."""
        letter = event.text().lower()
        if not letter.isalpha() or event.modifiers() & _NO_LETTER:
            return None
        goes_on = self._typed.isValid()
        goes_on = goes_on and self._typed.elapsed() < QApplication.keyboardInputInterval()
        self._begun = self._begun + letter if goes_on else letter
        self._typed.start()
        codes = [self.itemData(place) for place in range(self.count())]
        named = (
            place
            for place, code in enumerate(codes)
            if any(name.startswith(self._begun) for name in names_of(str(code)))
        )
        return next(named, self.currentIndex())


register(LanguageField)
