"""Line icons that take the theme's colour each time they are painted."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from infrared_desktop.assets import RESOURCES
from infrared_desktop.views.look.theme import Meaning, theme


def icon(name: str, meaning: Meaning | None = None, role: str = "text") -> QIcon:
    """Return an icon by the name of its file; it follows the theme, in a meaning's ink if given."""
    return _icon(name, meaning or role)


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Paint an icon into a rectangle."""
    # Imported here: the unlock window must not wait for what no icon has asked for yet.
    from PySide6.QtSvg import QSvgRenderer

    text = _source(name).replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(text.encode())).render(painter, rect)


@cache
def _icon(name: str, colour: str) -> QIcon:
    # Kept for good: PySide lets go of the engine with this very icon, also while Qt still paints
    # with copies of it, and what is freed so took the program down later.
    _source(name)
    return QIcon(_Engine(name, colour))


@cache
def _source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


class _Engine(QIconEngine):
    """Paints one SVG in a colour looked up at paint time."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._colour = name, colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        worn = theme()
        colour = worn.muted if mode == QIcon.Mode.Disabled else getattr(worn, self._colour)
        paint_icon(painter, QRectF(rect), self._name, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        _CLONES.append(clone := _Engine(self._name, self._colour))
        return clone


_CLONES: list[QIconEngine] = []  # PySide would let go of each as soon as Qt has it
