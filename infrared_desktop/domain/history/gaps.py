"""What in a medical history cannot be, what is likely a slip, and what nobody asked yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from infrared_desktop.domain.history.row_gaps import (
    Finding,
    Weight,
    day_gaps,
    row_gaps,
)
from infrared_desktop.domain.history.words import TITLES
from infrared_desktop.domain.records.answers import Sex
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.history_answers import Pregnancy, Smoking
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.sentences import Sentence, sentence

# These say more of another answer, or are of use without being asked of everybody.
_ASKED_WITH_ANOTHER = {"last_period_on", "delivered_on", "cigarettes_per_day", "note"}
_NOT_NEEDED = {"sunscreen_spf", "height_cm", "weight_kg"}
_YEAR, _LONGEST_PREGNANCY = timedelta(days=365), timedelta(days=310)
_SOONEST_PREGNANCY, _LONG_FEEDING = timedelta(days=21), timedelta(days=5 * 365)
_HEIGHTS_CM, _WEIGHTS_KG, _BMI = (50, 250), (20, 400), (12, 70)


@dataclass(frozen=True)
class HistoryGap:
    """What is amiss in a field, in words; in a row also in which one, and where in it."""

    field: str
    weight: Weight
    words: Sentence
    row: int | None = None
    inner: str = ""


def history_gaps(history: History, patient: Patient, today: date) -> tuple[HistoryGap, ...]:
    """Return what is wrong, odd or open, in the order of the form."""
    found = (
        *_whole(history, patient, today),
        *_rows(history, patient.birth_date, today),
    )
    order = list(TITLES)
    return tuple(sorted(found, key=lambda gap: (order.index(gap.field), gap.row or 0)))


def _whole(history: History, patient: Patient, today: date) -> Iterator[HistoryGap]:
    checks = (
        *_open(history),
        *_days(history, patient.birth_date, today),
        *_pregnancy(history, patient.sex, today),
        *_smoking(history),
        *_body(history),
    )
    yield from (HistoryGap(*finding) for finding in checks)


def _rows(history: History, born: date | None, today: date) -> Iterator[HistoryGap]:
    for field in TITLES:
        value = getattr(history, field)
        for place, row in enumerate(value if isinstance(value, tuple) else ()):
            for inner, weight, words in row_gaps(row, born, today):
                yield HistoryGap(field, weight, words, place, inner)
            if row in value[:place]:
                inner = next(iter(vars(row)))
                words = sentence("This is listed twice.")
                yield HistoryGap(field, Weight.ODD, words, place, inner)


def never_asked(history: History) -> tuple[str, ...]:
    """Return the questions that everybody is asked, and that nobody asked here."""
    left = _ASKED_WITH_ANOTHER | _NOT_NEEDED
    return tuple(one for one in TITLES if one not in left and getattr(history, one) is None)


def _open(history: History) -> Iterator[Finding]:
    for field in never_asked(history):
        yield field, Weight.OPEN, sentence("Not asked yet.")
    if history.pregnancy is Pregnancy.BREASTFEEDING and history.delivered_on is None:
        yield "delivered_on", Weight.OPEN, sentence("Ask when the patient gave birth.")
    if history.smoking is Smoking.CURRENT and history.cigarettes_per_day is None:
        yield "cigarettes_per_day", Weight.OPEN, sentence("Ask how many a day.")


def _days(history: History, born: date | None, today: date) -> Iterator[Finding]:
    yield from day_gaps("last_period_on", history.last_period_on, born, today)
    yield from day_gaps("delivered_on", history.delivered_on, born, today)


def _pregnancy(history: History, sex: Sex | None, today: date) -> Iterator[Finding]:
    match history.pregnancy:
        case Pregnancy.NOT_APPLICABLE:
            yield from _does_not_apply(history, today)
        case None | Pregnancy.NO:
            return
        case Pregnancy.PREGNANT:
            yield from _pregnant(history, today)
        case Pregnancy.BREASTFEEDING if _ago(history.delivered_on, today) > _LONG_FEEDING:
            yield "delivered_on", Weight.ODD, sentence("Breastfeeding, and yet so long ago?")
    if sex is Sex.MALE and history.pregnancy is not Pregnancy.NOT_APPLICABLE:
        yield "pregnancy", Weight.ODD, sentence("The patient is registered as male.")


def _does_not_apply(history: History, today: date) -> Iterator[Finding]:
    if history.delivered_on and _ago(history.delivered_on, today) < _YEAR:
        words = sentence("Gave birth within a year, so the answer on pregnancy applies.")
        yield "delivered_on", Weight.WRONG, words
    if history.last_period_on and _ago(history.last_period_on, today) < _YEAR:
        words = sentence("A period within a year, so the answer on pregnancy applies.")
        yield "last_period_on", Weight.WRONG, words


def _pregnant(history: History, today: date) -> Iterator[Finding]:
    if _ago(history.last_period_on, today) > _LONGEST_PREGNANCY:
        words = sentence("Pregnant, and yet the last period was so long ago?")
        yield "last_period_on", Weight.ODD, words
    if history.delivered_on and _ago(history.delivered_on, today) < _SOONEST_PREGNANCY:
        words = sentence("Gave birth days ago and is pregnant: one of the two is wrong.")
        yield "delivered_on", Weight.WRONG, words


def _smoking(history: History) -> Iterator[Finding]:
    a_day = history.cigarettes_per_day
    if a_day is None:
        return
    field = "cigarettes_per_day"
    if history.smoking is Smoking.CURRENT and a_day == 0:
        yield field, Weight.WRONG, sentence("Smokes, and yet none a day: one of the two is wrong.")
    elif history.smoking is None and a_day > 0:
        yield "smoking", Weight.WRONG, sentence("Say whether the patient smokes.")
    elif history.smoking in (Smoking.NEVER, Smoking.EX) and a_day > 0:
        words = sentence("Does not smoke, and yet {number} a day.", number=a_day)
        yield field, Weight.WRONG, words


def _body(history: History) -> Iterator[Finding]:
    height, weight = history.height_cm, history.weight_kg
    for field, value, (low, high) in (
        ("height_cm", height, _HEIGHTS_CM),
        ("weight_kg", weight, _WEIGHTS_KG),
    ):
        if value is not None and not low <= value <= high:
            words = sentence("This cannot be: from {low} to {high}.", low=low, high=high)
            yield field, Weight.WRONG, words
    if height and weight and not _BMI[0] <= weight / (height / 100) ** 2 <= _BMI[1]:
        yield "weight_kg", Weight.ODD, sentence("Height and weight do not go together.")


def _ago(day: date | None, today: date) -> timedelta:
    return today - day if day is not None else timedelta()
