"""A day, typed as people type it, with what it means today in words beside it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Property, QCoreApplication, QDate, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QVBoxLayout, QWidget

from infrared_desktop.domain.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    DateOrder,
    add_months,
    format_date,
    parse_date,
    parse_day_of_year,
    parse_stretch,
)
from infrared_desktop.domain.records.people import age_on
from infrared_desktop.views.inputs.text_field import HintedField
from infrared_desktop.views.look.icons import icon
from infrared_desktop.views.look.theme import theme


def _system_day() -> date:
    return datetime.now().astimezone().date()


_order = DateOrder.DMY
_today: Callable[[], date] = _system_day


def configure(order: DateOrder, today: Callable[[], date] = _system_day) -> None:
    """Set the clinic's order of day, month and year, and where today comes from."""
    global _order, _today
    _order, _today = order, today


def shown(day: date) -> str:
    """Write a day in the clinic's order."""
    return format_date(day, _order)


def distance_words(day: date, today: date) -> str:
    """Say how far a day is from today."""
    days = (day - today).days
    fixed = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in fixed:
        return QCoreApplication.translate("DateField", fixed[days])
    if abs(days) > 730:
        form = "in {n} years" if days > 0 else "{n} years ago"
        return QCoreApplication.translate("DateField", form).format(n=round(abs(days) / 365.25))
    form = "in {n} days" if days > 0 else "{n} days ago"
    return QCoreApplication.translate("DateField", form).format(n=abs(days))


def age_words(born: date, today: date) -> str:
    """Say how old somebody is who was born on a day."""
    years = age_on(born, today)
    if years < 0:
        return QCoreApplication.translate("DateField", "in the future")
    return QCoreApplication.translate("DateField", "{n} years old").format(n=years)


class DateField(HintedField):
    """A day that may be missing.

    Text is read in the clinic's order; `+2w`, T (today) and M (tomorrow) work, Up and Down move by
    a day, Page Up and Page Down by a month, F4 opens a calendar. Set `birth` for birth dates.
    A day and a month will do (24.11.): the last such day, or with `ahead` the next.
    Set `rough` to "first" or "last" where a month or a year will do: that end of it is taken.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._birth, self._rough, self._ahead = False, "", False
        self.textChanged.connect(lambda: self._show_distance())
        self.editingFinished.connect(self._tidy)
        opens = QAction(icon("calendar", role="muted"), self.tr("Calendar (F4)"), self)
        opens.triggered.connect(self.open_calendar)
        self.addAction(opens, QLineEdit.ActionPosition.TrailingPosition)

    def get_value(self) -> date | None:
        """Return the day, or None where none can be read."""
        text = self.text().strip()
        if self._birth or not text:
            return parse_date(text, _order, _today(), birth=True) if text else None
        day = parse_date(text, _order, _today())
        day = day or parse_day_of_year(text, _order, _today(), ahead=self._ahead)
        return day or (self._roughly(text) if self._rough else None)

    def _roughly(self, text: str) -> date | None:
        """Take one end of a month or a year, but no day to come of one that has begun."""
        stretch = parse_stretch(text)
        if stretch is None:
            return None
        first, last = stretch
        return first if self._rough == "first" else max(first, min(last, _today()))

    def set_value(self, value: Any) -> None:
        """Show a day; None shows nothing."""
        self.setText(shown(value) if value else "")

    def problem(self) -> str:
        """Say in words why the text is not a day."""
        if not self.text().strip() or self.get_value():
            return ""
        example = shown(_today())
        return self.tr("This is not a day. Write it like {example}.").format(example=example)

    def choose(self, day: date) -> None:
        """Take a day that a person picked."""
        self.set_value(day)
        self.changed.emit()

    def event(self, event: QEvent) -> bool:
        # The field's own keys are not those of the screen around it.
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_key and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        day = None if self.isReadOnly() else self._day_for(key)
        if day is not None:
            self.choose(min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31)))
        elif key == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Open a calendar below the field; a field that is only read has none."""
        if self.isReadOnly():
            return
        popup = _CalendarPopup(self)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()

    def _day_for(self, key: Qt.Key) -> date | None:
        base = self.get_value() or _today()
        if key in (Qt.Key.Key_T, Qt.Key.Key_M) and self._is_fresh():
            return _today() + timedelta(days=key == Qt.Key.Key_M)
        days = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        months = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
        if key in days:
            return base + timedelta(days=days[key])
        return add_months(base, months[key]) if key in months else None

    def _is_fresh(self) -> bool:
        """Whether a letter would start the text anew and so may be a command."""
        return self.text() in ("", self.selectedText()) or self.get_value() is not None

    def _show_distance(self) -> None:
        day = self.get_value()
        words = age_words if self._birth else distance_words
        self.set_hint(words(day, _today()) if day else "")

    def _set_birth(self, birth: bool) -> None:
        self._birth = birth
        self._show_distance()

    def _set_rough(self, rough: str) -> None:
        self._rough = rough
        if rough:
            self.setToolTip(self.tr("A month (3.2024) or a year will do."))

    def _set_ahead(self, ahead: bool) -> None:
        self._ahead = ahead

    birth = Property(bool, lambda s: s._birth, _set_birth)
    rough = Property(str, lambda s: s._rough, _set_rough)
    ahead = Property(bool, lambda s: s._ahead, _set_ahead)

    def _tidy(self) -> None:
        day = self.get_value()
        if day:
            self.set_value(day)


class _CalendarPopup(QWidget):
    """A calendar that gives its day to the field that opened it, and closes."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field = field
        calendar = _dressed_calendar(self)
        day = field.get_value()
        if day:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(calendar)
        calendar.setFocus()

    def _take(self, day: QDate) -> None:
        self._field.choose(date(day.year(), day.month(), day.day()))
        self.close()


def _dressed_calendar(parent: QWidget) -> QCalendarWidget:
    calendar = QCalendarWidget(parent)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setMinimumSize(QSize(304, 232))
    weekend = QTextCharFormat()
    weekend.setForeground(theme().muted)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, weekend)
    for name, picture in (("prev", "arrow-left"), ("next", "arrow-right")):
        button = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
        if button is not None:
            button.setIcon(icon(picture))
    return calendar
