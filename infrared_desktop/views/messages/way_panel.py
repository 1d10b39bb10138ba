"""How a message gets to its patient: where it goes, a code to scan, what stands against it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from infrared_desktop.views.inputs.flow import FlowLayout
from infrared_desktop.views.lists.fact_card import FactCard
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.messages.qr_code import QrCode


class WayPanel(Panel):
    """Shows one way; its buttons do what the screen's keys do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.address, self.hint = words_label("title"), words_label("caption")
        self.code, self.code_hint = QrCode(), words_label("caption")
        self.notes = [FactCard() for _ in range(4)]
        self.done, self.copy = QPushButton(), QPushButton(self.tr("Copy  Ctrl+Shift+C"))
        self.done.setProperty("kind", "primary")
        self._lay_out()

    def show_way(self, address: str, hint: str, link: str, code_hint: str) -> None:
        """Show where the message goes, and the code that a telephone scans."""
        self.address.setText(address)
        self.address.setVisible(bool(address))
        self.hint.setText(hint)
        fits = self.code.show_link(link)
        too_long = self.tr("This is too long for a code: copy it instead.") if link else ""
        self.code_hint.setText(code_hint if fits else too_long)
        self.code.setAccessibleName(code_hint)

    def tell(self, notes: list[tuple[Meaning, str]]) -> None:
        """Say what stands against it, worst first, or what is to be known."""
        for number, card in enumerate(self.notes):
            card.setVisible(number < len(notes))
            if number < len(notes):
                card.tell(notes[number][0], "", notes[number][1])

    def offer(self, words: str, is_open: bool) -> None:
        """Offer what is done by this way, where that may be."""
        self.done.setText(f"{words}  Ctrl+Enter")
        self.done.setEnabled(is_open)
        self.copy.setEnabled(is_open)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        box = QVBoxLayout(inside)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(12)
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for card in self.notes:
            box.addWidget(card)
        box.addWidget(self.address)
        box.addWidget(self.hint)
        box.addWidget(self.code, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.code_hint)
        box.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        foot = QWidget()
        buttons = FlowLayout(gap=GRID)
        foot.setLayout(buttons)
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        for button in (self.done, self.copy):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        self.body.addWidget(foot)
