"""The same-day check: one question a line, one key an answer; not asked stays not asked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.sessions.day_check import Asked
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.inputs.user_property import value_property
from infrared_desktop.views.lists.rows import Index
from infrared_desktop.views.look.chips import Chip, chip_width, paint_chip
from infrared_desktop.views.look.theme import GRID, font_px, theme
from infrared_desktop.views.sessions.day_check_model import LINE_ROLE, DayCheckModel, Line

_LEAD, _SEGMENT, _PAD, _LINE = 44, 60, 12, 18
_ANSWERS = (Answer.YES, Answer.NO, Answer.UNKNOWN)
_MOST_SHOWN = 5  # lines of the list before it scrolls in itself
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class DayCheckField(QListView):
    """Y, N and ? answer a question and go on to the next; Delete takes an answer back.

    A reason is asked for the line that has the keys, or for the one that was answered just now.
    """

    changed = Signal()
    left = Signal()  # by Tab or back
    noting = Signal(int)  # the row that a reason is asked for, -1 for none
    note_wanted = Signal()  # by Enter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = DayCheckModel(self)
        self._read_only = False
        self._just_answered = -1
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setProperty("role", "boxed")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.lines.modelReset.connect(self._fit)

    def ask(self, questions: Sequence[Asked]) -> None:
        """Ask these questions, of whom they are and in their order; what was answered stays."""
        code = self._code()
        if self.lines.set_questions(questions):
            self._go_to(code)

    def go_to_open(self) -> None:
        """Go to the first question that must be asked and was not."""
        self.setCurrentIndex(self.lines.index(self.lines.first_open()))
        self.scrollTo(self.currentIndex())

    def get_value(self) -> list[Any]:
        """Return the answers; what was not asked is left out."""
        return self.lines.answers()

    def set_value(self, value: Any) -> None:
        """Show other answers."""
        self.lines.set_answers(value or ())
        self.setCurrentIndex(self.lines.index(0))

    def setReadOnly(self, read_only: bool) -> None:
        """Let the answers be read but not changed."""
        self._read_only = read_only
        self._tell_note()

    def write_note(self, row: int, note: str) -> None:
        """Keep why a question was answered so."""
        if self.lines.note(row, note):
            self.scheduleDelayedItemsLayout()
            self._fit()
            self.changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._tell_note()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        typed, gone = event.text().lower(), (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        row = self.currentIndex().row()
        answered, self._just_answered = self._just_answered, -1
        if held != Qt.KeyboardModifier.NoModifier or row < 0 or self._read_only:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._just_answered = answered
            self.note_wanted.emit()
        elif event.key() in gone:
            self._answer(row, None)
        elif typed and typed in _keys():
            self._answer(row, _keys()[typed])
            self._just_answered = row
            self.setCurrentIndex(self.lines.index(min(row + 1, self.lines.rowCount() - 1)))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._just_answered = -1
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or self._read_only:
            return
        for answer, box in segments(self.visualRect(index)):
            if box.contains(event.position().toPoint()):
                given = self.lines.line(index.row()).given.answer
                self._answer(index.row(), None if given is answer else answer)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.go_to_open()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        on, back = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        # Where a reason is asked, Tab leads to it, and only from there away.
        if event.reason() == back or (event.reason() == on and self._noted() < 0):
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._fit()

    def _answer(self, row: int, answer: Answer | None) -> None:
        if self.lines.answer(row, answer):
            self._tell_note()
            self.changed.emit()

    def _tell_note(self) -> None:
        self.noting.emit(self._noted())

    def _noted(self) -> int:
        """Return the row that a reason is asked for, -1 for none."""
        rows = (self.currentIndex().row(), self._just_answered)
        known = [row for row in rows if 0 <= row < self.lines.rowCount()]
        asked = [row for row in known if self.lines.line(row).asks_why]
        return asked[0] if asked and not self._read_only else -1

    def _code(self) -> str:
        index = self.currentIndex()
        return self.lines.line(index.row()).code if index.isValid() else ""

    def _go_to(self, code: str) -> None:
        rows = range(self.lines.rowCount())
        row = next((row for row in rows if self.lines.line(row).code == code), 0)
        self.setCurrentIndex(self.lines.index(row))

    def _fit(self) -> None:
        shown = range(min(self.lines.rowCount(), _MOST_SHOWN))
        height = sum(self.sizeHintForRow(row) for row in shown)
        self.setFixedHeight(max(height, _LINE) + 2 * self.frameWidth())

    value = value_property()


class _LineDelegate(QStyledItemDelegate):
    """Paints who answers, the question, and the three answers side by side."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        room = QRect(0, 0, max(_room(width), 80), 1000)
        text = str(index.data())
        height = QFontMetrics(font_px(14)).boundingRect(room, _WRAP, text).height()
        return QSize(width, max(height + GRID + 4, 2 * _LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        box: QRect = option.rect
        worn, selected = theme(), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, worn.selected if selected else worn.surface)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, worn.line)
        if selected and self._view.hasFocus():
            painter.fillRect(box.left(), box.top(), 3, box.height(), worn.accent)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font_px(12))
        painter.setPen(worn.muted)
        painter.drawText(box.adjusted(_PAD, 0, 0, 0), left, line.who)
        painter.setFont(font_px(14))
        painter.setPen(worn.text)
        words = QRect(box.left() + _PAD + _LEAD, box.top(), _room(box.width()), box.height())
        painter.drawText(words, _WRAP, str(index.data()))
        for answer, place in segments(box):
            _paint_answer(painter, place, line, answer)
        painter.restore()


def segments(box: QRect) -> list[tuple[Answer, QRect]]:
    """Return where each answer stands in a line."""
    left = box.right() - _PAD - len(_ANSWERS) * _SEGMENT
    return [
        (answer, QRect(left + place * _SEGMENT, box.top(), _SEGMENT, box.height()))
        for place, answer in enumerate(_ANSWERS)
    ]


def _paint_answer(painter: QPainter, box: QRect, line: Line, answer: Answer) -> None:
    word = "?" if answer is Answer.UNKNOWN else choices.label(answer)
    if line.given.answer is answer:
        chip, middle = Chip(line.meaning, word), QRectF(box).center()
        left = middle.x() - min(chip_width(chip), _SEGMENT - 2) / 2
        paint_chip(painter, left, middle.y(), chip, _SEGMENT - 2)
        return
    painter.setFont(font_px(12))
    painter.setPen(theme().muted)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)


def _room(width: int) -> int:
    return width - 3 * _PAD - _LEAD - len(_ANSWERS) * _SEGMENT


def _keys() -> dict[str, Answer]:
    letters = {choices.label(answer)[:1].lower(): answer for answer in reversed(_ANSWERS)}
    return {**letters, "?": Answer.UNKNOWN}


register(DayCheckField)
