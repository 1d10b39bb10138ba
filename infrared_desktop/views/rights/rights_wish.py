"""A wish for a closed chart, a copy or a joining: noted by anybody, answered by who decides."""

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QPushButton

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import AskedFor, Erasure, ErasureDecision
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.reason_screen import ReasonScreen
from infrared_desktop.views.forms.reason_typed import may_leave
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.rights.due_words import due_words
from infrared_desktop.views.rights.rights_wish_words import (
    lead_words,
    leading_words,
    title_words,
    to_say_words,
)
from infrared_desktop.views.rights.wishes import (
    FULFILLED_AT,
    asked_words,
    may_decide,
    note_wish,
    take_wish_back,
)
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace


class RightsWishScreen(ReasonScreen):
    """Notes a wish where none waits; otherwise shows it, to be taken back, refused or fulfilled."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.asked_for = AskedFor.RESTRICTION
        self._wish: Stored[Erasure] | None = None
        self.refuse = QPushButton(self.tr("&Refuse  Ctrl+Shift+F"))
        self.given = QPushButton(self.tr("&Given already"))
        self.take_back = QPushButton(self.tr("Ta&ke the wish back  Ctrl+Shift+W"))
        self.buttons.setDirection(QBoxLayout.Direction.TopToBottom)  # more than fit side by side
        for button, act in (
            (self.refuse, self._refuse),
            (self.given, self._give),
            (self.take_back, self._take_back),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(act)
            self.buttons.insertWidget(self.buttons.indexOf(self.back), button)
        add_action(self, self.tr("Take the wish back"), "Ctrl+Shift+W", self._take_back)
        self._refusing = add_action(self, self.tr("Refuse"), "Ctrl+Shift+F", self._refuse)

    def open(self, place: Place) -> None:
        """Ask about one wish of one patient."""
        self.asked_for = place.about or AskedFor.RESTRICTION
        super().open(place)

    def here(self, place: Place) -> Place:
        """Come back to the same wish."""
        return Place("rights_wish", self.number, about=self.asked_for)

    def leave(self) -> bool:
        """Ask before a reason that is typed is given up."""
        return may_leave(self.reason, self.banner, self.going_back.emit)

    def reload(self, change: Change | None = None) -> None:
        """Show how the wish stands after an act."""
        if self.number and (change is None or self.number in change.patients):
            self.show_patient(self.clinic.people.get(self.number))

    def show_patient(self, stored: Stored[Patient]) -> None:
        """Say what is wished, or what it would mean, and offer what the person may do."""
        self._wish = self.clinic.rights.waiting(self.number, self.asked_for)
        decides = may_decide(self.workplace, self.asked_for)
        is_closed = self.clinic.ledger.reading.is_restricted(self.number)
        lead = lead_words(self.asked_for, is_closed, decides)
        if self._wish is None:
            lead = f"{lead}\n\n{to_say_words(self.asked_for)}"
            caption, act = self.tr("&What the patient asked for"), self.tr("&Note the wish  Ctrl+S")
        else:
            due = due_words(self._wish.record, self.workplace.today())
            lead = f"{asked_words(self.workplace, self._wish)}\n{due}\n\n{lead}"
            caption = self.tr("&Why it is taken back")
            if decides:
                caption = self.tr("&Why it is refused or taken back")
            if decides and self.asked_for is AskedFor.COPY:
                caption = self.tr("&Why it is refused or taken back, or how it was given")
            act = leading_words(self.asked_for, is_closed) if decides else ""
        self.ask(title_words(self.asked_for, is_closed), stored, lead, caption, act)
        self._offer(decides)

    def do(self) -> None:
        """Note the wish; of one that waits, go to where it is fulfilled, or take it back."""
        if self._wish is None:
            self._settle(note_wish)
        elif may_decide(self.workplace, self.asked_for):
            self.going.emit(Place(FULFILLED_AT[self.asked_for], self.number))
        else:
            self._take_back()

    def _offer(self, decides: bool) -> None:
        waits = self._wish is not None
        self.act.setVisible(decides or not waits)
        self.refuse.setVisible(waits and decides)
        self._refusing.setEnabled(decides)
        self.given.setVisible(waits and decides and self.asked_for is AskedFor.COPY)
        self.take_back.setVisible(waits)

    def _take_back(self) -> None:
        if self._is_waiting():
            self._settle(take_wish_back)

    def _refuse(self) -> None:
        words = self.tr("Refused. Tell the patient why, and that they may complain.")
        self._answer(ErasureDecision.REFUSED, words)

    def _give(self) -> None:
        self._answer(ErasureDecision.DONE, self.tr("The wish is settled, with your reason."))

    def _answer(self, decision: ErasureDecision, told: str) -> None:
        if not self._is_waiting() or self._wish is None:
            return
        asked_on = self._wish.record.asked_on

        def answer(workplace: Workplace, number: int, reason: str, asked_for: AskedFor) -> str:
            made = Erasure(number, asked_on, decision, reason, asked_for=asked_for)
            workplace.clinic.rights.answer(made, workplace.by, workplace.now())
            return told

        self._settle(answer)

    def _is_waiting(self) -> bool:
        if self._wish is None:
            words = self.tr("No wish waits here, so there is nothing to decide.")
            self.banner.tell(Meaning.INFORMATION, words)
        return self._wish is not None

    def _settle(self, act: Callable[[Workplace, int, str, AskedFor], str]) -> None:
        """Do it with the reason that is typed, and go back to where the person came from."""
        if not self.is_said(self.tr("Say it in a few words first. Nothing was changed yet.")):
            return
        told: list[str] = []
        number, reason = self.number, self.reason.get_value()
        if self.attempt(lambda: told.append(act(self.workplace, number, reason, self.asked_for))):
            self.reason.clear()
            self.going_back.emit()
            self.tell(Meaning.SUITABLE, told[0])
