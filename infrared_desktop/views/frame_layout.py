"""How the parts of the place of work lie: the rail at the left, the bar above, the screen below."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from infrared_desktop.views import garbage
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


def keep_only(stack: QStackedWidget, kept: Collection[QWidget]) -> None:
    """Let go of every page of a stack that is not to be kept, with all that it holds."""
    pages = [stack.widget(place) for place in range(stack.count())]
    gone = [page for page in pages if page is not None and page not in kept]
    for page in gone:
        take_out(stack, page)
    if gone:  # once after the last: to look for what nobody holds takes a tenth of a second
        gone[-1].destroyed.connect(partial(QTimer.singleShot, 0, garbage.throw_away))


def take_out(stack: QStackedWidget, page: QWidget) -> None:
    """Let go of one page of a stack; knots that hold none of it stay until garbage is collected."""
    held = [page, *page.findChildren(QObject)]
    page.destroyed.connect(partial(QTimer.singleShot, 0, partial(_empty, held)))
    stack.removeWidget(page)
    page.deleteLater()


def _empty(held: list[QObject]) -> None:
    """Take from what Qt destroyed what Python still holds by it, as a filter outlives its page."""
    for each in held:
        vars(each).clear()


def _tight(box: QVBoxLayout) -> QVBoxLayout:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    return box
