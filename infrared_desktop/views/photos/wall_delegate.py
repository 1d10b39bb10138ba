"""Paints the wall: headings, photographs, those that are blurred or damaged, and empty frames."""

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import DatedBy, Photo
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.chips import Chip, Glyph, chip_width, paint_chip
from infrared_desktop.views.look.icons import paint_icon
from infrared_desktop.views.look.theme import GRID, Meaning, font_px, theme
from infrared_desktop.views.photos.loading import PhotoLoader
from infrared_desktop.views.photos.photo_words import view_words
from infrared_desktop.views.photos.scaled import Scaled
from infrared_desktop.views.photos.veil import Veil
from infrared_desktop.views.photos.wall_lines import Frame, Heading, Missing
from infrared_desktop.views.photos.wall_model import CELL, Index
from infrared_desktop.views.wording import say_site

DAY_PX, SET_PX, CAPTION_PX = 40, 26, 38
INSET_PX = 6  # of what is painted in a frame
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


def frame_height(width: int) -> int:
    """Return the height of a row of frames that are so wide: upright or lying, and their words."""
    return width + CAPTION_PX


class WallDelegate(QStyledItemDelegate):
    """Asks the loader for what it paints; what is not there yet is painted when it has come."""

    def __init__(self, parent: QTableView, veil: Veil) -> None:
        super().__init__(parent)
        self._view, self._veil = parent, veil
        self.loader: PhotoLoader | None = None
        self.scaled = Scaled()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Heading | Frame = index.data(CELL)
        box: QRect = option.rect
        painter.save()
        painter.setClipRect(box)
        if isinstance(cell, Heading):
            _paint_heading(painter, box, cell)
        elif cell is not None:
            self._paint_frame(painter, box, cell, option)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), option.rect.height())

    def _paint_frame(
        self,
        painter: QPainter,
        box: QRect,
        cell: Stored[Photo] | Missing,
        option: QStyleOptionViewItem,
    ) -> None:
        room = box.adjusted(INSET_PX, INSET_PX, -INSET_PX, -INSET_PX - CAPTION_PX)
        if isinstance(cell, Missing):
            _paint_missing(painter, room)
            words, below = choices.label(cell.view), _words("missing")
        else:
            self._paint_photo(painter, room, cell)
            words = view_words(cell.record)
            below = _below(cell.record)
        lines = QRect(room.left(), room.bottom() + 4, room.width(), CAPTION_PX - 4)
        _paint_caption(painter, lines, words, below)
        self._paint_state(painter, box, option.state, self._view.currentIndex() == option.index)

    def _paint_photo(self, painter: QPainter, room: QRect, stored: Stored[Photo]) -> None:
        photo = stored.record
        hidden = self._veil.hides(stored)
        image = self._image(photo, room, hidden)
        painter.fillRect(room, theme().sunk)
        if image is not None:
            _paint_image(painter, room, image)
            if hidden:
                _paint_eye(painter, room)
        elif self.loader is not None and self.loader.refusal(photo.content):
            _paint_refusal(painter, room, _words("✗ The file is gone or damaged; Enter says more"))
        if photo.dated_by is DatedBy.IMPORT:
            chip = Chip(Meaning.CAUTION, _words("day not known"), Glyph.BANG)
            wide = min(chip_width(chip), room.width() - 8)
            paint_chip(painter, room.left() + 4, room.top() + 16, chip, wide)

    def _image(self, photo: Photo, room: QRect, hidden: bool) -> QImage | None:
        loader = self.loader
        if loader is None:
            return None
        key, ratio = (photo.content, photo.quarter_turns), self._view.devicePixelRatioF()
        return self.scaled.get(key, room.size(), ratio, hidden, lambda: loader.thumbnail(*key))

    def _paint_state(
        self, painter: QPainter, box: QRect, state: QStyle.StateFlag, is_current: bool
    ) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        around = QRectF(box).adjusted(2, 2, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if selected:
            painter.setPen(QPen(theme().accent, 3))
            painter.drawRect(around)
        if is_current and self._view.hasFocus():
            # Where the keys are is a shape of its own, also among several that are chosen.
            painter.setPen(QPen(theme().text, 1, Qt.PenStyle.DashLine))
            painter.drawRect(around.adjusted(3, 3, -3, -3))


def _paint_image(painter: QPainter, room: QRect, image: QImage) -> None:
    size = image.deviceIndependentSize().toSize()
    place = QRect(room.topLeft(), size)
    place.moveCenter(room.center())
    painter.drawImage(place.topLeft(), image)


def _paint_eye(painter: QPainter, room: QRect) -> None:
    side = 24
    box = QRectF(room.center().x() - side / 2, room.center().y() - side / 2, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().surface)
    painter.drawEllipse(box.adjusted(-8, -8, 8, 8))
    paint_icon(painter, box, "eye", theme().text)


def _paint_refusal(painter: QPainter, room: QRect, words: str) -> None:
    ink, soft = theme().pair(Meaning.STOP)
    painter.fillRect(room, soft)
    painter.setPen(ink)
    painter.setFont(font_px(12))
    painter.drawText(room.adjusted(6, 4, -6, -4), _MIDDLE, words)


def _paint_missing(painter: QPainter, room: QRect) -> None:
    ink, soft = theme().pair(Meaning.CAUTION)
    painter.fillRect(room, soft)
    painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room.adjusted(0, 0, -1, -1))
    side = 20
    box = QRectF(room.center().x() - side / 2, room.center().y() - side / 2, side, side)
    paint_icon(painter, box, "plus", ink)


def _below(photo: Photo) -> str:
    told = choices.label(photo.timepoint) or photo.note
    return told or (say_site(photo.site) if photo.site else _words("area not named"))


def _paint_caption(painter: QPainter, box: QRect, words: str, below: str) -> None:
    half = box.height() // 2
    _paint_line(painter, QRect(box.left(), box.top(), box.width(), half), words, theme().text)
    second = QRect(box.left(), box.top() + half, box.width(), half)
    _paint_line(painter, second, below, theme().muted)


def _paint_line(painter: QPainter, box: QRect, words: str, ink: QColor) -> None:
    font = font_px(12)
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _LEFT, shown)


def _paint_heading(painter: QPainter, box: QRect, heading: Heading) -> None:
    worn = theme()
    inner = box.adjusted(INSET_PX, 0, -2 * GRID, 0)
    if heading.is_day:
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, worn.line)
    font = font_px(14 if heading.is_day else 12, bold=True)
    painter.setFont(font)
    painter.setPen(worn.text if heading.is_day else worn.muted)
    painter.drawText(inner, _LEFT, heading.text)
    used = QFontMetrics(font).horizontalAdvance(heading.text) + 2 * GRID
    rest = inner.adjusted(used, 0, 0, 0)
    painter.setFont(font_px(12))
    painter.setPen(worn.caution if heading.warning else worn.muted)
    words = heading.warning or heading.note
    shown = QFontMetrics(font_px(12)).elidedText(
        words, Qt.TextElideMode.ElideRight, max(rest.width(), 0)
    )
    painter.drawText(rest, _LEFT if heading.warning else _RIGHT, shown)


def _words(text: str) -> str:
    return QCoreApplication.translate("PhotoWall", text)
