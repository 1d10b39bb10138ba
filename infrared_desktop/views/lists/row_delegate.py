"""Paints rows: lead, state chip, name over its details, a note, a chip; nothing ever overlaps."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from infrared_desktop.views.lists.rows import ROW_ROLE, Index, Row
from infrared_desktop.views.look.chips import chip_width, paint_chip
from infrared_desktop.views.look.theme import GRID, font_px, theme

HEIGHT, CARD_HEIGHT, CARD_LINE = 44, 64, 16
_PAD, _LEAD, _CHIP = 2 * GRID, 56, 140
CHIP_ROOM = _CHIP - GRID
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class RowDelegate(QStyledItemDelegate):
    """Paints a row in columns, or as a card with its note below for a narrow list."""

    def __init__(self, parent: QTableView, card: bool = False) -> None:
        super().__init__(parent)
        self._view, self._card = parent, card

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        if not self._card:
            return QSize(width, HEIGHT)
        row: Row | None = index.data(ROW_ROLE)
        return QSize(width, CARD_HEIGHT + (_card_lines(row, width) - 1) * CARD_LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row | None = index.data(ROW_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setClipRect(box)
        _paint_ground(painter, box, state, self._view.hasFocus())
        if row is not None:
            (_paint_card if self._card else _paint_columns)(painter, box, row)
        painter.restore()


def _paint_ground(painter: QPainter, box: QRect, state: QStyle.StateFlag, focus: bool) -> None:
    worn = theme()
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, worn.selected if selected else worn.ground)
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, worn.line)
    if selected:
        painter.fillRect(box.left(), box.top(), 3, box.height(), worn.accent)
    if selected and focus:
        # The keys' place is a shape too, not a shade alone.
        painter.setPen(worn.accent)
        painter.drawRect(box.adjusted(0, 0, -1, -1))


def _paint_columns(painter: QPainter, box: QRect, row: Row) -> None:
    x, middle = box.left() + _PAD, box.top() + box.height() / 2
    right = box.right() - _PAD
    if row.lead:
        _text(painter, QRect(x, box.top(), _LEAD - GRID, HEIGHT), row.lead, 14, theme().text)
        x += _LEAD
    if row.chip:
        paint_chip(painter, x, middle, row.chip, CHIP_ROOM)
    if row.chip or row.lead:
        x += _CHIP
    rest = max(right - x, 0)
    name, note = rest * 35 // 100, rest * 37 // 100
    _paint_name(painter, QRect(x, box.top(), name - GRID, HEIGHT), row)
    end = right
    if row.chip2:
        # In its column, or as far before it as its words need; never over the name.
        left = max(x + name, min(x + name + note, right - chip_width(row.chip2)))
        paint_chip(painter, left, middle, row.chip2, right - left)
        end = left - GRID
    _paint_note(painter, QRect(x + name, box.top(), end - x - name, HEIGHT), row.note)


def _paint_note(painter: QPainter, box: QRect, note: str) -> None:
    """Paint a note on one line, or small on two where it is long."""
    if box.width() < _PAD:
        return
    if QFontMetrics(font_px(14)).horizontalAdvance(note) <= box.width():
        _text(painter, box, note, 14, theme().muted)
        return
    painter.setFont(font_px(12))
    painter.setPen(theme().muted)
    metrics, room = painter.fontMetrics(), box.adjusted(0, 4, 0, -4)
    shown = metrics.elidedText(note, Qt.TextElideMode.ElideRight, int(box.width() * 1.7))
    painter.drawText(room, _WRAP | Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_name(painter: QPainter, box: QRect, row: Row) -> None:
    if not row.subtitle:
        _text(painter, box, row.title, 14, theme().text, bold=True)
        return
    upper, lower = QRect(box), QRect(box)
    upper.setBottom(box.top() + 24)
    upper.setTop(box.top() + 4)
    lower.setTop(box.top() + 23)
    lower.setBottom(box.top() + 40)
    _text(painter, upper, row.title, 14, theme().text, bold=True)
    _text(painter, lower, row.subtitle, 12, theme().muted)


def _paint_card(painter: QPainter, box: QRect, row: Row) -> None:
    left, right = box.left() + _PAD, box.right() - _PAD
    chip = row.chip2 or row.chip
    chip_room = min(chip_width(chip), (right - left) * 55 // 100) if chip else 0
    if chip:
        paint_chip(painter, right - chip_room, box.top() + 22, chip, chip_room)
    title = QRect(left, box.top() + 10, right - left - chip_room - GRID, 24)
    _text(painter, title, row.title, 14, theme().text, bold=True)
    note = QRect(left, box.top() + 37, right - left, box.height() - 45)
    painter.setFont(font_px(12))
    painter.setPen(theme().muted)
    painter.drawText(note, _WRAP, _card_note(row))


def _card_note(row: Row) -> str:
    return " · ".join(part for part in (row.lead, row.subtitle, row.note) if part)


def _card_lines(row: Row | None, width: int) -> int:
    if row is None:
        return 1
    metrics = QFontMetrics(font_px(12))
    room = QRect(0, 0, max(width - 2 * _PAD, 40), 10_000)
    height = metrics.boundingRect(room, _WRAP.value, _card_note(row)).height()
    return max(1, round(height / max(metrics.lineSpacing(), 1)))


def _text(
    painter: QPainter, box: QRect, text: str, size: int, colour: QColor, bold: bool = False
) -> None:
    """Paint one line, cut short with an ellipsis where the box ends."""
    if box.width() <= 0 or not text:
        return
    painter.setFont(font_px(size, bold))
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
