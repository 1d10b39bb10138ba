"""The waiting list: who would come sooner, beside the times that fell free and the open offers."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.booking.waiting_match import Match
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.phones import show_phone
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.waiting import Offer, OfferStatus
from infrared_desktop.domain.schedule.waiting_standing import WishStanding
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.gathered.waiting_list import Opening, Waiting, openings, waiting_list
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.screen import STORED, Place, Screen
from infrared_desktop.views.waiting.offer_steps import accept, close_offer, offer_time, withdraw
from infrared_desktop.views.waiting.waiting_rows import (
    OFFER,
    OPENING,
    hidden_words,
    offer_row,
    opening_row,
    waiting_row,
    when,
)
from infrared_desktop.views.workplace import Workplace

_OPENINGS = 20  # of each sort that are shown; the others follow as these are filled


class WaitingScreen(Screen):
    """Worked by keyboard, with the phone at the ear."""

    section = "diary"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._listed: list[Waiting] = []
        self._openings: list[Opening] = []
        self._shows_hidden = False
        self.sum = QLabel()
        self.list, self.times = RowList(card=True), RowList(card=True)
        self.list.setAccessibleName(self.tr("Who waits"))
        self.times.setAccessibleName(self.tr("Times that fell free"))
        keys = self.tr("Enter opens the patient · N new · E change · X withdraw · H hidden")
        self.panel = Panel(self.tr("Who waits"), footer=keys)
        time_keys = self.tr("G comes here · O offer · Y taken · D declined")
        self.times_panel = Panel(self.tr("Times that fell free"), footer=time_keys)
        self.nobody = EmptyState(
            "check",
            self.tr("Nobody waits for a sooner visit."),
            self.tr("N puts somebody on the list."),
        )
        self.no_times = EmptyState(
            "check",
            self.tr("No time fell free while somebody waits."),
            self.tr("A cancelled, missed or moved visit shows up here by itself."),
        )
        self._lay_out()
        self._make_actions()
        self.list.opened.connect(lambda _: self._on_waiting(self._open_patient))
        self.times.opened.connect(lambda _: self._offer())
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Show the list; the keys begin at the times where one waits for an offer or an answer."""
        self.reload()
        self.setFocusProxy(self.times if self.times.rows().rowCount() else self.list)

    def reload(self, change: Change | None = None) -> None:
        """Show list and times as they stand."""
        now, today = self.workplace.now(), self.workplace.today()
        self._listed = waiting_list(self.clinic, now)
        shown = [each for each in self._listed if each.standing.is_shown]
        hidden = len(self._listed) - len(shown)
        wanted = self._listed if self._shows_hidden else shown
        self.list.set_rows([waiting_row(each, today) for each in wanted])
        _show_either(self.list, self.nobody, bool(wanted))
        words = self.tr("{shown} waiting + {hidden} hidden = {total} in all")
        total = len(self._listed)
        self.sum.setText(words.format(shown=len(shown), hidden=hidden, total=total))
        self.panel.set_hint(hidden_words(self._listed))
        self._show_times()

    def tick(self) -> None:
        """Follow the clock: an offer that runs out is told of."""
        self.reload()

    def _show_times(self) -> None:
        timezone = self.workplace.settings.timezone
        self._openings = self._found()
        asked = [each for each in self._listed if each.offer is not None]
        rows = [offer_row(each, timezone) for each in asked]
        names = {each.patient.id: each.patient.record.display_name for each in self._listed}
        rows += [opening_row(each, names) for each in self._openings]
        self.times.set_rows(rows)
        _show_either(self.times, self.no_times, bool(rows))

    def _found(self) -> list[Opening]:
        """Return first what somebody would take, then what nobody would, the soonest first."""
        taken: list[Opening] = []
        idle: list[Opening] = []
        for opening in openings(self.clinic, self.workplace.now()):
            (taken if opening.takers else idle).append(opening)
            if len(taken) == _OPENINGS:
                break
        return taken + idle[:_OPENINGS]

    def _offer(self) -> None:
        kind, freed = self._time()
        found = (each for each in self._openings if kind == OPENING and each.freed == freed)
        opening = next(found, None)
        if opening is None:
            words = self.tr("Choose a time without an offer first: G goes to the times.")
            self.tell(Meaning.INFORMATION, words)
        elif not opening.takers:
            words = self.tr("Nobody who waits would take this time, so nothing was offered.")
            self.tell(Meaning.INFORMATION, words)
        elif self._done(lambda: self._asked_first(opening.takers[0])):
            self._say_call(opening.takers[0].visit.patient_id)

    def _asked_first(self, match: Match) -> None:
        """Offer a time, and stay at it: the next key is its answer."""
        offered = offer_time(self.workplace, match)
        self.times.select_key((OFFER, offered.id))

    def _say_call(self, number: int) -> None:
        patient = self.clinic.people.get(number).record
        words = self.tr("Offered to {who}, {phone}. Y books it, D goes on to the next.")
        phone = show_phone(patient.phone, self.workplace.settings.country)
        phone = phone or self.tr("no telephone")
        self.tell(Meaning.SUITABLE, words.format(who=patient.display_name, phone=phone))

    def _accept(self) -> None:
        offered = self._asked()
        if offered is not None and self._done(lambda: accept(self.workplace, offered)):
            offer = offered.record
            words = self.tr("Booked: {who}, {when}. Ctrl+Z takes it back.")
            who = self.clinic.people.get(offer.patient_id).record.display_name
            booked = words.format(who=who, when=when(offer.day, offer.starts))
            self.tell(Meaning.SUITABLE, booked)

    def _decline(self) -> None:
        offered = self._asked()
        if offered is None:
            return
        found = next(each for each in self._listed if each.offer == offered)
        ran_out = found.standing is WishStanding.RAN_OUT
        status = OfferStatus.EXPIRED if ran_out else OfferStatus.DECLINED
        if self._done(lambda: close_offer(self.workplace, offered, status)):
            words = self.tr("Noted. The time is free for the next. Ctrl+Z takes it back.")
            self.tell(Meaning.SUITABLE, words)

    def _asked(self) -> Stored[Offer] | None:
        """Return the offer of the current time; without one say why nothing happens."""
        kind, number = self._time()
        offers = (each.offer for each in self._listed if each.offer is not None)
        found = next((each for each in offers if kind == OFFER and each.id == number), None)
        if found is None:
            self.tell(Meaning.INFORMATION, self.tr("No offer is chosen, so nothing was done."))
        return found

    def _time(self) -> tuple[str, object]:
        key = self.times.current_key()
        return key if isinstance(key, tuple) else ("", None)

    def _done(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except KnownError as error:
            self.tell_error(error)
            return False
        return True

    def _on_waiting(self, act: Callable[[Waiting], object]) -> None:
        key = self.list.current_key()
        found = next((each for each in self._listed if each.wish.id == key), None)
        if found is not None:
            act(found)

    def _open_patient(self, listed: Waiting) -> None:
        self.going.emit(Place("patient", listed.patient.id))

    def _edit(self, listed: Waiting) -> None:
        self.going.emit(Place("wish", listed.patient.id, listed.wish.id, STORED))

    def _withdraw(self, listed: Waiting) -> None:
        if not listed.standing.is_shown or listed.offer is not None:
            words = self.tr("Answer the open offer first, or leave what is closed as it is.")
            self.tell(Meaning.INFORMATION, words)
        elif self._done(lambda: withdraw(self.workplace, listed.wish)):
            text = self.tr("{who} does not wait any more. Ctrl+Z takes it back.")
            self.tell(Meaning.SUITABLE, text.format(who=listed.patient.record.display_name))

    def _toggle_hidden(self) -> None:
        self._shows_hidden = not self._shows_hidden
        self.reload()

    def _make_actions(self) -> None:
        for text, key, act in (
            (self.tr("Put somebody on the list"), "N", lambda: self.going.emit(Place("wish"))),
            (self.tr("Change the wish"), "E", lambda: self._on_waiting(self._edit)),
            (self.tr("Withdraw the wish"), "X", lambda: self._on_waiting(self._withdraw)),
            (self.tr("Show or leave out what is hidden"), "H", self._toggle_hidden),
            (self.tr("Go to the times that fell free"), "G", self.times.setFocus),
            (self.tr("Offer the time"), "O", self._offer),
            (self.tr("The offer is taken"), "Y", self._accept),
            (self.tr("The offer is declined, or nobody answered"), "D", self._decline),
            (self.tr("Go back"), "Esc", self.going_back.emit),
        ):
            add_action(self, text, key, act)

    def _lay_out(self) -> None:
        title, new = QLabel(self.tr("Waiting list")), QPushButton(self.tr("New  N"))
        title.setProperty("role", "title")
        self.sum.setProperty("role", "muted")
        new.setProperty("kind", "primary")
        new.clicked.connect(lambda: self.going.emit(Place("wish")))
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(title)
        head.addWidget(self.sum)
        head.addStretch()
        head.addWidget(new)
        panels = QHBoxLayout()
        panels.setSpacing(2 * GRID)
        for panel, widgets in (
            (self.panel, (self.list, self.nobody)),
            (self.times_panel, (self.times, self.no_times)),
        ):
            for widget in widgets:
                panel.body.addWidget(widget)
            panels.addWidget(panel, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        box.addLayout(panels, 1)


def _show_either(one: QWidget, other: QWidget, first: bool) -> None:
    one.setVisible(first)
    other.setVisible(not first)
