"""The rows of pairs: who may be one person and why, and who was told apart by whom."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.people.pairs import Numbers
from infrared_desktop.storage.gathered.alike_pairs import AlikePairs, ToldApart
from infrared_desktop.views.lists.likeness_chip import likeness_chip
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace


def pair_rows(workplace: Workplace, found: AlikePairs) -> list[Row]:
    """Return a row for each pair, with why they may be one person."""
    return [
        Row(
            key=pair.numbers,
            title=_line(workplace, found, pair.one),
            subtitle=_line(workplace, found, pair.other),
            note=say(pair.like.why),
            chip2=likeness_chip(pair.like),
        )
        for pair in found.pairs
    ]


def apart_rows(workplace: Workplace, found: AlikePairs) -> list[Row]:
    """Return a row for each two who were told apart."""
    return [_apart(workplace, found, told, told.numbers) for told in found.apart]


def apart_words(workplace: Workplace, told: ToldApart) -> str:
    """Say when two were told apart, by whom, and why if they said so."""
    words = QCoreApplication.translate
    text = words("AlikeRows", "Told apart on {day} by {who}.")
    if told.why:
        text = words("AlikeRows", "Told apart on {day} by {who}: {why}.")
    day, who = say_day(workplace.clinic.day(told.at)), workplace.clinic.staff.get(told.by)
    return text.format(day=day, who=who.record.name, why=told.why.rstrip("."))


def _apart(workplace: Workplace, found: AlikePairs, told: ToldApart, numbers: Numbers) -> Row:
    one, other = (_line(workplace, found, number) for number in numbers)
    return Row(key=numbers, title=one, subtitle=other, note=apart_words(workplace, told))


def _line(workplace: Workplace, found: AlikePairs, number: int) -> str:
    stored = found.people[number]
    return f"{stored.record.display_name} · {patient_line(stored, workplace.today())}"
