"""The register of photographs that left: by day, patient, purpose or recipient, with counts."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from infrared_desktop.domain.photographs.exports import left_under
from infrared_desktop.domain.photographs.register import (
    Group,
    RegisterBy,
    grouped,
    newest_first,
    searched,
)
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import PhotoExport, Purpose
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.photos.calling_back import CallingBack
from infrared_desktop.views.photos.export_words import entry_row, recipient_words
from infrared_desktop.views.photos.register_desk import RegisterDesk
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say_day
from infrared_desktop.views.workplace import Workplace

_ALL = ""
_FOLLOWED = {"photo_export", "withdrawal", "consent", "call_back"}


class PhotoRegisterScreen(Screen):
    """Shows the whole register, or one patient's; a place's `about` is a consent taken back."""

    section = "reports"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._patient: int | None = None
        self._consent: int | None = None
        self._entries: list[Stored[PhotoExport]] = []
        self._names: dict[int, str] = {}
        self.seek, self.by = QLineEdit(), ChoiceField()
        self.groups, self.list = RowList(card=True), RowList(card=True)
        self.back = CallingBack(self, self._offer_letters)
        self.banner = self.back.banner
        self.desk = RegisterDesk(
            self, self._shown, lambda: self.back.waiting, lambda: self._names, self._answer_to
        )
        self._dress()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.groups)

    def open(self, place: Place) -> None:
        """Show what left: of everybody, of a patient, or under a consent."""
        self._patient, self._consent = place.patient, place.about
        self.seek.clear()
        self.reload()

    def reload(self, change: Change | None = None) -> None:
        """Read the register anew."""
        if change is not None and not _FOLLOWED & set(change.kinds):
            return
        exports, number = self.clinic.photos.exports(), self._patient
        if number is not None:
            exports = [each for each in exports if each.record.patient_id == number]
        if self._consent is not None:
            exports = list(left_under([self._consent], exports))
        self._entries = newest_first(exports)
        people = self.clinic.people.many({each.record.patient_id for each in exports})
        self._names = {n: stored.record.display_name for n, stored in people.items()}
        self.back.show(self.clinic.people.chart(number) if number is not None else None)
        self._show()

    def leave(self) -> bool:
        """Stay where an answer is typed and not stored."""
        return self.back.card.isHidden() or self.back.card.give_up()

    def _offer_letters(self) -> None:
        self.desk.letters.setChecked(True)
        self.desk.offer()

    def _found(self) -> list[Stored[PhotoExport]]:
        return searched(self._entries, self.seek.text(), self._names)

    def _grouped(self) -> tuple[Group, ...]:
        by = RegisterBy(self.by.get_value() or RegisterBy.DAY)
        return grouped(self._found(), by, self._day_of)

    def _shown(self) -> Sequence[Stored[PhotoExport]]:
        key = self.groups.current_key()
        if key in (None, _ALL):
            return self._found()
        return next((g.entries for g in self._grouped() if str(g.key) == key), ())

    def _day_of(self, entry: Stored[PhotoExport]) -> date:
        return self.clinic.day(entry.record.exported_at)

    def _show(self) -> None:
        groups, found = self._grouped(), self._found()
        whole = self._row(_ALL, self.tr("All"), sum(each.left for each in groups))
        rows = [self._row(str(each.key), self._name_of(each), each.left) for each in groups]
        self.groups.set_rows([whole, *rows] if found else [])
        self.empty.setVisible(not found)
        self.list.setVisible(bool(found))
        self._show_entries()

    def _show_entries(self) -> None:
        zone, shown = ZoneInfo(self.workplace.settings.timezone), self._shown()
        names = self._names
        waiting = {each.id for each in self.back.waiting}
        rows = [
            entry_row(
                each,
                names.get(each.record.patient_id, ""),
                zone,
                each.id in waiting,
                self._answer_to(each),
            )
            for each in shown
        ]
        self.list.set_rows(rows)
        count, one = len(shown), self.tr("1 entry")
        self.panel.set_hint(one if count == 1 else self.tr("{n} entries").format(n=count))

    def _answer_to(self, entry: Stored[PhotoExport]) -> str:
        """Say what the recipient answered, when, and who took it down."""
        found = self.back.done.get(entry.id)
        if found is None:
            return ""
        by = self.clinic.staff.get(found.by).record.name
        return f"{found.record.said} ({say_day(self.clinic.day(found.at))}, {by})"

    def _ask_answer(self) -> None:
        key = self.list.current_key()
        self.back.ask(next((each for each in self._entries if each.id == key), None))

    def _row(self, key: str, title: str, count: int) -> Row:
        note = self.tr("1 copy") if count == 1 else self.tr("{n} copies").format(n=count)
        return Row(key=key, title=title, note=note)

    def _name_of(self, group: Group) -> str:
        if isinstance(group.key, date):
            return say_day(group.key)
        if isinstance(group.key, int):
            return f"{self._names.get(group.key, '')} ({group.key:04})"
        if isinstance(group.key, Purpose):
            return choices.label(group.key)
        return recipient_words(group.key)

    def _open_entry(self, key: object) -> None:
        entry = next(each for each in self._entries if each.id == key)
        self.going.emit(Place("patient", entry.record.patient_id))

    def _choose(self, by: RegisterBy) -> None:
        self.by.set_value(by.value)
        self._show()

    def _escape(self) -> None:
        if not self.back.card.isHidden():
            self.back.card.give_up()
        elif self.seek.text():
            self.seek.clear()
            self.groups.setFocus()
        else:
            self.going_back.emit()

    def _connect(self) -> None:
        self.seek.textChanged.connect(lambda _: self._show())
        self.seek.returnPressed.connect(self.list.setFocus)
        self.by.changed.connect(self._show)
        self.groups.current_changed.connect(lambda _: self._show_entries())
        self.groups.opened.connect(lambda _: self.list.setFocus())
        self.list.opened.connect(self._open_entry)
        self.back.card.closed.connect(self.list.setFocus)
        for text, keys, act in (
            (self.tr("By day"), "Y", partial(self._choose, RegisterBy.DAY)),
            (self.tr("By patient"), "N", partial(self._choose, RegisterBy.PATIENT)),
            (self.tr("By purpose"), "U", partial(self._choose, RegisterBy.PURPOSE)),
            (self.tr("By recipient"), "W", partial(self._choose, RegisterBy.RECIPIENT)),
            (self.tr("Note what a recipient said, called back"), "B", self._ask_answer),
            (self.tr("Find in the register"), "/", self.seek.setFocus),
            (self.tr("Go back"), "Esc", self._escape),
        ):
            add_action(self, text, keys, act)

    def _dress(self) -> None:
        self.by.setProperty("none_text", "")
        self.by.set_options(
            [
                (RegisterBy.DAY.value, self.tr("Day")),
                (RegisterBy.PATIENT.value, self.tr("Patient")),
                (RegisterBy.PURPOSE.value, self.tr("Purpose")),
                (RegisterBy.RECIPIENT.value, self.tr("Recipient")),
            ]
        )
        self.by.set_value(RegisterBy.DAY.value)
        self.by.setAccessibleName(self.tr("Put together by"))
        self.seek.setPlaceholderText(self.tr("Name, number or recipient  ( / )"))
        self.seek.setAccessibleName(self.tr("Find in the register"))
        self.seek.setClearButtonEnabled(True)
        self.groups.setAccessibleName(self.tr("Groups"))
        self.list.setAccessibleName(self.tr("Copies that left"))

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Photographs that left the clinic"))
        title.setProperty("role", "title")
        self.empty = EmptyState(
            "document",
            self.tr("Nothing is in the register."),
            self.tr("Each copy that is handed out, printed or taken along is entered here."),
        )
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(title)
        head.addStretch()
        head.addWidget(self.seek)
        head.addWidget(self.desk.button())
        self.seek.setMinimumWidth(280)
        listed = Panel(self.tr("Put together"), footer=self.tr("Enter goes to the copies"))
        listed.body.addWidget(self.groups)
        self.panel = Panel(self.tr("Copies"), footer=self.tr("Enter opens the patient"))
        self.panel.body.addWidget(self.list, 1)
        self.panel.body.addWidget(self.empty, 1)
        panels = QHBoxLayout()
        panels.setSpacing(2 * GRID)
        panels.addWidget(listed, 2)
        panels.addWidget(self.panel, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        for part in (head, self.by, self.desk.banner, self.banner, self.back.card):
            box.addLayout(part) if isinstance(part, QHBoxLayout) else box.addWidget(part)
        box.addLayout(panels, 1)
