"""The rows of the health page: what each is, how it stands, when it was looked at, what to do."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.storage.health.parts import Part
from infrared_desktop.views.health.health_words import Told
from infrared_desktop.views.look.chips import ChipLabel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label


class HealthRow(QFrame):
    """Says how one thing stands; `asked` is somebody's wish to look at it now."""

    asked = Signal()
    also_asked = Signal()

    def __init__(self, title: str, act: str, also: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._act = title, act
        self.setProperty("role", "panel")
        self.title, self.chip = words_label("strong", title), ChipLabel()
        self.words, self.checked = words_label("small"), words_label("caption")
        self.button, self.also = QPushButton(), QPushButton()
        for button in (self.button, self.also):
            button.setAutoDefault(True)
        self.also.clicked.connect(lambda: self.also_asked.emit())
        self.offer()
        self.button.clicked.connect(lambda: self.asked.emit())
        self._lay_out()
        self.offer_also(also)

    def tell(self, told: Told) -> None:
        """Say how it stands now."""
        self.chip.set_chip(told.chip)
        self.words.setText(told.words)
        self.checked.setText(told.checked or "")
        self.setAccessibleName(
            f"{self._title}: {told.chip.text}. {told.words} {told.checked or ''}"
        )

    def offer(self, act: str = "") -> None:
        """Let the button offer something else; nothing is its own act again."""
        self.button.setText(act or self._act)
        self.button.setAccessibleName(f"{self._title}: {act or self._act}")

    def offer_also(self, act: str) -> None:
        """Let the second button offer something; it is not there for nothing."""
        self.also.setText(act)
        self.also.setAccessibleName(f"{self._title}: {act}")
        self.also.setHidden(not act)

    def _lay_out(self) -> None:
        self.title.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.chip)
        head.addWidget(self.checked, 1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addLayout(head)
        texts.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addLayout(texts, 1)
        for button in (self.also, self.button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)


def health_rows() -> dict[str, HealthRow]:
    """Return a row for each thing that the clinic relies on, in the order of the page."""
    check, back_up = _words("Check now"), _words("Back up now")
    return {
        Part.DATABASE: HealthRow(_words("Database"), check),
        Part.AUDIT: HealthRow(_words("Audit log"), check),
        Part.PHOTOGRAPHS: HealthRow(_words("Photographs"), check),
        "backups": HealthRow(_words("Backups"), back_up, _words("Prove again")),
        "disk": HealthRow(_words("Room on the disk"), check),
        "keys": HealthRow(_words("Keys"), check),
        "versions": HealthRow(_words("Versions"), check),
        "clock": HealthRow(_words("Clock"), check),
    }


def _words(text: str) -> str:
    return QCoreApplication.translate("Health", text)
