"""What a next step leads to, in the words that the follow-up list goes by."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.follow_ups.kinds import FollowUp
from infrared_desktop.domain.records.answers import NextStepKind
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.wording import say_day

ENDS = (NextStepKind.DECLINED, NextStepKind.FINISHED)


def outcome_words(kind: NextStepKind | None, row: FollowUp | None, today: date) -> str:
    """Say by which row of the list, and when, the patient comes back after a step of this kind."""
    if row is None:
        return _words("Nobody is reminded of this visit any more.") if kind in ENDS else ""
    words = _when(row, today)
    return _words("Still to do, besides. {words}").format(words=words) if kind in ENDS else words


def _when(row: FollowUp, today: date) -> str:
    what = choices.label(row.kind)
    if row.show_on > today:
        text = _words("First in the follow-up list: {what}, on {day}.")
        return text.format(what=what, day=say_day(row.show_on))
    if row.overdue_from <= today:
        text = _words("In the follow-up list at once: {what}, overdue since {day}.")
        return text.format(what=what, day=say_day(row.overdue_from))
    return _words("In the follow-up list at once: {what}.").format(what=what)


def _words(text: str) -> str:
    return QCoreApplication.translate("StepOutcome", text)
