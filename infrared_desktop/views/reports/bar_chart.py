"""A plain chart of bars, one a line, each with its name and its words; both are read aloud."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from infrared_desktop.views.look.theme import GRID, font_px, theme
from infrared_desktop.views.reports.figures import Bar

LINE_PX = 26
MOST_BARS = 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class BarChart(QWidget):
    """Paints the first bars; what follows stands in the rows behind the figure."""

    def __init__(self, parent: QWidget | None = None, words_share: float = 0.3) -> None:
        super().__init__(parent)
        self._words_share = words_share
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars: of many, the last, which are the newest."""
        self._bars = tuple(bars[-MOST_BARS:])
        self.setAccessibleName(self.tr("Chart"))
        self.setAccessibleDescription("\n".join(self.lines()))
        self.setVisible(bool(bars))
        self.updateGeometry()
        self.update()

    def lines(self) -> list[str]:
        """Return what the chart shows as lines of text."""
        return [f"{bar.name}: {bar.words}" for bar in self._bars]

    def sizeHint(self) -> QSize:
        return QSize(280, len(self._bars) * LINE_PX + GRID)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font_px(12))
        for number, bar in enumerate(self._bars):
            line = QRect(0, number * LINE_PX + 4, self.width(), LINE_PX)
            self._paint_bar(painter, line, bar)
        painter.end()

    def _paint_bar(self, painter: QPainter, line: QRect, bar: Bar) -> None:
        metrics = painter.fontMetrics()
        words_px = round(line.width() * self._words_share)
        name_px = line.width() * 6 // 10 - words_px
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, name_px - GRID)
        painter.setPen(theme().text)
        painter.drawText(line, _LEFT, name)
        track = line.adjusted(name_px, 7, -words_px - GRID, -7)
        painter.fillRect(track, theme().sunk)
        painter.fillRect(*track.topLeft().toTuple(), *self._size(track, bar), theme().accent)
        painter.setPen(theme().muted)
        words = metrics.elidedText(bar.words, Qt.TextElideMode.ElideRight, words_px)
        painter.drawText(line.adjusted(line.width() - words_px, 0, 0, 0), _LEFT, words)

    @staticmethod
    def _size(track: QRect, bar: Bar) -> tuple[int, int]:
        return round(track.width() * bar.length), track.height()
