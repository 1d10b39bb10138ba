"""A medical history in words, for the screen and for paper: each field with what it says.

A word is a sentence whose gaps hold plain English labels, so that `str` reads well as it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.history import (
    Allergy,
    HealthEntry,
    History,
    Implant,
    Medicine,
    PastTreatment,
)
from infrared_desktop.domain.sentences import Sentence, sentence

Item = tuple[Sentence, ...]  # what is said of one thing, in parts
Say = Callable[[Sentence], str]

# The fields of a history that are asked, in the order of the form, and how each is called.
TITLES = {
    "pregnancy": "Pregnancy",
    "last_period_on": "Last period",
    "delivered_on": "Gave birth on",
    "conditions": "Conditions",
    "medicines": "Medicines",
    "allergies": "Allergies",
    "implants": "Implants and piercings",
    "treatments": "Earlier treatments",
    "smoking": "Smoking",
    "cigarettes_per_day": "Cigarettes a day",
    "alcohol_units_per_week": "Alcohol, units a week",
    "sun_habit": "Sun",
    "sunscreen_spf": "Sunscreen, SPF",
    "height_cm": "Height",
    "weight_kg": "Weight",
    "weight_trend": "The weight is",
    "note": "Note",
}
_UNITS = {
    "height_cm": "{number} cm",
    "weight_kg": "{number} kg",
    "cigarettes_per_day": "{number} a day",
    "alcohol_units_per_week": "{number} a week",
    "sunscreen_spf": "SPF {number}",
}
NOT_ASKED: Item = (sentence("not asked"),)
NONE: Item = (sentence("none"),)


@dataclass(frozen=True)
class Fact:
    """What a history says in one of its fields; `asked` is False where nobody asked."""

    field: str
    title: Sentence
    items: tuple[Item, ...]
    asked: bool = True


def facts(history: History) -> tuple[Fact, ...]:
    """Return what a history says, field by field in the order of its form."""
    return tuple(fact(history, field) for field in TITLES)


def fact(history: History, field: str) -> Fact:
    """Return what a history says in one field; none and not asked are said as such."""
    value = getattr(history, field)
    title = sentence(TITLES[field])
    if value is None or value == "":
        return Fact(field, title, (NOT_ASKED,), asked=False)
    return Fact(field, title, value_items(field, value) or (NONE,))


def value_items(field: str, value: Any) -> tuple[Item, ...]:
    """Return what a field's value says: an item for each row, one for a plain answer."""
    if isinstance(value, tuple):
        return tuple(row_words(row) for row in value)
    return ((_plain(field, value),),)


def said(item: Item, say: Say = str) -> str:
    """Join the parts of an item; `say` may translate each."""
    return ", ".join(map(say, item))


def fact_said(fact: Fact, say: Say = str) -> str:
    """Join the items of a fact; `say` may translate each part."""
    return "; ".join(said(item, say) for item in fact.items)


def row_words(row: Any) -> Item:
    """Return what a row of a history says, its kind first; every answer in it is told."""
    return tuple(_ROWS[type(row)](row))


def _plain(field: str, value: Any) -> Sentence:
    if isinstance(value, Enum):
        return sentence("{label}", label=plain_label(value))
    if isinstance(value, date):
        return sentence("{day}", day=value)
    if isinstance(value, str):
        return sentence("{text}", text=value)
    return sentence(_UNITS[field], number=f"{value:g}")


def _condition(row: HealthEntry) -> Iterator[Sentence]:
    yield sentence("{label}", label=plain_label(row.condition))
    yield from _text(row.detail)
    yield from _day("since {day}", row.since)
    yield from _answer(_CONTROLLED, row.controlled)
    yield from _answer(_IN_AREA, row.in_area)
    yield from _day("cleared on {day}", row.cleared_on)


def _medicine(row: Medicine) -> Iterator[Sentence]:
    yield sentence("{label}", label=plain_label(row.kind))
    yield from _text(row.name if row.name != plain_label(row.kind) else "")
    yield from _text(row.dose)
    yield from _place(row)
    yield from _day("since {day}", row.started_on)
    yield from _day("stopped on {day}", row.stopped_on)
    yield from _answer(_PRESCRIBED, row.prescribed)


def _allergy(row: Allergy) -> Iterator[Sentence]:
    yield sentence("{label}", label=plain_label(row.allergen))
    yield from _text(row.detail)


def _implant(row: Implant) -> Iterator[Sentence]:
    yield sentence("{label}", label=plain_label(row.kind))
    yield from _place(row)
    yield from _text(row.detail)
    yield from _day("cleared on {day}", row.cleared_on)


def _treatment(row: PastTreatment) -> Iterator[Sentence]:
    yield sentence("{label}", label=plain_label(row.kind))
    yield from _place(row)
    yield from _text(row.product)
    yield from _day("on {day}", row.done_on)
    yield from _text(row.provider, "by {text}")
    yield from _text(row.reaction, "reaction: {text}")


_ROWS: dict[type, Callable[[Any], Iterator[Sentence]]] = {
    HealthEntry: _condition,
    Medicine: _medicine,
    Allergy: _allergy,
    Implant: _implant,
    PastTreatment: _treatment,
}

_CONTROLLED = {
    Answer.YES: "under control",
    Answer.NO: "not under control",
    Answer.UNKNOWN: "not known whether under control",
}
_IN_AREA = {
    Answer.YES: "where treatment is wanted",
    Answer.NO: "not where treatment is wanted",
    Answer.UNKNOWN: "not known where",
}
_PRESCRIBED = {
    Answer.YES: "prescribed",
    Answer.NO: "not prescribed",
    Answer.UNKNOWN: "not known whether prescribed",
}


def _text(text: str, template: str = "{text}") -> Iterator[Sentence]:
    if text:
        yield sentence(template, text=text)


def _day(template: str, day: date | None) -> Iterator[Sentence]:
    if day is not None:
        yield sentence(template, day=day)


def _answer(words: dict[Answer, str], answer: Answer | None) -> Iterator[Sentence]:
    if answer is not None:
        yield sentence(words[answer])


def _place(row: Implant | Medicine | PastTreatment) -> Iterator[Sentence]:
    if row.area is not None:
        yield sentence("{label}", label=plain_label(row.area))
    if row.side is not None:
        yield sentence("{label}", label=plain_label(row.side))
