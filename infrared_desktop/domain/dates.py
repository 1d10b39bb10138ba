"""Calendar days as people type and read them."""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum


class DateOrder(StrEnum):
    """The order in which a clinic writes day, month and year."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


FIRST_YEAR, LAST_YEAR = 1850, 2199

_FORMATS = {
    DateOrder.DMY: "{d}.{m}.{y}",
    DateOrder.MDY: "{m}/{d}/{y}",
    DateOrder.YMD: "{y}-{m}-{d}",
}
_NUMBERS = re.compile(r"(\d{1,4})\s*[-./\s]\s*(\d{1,2})\s*[-./\s]\s*(\d{1,4})")
_DAY_OF_YEAR = re.compile(r"(\d{1,2})\s*[-./\s]\s*(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_OFFSET = re.compile(r"([+-])\s*(\d{1,4})\s*([dwmy])")
_MONTH = re.compile(r"(?:(\d{1,2})\s*[-./\s]\s*)?(\d{4})|(\d{4})\s*[-./]\s*(\d{1,2})")
_LEAP_YEARS_APART = 8  # at most, as from 1896 to 1904
_WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1}


def parse_date(text: str, order: DateOrder, today: date, *, birth: bool = False) -> date | None:
    """Read a day as typed, or return None: nothing is guessed beyond the clinic's own order.

    Reads ISO, the clinic's order with . / - or space, `+2w` (d, w, m, y), `today` and `tomorrow`.
    A two-digit year is the nearest one, for a birth the nearest that is not in the future.
    """
    typed = text.strip().rstrip(".").lower()
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    try:
        if offset := _OFFSET.fullmatch(typed):
            return _shifted(today, int(offset[1] + offset[2]), offset[3])
        return _numbered(typed, order, today, birth)
    except (ValueError, OverflowError):
        return None


def parse_day_of_year(
    text: str, order: DateOrder, today: date, *, ahead: bool = True
) -> date | None:
    """Read a day and a month (24.11.) as the next such day, or else as the last; today is both."""
    found = _DAY_OF_YEAR.fullmatch(text.strip().rstrip(".").rstrip())
    if found is None:
        return None
    month_first = order is not DateOrder.DMY
    day, month = (int(found[2]), int(found[1])) if month_first else (int(found[1]), int(found[2]))
    step = 1 if ahead else -1
    for year in range(today.year, today.year + step * (_LEAP_YEARS_APART + 1), step):
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            typed = date(year, month, day)
            if (typed - today).days * step >= 0:
                return typed
    return None


def parse_stretch(text: str) -> tuple[date, date] | None:
    """Read a month (3.2024, 2024-03) or a year (2024) as its first and its last day, or None."""
    found = _MONTH.fullmatch(text.strip())
    if found is None:
        return None
    year, month = int(found[2] or found[3]), found[1] or found[4]
    if not FIRST_YEAR <= year <= LAST_YEAR or (month and not 1 <= int(month) <= 12):
        return None
    first, last = (int(month), int(month)) if month else (1, 12)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, or the month's last day where it has no such day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def format_date(day: date, order: DateOrder) -> str:
    """Write a day in the clinic's order; `parse_date` reads it back."""
    return _FORMATS[order].format(d=f"{day.day:02}", m=f"{day.month:02}", y=f"{day.year:04}")


def _shifted(today: date, count: int, unit: str) -> date:
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    return add_months(today, count * (12 if unit == "y" else 1))


def _numbered(typed: str, order: DateOrder, today: date, birth: bool) -> date | None:
    found = _NUMBERS.fullmatch(typed) or _COMPACT.fullmatch(typed)
    if found is None:
        return None
    parts = found.groups()
    # A four-digit year in front is ISO in every clinic.
    names = DateOrder.YMD.value if len(parts[0]) == 4 else order.value
    by_name = dict(zip(names, parts, strict=True))
    month, day = int(by_name["m"]), int(by_name["d"])
    year = by_name["y"]
    if len(year) == 2:
        return _in_a_near_year(int(year), month, day, today, birth)
    if len(year) != 4 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    return date(int(year), month, day)


def _in_a_near_year(year2: int, month: int, day: int, today: date, birth: bool) -> date | None:
    century = today.year - today.year % 100
    years = sorted(
        (year2 + century + shift for shift in (-100, 0, 100)), key=lambda y: abs(y - today.year)
    )
    days = [
        date(y, month, day) for y in years if (month, day) != (2, 29) or monthrange(y, 2)[1] == 29
    ]
    fitting = [d for d in days if not birth or d <= today]
    return fitting[0] if fitting else None
