"""What a next step leads to, in the words that the follow-up list goes by."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.answers import NextStepKind
from infrared_desktop.domain.follow_up_kinds import FollowUp
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.wording import say_day

ENDS = (NextStepKind.DECLINED, NextStepKind.FINISHED)


def outcome_words(kind: NextStepKind | None, row: FollowUp | None, today: date) -> str:
    """Say by which row of the list, and when, the patient comes back after a step of this kind."""
    if row is None:
        return _words("Nobody is reminded of this visit any more.") if kind in ENDS else ""
    words = _when(row, today)
    if kind in ENDS:
        still = _words("Still to do, besides: {what}.").format(what=choices.label(row.kind))
        return f"{still} {words}"
    return words


def _when(row: FollowUp, today: date) -> str:
    if row.show_on > today:
        text = _words("It comes back in the follow-up list on {day}.")
        return text.format(day=say_day(row.show_on))
    if row.overdue_from <= today:
        text = _words("It stands in the follow-up list at once, overdue since {day}.")
        return text.format(day=say_day(row.overdue_from))
    return _words("It stands in the follow-up list at once.")


def _words(text: str) -> str:
    return QCoreApplication.translate("StepOutcome", text)
