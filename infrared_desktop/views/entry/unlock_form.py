"""The inputs of the unlock page: who you are, and what opens the clinic."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

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
        self.show_typed.setAccessibleName(self.tr("Show what I type"))
        self._lay_out()
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

    def offer_people(self, names: list[str], person: str) -> None:
        """Offer the names to choose from, and choose one where that is clear."""
        self.person.clear()
        self.person.addItems(names)
        self.person.setCurrentIndex(names.index(person) if person in names else 0)

    def ask_for(self, recovery: bool) -> None:
        """Ask for the recovery key, or for a passphrase."""
        several = self.person.count() > 1 and not recovery
        self.person.setVisible(several)
        self.person_label.setVisible(several)
        caption = self.tr("Recovery &key, as printed") if recovery else self.tr("&Passphrase")
        self.passphrase_label.setText(caption)
        self.passphrase.setAccessibleName(caption.replace("&", ""))
        self.passphrase.clear()
        self.show_typed.setChecked(recovery)


def _caption(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "caption")
    label.setBuddy(buddy)
    return label
