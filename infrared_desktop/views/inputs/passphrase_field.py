"""The input of a secret: hidden, never changed, and it notices Caps Lock."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from infrared_desktop.views.inputs.text_field import HintedField


class PassphraseField(HintedField):
    """A passphrase as typed, blanks at its ends included; Caps Lock is told while it is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(HintedField.EchoMode.Password)

    def get_value(self) -> str:
        """Return the text exactly as typed."""
        return self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt  # see docs/decisions/0009

        super().keyPressEvent(event)
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.set_hint("")
        elif letter.isalpha() and letter.upper() != letter.lower():
            # Qt cannot be asked for Caps Lock, but a capital without Shift gives it away.
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell_caps_lock(letter.isupper() != shifted)

    def _tell_caps_lock(self, on: bool) -> None:
        hidden = self.echoMode() == HintedField.EchoMode.Password
        self.set_hint(self.tr("Caps Lock is on") if on and hidden else "")


def show_while_ticked(tick: QCheckBox, *fields: PassphraseField) -> None:
    """Show what stands in the fields while the box is ticked."""
    modes = HintedField.EchoMode

    def show(ticked: bool) -> None:
        for field in fields:
            field.setEchoMode(modes.Normal if ticked else modes.Password)
            field.set_hint("")

    tick.toggled.connect(show)
