"""Writing on a reaction: which one is shown, what is likely the same, and its draft."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.results.reports import (
    open_alike,
    open_events,
    proposed_report,
    session_blamed,
    treated_last,
)
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.halves import lay_out_halves
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.strikes import Strikes
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.dose_words import event_words
from infrared_desktop.views.records.form_draft import FormDraft
from infrared_desktop.views.records.others_drafts import OthersDrafts
from infrared_desktop.views.records.seal import Seal, alarm_words, strike_words
from infrared_desktop.views.records.skin_words import skin_type_words
from infrared_desktop.views.results.reaction_form import ReactionForm
from infrared_desktop.views.results.reaction_panel import ReactionPanel
from infrared_desktop.views.results.reaction_steps import SHOWN, Phase, event_in, phase_of
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say_day, say_site
from infrared_desktop.views.workplace import Workplace


class ReactionWriting(Screen):
    """Shows an empty report, or a reaction to be followed up or read; a draft is kept of both."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.chart: Chart | None = None
        self.stored: Stored[AdverseEvent] | None = None
        self.phase = Phase.REPORT
        self._base = AdverseEvent(Area.FACE_FULL, patient_id=0, noted_on=workplace.today())
        self._blank = self._base
        self._alike: Stored[AdverseEvent] | None = None
        self._is_dirty = False
        self.header, self.banner = RecordHeader(), Banner()
        self.do, self.keep = QPushButton(), QPushButton(self.tr("Not over yet  Ctrl+S"))
        self.do.setProperty("kind", "primary")
        self.header.add_buttons((self.keep, self.do))
        protocol = workplace.clinic.protocol
        self.form, self.panel = ReactionForm(protocol), ReactionPanel(protocol)
        self.strikes = Strikes(self.form.fields)
        self.binder = self.form.binder
        self.draft = FormDraft(self, AdverseEvent, self.banner, self._show_drafted)
        self.seal, self.others = Seal(), OthersDrafts(workplace, self)
        told = (self.others.banner, self.seal)
        lay_out_halves(self, self.header, self.banner, self.form, self.panel, told)
        self.binder.changed.connect(self._on_changed)

    def open(self, place: Place) -> None:
        """Show an empty report, with the area of the last session, or the event of the place."""
        if place.patient is None:
            raise KnownError("This needs its patient. Open the patient first.")
        chart, number = self.clinic.people.chart(place.patient), place.record
        stored = event_in(self.workplace, chart, number) if number is not None else None
        self.show_event(chart, stored)
        self.take_up()

    def reload(self, change: Change | None = None) -> None:
        """Take over what became of the patient elsewhere; what is typed here stays."""
        if self.chart is not None:
            self.chart = self.clinic.people.chart(self.chart.patient.id)
            self._show_panel()

    def leave(self) -> bool:
        """Ask before a report that nobody stored yet is left; it is kept as a draft."""
        if not self._is_dirty:
            return True
        if not self.draft.leave():
            return False
        words = (
            self.tr("This is not reported yet. Report it, or leave it as your draft.")
            if self.stored is None
            else self.tr("What you wrote is not saved yet. Save it, or leave it as your draft.")
        )
        self.banner.tell(Meaning.CAUTION, words, self.tr("&Leave it as a draft"), self._put_aside)
        return False

    def show_event(
        self, chart: Chart, stored: Stored[AdverseEvent] | None = None, reported: bool = False
    ) -> None:
        """Show a report that is empty, or an event; `reported` is that it was stored just now."""
        self.chart, self.stored, self.phase = chart, stored, phase_of(stored, reported)
        self._is_dirty, self._alike = False, None
        self.banner.settle()
        today = self.workplace.today()
        self._base = stored.record if stored else proposed_report(chart, today)
        self._dress()
        self._show_seal(chart)
        if self.phase in SHOWN:
            self.others.banner.settle()
        else:
            self.others.look(AdverseEvent, chart.patient.id)
        if stored is None:
            self.form.ask_report(self._base, *treated_last(chart, today))
        elif self.phase is Phase.FOLLOW:
            self.form.ask_end(self._base, today)
        else:
            self.form.show_done(self._base)
        self.setFocusProxy(self.form.first)
        self._show_panel()
        self._announce_open_events()

    def take_up(self) -> None:
        """Show what was begun on top; where somebody saved in between, only once it is asked."""
        assert self.chart is not None
        stored, patient = self.stored, self.chart.patient.id
        self._blank = self._begun()
        blank = None if self.phase in SHOWN else self._blank
        about = stored.id if stored else 0
        draft = self.clinic.care.draft(AdverseEvent, patient, self.workplace.by, about)
        if blank is None or stored is None or draft is None or draft.kept_at >= stored.at:
            self.draft.take_up(patient, blank, about)
            return
        self.draft.keeper.find(AdverseEvent, patient, about)
        self.draft.keeper.begin()
        self.banner.tell(
            Meaning.CAUTION,
            self.tr("Somebody saved this reaction after you began to write. Theirs is shown."),
            self.tr("Show what I wrote"),
            lambda: self.draft.take_up(patient, blank, about),
        )

    def event_written(self) -> AdverseEvent:
        """Return the event as it stands in the form."""
        assert self.chart is not None
        event = self.form.typed(self._base)
        if self.stored is not None:
            return event
        return replace(event, session_id=session_blamed(self.chart, event), closed_on=None)

    def _show_drafted(self, event: AdverseEvent) -> None:
        """Put begun work into the form; what nobody has answered yet stays open."""
        self.binder.show(event)
        self._is_dirty = event != self._blank
        self.form.follow()
        self._show_panel()
        self._show_alike()

    def _begun(self) -> AdverseEvent:
        """Return the event as far as it is answered: None where nothing may be assumed."""
        given = self.binder.values()
        open_ones: dict[str, Any] = {name: given[name] for name in ("reaction", "severity")}
        return replace(self.event_written(), **open_ones)

    def _dress(self) -> None:
        assert self.chart is not None
        follows = self.phase is Phase.FOLLOW
        self.do.setText(self.tr("Close it  Ctrl+↵") if follows else self.tr("Report it  Ctrl+↵"))
        self.do.setVisible(self.phase not in SHOWN)
        self.keep.setVisible(follows)
        patient = self.chart.patient
        line = patient_line(patient, self.workplace.today())
        words = (patient.record.display_name, line, skin_type_words(self.chart))
        self.header.set_words(self._title(), " · ".join(words))

    def _title(self) -> str:
        if self.phase is Phase.REPORT:
            return self.tr("Report a reaction")
        follows = self.phase is Phase.FOLLOW
        return self.tr("Follow a reaction up") if follows else self.tr("Reaction")

    def _show_seal(self, chart: Chart) -> None:
        """Say what is wrong with the event: it was altered, or struck through by whom and why."""
        stored, place = self.stored, self.workplace
        alarm = alarm_words(place, stored) if stored else ""
        about = ("adverse_event", stored.id if stored else 0)
        added = [a for a in chart.addenda if (a.record.about_kind, a.record.about_id) == about]
        struck = strike_words(place, stored, added) if stored else ""
        self.seal.tell("\n".join(words for words in (alarm, struck) if words))
        self.strikes.set_shown(bool(alarm or struck))
        chip = self.tr("altered") if alarm else self.tr("struck through") if struck else ""
        self.header.set_chip(Chip(Meaning.STOP, chip) if chip else None)

    def _show_panel(self) -> None:
        assert self.chart is not None
        given = self.binder.values()
        told = self.stored.record.note if self.stored and self.phase is Phase.FOLLOW else ""
        said = given["reaction"], given["severity"]
        is_struck = self.phase is Phase.STRUCK
        self.panel.show_event(self.chart, self.event_written(), *said, told, counts=not is_struck)

    def _announce_open_events(self) -> None:
        assert self.chart is not None
        open_ones = open_events(self.chart)
        if self.stored is None and open_ones:
            self._offer(self.tr("Still open: {what}."), open_ones[-1], self.tr("Close that one"))

    def _show_alike(self) -> None:
        """Say beside its name that the same is reported and open already; nothing is kept back."""
        if self.chart is None or self.phase is not Phase.REPORT:
            return
        given, before = self.binder.values(), self._alike
        site = self.form.typed(self._base).site
        self._alike = open_alike(self.chart, site, given["reaction"]) if given["reaction"] else None
        words = self.tr("The same is reported here already, and is still open.")
        self.binder.set_caution("reaction", words if self._alike else "")
        if self._alike is not None and self._alike != before:
            text = self.tr("Is it this one again? {what}. Then write on there.")
            self._offer(text, self._alike, self.tr("Open that one"))

    def _offer(self, text: str, stored: Stored[AdverseEvent], offer: str) -> None:
        event = stored.record
        what = self.tr("{what} at {site}, noted on {day}").format(
            what=event_words(event), site=say_site(event.site), day=say_day(event.noted_on)
        )
        self.banner.tell(
            Meaning.CAUTION, text.format(what=what), offer, partial(self._go_to, stored)
        )

    def _go_to(self, stored: Stored[AdverseEvent]) -> None:
        """Show another event; a report that was begun stays a draft."""
        if self.chart is not None and self.draft.keeper.keep():
            self.show_event(self.chart, stored)
            self.take_up()

    def _on_changed(self, field: str) -> None:
        self._is_dirty = True
        self.form.follow(field)
        self._show_panel()
        if self.phase not in SHOWN:
            self._show_alike()
            self.draft.follow(self._begun())

    def _put_aside(self) -> None:
        """Go back; the draft waits on the patient's page, where it can be thrown away too."""
        self._is_dirty = False
        self.going_back.emit()
