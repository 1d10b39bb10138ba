"""Staff and keys: who works here, who gets in, and what opens the clinic in need."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people.staff_names import obstacle
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action, claims_new
from infrared_desktop.views.clinic.person_card import PersonCard
from infrared_desktop.views.clinic.staff_keys import StaffKeys
from infrared_desktop.views.clinic.staff_words import due_words, staff_row, why_to_stay
from infrared_desktop.views.entry.second_look import look_again
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.halves import SIDE_WIDTH
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class StaffScreen(Screen):
    """Lists the people at the left; the one picked, or a new one, stands at the right."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._people: dict[int, Stored[Staff]] = {}
        self.header, self.banner = RecordHeader(), Banner()
        self.keys = StaffKeys(workplace, self)
        self.list = RowList(card=True)
        self.list.setAccessibleName(self.tr("People"))
        self.card = PersonCard()
        self.binder = self.card.binder
        self.new = QPushButton(self.tr("New person  Ctrl+N"))
        self.save = QPushButton(self.tr("Save  Ctrl+S"))
        self.recovery = QPushButton(self.tr("New recovery &key …"))
        self.save.setProperty("kind", "primary")
        self.header.set_words(self.tr("Staff and keys"), workplace.settings.clinic_name)
        self.header.add_buttons((self.recovery, self.new, self.save))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Show the people, at the one that the place names."""
        self.banner.settle()
        self._read()
        self.list.select_key(place.record or self.workplace.by)  # never who left
        self.card.show_person(self._people.get(self._current() or 0))
        self._tell_due()

    def reload(self, change: Change | None = None) -> None:
        """Follow what changed, while nothing is typed here."""
        if not self.card.is_begun():
            kept = self.card.stored.id if self.card.stored else None
            self._read()
            self.list.select_key(kept)
            self.card.show_person(self._people.get(kept or 0))

    def leave(self) -> bool:
        """Ask before what is typed here is given up."""
        if not self.card.is_begun():
            return True
        words = self.tr("This person is not saved yet. Save with Ctrl+S, or give it up.")
        self.banner.tell(Meaning.CAUTION, words, self.tr("Gi&ve it up"), self._give_up)
        return False

    def event(self, event: QEvent) -> bool:
        if claims_new(event):
            self._begin()
            return True
        return super().event(event)

    def store(self) -> None:
        """Store a new person, or another role once it is known who gives it."""
        if not self.binder.check() or not self._has_own_name():
            return
        typed, before = self.card.typed(), self.card.stored
        if before is None:
            words = self.tr("Added. Now give {name} a way in: a code, or a passphrase here.")
            self._keep(lambda by, now: self.clinic.staff.add(typed, by, now), words)
        elif typed.role is not before.record.role:
            self._give_role(before, typed.role)

    def _give_role(self, person: Stored[Staff], role: Role) -> None:
        desk, name = self.clinic.staff, person.record.name
        if role is not Role.OWNER and not self._leaves_an_owner(person):
            return
        words = self.tr("The new role counts from {name}'s next unlock.")
        why = self.tr("{name} gets another role: {role}. What it may do stands on the page.")
        if person.id == self.workplace.by:
            why = self.tr(
                "You get another role: {role}. The window locks at once, and only an owner can "
                "make you one again."
            )
        look_again(
            self,
            self.workplace,
            why.format(name=name, role=choices.label(role)),
            lambda: self._keep(lambda by, now: desk.change_role(person, role, by, now), words),
        )

    def _keep(self, act: Callable[[int, datetime], Stored[Staff]], words: str) -> None:
        try:
            stored = act(self.workplace.by, self.workplace.now())
        except KnownError as error:
            self._refuse(error)
            return
        self._read()
        self.list.select_key(stored.id)
        self.card.show_person(stored)
        self.card.code.setFocus()
        self.banner.tell(Meaning.SUITABLE, words.format(name=stored.record.name))

    def _leaves_an_owner(self, leaving: Stored[Staff]) -> bool:
        """Say so before a passphrase is typed for nothing."""
        try:
            self.clinic.staff.check_owner_left(leaving)
        except KnownError as error:
            self._refuse(error)
            return False
        told = why_to_stay(leaving, self._people, self._holders)
        if told and not self.workplace.settings.practice:  # there everybody gets in
            self.banner.tell(Meaning.STOP, told)
            return False
        return True

    def _has_own_name(self) -> bool:
        name, others = self.card.typed().name, (s.record.name for s in self._people.values())
        wrong = obstacle(name, others) if self.card.stored is None else None
        if wrong is not None:
            self.card.refuse_name(say(wrong))
        return wrong is None

    def _read(self) -> None:
        desk = self.clinic.staff
        self._people = {each.id: each for each in desk.all()}
        try:
            self._holders = self.keys.ring().holders()
        except KnownError as error:
            self._holders = {}
            self._refuse(error)
        unlocked = desk.last_unlocked()
        self.list.set_rows(
            [
                staff_row(self.workplace, each, self._holders, unlocked)
                for each in sorted(self._people.values(), key=lambda s: not s.record.active)
            ]
        )

    def _current(self) -> int | None:
        key = self.list.current_key()
        return int(str(key)) if key is not None else None

    def _on_row(self) -> None:
        number, shown = self._current(), self.card.stored
        if number is None or (shown and number == shown.id):
            return
        if self.leave():
            self.banner.settle()  # it was about somebody else
            self.card.show_person(self._people.get(number))
        elif shown is not None:
            self.list.select_key(shown.id)

    def _begin(self) -> None:
        if self.leave():
            self.banner.settle()
            self.card.show_person(None)
            self.binder.input("name").setFocus()

    def _give_up(self) -> None:
        self.card.show_person(self._people.get(self._current() or 0))

    def _tell_due(self) -> None:
        if self.clinic.staff.is_rekeying_due():
            self.banner.tell(Meaning.CAUTION, due_words(self._people, self._holders))

    def _go_or_come(self) -> None:
        stored = self.card.stored
        if stored is None:
            return
        if stored.record.active:
            if self._leaves_an_owner(stored):
                self.keys.take_away(stored, self._tell_due)
            return
        try:
            self.clinic.staff.enable(stored, self.workplace.by, self.workplace.now())
        except KnownError as error:
            self._refuse(error)
            return
        self.reload()
        words = self.tr("{name} works here again, and has no key yet.")
        self.banner.tell(Meaning.SUITABLE, words.format(name=stored.record.name))

    def _refuse(self, error: KnownError) -> None:
        self.banner.tell(Meaning.STOP, say(error.sentence))

    def _connect(self) -> None:
        self.list.current_changed.connect(lambda _: self._on_row())
        self.list.opened.connect(lambda _: self.binder.input("role").setFocus())
        self.save.clicked.connect(self.store)
        self.new.clicked.connect(self._begin)
        self.recovery.clicked.connect(self.keys.renew_recovery_key)
        self.card.code.clicked.connect(lambda: self._with_person(self.keys.give_code))
        self.card.type_here.clicked.connect(lambda: self._with_person(self.keys.let_type))
        self.card.going_away.clicked.connect(self._go_or_come)
        self.keys.changed.connect(self.reload)
        self.keys.failed.connect(self._refuse)
        self.keys.told.connect(self.banner.tell)
        add_action(self, self.tr("Save the person"), "Ctrl+S", self.store)
        add_action(self, self.tr("New person"), "Ctrl+N", self._begin)
        add_action(self, self.tr("New recovery key"), "", self.keys.renew_recovery_key)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)

    def _with_person(self, act: Callable[[Stored[Staff]], None]) -> None:
        if self.card.stored is not None:
            act(self.card.stored)

    def _lay_out(self) -> None:
        side = Panel(self.tr("People"), footer=self.tr("Enter goes to the form"))
        side.body.addWidget(self.list)
        side.setFixedWidth(SIDE_WIDTH)
        halves = QHBoxLayout()
        halves.setSpacing(2 * GRID)
        halves.addWidget(side)
        halves.addWidget(self.card, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addLayout(halves, 1)
