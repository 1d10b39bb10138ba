"""The inputs of the unlock page: who you are, and what opens the clinic."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.inputs.passphrase_field import PassphraseField, show_while_ticked
from infrared_desktop.views.look.theme import GRID


class UnlockForm(QWidget):
    """Holds the inputs, in code: loading a form would delay the first window."""

    def __init__(self) -> None:
        super().__init__()
        self.person, self.passphrase = QComboBox(), PassphraseField()
        self.person_label = _caption(self.tr("&Who are you?"), self.person)
        self.passphrase_label = _caption(self.tr("&Passphrase"), self.passphrase)
        self.show_typed = QCheckBox(self.tr("&Show what I type"))
        self.passphrase.setObjectName("passphrase")
        self.person.setAccessibleName(self.tr("Who are you?"))
        self.person.setPlaceholderText(self.tr("Choose your name"))
        self.show_typed.setAccessibleName(self.tr("Show what I type"))
        self._with_recovery_key = False
        self._with_code: frozenset[str] = frozenset()
        self._lay_out()
        self.person.currentIndexChanged.connect(self._on_person)
        show_while_ticked(self.show_typed, self.passphrase)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for label, field in (
            (self.person_label, self.person),
            (self.passphrase_label, self.passphrase),
        ):
            box.addWidget(label)
            box.addWidget(field)
            box.addSpacing(GRID)
        box.addWidget(self.show_typed)

    def offer_people(
        self, names: list[str], person: str, with_code: frozenset[str] = frozenset()
    ) -> None:
        """Offer the names to choose from, and choose one where that is clear.

        Of several nobody is: what the next one types would count as a wrong try of the first.
        """
        self._with_code = with_code
        self.person.clear()
        self.person.addItems(names)
        clear = 0 if len(names) == 1 else -1
        self.person.setCurrentIndex(names.index(person) if person in names else clear)

    def ask_for(self, recovery: bool) -> None:
        """Ask for the recovery key, or for a passphrase."""
        self._with_recovery_key = recovery
        several = self.person.count() > 1 and not recovery
        self.person.setVisible(several)
        self.person_label.setVisible(several)
        self._name_what_is_typed()
        self.passphrase.clear()
        self.show_typed.setChecked(recovery)

    def code_waits(self) -> bool:
        """Say whether who is chosen comes in by a one-time code, and by no passphrase."""
        return not self._with_recovery_key and self.person.currentText() in self._with_code

    def begin(self) -> None:
        """Put the keys into the first input that is not answered."""
        (self.passphrase if self._is_named() else self.person).setFocus()

    def check(self) -> bool:
        """Say whether all is answered; otherwise say what is missing, and lead there."""
        if not self._is_named():
            show_error(self.person, self.tr("Choose your name first: type its first letters."))
        elif not self.passphrase.text():
            show_error(self.passphrase, self.tr("Type it first."))
        else:
            return True
        self.begin()
        return False

    def _is_named(self) -> bool:
        is_asked = self.person.count() > 1 and not self._with_recovery_key
        return not is_asked or self.person.currentIndex() >= 0

    def _on_person(self) -> None:
        show_error(self.person, "")
        self._name_what_is_typed()

    def _name_what_is_typed(self) -> None:
        if self._with_recovery_key:
            caption = self.tr("Recovery &key, as printed")
        elif self.code_waits():
            caption = self.tr("One-time code, in place of your &passphrase")
        else:
            caption = self.tr("&Passphrase")
        self.passphrase_label.setText(caption)
        self.passphrase.setAccessibleName(caption.replace("&", ""))


def _caption(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "caption")
    label.setBuddy(buddy)
    return label
