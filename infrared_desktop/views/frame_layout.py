"""How the parts of the place of work lie: the rail at the left, the bar above, the screen below."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infrared_desktop.views.look.banner import PracticeBand
from infrared_desktop.views.look.theme import GRID


def lay_out(
    frame: QWidget, rail: QWidget, bar: QWidget, parts: tuple[QWidget, QWidget], practice: bool
) -> None:
    """Lay the parts into the frame; the last of `parts` gets the room that is left."""
    beside = _tight(QVBoxLayout())
    beside.addWidget(bar)
    inside = QVBoxLayout()
    inside.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
    inside.setSpacing(2 * GRID)
    inside.addWidget(parts[0])
    inside.addWidget(parts[1], 1)
    beside.addLayout(inside, 1)
    across = QHBoxLayout()
    across.setSpacing(0)
    across.addWidget(rail)
    across.addLayout(beside, 1)
    whole = _tight(QVBoxLayout(frame))
    if practice:
        whole.addWidget(PracticeBand())
    whole.addLayout(across, 1)


def _tight(box: QVBoxLayout) -> QVBoxLayout:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    return box
