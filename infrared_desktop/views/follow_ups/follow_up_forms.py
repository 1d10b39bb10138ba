"""The forms of ui/ in which a follow-up is answered."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLabel, QWidget

from infrared_desktop.domain.records.answers import FollowUpDecisionKind
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.date_field import DateField
from infrared_desktop.views.inputs.fields import CheckField, ComboField
from infrared_desktop.views.inputs.text_field import TextField

_KIND = FollowUpDecisionKind
_DATED = (_KIND.SNOOZED, _KIND.MOVED)

Options = Sequence[tuple[str, str]]


class AttemptForm(QWidget):
    """How somebody was tried to be reached, and how it ended."""

    channel: ChoiceField
    outcome: ComboField
    for_all: CheckField

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "attempt")

    def leave_open(self) -> None:
        """Choose no outcome for anybody: Enter alone must not note what did not happen."""
        self.outcome.set_value(None)


class FollowUpDecisionForm(QWidget):
    """What is decided about a follow-up, and why."""

    until: DateField
    until_label: QLabel
    taker: ComboField
    taker_label: QLabel
    reason: TextField
    for_all: CheckField

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "follow_up_decision")
        self._filled = ""
        self.until.setPlaceholderText(self.tr("a day, or +2w"))

    def offer_takers(self, options: Options, now: str) -> None:
        """Offer to whom it can be given, with whose it is now chosen."""
        self.taker.set_options(options)
        self.taker.set_value(now)

    def first(self, kind: FollowUpDecisionKind) -> QWidget:
        """Return the input that a decision of this kind begins with."""
        if kind in _DATED:
            return self.until
        return self.taker if kind is _KIND.ASSIGNED else self.reason

    def dress(self, kind: FollowUpDecisionKind | None) -> None:
        """Show what a decision of this kind asks for."""
        dated, given = kind in _DATED, kind is _KIND.ASSIGNED
        moved = self.tr("It is due &on")
        self.until_label.setText(moved if kind is _KIND.MOVED else self.tr("Show it again &on"))
        self.until.setVisible(dated)
        self.until_label.setVisible(dated)
        self.taker.setVisible(given)
        self.taker_label.setVisible(given)

    def day_problem(self, kind: FollowUpDecisionKind, day: date | None, today: date) -> str:
        """Say what is wrong with the day; nothing where it fits or none is needed."""
        if kind is _KIND.SNOOZED and (day is None or day <= today):
            return self.tr("Choose a day after today, such as +2w.")
        if kind is _KIND.MOVED and (day is None or day < today):
            return self.tr("Choose a day from today on, such as +2w.")
        return ""

    def fill_reason(self) -> None:
        """To whom it is given is reason enough, where nobody wrote another."""
        if self.taker.isHidden() or self.reason.get_value() not in ("", self._filled):
            return
        self._filled = self.taker.currentText()
        self.reason.set_value(self._filled)
