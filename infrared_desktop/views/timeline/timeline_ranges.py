"""Which days of a timeline are in sight: all, a year, a plan, what is new, and steps from there."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from infrared_desktop.domain.timeline.build import Timeline
from infrared_desktop.views.timeline.timeline_layout import Layout
from infrared_desktop.views.timeline.timeline_scale import Scale

EDGE_PX = 28
WORD_PX = 92
SHORT_PLAN_DAYS = 183  # less than half a year would show a plan of one day and nothing around it
SHORT_NEWS_DAYS = 42


class TimelineRanges(QAbstractScrollArea):
    """Keeps the days that are in sight; after a change of size, what they were fitted to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Layout | None = None
        self._scale = Scale(1.0, 1.0, 112.0, 640.0)
        self._fit: Callable[[], None] | None = None

    def timeline(self) -> Timeline | None:
        """Return the timeline that is shown."""
        return self._shown.timeline if self._shown else None

    def visible_range(self) -> tuple[date, date]:
        """Return the first and the last day in sight."""
        first, last = int(self._scale.start), int(self._scale.end)
        return date.fromordinal(max(first, 1)), date.fromordinal(max(last, 1))

    def days_in_sight(self) -> float:
        """Return how many days the width shows."""
        return self._scale.end - self._scale.start

    def fit_all(self) -> None:
        """Show everything from the first record to the last that is planned."""
        if self._shown:
            timeline = self._shown.timeline
            ends_in_words = any(mark.day == timeline.last for mark in timeline.marks[-1:])
            margin = WORD_PX if ends_in_words else EDGE_PX
            self._show(timeline.first, timeline.last, self.fit_all, margin)

    def show_last_year(self) -> None:
        """Show the year up to today, and a little of what comes."""
        if self._shown:
            today = self._shown.timeline.today
            self._show(today - timedelta(365), today + timedelta(30), self.show_last_year)

    def show_plan(self) -> None:
        """Show the plan begun last, an open one before others; everything where there is none."""
        days = self._shown.timeline.newest_plan_days() if self._shown else None
        if days is None:
            return self.fit_all()
        return self._show_around(days, SHORT_PLAN_DAYS, 4, self.show_plan)

    def show_new(self) -> None:
        """Show the days of what came since the reader last looked, if anything did."""
        days = self._shown.timeline.new_days if self._shown else None
        if days is not None:
            self._show_around(days, SHORT_NEWS_DAYS, 2, self.show_new)

    def show_today(self) -> None:
        """Bring today into the middle at the present zoom."""
        if self._shown:
            middle = self._shown.timeline.today.toordinal() + 0.5
            self._move_to(self._scale.moved(self._scale.x(middle) - self._middle()))

    def show_days(self, first: date, last: date) -> None:
        """Show the days from one to another."""
        self._show(first, last, None)

    def zoom_by(self, factor: float, x: float | None = None) -> None:
        """Widen days by a factor around a pixel, the middle unless one is given."""
        self._move_to(self._scale.zoomed(factor, self._middle() if x is None else x))

    def pan_by(self, pixels: float) -> None:
        """Move so many pixels later."""
        self._move_to(self._scale.moved(pixels))

    def _middle(self) -> float:
        return self._scale.left + self._scale.width / 2

    def _show_around(
        self, days: tuple[date, date], least: int, share: int, fit: Callable[[], None]
    ) -> None:
        """Show days with some around them where they are few, a share of those before."""
        first, last = days
        short = max(least - (last - first).days, 0)
        before, after = timedelta(short // share), timedelta(short - short // share)
        self._show(first - before, last + after, fit)

    def _show(
        self, first: date, last: date, fit: Callable[[], None] | None, margin: int = EDGE_PX
    ) -> None:
        scale = self._scale
        day_px = max(scale.width - EDGE_PX - margin, 1.0) / ((last - first).days + 1)
        start = first.toordinal() - EDGE_PX / day_px
        self._move_to(Scale.fitting(start, start + scale.width / day_px, scale.left, scale.width))
        self._fit = fit

    def _move_to(self, scale: Scale) -> None:
        if self._shown:
            timeline = self._shown.timeline
            first, last = timeline.first.toordinal(), timeline.last.toordinal() + 1
            self._scale = scale.kept_within(first, last)
            self._fit = None
            self.viewport().update()
