"""Birth dates in lists: whose order of day and month, and whether the day can be right."""

import re
from collections.abc import Iterable
from datetime import date

from infrared_desktop.domain.dates import DateOrder, parse_date
from infrared_desktop.domain.people.folding import fold
from infrared_desktop.domain.people.registration import OLDEST_YEARS
from infrared_desktop.domain.records.people import age_on
from infrared_desktop.domain.sentences import Sentence, sentence

_PART = r"\s*[-./\s,]\s*"
_NUMBERS = re.compile(r"(\d{1,4})\s*[-./\s]\s*(\d{1,2})\s*[-./\s]\s*(\d{1,4})(?!\d)")
_WORDED = re.compile(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[-./\s,]*(?P<m>[^\W\d]{{3,}})[-./\s,]*(?P<y>\d{{4}})"
    rf"|(?P<m2>[^\W\d]{{3,}}){_PART}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?{_PART}(?P<y2>\d{{4}})"
)
DATE_SHAPE = re.compile(rf"(?:{_NUMBERS.pattern}|(?:1[89]|20)\d{{6}}(?!\d)|{_WORDED.pattern})")
"""What looks like a whole date, real or not; a year alone does not."""

_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}.*$", re.IGNORECASE)
_NONE = {"", "na", "null", "none", "unknown", "nan"}
_MONTHS = (
    "jan ene gen",
    "feb fev",
    "mar mrz",
    "apr avr abr",
    "may mai maj mag mei",
    "jun juin giu",
    "jul juil lug",
    "aug aou ago",
    "sep set",
    "oct okt ott out",
    "nov",
    "dec dez dic des",
)
_MONTH_OF = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}


def guess_order(texts: Iterable[str], usual: DateOrder) -> DateOrder:
    """Return the order in which most of the dates are real days; the usual one if it ties."""
    readable: dict[DateOrder, int] = dict.fromkeys((usual, *DateOrder), 0)
    for text in texts:
        if found := _NUMBERS.match(text.strip()):
            for order in readable:
                readable[order] += _reads_in(found.groups(), order)
    return max(readable, key=readable.__getitem__)


def read_birth_date(text: str, order: DateOrder, today: date) -> date | Sentence | None:
    """Return the day, None where there is none, or the sentence that says what is wrong."""
    written = _TIME.sub("", text).strip()
    if "".join(fold(written).split()).strip("0") in _NONE:
        return None
    if not DATE_SHAPE.match(written):
        return sentence("The birth date “{text}” cannot be read as a date.", text=_short(text))
    day = parse_date(_in_figures(written), order, today, birth=True)
    if day is None:
        return sentence("The birth date “{text}” is not a real day.", text=_short(text))
    if day > today:
        return sentence("The birth date “{text}” is in the future.", text=_short(text))
    if age_on(day, today) > OLDEST_YEARS:
        return sentence(
            "The birth date “{text}” is more than {years} years ago.",
            text=_short(text),
            years=OLDEST_YEARS,
        )
    return day


def _reads_in(parts: tuple[str, ...], order: DateOrder) -> bool:
    """Tell whether three figures can be a date in that order; an ISO date is one in none."""
    if len(parts[0]) > 2:
        return False
    named = dict(zip(order.value, parts, strict=True))
    return (
        len(named["y"]) in (2, 4)
        and len(named["d"]) <= 2
        and 1 <= int(named["m"]) <= 12
        and 1 <= int(named["d"]) <= 31
    )


def _in_figures(written: str) -> str:
    """Turn 3-JAN-1980 and January 3, 1980 into figures; leave all else."""
    found = _WORDED.fullmatch(fold(written).replace(" ", "-"))
    if found is None:
        return written
    day, word, year = (found[name] or found[name + "2"] for name in "dmy")
    month = _MONTH_OF.get(word[:4]) or _MONTH_OF.get(word[:3]) or 0
    return f"{year}-{month:02}-{int(day):02}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
