"""The inputs of an adverse event: what is asked of a report, and what of its course and end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import Area, is_midline
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.results.event_gaps import event_gaps, may_need_report
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.records.form_panel import FormPanel
from infrared_desktop.views.wording import say, say_day

_TOLD = ("area", "side", "reaction", "noted_on", "note")
_OPEN = ("reaction", "severity")  # nothing is proposed for what only the patient can say
_LATER = ("course", "outcome", "closed_on")


class ReactionForm(FormPanel[AdverseEvent]):
    """Edits a report or its end; the side is asked only where the area has two."""

    def __init__(self, protocol: Protocol) -> None:
        super().__init__("adverse_event", AdverseEvent)
        self._protocol = protocol
        area = self.input("area")
        assert isinstance(area, ComboField)
        area.removeItem(0)  # an event always has its place
        area.setPlaceholderText(self.tr("Pick the area"))
        self.first: QWidget = area  # where one begins to write
        QApplication.instance().focusChanged.connect(self._follow_keys)  # type: ignore[union-attr]

    def ask_report(self, proposed: AdverseEvent, treated: Sequence[Area], day: date | None) -> None:
        """Ask for a report; nothing is proposed for what only the patient can say.

        The areas treated on the day of the last session stand first among the areas. Only where
        one was treated alone it is proposed: of several, or of none, the patient says which.
        """
        self._offer_areas(treated, say_day(day) if day else "")
        self._show(proposed, read_only=False, goes_on=False)
        for name in _OPEN if len(treated) == 1 else ("area", *_OPEN):
            self.input(name).set_value(None)
        self.follow()
        self._begin_at("area")

    def ask_end(self, event: AdverseEvent, today: date) -> None:
        """Ask how an event went on and ended; what was told of it stands."""
        self._show(event, read_only=False, goes_on=True)
        self.input("closed_on").set_value(today)
        for name in _TOLD:
            self.lock(name)
        self.show_field("note", bool(event.note))
        self._begin_at("course")

    def show_done(self, event: AdverseEvent) -> None:
        """Show an event that was reported, saved or closed just now, or is closed."""
        goes_on = event.closed_on is not None or bool(event.course)
        self._show(event, read_only=True, goes_on=goes_on)
        self._begin_at("note")

    def follow(self, changed: str = "") -> None:
        """Show what is asked, and what is said, after an answer changed."""
        if changed == "area":
            self.input("side").set_value(None)  # a side was said of the other area
        given = self.binder.values()
        self.show_field("side", given["area"] is not None and not is_midline(given["area"]))
        said = given["device_incident"], given["severity"] or 0
        blank = AdverseEvent(Area.FACE_FULL, patient_id=0, noted_on=date.min)
        asked = may_need_report(replace(blank, device_incident=said[0], severity=said[1]))
        self.show_field("reported_on", asked or given["reported_on"] is not None)
        self.label("severity_words").setText(self._severity_words(given["severity"]))
        often = self._protocol.side_effect(given["reaction"]).frequency if given["reaction"] else ""
        words = self.tr("How often: {words}.").format(words=often) if often else ""
        self.label("frequency_words").setText(words)
        self.label("frequency_words").setVisible(bool(words))

    def typed(self, base: AdverseEvent) -> AdverseEvent:
        """Return an event with what is typed; a midline area has no side."""
        event = self.binder.record(base)
        return replace(event, side=None) if is_midline(event.area) else event

    def check(self, event: AdverseEvent, today: date, ends: bool) -> bool:
        """Show what is wrong or missing, and go to the first of it."""
        if not self.binder.check():
            return False
        gaps = event_gaps(event, today, ends)
        for gap in gaps:
            self.show_field(gap.field, True)
            self.binder.set_error(gap.field, say(gap.words))
        if gaps:
            self.input(gaps[0].field).setFocus()
        return not gaps

    def _offer_areas(self, treated: Sequence[Area], day: str) -> None:
        labels = dict(choices.options("Area"))
        text = self.tr("{area} · treated {day}")
        first = [(str(a), text.format(area=labels[a], day=day)) for a in treated]
        others = [pair for pair in labels.items() if pair[0] not in treated]
        area = self.input("area")
        area.set_options([*first, *others])
        area.removeItem(0)

    def _show(self, event: AdverseEvent, read_only: bool, goes_on: bool) -> None:
        self.binder.show(event)
        self.binder.set_read_only(read_only)
        for name in _LATER:
            self.show_field(name, goes_on)
        self.show_field("note", True)
        self.follow()

    def _severity_words(self, severity: int | None) -> str:
        return {
            1: self.tr("Mild: needs no treatment."),
            2: self.tr("Moderate: local care, such as a dressing. The clinician is told."),
            3: self.tr("Severe: needs medical treatment."),
            4: self.tr("Serious: permanent, or to be reported to an authority."),
        }.get(severity or 0, self.tr("If in doubt, take the worse one."))

    def _begin_at(self, field: str) -> None:
        self.first = self.input(field)
        self.first.setFocus()
        # Only once the page has its size can the input be scrolled into sight.
        QTimer.singleShot(0, self, lambda: self._follow_keys(None, QApplication.focusWidget()))

    def _follow_keys(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.page.isAncestorOf(now):
            self.sight.ensureWidgetVisible(now, 0, 3 * GRID)
