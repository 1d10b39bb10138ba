"""What stood on somebody's screen when the clinic's file was damaged: to be read and copied."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label

_WIDTH, _HEIGHT = 640, 480
_COPIED = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class TypedSheet(QDialog):
    """Waits at each sitting until its person throws it away; Esc closes it till then."""

    thrown_away = Signal()

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Not saved"))
        self.text = words_label("", text)
        self.text.setTextInteractionFlags(_COPIED)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setAccessibleName(self.tr("What was not saved"))
        self.throw_away = QPushButton(self.tr("It is entered: &throw this away"))
        self.keep = QPushButton(self.tr("&Keep it for later"))
        self._lay_out()
        self.keep.clicked.connect(self.reject)
        self.throw_away.clicked.connect(self.thrown_away)
        self.throw_away.clicked.connect(self.accept)
        self.text.setFocus()

    def _lay_out(self) -> None:
        title = words_label("heading", self.tr("What was not saved"))
        lead = words_label(
            "muted",
            self.tr(
                "It stood on your screen when the clinic's file was damaged. Look up each patient "
                "and enter what is missing: after a restore a number may be somebody else's."
            ),
        )
        self.keep.setProperty("kind", "primary")
        self.keep.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.throw_away)
        buttons.addStretch()
        buttons.addWidget(self.keep)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        box.setSpacing(GRID)
        for widget in (title, lead, Sight(self.text)):
            box.addWidget(widget)
        box.setStretch(2, 1)
        box.addLayout(buttons)
        self.resize(_WIDTH, _HEIGHT)
