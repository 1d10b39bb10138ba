"""An adverse event, told on the phone or seen: reported, followed up, and closed at its end."""

from dataclasses import replace
from functools import partial

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.results.reaction_steps import SHOWN, Phase, rank_in_list, strike
from infrared_desktop.views.results.reaction_writing import ReactionWriting
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class ReactionScreen(ReactionWriting):
    """Stores what is written: a report, how it goes on, or its end."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        add_action(self, self.tr("Report or close the reaction"), "Ctrl+Return", self._act)
        add_action(self, self.tr("Save how the reaction goes on"), "Ctrl+S", self._keep)
        self.do.clicked.connect(lambda: self._act())
        self.keep.clicked.connect(lambda: self._keep())

    def _act(self) -> None:
        ends, today = self.stored is not None, self.workplace.today()
        if self.phase in SHOWN or not self.form.check(self.event_written(), today, ends):
            return
        act = self._report if self.stored is None else self._close
        try:
            act()
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))

    def _report(self) -> None:
        workplace = self.workplace
        stored = self.clinic.care.report(self.event_written(), workplace.by, workplace.now())
        self.draft.keeper.begin()
        workplace.can_take_back(
            self.tr("Reaction reported"),
            partial(strike, workplace, stored, self.tr("Taken back.")),
        )
        self.show_event(self.clinic.people.chart(stored.record.patient_id), stored, reported=True)
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
        self._follow_up(self.event_written(), self.tr("Closed. It left the follow-up list."))

    def _keep(self) -> None:
        """Save how it goes on; without its end it stays in the follow-up list."""
        if self.phase is not Phase.FOLLOW:
            return
        going_on = replace(self.event_written(), closed_on=None, outcome=None)
        if self.form.check(going_on, self.workplace.today(), ends=False):
            try:
                self._follow_up(going_on, self.tr("Saved. It stays in the follow-up list."))
            except KnownError as error:
                self.banner.tell(Meaning.STOP, say(error.sentence))

    def _follow_up(self, event: AdverseEvent, words: str) -> None:
        assert self.stored is not None and self.chart is not None
        workplace = self.workplace
        stored = self.clinic.care.follow_event(self.stored, event, workplace.by, workplace.now())
        self.draft.keeper.begin()
        self.show_event(self.clinic.people.chart(self.chart.patient.id), stored)
        self.take_up()
        self.banner.tell(Meaning.SUITABLE, words)
