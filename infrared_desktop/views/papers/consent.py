"""Outline and consent: handed over, thought over, signed, and taken back if the patient wishes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.papers.consent_signing import sealed_consent, withdrawal_gaps
from infrared_desktop.domain.papers.consent_state import signing_from
from infrared_desktop.domain.papers.consent_validity import is_confirmed
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.consents import Consent, Withdrawal
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.papers.consent_steps import ConsentSteps
from infrared_desktop.views.papers.consent_words import (
    consent_rules,
    here_now,
    say_when,
    taker,
)
from infrared_desktop.views.papers.withdrawn_photos import tell_what_left
from infrared_desktop.views.screen import STORED, Place
from infrared_desktop.views.wording import say


class ConsentScreen(ConsentSteps):
    """Hands one patient's outline over, and stores the consent to it."""

    def open(self, place: Place) -> None:
        """Show the consent that the place names, else where the newest one stands."""
        if place.patient is None:
            raise KnownError("This needs its patient. Open the patient first.")
        self.banner.settle()
        self.card.close_card()
        self.chart = self.clinic.people.chart(place.patient)
        if place.about == STORED:
            self.show_signed(_consent(self.chart, place.record))
        else:
            self.show_newest(self.chart)
        tell_what_left(self)

    def here(self, place: Place) -> Place:
        """Come back to what was signed meanwhile."""
        return Place(place.name, place.patient, self.signed.id, STORED) if self.signed else place

    def reload(self, change: Change | None = None) -> None:
        """Take over what became of the patient elsewhere; what is typed here stays."""
        if self.chart is None:
            return
        number = self.chart.patient.id
        if change is None or (change.kinds and number in change.patients):
            self.chart = self.clinic.people.chart(number)
            if self._is_gone(self.chart):
                self.card.close_card()
                self.show_newest(self.chart)
                return
            if self.signed is not None:
                self.signed = _consent(self.chart, self.signed.id)  # perhaps confirmed meanwhile
            self.refresh()

    def _is_gone(self, chart: Chart) -> bool:
        """Say whether the outline was taken back, or the consent struck through."""
        papers, signed = {one.id for one in chart.handouts}, {one.id for one in chart.consents}
        is_outline_gone = self.given is not None and self.given.id not in papers
        return is_outline_gone or (self.signed is not None and self.signed.id not in signed)

    def tick(self) -> None:
        """Let the patient sign as soon as the time to think it over is past."""
        if self.chart is not None and self.given is not None and self.signed is None:
            self.refresh()

    def leave(self) -> bool:
        """Keep the draft; stay where it can't be kept, or where a reason is half written."""
        if self.card.is_unfinished():
            words = self.tr("The consent is not taken back yet. Take it back or cancel it.")
            self.banner.tell(Meaning.CAUTION, words)
            return False
        return self.news.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.card.isHidden():
            self.put_card_away()
        else:
            super().keyPressEvent(event)

    def put_card_away(self) -> None:
        """Put the card away, unless a reason stands in it that is not stored yet."""
        if self.card.is_unfinished():
            words = self.tr(
                "The reason is not stored yet. Ctrl+↵ takes the consent back; Cancel drops it."
            )
            self.banner.tell(Meaning.CAUTION, words)
        else:
            self.card.close_card()

    def open_form(self) -> object:
        """Name the card, which F12 keeps with what is typed in it."""
        return "withdrawal" if self.card.is_unfinished() else None

    def open_form_again(self, form: object) -> None:
        """Ask again why the consent is taken back, where that was being answered."""
        if form == "withdrawal":
            self.ask_to_take_back()

    def hand_it_over(self) -> None:
        """Store the outline as the patient got it; from now on the time to think it over runs."""
        chart = self.chart
        if chart is None or self.given is not None:
            return
        if not self.writing.text:
            words = self.tr("Choose the areas first: the outline is written from them.")
            self.outline.binder.set_error("sites", words)
            return
        if chart.is_veiled:
            words = self.tr(
                "An outline is written from what a clinician found, which is not shown to you. "
                "Nothing was handed over; ask a clinician to hand it over."
            )
            self.banner.tell(Meaning.CAUTION, words)
            return
        outline = self.writing.outline(chart)
        stored = self._act(lambda by, now: self.clinic.papers.hand_out(outline, by, now))
        if stored is None:
            return
        place, why = self.workplace, self.tr("Taken back: it was not handed over.")
        place.can_take_back(
            self.tr("the outline handed over"),
            lambda: self.clinic.care.invalidate(stored, why, place.by, place.now()),
        )
        self.chart = self.clinic.people.chart(outline.patient_id)
        self.show_signing(stored)
        until = self._signing_from()
        told = self.tr("Handed over and kept word for word. It can be signed from {when}.")
        text = told.format(when=say_when(until, place)) if until else self.tr("Handed over.")
        self.banner.tell(Meaning.SUITABLE, text)

    def sign(self) -> None:
        """Store the consent as it was signed; where something is missing, go there instead."""
        until = self._signing_from()
        if self.card.isVisible():
            self.take_back()  # the same key, where the card asks
        elif self.may_confirm():
            self.confirm_it()
        if self.signed is not None or self.given is None or self.chart is None:
            return
        gaps = self.gaps()
        if gaps or until is None:
            self.form.show_gap(gaps[0])
            return
        rules, now = consent_rules(self.workplace), here_now(self.workplace)
        record = sealed_consent(self.record(), self.chart, until, now, rules)
        stored = self._act(lambda by, now: self.clinic.papers.consent(record, by, now))
        if stored is None:
            self.keeper.keep()
            return
        self.chart = self.clinic.people.chart(record.patient_id)
        self.show_signed(stored)
        words = self.tr("Signed. At each session it is asked again whether it still holds.")
        if not is_confirmed(stored):
            text = self.tr("Stored. It counts once {name} has confirmed it.")
            words = text.format(name=taker(stored, self.workplace))
        self._tell_done(words)

    def confirm_it(self) -> None:
        """Sign, as the clinician named in it, the consent that somebody else stored."""
        signed = self.signed
        if signed is None or not self.may_confirm():
            return
        stored = self._act(lambda by, now: self.clinic.papers.confirm_consent(signed, by, now))
        if stored is not None:
            self.chart = self.clinic.people.chart(signed.record.patient_id)
            self.show_signed(stored)
            self._tell_done(self.tr("Confirmed: the consent counts from now on."))

    def _tell_done(self, words: str) -> None:
        self.banner.tell(Meaning.SUITABLE, words, self.tr("Go back"), self.going_back.emit)
        self.banner.take_keys()

    def ask_to_take_back(self) -> None:
        """Ask why the patient takes the consent back."""
        if self.signed is None or self.withdrawal() is not None:
            return
        if self.may_take_back():
            self.card.ask(self._blank(self.signed))
        else:
            words = self.tr(
                "This is not what was signed, so nothing is taken back here. Have a new outline "
                "signed, and have the clinic's file checked."
            )
            self.banner.tell(Meaning.STOP, words)

    def take_back(self) -> None:
        """Store that the patient took the consent back."""
        signed = self.signed
        if signed is None or not self.may_take_back():
            return
        back = self.card.withdrawal(self._blank(signed))
        day = self.clinic.day(signed.record.signed_at)
        gaps = withdrawal_gaps(back, day, self.workplace.today())
        if gaps:
            self.card.show_gaps(gaps)
        elif self._act(lambda by, now: self.clinic.papers.withdraw(back, by, now)):
            self.card.close_card()
            self.chart = self.clinic.people.chart(back.patient_id)
            self.refresh()
            tell_what_left(self, self.tr("Taken back. The next session needs a new consent."))

    def write_anew(self) -> None:
        """Write another outline, for other areas or as something has changed."""
        if self.chart is not None and self.given is not None and self.news.keep():
            self.banner.settle()
            self.card.close_card()
            self.show_writing(self.chart)

    def go_to_gap(self) -> None:
        """Go to the first thing that is missing."""
        for gap in self.gaps()[:1]:
            self.form.show_gap(gap)

    def _blank(self, signed: Stored[Consent]) -> Withdrawal:
        today = self.workplace.today()
        return Withdrawal(signed.record.patient_id, signed.id, today, "")

    def _signing_from(self) -> datetime | None:
        if self.chart is None or self.given is None:
            return None
        given, rules = self.given.record, consent_rules(self.workplace)
        now = here_now(self.workplace)
        return signing_from(self.chart, given.given_at, given.sites, now, rules)

    def _act(self, act: Callable[[int, datetime], Stored[Any]]) -> Stored[Any] | None:
        try:
            return act(self.workplace.by, self.workplace.now())
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return None


def _consent(chart: Chart, number: int | None) -> Stored[Consent]:
    for stored in chart.consents:
        if stored.id == number:
            return stored
    raise KnownError("This consent is not there, or it was struck through.")
