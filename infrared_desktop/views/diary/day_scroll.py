"""The room that a day or week is painted in: how wide, how high, and scrolled how far."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from infrared_desktop.views.diary.day_cursor import Day
from infrared_desktop.views.diary.day_layout import Stop
from infrared_desktop.views.diary.day_paint import Frame

HEAD_PX, TIME_PX, COLUMN_PX, DAY_PX, MINUTE_PX = 40, 56, 196, 132, 1.15
LANE_PX, DAY_LANE_PX = 64, 56  # of visits side by side, in a day and in a week


class DayScroll(QAbstractScrollArea):
    """Scrolls a day under its heads and beside its times, which stay in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covered = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumSize(320, 200)
        self.verticalScrollBar().setSingleStep(24)

    def shown(self) -> Day | None:
        """Return what is shown, if anything is yet."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def frame_now(self) -> Frame:
        """Return what is where at the present scroll."""
        day = self.shown()
        assert day is not None
        columns = max(len(day.columns), 1)
        room = self.viewport().width() - TIME_PX
        return Frame(
            width=self.viewport().width(),
            height=self.viewport().height(),
            head=HEAD_PX,
            time_width=TIME_PX,
            column_width=max(room / columns, _narrowest(day, room)),
            minute_height=self._minute_height(day),
            opens=day.opens,
            closes=day.closes,
            x=self.horizontalScrollBar().value(),
            y=self.verticalScrollBar().value(),
        )

    def _minute_height(self, day: Day) -> float:
        room = self.viewport().height() - HEAD_PX - 8
        return max(room / max(day.closes - day.opens, 60), MINUTE_PX)

    def fit(self) -> None:
        """Let the bars reach all that does not fit."""
        day = self.shown()
        if day is None:
            return
        frame = self.frame_now()
        across = TIME_PX + frame.column_width * len(day.columns) - frame.width
        day_px = frame.minute_height * (frame.closes - frame.opens)
        down = HEAD_PX + 8 + day_px + self._covered - frame.height
        for bar, room, page in (
            (self.horizontalScrollBar(), across, frame.width),
            (self.verticalScrollBar(), down, frame.height),
        ):
            bar.setRange(0, max(int(room + 0.5), 0))
            bar.setPageStep(int(page))

    def show_stop(self, stop: Stop) -> None:
        """Scroll to a place of the day."""
        self.show_span(stop, stop.minute + 60)

    def cover(self, pixels: int) -> None:
        """Let all that lies under words along the lower edge be scrolled above them."""
        self._covered = pixels
        self.fit()

    def show_span(self, stop: Stop, ends: int) -> None:
        """Scroll to where something lies until a minute."""
        frame, across, down = self.frame_now(), self.horizontalScrollBar(), self.verticalScrollBar()
        top = (stop.minute - frame.opens) * frame.minute_height
        bottom = (ends - frame.opens) * frame.minute_height + self._covered
        down.setValue(int(min(max(down.value(), bottom - frame.height + HEAD_PX), top)))
        left = stop.column * frame.column_width
        right = left + frame.column_width - (frame.width - TIME_PX)
        across.setValue(int(min(max(across.value(), right), left)))


def _narrowest(day: Day, room: float) -> float:
    """Return how narrow a column may be, so that visits side by side can still be told apart."""
    shares = [p.right - p.left for p in day.placed if p.stored.record.is_live]
    lanes = (DAY_LANE_PX if day.is_week else LANE_PX) / min(shares, default=1.0)
    return max(DAY_PX if day.is_week else COLUMN_PX, min(lanes, room))
