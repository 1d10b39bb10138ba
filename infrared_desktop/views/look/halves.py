"""The page of a record: its head, what is told, and below the form with its side panel."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infrared_desktop.views.look.theme import GRID

SIDE_WIDTH = 396


def lay_out_halves(
    screen: QWidget,
    header: QWidget,
    banner: QWidget,
    page: QWidget,
    side: QWidget,
    told: Sequence[QWidget] = (),
) -> None:
    """Lay out a screen with the page at the left, as wide as there is room, and a panel beside.

    `told` are bands that stand below the banner.
    """
    side.setFixedWidth(SIDE_WIDTH)
    halves = QHBoxLayout()
    halves.setSpacing(2 * GRID)
    halves.addWidget(page, 1)
    halves.addWidget(side)
    box = QVBoxLayout(screen)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(12)
    box.addWidget(header)
    for band in (banner, *told):
        box.addWidget(band)
    box.addLayout(halves, 1)
