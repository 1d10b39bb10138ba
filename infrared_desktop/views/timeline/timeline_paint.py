"""Paints the lanes of the timeline: plans, windows and recalls, and signs with their words."""

from bisect import bisect_left

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from infrared_desktop.domain.follow_ups.due import FollowUp
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.timeline.model import Item, Mark, Span, SpanKind
from infrared_desktop.domain.timeline.words import is_overdue
from infrared_desktop.views.look.theme import theme
from infrared_desktop.views.timeline.timeline_glyphs import Glyph, Shape, glyph_of, tint_of
from infrared_desktop.views.timeline.timeline_layout import (
    GLYPH_PX,
    MARKS_PX,
    PADDING_PX,
    PLAN_PX,
    SETTINGS_PX,
    LaneBox,
)
from infrared_desktop.views.timeline.timeline_scene import Hit, Scene, Written
from infrared_desktop.views.timeline.timeline_signs import GlyphBook
from infrared_desktop.views.timeline.timeline_text import altered_text, label_text
from infrared_desktop.views.timeline.timeline_thumbs import ThumbPainter

NARROW_PX = 20  # no word has room in it, and there may be hundreds
SMALL = (Shape.DOT, Shape.RING, Shape.CROSS)


class LanePainter(ThumbPainter):
    """Paints lanes; it keeps words and signs between paints, until `forget`."""

    def __init__(self) -> None:
        super().__init__()
        self._book = GlyphBook()
        self.forget()

    def forget(self) -> None:
        """Drop what was kept about another timeline, or about what is altered in it."""
        self._labels: dict[int, str] = {}
        self._glyphs: dict[int, Glyph] = {}

    def paint(self, painter: QPainter, scene: Scene, box: LaneBox, over_today: bool) -> None:
        """Paint what lies over today's line, or under it; note what is where in the hits."""
        self._begin(painter, scene, box)
        self._book.open_for(painter)
        if over_today:
            self._laxity()
            self._marks()
            self._photographs()
        else:
            for span in box.spans:
                self._span(span)
            for mark in box.courses:
                self._course(mark)

    # Spans

    def _span(self, span: Span) -> None:
        scale, track = self._scene.scale, self._box.tracks[span.ref]
        left = max(scale.x(span.day.toordinal()), scale.left - 9)
        right = min(scale.x(span.until.toordinal() + 1), scale.right + 9)
        if right < scale.left or left > scale.right:
            return
        rect = QRectF(left, self._y, max(right - left, 6), 24)
        if span.kind in (SpanKind.PLAN, SpanKind.MEDICINE):
            rect.translate(0, PADDING_PX + track * PLAN_PX)
            plain = span is not self._scene.selected and not self._is_altered(span)
            if plain and rect.width() < NARROW_PX:
                self._painter.fillRect(rect, theme().accent_soft)
            else:
                self._bar(rect, span)
        else:
            rect.translate(0, self._box.windows_y + track * SETTINGS_PX + 1)
            self._dashed_bar(rect, span)
        if span.is_new:
            self._fresh_dot(rect.topLeft() + QPointF(3, 3))
        self._scene.hits.append(Hit(rect, (span,)))

    def _bar(self, rect: QRectF, span: Span) -> None:
        worn, altered = theme(), self._is_altered(span)
        ink, soft = (worn.stop, worn.stop_soft) if altered else (worn.accent, worn.accent_soft)
        self._rounded(rect, soft, self._outline(span, QPen(ink, 2) if altered else None))
        inside = self._inside(rect, span)
        width = self._word(inside, self._label(span), ink, centred=False)
        if altered:
            y, left = rect.center().y(), inside.left() + width + 4
            self._painter.setPen(QPen(ink, 2.5))
            self._painter.drawLine(QPointF(min(left, rect.right()), y), QPointF(rect.right(), y))

    def _dashed_bar(self, rect: QRectF, span: Span) -> None:
        worn = theme()
        dashed = QPen(worn.due, 1)
        dashed.setDashPattern([4, 3])
        self._rounded(rect, worn.due_soft, self._outline(span, dashed))
        self._word(self._inside(rect, span), self._label(span), worn.due, centred=True)

    def _inside(self, rect: QRectF, span: Span) -> QRectF:
        """Return where in a bar its word goes: in sight, and beside today's line, not across."""
        left = max(rect.left(), self._scene.scale.left) + 8
        right = min(rect.right(), self._scene.scale.right) - 4
        today, width = self._scene.today_x, self._words.horizontalAdvance(self._label(span))
        if left < today < left + width and today + 8 + width < right:
            left = today + 8
        return QRectF(left, rect.top(), right - left, rect.height())

    def _outline(self, item: Item, otherwise: QPen | None) -> QPen:
        if item is self._scene.selected:
            return self._ring_pen()
        return otherwise or QPen(Qt.PenStyle.NoPen)

    def _rounded(self, rect: QRectF, fill: QColor, pen: QPen) -> None:
        self._painter.setPen(pen)
        self._painter.setBrush(fill)
        self._painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _course(self, mark: Mark) -> None:
        """Draw how long a reaction lasted, under its sign; an open one ends in an arrow."""
        assert mark.until is not None
        scale, y = self._scene.scale, self._y + self._box.marks_y + MARKS_PX - 1.5
        left = max(scale.x(mark.place), scale.left)
        right = min(scale.x(mark.until.toordinal() + (0.5 if mark.is_open else 1)), scale.right)
        if right - left < 4:
            return
        colour = getattr(theme(), self._glyph(mark).colour)
        self._painter.setPen(QPen(colour, 3, c=Qt.PenCapStyle.FlatCap))
        self._painter.drawLine(QPointF(left, y), QPointF(right, y))
        if mark.is_open and right < scale.right:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(colour)
            tip = (QPointF(right, y - 4), QPointF(right + 6, y), QPointF(right, y + 4))
            self._painter.drawPolygon(QPolygonF(tip))

    # Marks

    def _marks(self) -> None:
        box, scale = self._box, self._scene.scale
        shift = scale.left - scale.start * scale.day_px
        glyphs = self._scene.layout.glyphs(box, scale.day_px)
        seen = glyphs.between(-shift + scale.left, -shift + scale.right)
        y = self._y + box.marks_y + MARKS_PX / 2
        self._chosen = self._index_of(self._scene.selected)
        bars: list[tuple[float, range]] = []
        for glyph in seen:
            x = glyphs.xs[glyph] + shift
            after = glyphs.xs[glyph + 1] + shift if glyph + 1 < len(glyphs.xs) else None
            marks = glyphs.marks(glyph)
            self._sign(QPointF(x, y), marks, after)
            if box.settings_y is not None and any(box.values[marks.start : marks.stop]):
                bars.append((x, marks))
        self._bars(bars)

    def _index_of(self, item: Item | None) -> int:
        if item is None or item.lane != self._box.lane:
            return -1
        return next((index for index, mark in enumerate(self._box.marks) if mark is item), -1)

    def _sign(self, centre: QPointF, marks: range, after: float | None) -> None:
        items = self._box.marks[marks.start : marks.stop]
        glyph = self._glyph(items[0]) if len(items) == 1 else self._count(marks)
        if marks.start <= self._chosen < marks.stop:
            self._ring(centre, 10 if glyph.shape in SMALL else 14)
        self._book.draw(self._painter, centre, glyph)
        self._note_letter(centre, glyph.text)
        rect = QRectF(centre.x() - 11, centre.y() - 13, 22, 26)
        if len(items) == 1 and centre.x() >= self._scene.scale.left:
            rect.setRight(rect.right() + self._word_beside(centre, items[0], glyph, after))
        self._scene.hits.append(Hit(rect, tuple(items)))

    def _note_letter(self, centre: QPointF, text: str) -> None:
        if text:
            box = QRectF(centre.x() - GLYPH_PX / 2, centre.y() - 7, GLYPH_PX, 14)
            self._scene.texts.append(Written(self._box.lane, box, text))

    def _word_beside(self, centre: QPointF, mark: Mark, glyph: Glyph, after: float | None) -> float:
        left = centre.x() + (11 if glyph.shape in SMALL else 17)
        right = self._free_until(centre.x(), after - GLYPH_PX / 2 if after is not None else None)
        room = QRectF(left, centre.y() - 12, right - left, 24)
        return self._word(room, self._label(mark), getattr(theme(), tint_of(glyph)), centred=False)

    def _count(self, marks: range) -> Glyph:
        text = str(len(marks)) if len(marks) < 100 else "99+"
        crowd = self._box.marks[marks.start : marks.stop]
        if self._scene.altered and any(map(self._is_altered, crowd)):
            return Glyph(Shape.COUNT, text, "stop", flagged=True)
        due = self._box.due[marks.start]
        flagged, fresh = _any_of(self._box.alerts, marks), _any_of(self._box.fresh, marks)
        return Glyph(Shape.COUNT, text, "due" if due else "muted", flagged, fresh=fresh)

    def _glyph(self, mark: Mark) -> Glyph:
        glyph = self._glyphs.get(id(mark))
        if glyph is None:
            today, about = self._scene.layout.timeline.today, mark.about
            overdue = isinstance(about, FollowUp) and is_overdue(about, today)
            unresolved = isinstance(about, Appointment) and about.day < today
            altered = self._is_altered(mark)
            glyph = self._glyphs[id(mark)] = glyph_of(mark, overdue, unresolved, altered)
        return glyph

    def _ring(self, centre: QPointF, radius: int) -> None:
        self._painter.setPen(self._ring_pen())
        self._painter.setBrush(theme().selected)
        around = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        self._painter.drawRoundedRect(around, radius * 0.6, radius * 0.6)

    def _label(self, item: Item) -> str:
        text = self._labels.get(id(item))
        if text is None:
            text = label_text(item, self._scene.layout.timeline.today)
            text = self._labels[id(item)] = altered_text(text) if self._is_altered(item) else text
        return text


def _any_of(found: list[int], marks: range) -> bool:
    """Say whether one of what was found, in order, is among some marks."""
    return bisect_left(found, marks.start) < bisect_left(found, marks.stop)
