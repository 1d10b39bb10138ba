"""The head of a record that is signed: its state, what is missing, the acts possible now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from infrared_desktop.views.look.record_header import RecordHeader


class SigningHeader(RecordHeader):
    """Offers to sign while it is open, and to add, strike through or go on once it is signed."""

    signing = Signal()
    completing = Signal()
    going_on = Signal()
    adding = Signal()
    striking = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.missing = QPushButton()
        self.sign = QPushButton(self.tr("Sign  Ctrl+↵"))
        self.add = QPushButton(self.tr("Add an addendum"))
        self.strike = QPushButton(self.tr("Strike through"))
        self.next = QPushButton()
        self.missing.setProperty("kind", "quiet")
        self.sign.setProperty("kind", "primary")
        self.next.setProperty("kind", "primary")
        self.strike.setProperty("kind", "danger")
        self.missing.setToolTip(self.tr("Show what is missing; F8 goes to the first"))
        self.sign.setAccessibleName(self.tr("Sign"))
        self.add_buttons((self.missing, self.sign, self.add, self.strike, self.next))
        pairs = (
            (self.missing, self.completing),
            (self.sign, self.signing),
            (self.add, self.adding),
            (self.strike, self.striking),
            (self.next, self.going_on),
        )
        for button, signal in pairs:
            button.clicked.connect(signal)

    def show_open(self, missing: int) -> None:
        """Offer to sign, and say how much is missing."""
        if missing:
            one = self.tr("1 thing missing before you can sign")
            many = self.tr("{count} things missing before you can sign")
            text = one if missing == 1 else many.format(count=missing)
            self.missing.setText(text)
        self._show(self.sign, *((self.missing,) if missing else ()))

    def show_signed(self, valid: bool, sound: bool = True) -> None:
        """Offer what a signed record allows; one that was struck through allows nothing.

        One that was altered can only be added to: nothing follows from what nobody signed.
        """
        offered = (self.add, self.strike, self.next) if sound else (self.add,)
        self._show(*(offered if valid else ()))

    def _show(self, *shown: QPushButton) -> None:
        for button in (self.missing, self.sign, self.add, self.strike, self.next):
            button.setVisible(button in shown and bool(button.text()))
