"""Join two numbers that are one patient: choose the other, compare field by field, say why."""

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.people.joining import Side, cautions, in_the_way
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import AskedFor, Erasure, Merge
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.gathered.alike_pairs import ToldApart, apart_from
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.reason_typed import may_leave
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.sight_panel import sight_panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.rights.alike_rows import apart_words
from infrared_desktop.views.rights.begun_notice import BegunNotice
from infrared_desktop.views.rights.join_choices import JoinChoices
from infrared_desktop.views.rights.join_picker import JoinPicker
from infrared_desktop.views.rights.join_preview import JoinPreview
from infrared_desktop.views.rights.wishes import ask_again
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say, say_born
from infrared_desktop.views.workplace import Workplace


class JoinScreen(Screen):
    """Two steps: who is the other, and what holds of the two."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.number, self._joined = 0, 0
        self._said = (0, "")  # why, of whom, while something else is to be done first
        self._stored: dict[int, Stored[Patient]] = {}
        self._sides: dict[int, Side] = {}
        self._told: ToldApart | None = None
        self.header, self.banner = RecordHeader(), Banner()
        self.begun, self.cautions = BegunNotice(workplace), Banner()
        self.picker, self.preview = JoinPicker(workplace), JoinPreview()
        self.choices = JoinChoices(workplace.settings.country)
        self.reason, self.pages = TextField(), QStackedWidget()
        self.reason.setProperty("field", "reason")  # so that a lock keeps it
        self.join_button = QPushButton(self.tr("&Join the two  Ctrl+S"))
        self.another = QPushButton(self.tr("Choose &another"))
        add_action(self, self.tr("Join the two numbers"), "Ctrl+S", self.join)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)
        self._lay_out()
        self._connect()

    def open(self, place: Place) -> None:
        """Ask who the other is, or lay the two side by side where the place names the other."""
        assert place.patient is not None
        self.number, self._joined = place.patient, 0
        self._stored = {}
        said_of, said = self._said
        self.reason.setText(said if said_of == self.number else "")
        self._said = (0, "")
        self.banner.settle()
        other = int(place.about) if place.about else self.number
        self.clinic.ledger.reading.require_reason(other)
        if self.clinic.people.get(other).id == self.number:
            self.choose()
        else:
            self.compare(other)

    def leave(self) -> bool:
        """Ask before a reason that is typed is given up."""
        return may_leave(self.reason, self.banner, self.going_back.emit)

    def here(self, place: Place) -> Place:
        """Come back to the two; once they are joined, to the patient."""
        if self._joined:
            return Place("patient", self._joined)
        about = next((each for each in self._stored if each != self.number), None)
        return Place("join", self.number, about=about)

    def reload(self, change: Change | None = None) -> None:
        """Look again where one of the two was changed meanwhile."""
        if self._stored and not self._joined and (not change or change.patients & {*self._stored}):
            _, other = self._stored
            is_saying_why = self.reason.hasFocus()
            self.compare(other)
            if is_saying_why:
                self.reason.setFocus()

    def choose(self) -> None:
        """Ask who the other is."""
        self._stored = {}
        self._say_whose()
        for banner in (self.begun, self.cautions):
            banner.settle()
        self.picker.offer(self.number)
        self._show_page(self.picker)
        self.setFocusProxy(self.picker.search)
        self.setFocus()

    def _take(self, other: int) -> None:
        if self.clinic.ledger.reading.is_held(other):
            self._go_over(Place("join", self.number, about=other))  # asks why it is opened
        else:
            self.compare(other)

    def _go_over(self, place: Place) -> None:
        """Do what comes first; the reason that is typed is here again afterwards."""
        self._said = (self.number, self.reason.get_value())
        self.reason.clear()
        self.going.emit(place)

    def compare(self, other: int) -> None:
        """Lay the two side by side, with what is proposed."""
        people = self.clinic.people
        if people.get(other).id == self.number:
            words = self.tr("This is the same number. Choose the other one of the same person.")
            self.banner.tell(Meaning.INFORMATION, words)
            return
        self.banner.settle()
        self._stored = {number: people.get(number) for number in (self.number, other)}
        self._sides = {number: self.clinic.rights.side(number) for number in self._stored}
        self._told = apart_from(self.clinic, self.number).get(people.kept(other))
        self._say_whose()
        one, two = ((stored.id, stored.record) for stored in self._stored.values())
        self.choices.show_pair(one, two)
        self._show_joined()
        self._show_page(self._page)
        self.setFocusProxy(self.choices.first())
        self.setFocus()

    def join(self) -> None:
        """Join the two as chosen, once it is said why."""
        if not self._stored:
            words = self.tr("Choose the other number first. Nothing was changed.")
            self.banner.tell(Meaning.INFORMATION, words)
            return
        missing = self.tr("Say why they are one person. Nothing was changed yet.")
        show_error(self.reason, "" if self.reason.get_value() else missing)
        if not self.reason.get_value():
            self.reason.setFocus()
            return
        try:
            self._join()
        except StaleError as error:
            self.compare(next(each for each in self._stored if each != self.number))
            self.banner.tell(Meaning.CAUTION, say(error.sentence))
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))

    def _join(self) -> None:
        place, rights = self.workplace, self.clinic.rights
        kept, other = self._stored[self.choices.kept()], self._stored[self.choices.other()]
        chosen, reason = self.choices.chosen(), self.reason.get_value()
        self._joined = kept.id  # before the change is told, as it is no news here
        try:
            asked = [rights.waiting(each.id, AskedFor.JOINING) for each in (kept, other)]
            stored = rights.merge(kept, other, chosen, reason, place.by, place.now())
        except KnownError:
            self._joined = 0
            raise
        why = self.tr("Taken back at once")
        place.can_take_back(
            self.tr("the joining of two numbers"),
            lambda: self._part(stored, why, [each.record for each in asked if each]),
        )
        self.reason.clear()
        self.going.emit(Place("patient", kept.id))
        text = self.tr("Joined: number {other} is read along with {kept} now. Ctrl+Z parts them.")
        self.tell(Meaning.SUITABLE, text.format(other=other.id, kept=kept.id))

    def _part(self, stored: Stored[Merge], why: str, asked: Iterable[Erasure]) -> None:
        self.clinic.rights.unmerge(stored, why, self.workplace.by, self.workplace.now())
        ask_again(self.workplace, asked)

    def _show_joined(self) -> None:
        """Say who the two will be by what is chosen, and what to look at before."""
        sides = [self._sides[number] for number in (self.choices.kept(), self.choices.other())]
        chosen = self.choices.chosen()
        born = say_born(chosen.birth_date, self.workplace.today())
        number = self.tr("no. {n:04}").format(n=sides[0].number)
        self.preview.show_joined(chosen.display_name, f"{born} · {number}", sides)
        self.begun.look(in_the_way(*sides))
        if told := [*self._apart(), *map(say, cautions(*sides))]:
            self.cautions.tell(Meaning.CAUTION, "\n".join(told))
        else:
            self.cautions.settle()

    def _apart(self) -> Iterator[str]:
        """Say first that somebody looked at these two before, and found two people."""
        if self._told is not None:
            again = self.tr("Ask that person, or the patient, before you join them.")
            yield f"{apart_words(self.workplace, self._told)} {again}"

    def _say_whose(self) -> None:
        stored = self.clinic.people.get(self.number)
        line = patient_line(stored, self.workplace.today())
        title = self.tr("Join two numbers of one patient")
        self.header.set_words(title, f"{stored.record.display_name} · {line}")

    def _show_page(self, page: QWidget) -> None:
        is_comparing = page is self._page
        for button in (self.join_button, self.another):
            button.setVisible(is_comparing)
        self.pages.setCurrentWidget(page)

    def _connect(self) -> None:
        self.picker.picked.connect(self._take)
        self.choices.changed.connect(self._show_joined)
        self.begun.going.connect(self._go_over)
        self.join_button.clicked.connect(self.join)
        self.another.clicked.connect(self.choose)
        self.reason.returnPressed.connect(self.join)
        self.reason.textChanged.connect(lambda: show_error(self.reason, ""))

    def _lay_out(self) -> None:
        self.join_button.setProperty("kind", "primary")
        self.header.add_buttons([self.another, self.join_button])
        self._page = self._comparing()
        for page in (self.picker, self._page):
            self.pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (self.header, self.banner, self.begun, self.cautions):
            box.addWidget(widget)
        box.addWidget(self.pages, 1)

    def _comparing(self) -> QWidget:
        page = QWidget()
        row, box = QHBoxLayout(), QVBoxLayout(page)
        row.setSpacing(2 * GRID)
        row.addWidget(sight_panel(self.tr("What holds from now on"), self.choices), 3)
        row.addWidget(sight_panel(self.tr("The joined patient"), self.preview), 2)
        caption = words_label("caption", self.tr("&Why are they one person?"))
        caption.setBuddy(self.reason)
        self.reason.setAccessibleName(self.tr("Why are they one person?"))
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(row, 1)
        box.addSpacing(GRID)
        box.addWidget(caption)
        box.addWidget(self.reason)
        return page
