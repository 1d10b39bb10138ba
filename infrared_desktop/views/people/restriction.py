"""Close a patient's chart at their wish, and let it be used again: each by saying why."""

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import AskedFor, Erasure, Restriction
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.forms.reason_screen import ReasonScreen
from infrared_desktop.views.forms.reason_typed import may_leave
from infrared_desktop.views.rights.wishes import ask_again, asked_words
from infrared_desktop.views.screen import Place
from infrared_desktop.views.wording import say_day


class RestrictionScreen(ReasonScreen):
    """Closes a patient's chart at their wish, or lets it be used again."""

    _stored: Stored[Restriction] | None = None

    def leave(self) -> bool:
        """Ask before a reason that is typed is given up."""
        return may_leave(self.reason, self.banner, self.going_back.emit)

    def show_patient(self, stored: Stored[Patient]) -> None:
        """Say whether the chart is restricted, since when and why, and offer the other."""
        chart = self.clinic.people.chart(self.number)
        self._stored = next(iter(chart.restrictions), None)
        is_theirs = self.clinic.rights.may_lift(self.number, self.workplace.by)
        may = self._stored is None or is_theirs
        for each in (self.caption, self.reason, self.act):
            each.setVisible(may)
        self.setFocusProxy(self.reason if may else self.back)
        if self._stored is None:
            self._ask_to_close(stored)
        elif is_theirs:
            self._ask_to_lift(stored, self._stored)
        else:
            self._tell_who_lifts(stored, self._stored)

    def reload(self, change: Change | None = None) -> None:
        """Show how the chart stands after an act, such as one taken back."""
        if self.number and (change is None or self.number in change.patients):
            self.show_patient(self.clinic.people.get(self.number))

    def do(self) -> None:
        """Restrict the chart, or lift the restriction."""
        if not self.is_said(self.tr("Say why first. Nothing was changed yet.")):
            return
        if self.attempt(self._lift if self._stored else self._close):
            self.reason.clear()
            self.going.emit(Place("patient", self.number))

    def _close(self) -> None:
        place, reason = self.workplace, self.reason.get_value()
        asked = self.clinic.rights.waiting(self.number, AskedFor.RESTRICTION)
        asked_on = asked.record.asked_on if asked else place.today()
        wish = Restriction(self.number, asked_on, reason)
        stored = self.clinic.rights.restrict(wish, place.by, place.now())
        why = self.tr("Taken back at once")
        place.can_take_back(
            self.tr("the restriction of a chart"),
            lambda: self._open_again(stored, why, asked),
        )

    def _open_again(
        self, stored: Stored[Restriction], why: str, asked: Stored[Erasure] | None
    ) -> None:
        place = self.workplace
        self.clinic.rights.lift(stored, why, place.by, place.now())
        if asked is not None:
            ask_again(place, [asked.record])

    def _lift(self) -> None:
        place = self.workplace
        if self._stored is not None:
            self.clinic.rights.lift(self._stored, self.reason.get_value(), place.by, place.now())

    def _ask_to_close(self, patient: Stored[Patient]) -> None:
        means = self.tr(
            "A patient may ask that their record be kept but not used. It then opens only to "
            "you and to who treated them; other clinicians must say why. Everybody still sees "
            "name, contact, visits and papers. Nothing is deleted, and it can be lifted."
        )
        self.ask(
            self.tr("Restrict this chart"),
            patient,
            f"{self._asked()}{means}",
            self.tr("&Why is it to be kept closed?"),
            self.tr("Restrict this &chart"),
        )

    def _ask_to_lift(self, patient: Stored[Patient], stored: Stored[Restriction]) -> None:
        then = self.tr(
            "Once it is lifted, everybody who may read charts reads this one again. The "
            "restriction stays on record, with both reasons, and the owner is told."
        )
        self.ask(
            self.tr("This chart is restricted"),
            patient,
            f"{self._asked()}{self._since(stored)}\n{then}",
            self.tr("&Why may it be used again?"),
            self.tr("&Lift the restriction"),
        )

    def _tell_who_lifts(self, patient: Stored[Patient], stored: Stored[Restriction]) -> None:
        who = self.tr(
            "{who}, whoever treated the patient, or the owner can lift it: ask one of them."
        ).format(who=self._name(stored))
        opens = self.tr("To open it for this patient's care, go to the chart and say why.")
        if self.clinic.ledger.reading.was_opened(self.number):
            opens = self.tr("It stays open to you until the window locks.")
        self.ask(
            self.tr("This chart is restricted"),
            patient,
            f"{self._since(stored)}\n{who} {opens}",
            "",
            "",
        )

    def _asked(self) -> str:
        wish = self.clinic.rights.waiting(self.number, AskedFor.RESTRICTION)
        return f"{asked_words(self.workplace, wish)}\n\n" if wish else ""

    def _since(self, stored: Stored[Restriction]) -> str:
        text = self.tr("Restricted since {day} by {who}: {reason}")
        wish = stored.record
        return text.format(day=say_day(wish.asked_on), who=self._name(stored), reason=wish.reason)

    def _name(self, stored: Stored[Restriction]) -> str:
        return self.clinic.staff.get(stored.by).record.name
