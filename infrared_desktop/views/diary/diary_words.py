"""What the diary says of itself: which days, how many visits, and what is not shown."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.views.diary.diary_sheet import Sheet
from infrared_desktop.views.inputs.date_field import distance_words
from infrared_desktop.views.wording import say_day

_NAMED = 3  # overlaps that are told with their times; all of them are seen side by side


class SheetWords:
    """Words about one sheet."""

    def __init__(self, sheet: Sheet, today: date) -> None:
        self._sheet, self._today = sheet, today
        self._aside = self._told_aside()

    def title(self) -> str:
        """Name the day, or the days of the week."""
        days = self._sheet.look.days
        first, last = days[0], days[-1]
        year = "" if last.year == self._today.year else f" {last.year}"
        if first == last:
            return say_day(first, "dddd d MMMM") + year
        begin = say_day(first, "d MMMM" if first.month != last.month else "d")
        return f"{begin} – {say_day(last, 'd MMMM')}{year}"

    def summary(self) -> str:
        """Say how far away it is, and how many visits stand."""
        standing = sum(stored.record.is_live for stored in self._sheet.visits)
        words = _words("1 visit") if standing == 1 else _words("{n} visits").format(n=standing)
        if self._sheet.look.is_week:
            number = self._sheet.look.first.isocalendar().week
            off = self._aside.replace("\n", " · ")
            week = _words("week {number}").format(number=number)
            return " · ".join(part for part in (week, words, off) if part)
        return f"{distance_words(self._sheet.look.day, self._today)} · {words}"

    def aside(self) -> str:
        """Say how many visits do not stand, which are not even shown, and which overlap."""
        return self._aside

    def _told_aside(self) -> str:
        visits, wrong = self._sheet.visits, self._sheet.wrong
        off = sum(not stored.record.is_live for stored in visits)
        pairs = self._sheet.pairs
        # In the line of a week there is room for their number alone.
        named = 0 if self._sheet.look.is_week else _NAMED
        more = max(len(pairs) - named, 0)
        lines = [
            _words("{off} cancelled or not come").format(off=off) if off else "",
            _words("{wrong} entered in error, not shown").format(wrong=wrong) if wrong else "",
            *(
                _words("{day} {one} and {other} overlap").format(
                    day=say_day(pair.first.record.day, "ddd"),
                    one=f"{pair.first.record.starts:%H:%M}",
                    other=f"{pair.second.record.starts:%H:%M}",
                )
                for pair in pairs[:named]
            ),
            _words("overlaps: {n} more").format(n=more) if named and more else "",
            _words("overlaps: {n}").format(n=more) if more and not named else "",
        ]
        return "\n".join(line for line in lines if line)


def _words(text: str) -> str:
    return QCoreApplication.translate("SheetWords", text)
