"""Rights of a patient: one page from which each of them is reached, and how each stands."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import AskedFor, Erasure
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.rights.due_words import with_due
from infrared_desktop.views.rights.erasing_words import state_words
from infrared_desktop.views.rights.wishes import FULFILLED_AT, asked_words, wish_waits
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.screens import may_open
from infrared_desktop.views.workplace import Workplace

_ASKED_AT = {name: asked_for for asked_for, name in FULFILLED_AT.items()}


class PatientRightsScreen(Screen):
    """What may be asked of the whole record; each right is a place of its own."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.number = 0
        self._newest: dict[AskedFor, Stored[Erasure]] = {}
        self.header, self.list = RecordHeader(), RowList(card=True)
        self.list.setAccessibleName(self.tr("Rights of the patient"))
        self.list.opened.connect(lambda name: self._go(str(name)))
        add_action(self, self.tr("Note a wish"), "W", self.note)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)
        panel = Panel(
            self.tr("What the patient may ask for"),
            footer=self.tr("Enter opens   ·   W notes the wish"),
        )
        panel.body.addWidget(self.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(panel, 1)
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Show what one patient may ask for."""
        assert place.patient is not None
        self.number = place.patient
        self.reload()

    def reload(self, change: Change | None = None) -> None:
        """Show how each stands after an act."""
        if not self.number or (change is not None and self.number not in change.patients):
            return
        stored = self.clinic.people.get(self.number)
        line = patient_line(stored, self.workplace.today())
        words = f"{stored.record.display_name} · {line}"
        self.header.set_words(self.tr("Rights of the patient"), words)
        self._newest = self.clinic.rights.newest(self.number)
        rows = (self._everything(), self._restriction(), self._joining())
        self.list.set_rows([*(self._as_may(row) for row in rows), self._erasure()])

    def note(self) -> None:
        """Go to the page of the wish for the right that is chosen, whoever sees to it."""
        name = self.list.current_key()
        if name is not None:
            self.going.emit(self._wish_at(str(name)))

    def _go(self, name: str) -> None:
        """Go to where a right is seen to; to the wish where one waits, or for who only notes it."""
        if may_open(name, self.workplace) and not wish_waits(self._newest.get(_ASKED_AT[name])):
            self.going.emit(Place(name, self.number))
        else:
            self.going.emit(self._wish_at(name))

    def _wish_at(self, name: str) -> Place:
        if name == "erasure":
            return Place(name, self.number)
        return Place("rights_wish", self.number, about=_ASKED_AT[name])

    def _as_may(self, row: Row) -> Row:
        """Return a row, or the wish that waits, or who sees to it and what the person can do."""
        wish = self._newest.get(_ASKED_AT[str(row.key)])
        if wish is not None and wish_waits(wish):
            note = asked_words(self.workplace, wish)
            chip = Chip(Meaning.DUE, self.tr("wish noted"))
            return replace(row, note=note, chip=self._with_due(chip, wish))
        if may_open(str(row.key), self.workplace):
            return row
        note = self.tr("A clinician sees to it; Enter notes the wish for them")
        return replace(row, note=note, chip=Chip(Meaning.INFORMATION, self.tr("a clinician")))

    def _everything(self) -> Row:
        return Row(
            key="leaving",
            title=self.tr("To have everything"),
            note=self.tr("The whole record as a PDF and as open files, with who read it"),
        )

    def _joining(self) -> Row:
        joined = len(self.clinic.rights.merges(self.number))
        text = self.tr("{n} joined")
        return Row(
            key="join",
            title=self.tr("To be one patient, not two"),
            note=self.tr("Two numbers of one person are joined; it can be taken back any time"),
            chip=Chip(Meaning.INFORMATION, text.format(n=joined)) if joined else None,
        )

    def _restriction(self) -> Row:
        is_restricted = self.clinic.ledger.reading.is_restricted(self.number)
        again = self.tr("To have the chart used again, which is kept closed")
        return Row(
            key="restriction",
            title=again if is_restricted else self.tr("To have the chart kept closed"),
            note=self.tr("It is kept but not used; who needs it for their care says why"),
            chip=Chip(Meaning.CAUTION, self.tr("restricted")) if is_restricted else None,
        )

    def _erasure(self) -> Row:
        wish = self._newest.get(AskedFor.ERASURE)
        last = state_words(wish.record) if wish else ""
        note = self.tr("Anybody notes the wish; the owner decides, or puts it off until a day")
        if wish_waits(wish):
            note = self.tr("The wish waits for the owner; here it is taken back as well")
        return Row(
            key="erasure",
            title=self.tr("To be erased"),
            note=note,
            chip=self._with_due(Chip(Meaning.DUE, last), wish) if wish else None,
        )

    def _with_due(self, chip: Chip, wish: Stored[Erasure]) -> Chip:
        return with_due(chip, wish.record, self.workplace.today())
