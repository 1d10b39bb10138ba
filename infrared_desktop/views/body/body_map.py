"""A face and a body on which areas are picked, by mouse or by keyboard alone."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from infrared_desktop.domain.records.areas import Side, Site
from infrared_desktop.views.body.body_paint import Looks, paint_body
from infrared_desktop.views.body.outlines import SHEET
from infrared_desktop.views.body.spot_twin import SpotTwin
from infrared_desktop.views.body.spots import Spot, spots
from infrared_desktop.views.body.ways import DOWN, LEFT, RIGHT, UP, neighbour
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.chips import Chip

_WAYS = {
    Qt.Key.Key_Left: LEFT,
    Qt.Key.Key_Right: RIGHT,
    Qt.Key.Key_Up: UP,
    Qt.Key.Key_Down: DOWN,
}
_LARGEST = 1.35


class BodyMap(QWidget):
    """Shows which places are picked; it tells what is touched, and keeps no list of its own.

    A screen reader finds each place as a button of its own, with its name and whether it is picked.
    Arrows move, a letter goes to the next area that begins with it, Space touches a place and
    Shift+Space both sides, Enter opens its findings.
    """

    touched = Signal(object, bool)  # Site, whether both sides are meant
    reached = Signal(object)  # Site: the keys or the mouse are there now
    opened = Signal(object)  # Site

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spots: Sequence[Spot] = spots()
        self._chips: dict[int, Chip] = {}
        self._current: frozenset[int] = frozenset()
        self._cursor, self._hovered = 0, -1
        self.twins = [self._twin(at) for at in range(len(self._spots))]
        self.read_only = False  # places can be looked at but not touched
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name()

    def show_picked(self, picked: Mapping[Site, Chip], current: Site | None = None) -> None:
        """Show what is picked with the chip of each, and which of it is selected."""
        chips = {at: _chip_at(picked, spot.site) for at, spot in enumerate(self._spots)}
        self._chips = {at: chip for at, chip in chips.items() if chip is not None}
        here = [at for at, spot in enumerate(self._spots) if current and _is_at(current, spot.site)]
        self._current = frozenset(here)
        self._name()
        self.update()

    def go_to(self, site: Site) -> None:
        """Put the cursor on a place."""
        for at, spot in enumerate(self._spots):
            if _is_at(site, spot.site):
                self._move(at)
                return

    def site(self) -> Site:
        """Return where the cursor is."""
        return self._spots[self._cursor].site

    def place_of(self, site: Site) -> QPointF:
        """Return where a place is seen, in the widget's own pixels."""
        spot = next(spot for spot in self._spots if spot.site == site)
        scale, left, top = self._frame()
        return QPointF(left + spot.centre.x() * scale, top + spot.centre.y() * scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale, left, top = self._frame()
        for spot, twin in zip(self._spots, self.twins, strict=True):
            box = spot.shape.boundingRect()
            corner = QPointF(left + box.x() * scale, top + box.y() * scale)
            twin.setGeometry(QRectF(corner, box.size() * scale).toAlignedRect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WAYS:
            self._move(neighbour(self._spots, self._cursor, _WAYS[key]))
        elif key == Qt.Key.Key_Space:
            self._touch(self._cursor, event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.site())
        elif not self._go_by_letter(event.text()):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._spot_at(event.position())
        if at < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        # A picked place is selected by the first click, so that none is lost by looking at it.
        selects = at in self._chips and at not in self._current
        self._move(at)
        if not selects:
            self._touch(at, event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._spot_at(event.position())
        if at != self._hovered:
            self._hovered = at
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor
            )
            QToolTip.showText(event.globalPosition().toPoint(), self._tell(at) if at >= 0 else "")
            self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = -1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scale, left, top = self._frame()
        painter.translate(left, top)
        painter.scale(scale, scale)
        cursor = self._cursor if self.hasFocus() else None
        looks = Looks(self._chips, self._current, cursor, self._hovered)
        paint_body(painter, self._spots, looks)
        painter.end()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(SHEET.height() * min(width / SHEET.width(), _LARGEST))

    def sizeHint(self) -> QSize:
        return SHEET.toSize()

    def minimumSizeHint(self) -> QSize:
        return QSize(360, self.heightForWidth(360))

    def _frame(self) -> tuple[float, float, float]:
        scale = min(self.width() / SHEET.width(), self.height() / SHEET.height(), _LARGEST)
        left = (self.width() - SHEET.width() * scale) / 2
        return scale, left, (self.height() - SHEET.height() * scale) / 2

    def _spot_at(self, point: QPointF) -> int:
        scale, left, top = self._frame()
        at = QPointF((point.x() - left) / scale, (point.y() - top) / scale)
        reach = QRectF(at.x() - 3, at.y() - 3, 6, 6)
        hits = [i for i, spot in enumerate(self._spots) if spot.shape.contains(at)]
        near = [i for i, spot in enumerate(self._spots) if spot.shape.intersects(reach)]
        return next(iter([*hits, *near]), -1)

    def _move(self, at: int) -> None:
        self._cursor = at
        self._name()
        self.update()
        self.reached.emit(self.site())

    def _touch(self, at: int, held: Qt.KeyboardModifier) -> None:
        if not self.read_only:
            both = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self.touched.emit(self._spots[at].site, both)

    def _go_by_letter(self, typed: str) -> bool:
        after = [*range(self._cursor + 1, len(self._spots)), *range(self._cursor + 1)]
        for at in after if typed.strip() else ():
            if self._tell(at).lower().startswith(typed.lower()):
                self._move(at)
                return True
        return False

    def _tell(self, at: int) -> str:
        chip = self._chips.get(at)
        state = chip.text if chip else self.tr("not picked")
        return f"{patient_site(self._spots[at].site)}: {state}"

    def _twin(self, at: int) -> SpotTwin:
        twin = SpotTwin(self)
        twin.clicked.connect(lambda: self._press(at))
        return twin

    def _press(self, at: int) -> None:
        self._move(at)
        self._touch(at, Qt.KeyboardModifier.NoModifier)
        self._name()

    def _name(self) -> None:
        for at, twin in enumerate(self.twins):
            twin.tell(self._tell(at), at in self._chips)
        told = self._tell(self._cursor)
        if told != self.accessibleName():
            self.setAccessibleName(told)
            changed = QAccessibleEvent(self, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(changed)


def patient_site(site: Site) -> str:
    """Name a place so that left and right cannot be the viewer's."""
    if site.side in (None, Side.BOTH):
        return ", ".join(filter(None, (choices.label(site.area), choices.label(site.side))))
    is_left = site.side is Side.LEFT
    own = _words("patient's left") if is_left else _words("patient's right")
    return f"{choices.label(site.area)}, {own}"


def _words(text: str) -> str:
    return QCoreApplication.translate("BodyMap", text)


def _is_at(site: Site, spot: Site) -> bool:
    return site.area is spot.area and site.side in (None, Side.BOTH, spot.side)


def _chip_at(picked: Mapping[Site, Chip], spot: Site) -> Chip | None:
    return next((chip for site, chip in picked.items() if _is_at(site, spot)), None)
