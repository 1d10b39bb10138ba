"""The inputs of an adverse event: what is asked of a report, and what of its end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.areas import Area, is_midline
from infrared_desktop.domain.care import AdverseEvent
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say_day

_TOLD = ("area", "side", "reaction", "noted_on", "severity", "relatedness")


class ReactionForm(Panel):
    """Edits a report or its end; the side is asked only where the area has two."""

    def __init__(self) -> None:
        super().__init__()
        self.fields = QWidget()
        load_form(self.fields, "adverse_event")
        self.binder: Binder[AdverseEvent] = Binder(self.fields, AdverseEvent)
        area = self._input("area")
        assert isinstance(area, ComboField)
        area.removeItem(0)  # an event always has its place
        inside = QVBoxLayout()
        inside.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        inside.addWidget(self.fields)
        inside.addStretch(1)
        self.body.addLayout(inside)

    def ask_report(self, proposed: AdverseEvent, treated: Sequence[Area], day: date | None) -> None:
        """Ask for a report; nothing is proposed for what only the patient can say.

        The areas treated on the day of the last session stand first among the areas.
        """
        self._offer_areas(treated, say_day(day) if day else "")
        self._show(proposed, read_only=False, ends=False)
        for name in ("reaction", "severity"):
            self._input(name).set_value(None)
        self.follow()
        self._input("area").setFocus()

    def ask_end(self, event: AdverseEvent, today: date) -> None:
        """Ask what became of an event; what was told of it stands."""
        self._show(event, read_only=False, ends=True)
        self._input("closed_on").set_value(today)
        self._input("note").set_value("")
        for name in _TOLD:
            _lock(self._input(name))
        self._label("note_label").setText(self.tr("What became of it"))
        self._input("note").setFocus()

    def show_done(self, event: AdverseEvent) -> None:
        """Show an event that was reported or closed just now, or is closed."""
        self._show(event, read_only=True, ends=event.closed_on is not None)
        self._input("note").setFocus()

    def follow(self, changed: str = "") -> None:
        """Show what is asked, and what is said, after an answer changed."""
        if changed == "area":
            self._input("side").set_value(None)  # a side was said of the other area
        given = self.binder.values()
        self._show_field("side", given["area"] is not None and not is_midline(given["area"]))
        self._label("severity_words").setText(self._severity_words(given["severity"]))

    def typed(self, base: AdverseEvent) -> AdverseEvent:
        """Return an event with what is typed; a midline area has no side."""
        event = self.binder.record(base)
        return replace(event, side=None) if is_midline(event.area) else event

    def check(self, event: AdverseEvent, today: date, ends: bool) -> bool:
        """Show what is wrong or missing, and go to the first of it."""
        if not self.binder.check():
            return False
        problems = self._problems(event, today, ends)
        for name, words in problems.items():
            self.binder.set_error(name, words)
        if problems:
            self._input(next(iter(problems))).setFocus()
        return not problems

    def _offer_areas(self, treated: Sequence[Area], day: str) -> None:
        labels = dict(choices.options("Area"))
        text = self.tr("{area} · treated {day}")
        first = [(str(a), text.format(area=labels[a], day=day)) for a in treated]
        others = [pair for pair in labels.items() if pair[0] not in treated]
        area = self._input("area")
        area.set_options([*first, *others])
        area.removeItem(0)

    def _problems(self, event: AdverseEvent, today: date, ends: bool) -> dict[str, str]:
        found = {}
        if event.side is None and not is_midline(event.area):
            found["side"] = self.tr("Say which side.")
        if event.noted_on > today:
            found["noted_on"] = self.tr("This day lies ahead.")
        if not ends:
            return found
        if event.closed_on is None or not event.noted_on <= event.closed_on <= today:
            found["closed_on"] = self.tr("A day from the report on, up to today, is needed.")
        if not self.binder.values()["note"]:
            found["note"] = self.tr("Say what became of it.")
        return found

    def _show(self, event: AdverseEvent, read_only: bool, ends: bool) -> None:
        self.binder.show(event)
        self.binder.set_read_only(read_only)
        self._show_field("closed_on", ends)
        self._label("note_label").setText(self.tr("In the patient's &words"))
        self.follow()

    def _severity_words(self, severity: int | None) -> str:
        return {
            1: self.tr("Mild: needs no treatment."),
            2: self.tr("Moderate: local care, such as a dressing. The clinician is told."),
            3: self.tr("Severe: needs medical treatment."),
            4: self.tr("Serious: permanent, or to be reported to an authority."),
        }.get(severity or 0, self.tr("If in doubt, take the worse one."))

    def _input(self, field: str) -> Any:
        return self.binder.input(field)

    def _show_field(self, field: str, shown: bool) -> None:
        self._input(field).setVisible(shown)
        self._label(f"{field}_label").setVisible(shown)

    def _label(self, name: str) -> QLabel:
        label = self.fields.findChild(QLabel, name)
        assert isinstance(label, QLabel)
        return label


def _lock(widget: QWidget) -> None:
    lock = getattr(widget, "setReadOnly", None)
    lock(True) if lock else widget.setEnabled(False)
