"""The band over a review copy: that it is only read, how old it is, and its last day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from infrared_desktop.domain.records.people import Settings
from infrared_desktop.storage.files.review_copy import CopyHeader
from infrared_desktop.views.look.theme import GRID, font_px, theme
from infrared_desktop.views.wording import say_day, say_moment


class ReviewBand(QWidget):
    """A dark band in a light window, a light one in a dark window: nothing else looks like it."""

    def __init__(self, header: CopyHeader, until: date, settings: Settings) -> None:
        super().__init__()
        self._header, self._until, self._settings = header, until, settings
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """Return what the band says."""
        return self._words

    def tell(self, now: datetime) -> None:
        """Say how old the copy is by now."""
        zone = ZoneInfo(self._settings.timezone)
        made = self._header.made_at
        day = made.astimezone(zone).date()
        words = self.tr(
            "Review copy – only to read · as of {day} {at}, {age} · opens until {until}"
        )
        self._words = words.format(
            day=say_day(day),
            at=say_moment(made, self._settings.timezone),
            age=self._age((now.astimezone(zone).date() - day).days),
            until=say_day(self._until),
        )
        self.setAccessibleName(self._words)
        self.setToolTip(self._words)
        self.update()

    def _age(self, days: int) -> str:
        if days < 1:
            return self.tr("made today")
        return self.tr("1 day old") if days == 1 else self.tr("{days} days old").format(days=days)

    def sizeHint(self) -> QSize:
        return QSize(480, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().text)
        painter.setPen(theme().surface)
        painter.setFont(font_px(14, bold=True))
        room = self.rect().adjusted(2 * GRID, 0, -2 * GRID, 0)
        shown = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()
