"""What stands behind a verb: numbers, days, kinds, each refused with one sentence."""

import argparse
from datetime import date

from infrared_desktop.domain.records.answers import AppointmentKind

_MOST_PATIENTS = 100_000  # of a practice clinic; it takes a night to make so many
_MOST_DIGITS = 15  # of a patient's number
_YEARS = range(2000, 2101)  # in which a practice clinic may stand


def count(text: str) -> int:
    """Read how many patients a practice clinic is to have."""
    if not text.isdecimal() or len(text) > len(str(_MOST_PATIENTS)) or int(text) > _MOST_PATIENTS:
        raise argparse.ArgumentTypeError(
            f"{text} is not a number of patients up to {_MOST_PATIENTS}"
        )
    return int(text)


def number(text: str) -> int:
    """Read a patient's number."""
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise argparse.ArgumentTypeError(f"{text} is not a patient's number")
    return int(text)


def day(text: str) -> date:
    """Read a day such as 2026-11-23."""
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a day such as 2026-11-23") from error
    if found.year not in _YEARS:
        raise argparse.ArgumentTypeError(
            f"{text} does not lie between {_YEARS[0]} and {_YEARS[-1]}"
        )
    return found


def visit_kind(text: str) -> AppointmentKind:
    """Read what a visit is for."""
    try:
        return AppointmentKind(text)
    except ValueError as error:
        kinds = ", ".join(AppointmentKind)
        raise argparse.ArgumentTypeError(f"{text} is none of {kinds}") from error
