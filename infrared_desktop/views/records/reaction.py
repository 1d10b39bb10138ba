"""An adverse event, told on the phone or seen: noted, what to do about it, and its end."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from infrared_desktop.domain.areas import Area
from infrared_desktop.domain.care import AdverseEvent
from infrared_desktop.domain.chart import Chart, Stored
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.outcomes import last_session
from infrared_desktop.domain.reports import proposed_report, treated_last
from infrared_desktop.domain.schedule import sites_of, touches
from infrared_desktop.storage.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.halves import lay_out_halves
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.people.patient_rows import patient_line
from infrared_desktop.views.records.dose_words import event_words
from infrared_desktop.views.records.form_draft import FormDraft
from infrared_desktop.views.records.others_drafts import OthersDrafts
from infrared_desktop.views.records.reaction_form import ReactionForm
from infrared_desktop.views.records.reaction_panel import ReactionPanel
from infrared_desktop.views.records.reaction_steps import event_in, rank_in_list, strike
from infrared_desktop.views.records.record_header import RecordHeader
from infrared_desktop.views.records.seal import Seal, alarm_words
from infrared_desktop.views.records.skin_words import skin_type_words
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say, say_day, say_site
from infrared_desktop.views.workplace import Workplace


class ReactionScreen(Screen):
    """Reports an adverse event, or closes the one that the place names by its record."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._chart: Chart | None = None
        self._base = AdverseEvent(Area.FACE_FULL, patient_id=0, noted_on=workplace.today())
        self._blank = self._base
        self._stored: Stored[AdverseEvent] | None = None
        self._is_dirty = self._is_reported = False
        self.header, self.banner = RecordHeader(), Banner()
        self.do, self.keep = QPushButton(), QPushButton(self.tr("Not over yet  Ctrl+S"))
        self.do.setProperty("kind", "primary")
        self.header.add_buttons((self.keep, self.do))
        protocol = workplace.clinic.protocol
        self.form, self.panel = ReactionForm(protocol), ReactionPanel(protocol)
        self.binder = self.form.binder
        self.draft = FormDraft(self, AdverseEvent, self.banner, self._show_drafted)
        self.seal, self.others = Seal(), OthersDrafts(workplace, self)
        told = (self.others.banner, self.seal)
        lay_out_halves(self, self.header, self.banner, self.form, self.panel, told)
        add_action(self, self.tr("Report or close the reaction"), "Ctrl+Return", self._act)
        add_action(self, self.tr("Save how the reaction goes on"), "Ctrl+S", self._keep)
        self.do.clicked.connect(lambda: self._act())
        self.keep.clicked.connect(lambda: self._keep())
        self.binder.changed.connect(self._on_changed)

    def open(self, place: Place) -> None:
        """Show an empty report, with the area of the last session, or an event to be closed."""
        if place.patient is None:
            raise KnownError("This needs its patient. Open the patient first.")
        chart = self.clinic.people.chart(place.patient)
        stored = event_in(chart, place.record) if place.record is not None else None
        self._show(chart, stored)
        self._blank = self._begun()
        self.draft.take_up(chart.patient.id, None if stored else self._blank)

    def reload(self, change: Change | None = None) -> None:
        """Take over what became of the patient elsewhere; what is typed here stays."""
        if self._chart is not None:
            self._chart = self.clinic.people.chart(self._chart.patient.id)
            self._show_panel()

    def leave(self) -> bool:
        """Stay while something is typed that nobody stored yet."""
        if not self._is_dirty:
            return True
        self.draft.keeper.keep()
        words = (
            self.tr("This is not reported yet. Report it, or throw it away.")
            if self._stored is None
            else self.tr("What you wrote here is not saved yet. Save it, or throw it away.")
        )
        self.banner.tell(Meaning.CAUTION, words, self.tr("Throw it away"), self._throw_away)
        return False

    def _show(
        self, chart: Chart, stored: Stored[AdverseEvent] | None = None, is_reported: bool = False
    ) -> None:
        self._chart, self._stored = chart, stored
        self._is_dirty, self._is_reported = False, is_reported
        self.banner.settle()
        today = self.workplace.today()
        self._base = stored.record if stored else proposed_report(chart, today)
        self._dress()
        self.seal.tell(alarm_words(self.workplace, stored) if stored else "")
        self.others.look(AdverseEvent, chart.patient.id, can_read=False)
        if stored is None:
            self.form.ask_report(self._base, *treated_last(chart, today))
        elif self._is_closing():
            self.form.ask_end(self._base, today)
        else:
            self.form.show_done(self._base)
        self.setFocusProxy(self.form.first)
        self._show_panel()
        self._announce_open_events()

    def _show_drafted(self, event: AdverseEvent) -> None:
        """Put a begun report into the form; what nobody has answered yet stays open."""
        self.binder.show(event)
        self._is_dirty = event != self._blank
        self.form.follow()
        self._show_panel()

    def _begun(self) -> AdverseEvent:
        """Return the report as far as it is answered: None where nothing may be assumed."""
        given = self.binder.values()
        open_ones: dict[str, Any] = {name: given[name] for name in ("reaction", "severity")}
        return replace(self._event(), **open_ones)

    def _dress(self) -> None:
        assert self._chart is not None
        self.do.setText(
            self.tr("Close it  Ctrl+↵") if self._is_closing() else self.tr("Report it  Ctrl+↵")
        )
        self.do.setVisible(not self._is_done())
        self.keep.setVisible(self._is_closing())
        patient = self._chart.patient
        line = patient_line(patient, self.workplace.today())
        words = (patient.record.display_name, line, skin_type_words(self._chart))
        self.header.set_words(self._title(), " · ".join(words))

    def _title(self) -> str:
        if self._is_done():
            return self.tr("Reaction")
        closing = self._is_closing()
        return self.tr("Follow a reaction up") if closing else self.tr("Report a reaction")

    def _show_panel(self) -> None:
        assert self._chart is not None
        given = self.binder.values()
        told = self._stored.record.note if self._stored and self._is_closing() else ""
        event = self._event()
        self.panel.show_event(self._chart, event, given["reaction"], given["severity"], told)

    def _event(self) -> AdverseEvent:
        assert self._chart is not None
        event = self.form.typed(self._base)
        if self._stored is not None:
            return event
        last = last_session(self._chart, event.noted_on)
        treated = sites_of(last.record) if last else ()
        here = last is not None and any(touches(event.site, site) for site in treated)
        return replace(event, session_id=last.id if last and here else None, closed_on=None)

    def _announce_open_events(self) -> None:
        assert self._chart is not None
        open_ones = [e for e in self._chart.adverse_events if e.record.closed_on is None]
        if self._stored is not None or not open_ones:
            return
        newest = open_ones[-1]
        text = self.tr("Still open: {what} at {site}, noted on {day}.")
        self.banner.tell(
            Meaning.CAUTION,
            text.format(
                what=event_words(newest.record),
                site=say_site(newest.record.site),
                day=say_day(newest.record.noted_on),
            ),
            self.tr("Close that one"),
            partial(self._show, self._chart, newest),
        )

    def _on_changed(self, field: str) -> None:
        self._is_dirty = True
        self.form.follow(field)
        self._show_panel()
        if self._stored is None:
            self.draft.follow(self._begun())

    def _act(self) -> None:
        ends, today = self._stored is not None, self.workplace.today()
        if self._is_done() or not self.form.check(self._event(), today, ends):
            return
        act = self._report if self._stored is None else self._close
        try:
            act()
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))

    def _report(self) -> None:
        workplace = self.workplace
        stored = self.clinic.care.report(self._event(), workplace.by, workplace.now())
        self.draft.keeper.begin()
        workplace.can_take_back(
            self.tr("Reaction reported"),
            partial(strike, workplace, stored, self.tr("Taken back.")),
        )
        self._show(self.clinic.people.chart(stored.record.patient_id), stored, is_reported=True)
        place, row = rank_in_list(workplace, stored)
        first = self.tr("Reported. It stands first in the follow-up list now, for the clinician.")
        later = self.tr("Reported. It stands as number {place} in the follow-up list now.")
        self.banner.tell(
            Meaning.SUITABLE,
            later.format(place=place + 1) if place else first,
            self.tr("Book a visit for it"),
            lambda: self.going.emit(Place("booking", row.patient_id, about=row)),
        )

    def _close(self) -> None:
        self._follow_up(self._event(), self.tr("Closed. It left the follow-up list."))

    def _keep(self) -> None:
        """Save how it goes on; without its end it stays in the follow-up list."""
        if not self._is_closing():
            return
        going_on = replace(self._event(), closed_on=None, outcome=None)
        if self.form.check(going_on, self.workplace.today(), ends=False):
            try:
                self._follow_up(going_on, self.tr("Saved. It stays in the follow-up list."))
            except KnownError as error:
                self.banner.tell(Meaning.STOP, say(error.sentence))

    def _follow_up(self, event: AdverseEvent, words: str) -> None:
        assert self._stored is not None and self._chart is not None
        workplace = self.workplace
        stored = self.clinic.care.follow_event(self._stored, event, workplace.by, workplace.now())
        self._show(self.clinic.people.chart(self._chart.patient.id), stored)
        self.banner.tell(Meaning.SUITABLE, words)

    def _is_done(self) -> bool:
        closed = self._stored is not None and self._stored.record.closed_on is not None
        return closed or self._is_reported

    def _is_closing(self) -> bool:
        return self._stored is not None and not self._is_done()

    def _throw_away(self) -> None:
        self._is_dirty = False
        if self._stored is None:
            self.draft.discard()
        self.going_back.emit()
