"""Paints the photographs of a lane: small pictures, and a count where they crowd."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainterPath, QPen

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.domain.timeline.model import Mark
from infrared_desktop.domain.timeline.sets import PhotoSet
from infrared_desktop.views.look.theme import font_px, theme
from infrared_desktop.views.timeline.timeline_glyphs import Glyph, Shape
from infrared_desktop.views.timeline.timeline_layout import PHOTOS_PX, THUMB_PX
from infrared_desktop.views.timeline.timeline_scene import Hit, Written
from infrared_desktop.views.timeline.timeline_signs import GlyphBook
from infrared_desktop.views.timeline.timeline_values import ValuePainter

WIDTH, HEIGHT = THUMB_PX - 6, PHOTOS_PX - 6
Fetch = Callable[[Stored[Photo]], QImage | None]


class ThumbPainter(ValuePainter):
    """Paints a day's photographs as the first of them and how many they are.

    `fetch` gives a small picture, or None while there is none to show: then a sign stands there.
    """

    _book: GlyphBook

    def __init__(self) -> None:
        self.fetch: Fetch | None = None

    def _photographs(self) -> None:
        box, scale = self._box, self._scene.scale
        if box.photos_y is None:
            return
        shift = scale.left - scale.start * scale.day_px
        glyphs = self._scene.layout.glyphs(box, scale.day_px, photos=True)
        y = self._y + box.photos_y + PHOTOS_PX / 2
        for glyph in glyphs.between(-shift + scale.left, -shift + scale.right):
            marks = glyphs.marks(glyph)
            sets = tuple(box.photos[marks.start : marks.stop])
            self._set(QPointF(glyphs.xs[glyph] + shift, y), sets)

    def _set(self, centre: QPointF, sets: tuple[Mark, ...]) -> None:
        rect = QRectF(round(centre.x() - WIDTH / 2), centre.y() - HEIGHT / 2, WIDTH, HEIGHT)
        photos = [stored for mark in sets for stored in _photos(mark)]
        image = self.fetch(photos[0]) if self.fetch and len(sets) == 1 and photos else None
        if image is None:
            self._empty(rect)
        else:
            self._picture(rect, image)
        chosen = any(mark is self._scene.selected for mark in sets)
        self._edge(rect, chosen, any(map(self._is_altered, sets)))
        if len(photos) > 1 or len(sets) > 1:
            self._count_on(rect, len(photos))
        if any(mark.is_new for mark in sets):
            self._fresh_dot(rect.topLeft() + QPointF(2, 2))
        self._scene.hits.append(Hit(rect, sets))

    def _empty(self, rect: QRectF) -> None:
        self._painter.fillRect(rect, theme().sunk)
        centre = QPointF(rect.center().x(), rect.center().y() - 5)
        self._book.draw(self._painter, centre, Glyph(Shape.CAMERA))

    def _picture(self, rect: QRectF, image: QImage) -> None:
        """Fill the place with the middle of a picture."""
        painter, size = self._painter, image.size()
        whole = QRectF(image.rect())
        part = rect.size().scaled(size.toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
        source = QRectF(0, 0, part.width(), part.height())
        source.moveCenter(whole.center())
        path = QPainterPath()
        path.addRoundedRect(rect, 4, 4)
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, image, source)
        painter.restore()

    def _edge(self, rect: QRectF, chosen: bool, altered: bool) -> None:
        self._painter.setPen(QPen(theme().stop, 2) if altered else QPen(theme().line, 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(rect, 4, 4)
        if chosen:
            self._painter.setPen(self._ring_pen())
            self._painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 5, 5)

    def _count_on(self, rect: QRectF, count: int) -> None:
        """Write how many there are into the lower right corner, on a ground of its own."""
        text = str(count) if count < 1000 else "999+"
        bold = font_px(11, bold=True)
        width = max(self._words.horizontalAdvance(text) + 8, 16)
        badge = QRectF(rect.right() - width + 1, rect.bottom() - 14, width, 15)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(theme().text)
        self._painter.drawRoundedRect(badge, 7, 7)
        self._painter.setFont(bold)
        self._painter.setPen(theme().surface)
        self._painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        self._painter.setFont(font_px(12))
        self._scene.texts.append(Written(self._box.lane, badge, text))

    def _fresh_dot(self, at: QPointF) -> None:
        """Mark what is new to who reads."""
        self._painter.setPen(QPen(theme().surface, 1.5))
        self._painter.setBrush(theme().due)
        self._painter.drawEllipse(at, 3.8, 3.8)

    def _ring_pen(self) -> QPen:
        """Return the line around what is selected."""
        return QPen(theme().text if self._scene.focused else theme().muted, 2)


def _photos(mark: Mark) -> tuple[Stored[Photo], ...]:
    return mark.about.photos if isinstance(mark.about, PhotoSet) else ()
