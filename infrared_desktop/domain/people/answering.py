"""Until when a patient's wish about the record is to be answered.

One month from the day on which it was received: GDPR Art. 12(3) for refusing, Art. 12(4), as well.
It holds for all requests under Art. 15 to 22: a copy (15), erasure (17), a closed chart and using
it again (18); two numbers of one person are put right (16). Where a wish is complex or one of many,
Art. 12(3) gives two months more to who tells the patient why within the first. A month ends on the
day of the same number, or on the month's last day where there is none.
"""

from datetime import date
from enum import StrEnum

from infrared_desktop.domain.dates import add_months

MONTHS, LONGEST_MONTHS = 1, 3
_NEAR_DAYS = 7  # a working week to gather everything: the clinic's habit, no law


class Pressure(StrEnum):
    """How much time is left to answer."""

    EASY = "easy"
    NEAR = "near"
    OVER = "over"
    LONG_OVER = "long_over"  # also where the patient was told why it takes longer


def answer_by(asked_on: date) -> date:
    """Return the last day on which a wish is answered in time."""
    return add_months(asked_on, MONTHS)


def pressure(asked_on: date, today: date) -> Pressure:
    """Say how much time is left."""
    if today > add_months(asked_on, LONGEST_MONTHS):
        return Pressure.LONG_OVER
    left = (answer_by(asked_on) - today).days
    if left < 0:
        return Pressure.OVER
    return Pressure.NEAR if left <= _NEAR_DAYS else Pressure.EASY
