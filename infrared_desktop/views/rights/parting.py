"""Part two numbers again that were joined by mistake: which, when, by whom, and why not."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Merge
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.reason_typed import may_leave
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.lists.row_delegate import CARD_HEIGHT
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.rights.joined_words import since_words
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_SHOWN_AT_ONCE = 4


class PartScreen(Screen):
    """Lists what was joined to a patient; one of them is given back its own records."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.number = 0
        self._merges: dict[int, Stored[Merge]] = {}
        self.header, self.banner, self.nothing = RecordHeader(), Banner(), EmptyState("people")
        self.list, self.reason = RowList(card=True), TextField()
        self.reason.setProperty("field", "reason")  # so that a lock keeps it
        self.list.setAccessibleName(self.tr("Numbers that were joined"))
        self.list.setFixedHeight(CARD_HEIGHT + 2)
        self.part_button = QPushButton(self.tr("&Part the two  Ctrl+S"))
        self.part_button.setProperty("kind", "primary")
        self.asked = QWidget()
        add_action(self, self.tr("Part the two numbers again"), "Ctrl+S", self.part)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)
        self._lay_out()
        self.part_button.clicked.connect(self.part)
        self.nothing.acted.connect(lambda: self.going.emit(Place("join", self.number)))
        self.reason.returnPressed.connect(self.part)
        self.reason.textChanged.connect(lambda: show_error(self.reason, ""))
        self.setFocusProxy(self.list)

    def open(self, place: Place) -> None:
        """Show what was joined to one patient."""
        assert place.patient is not None
        self.number = place.patient
        self.reason.clear()
        self.banner.settle()
        self.reload()

    def leave(self) -> bool:
        """Ask before a reason that is typed is given up."""
        return may_leave(self.reason, self.banner, self.going_back.emit)

    def reload(self, change: Change | None = None) -> None:
        """Show what stands joined after an act."""
        if not self.number or (change is not None and self.number not in change.patients):
            return
        stored = self.clinic.people.get(self.number)
        line = patient_line(stored, self.workplace.today())
        words = f"{stored.record.display_name} · {line}"
        self.header.set_words(self.tr("Part joined numbers"), words)
        found = self.clinic.rights.merges(self.number)
        # What was joined to one of these before goes along with it.
        self._merges = {m.id: m for m in found if m.record.patient_id == stored.id}
        self.list.set_rows([self._row(merge) for merge in self._merges.values()])
        self.list.select_row(0)
        self.list.setFixedHeight(min(len(found), _SHOWN_AT_ONCE) * CARD_HEIGHT + 2)
        for part in (self.asked, self.part_button):
            part.setVisible(bool(self._merges))
        self.nothing.setVisible(not self._merges)
        self.setFocusProxy(self.list if self._merges else self.nothing.action_button)

    def part(self) -> None:
        """Part the chosen number from the patient, once it is said why."""
        merge = self._merges.get(int(str(self.list.current_key() or 0)))
        if merge is None:
            self.banner.tell(Meaning.INFORMATION, self.tr("Nothing is joined to this patient."))
            return
        missing = self.tr("Say why they are two people. Nothing was changed yet.")
        show_error(self.reason, "" if self.reason.get_value() else missing)
        if not self.reason.get_value():
            self.reason.setFocus()
            return
        try:
            self._part(merge)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))

    def _part(self, merge: Stored[Merge]) -> None:
        place, rights, people = self.workplace, self.clinic.rights, self.clinic.people
        known = people.get(self.number).record
        rights.unmerge(merge, self.reason.get_value(), place.by, place.now())
        number, other, why = self.number, merge.record.merged_id, merge.record.reason
        place.can_take_back(
            self.tr("the parting of two numbers"),
            lambda: rights.merge(
                people.get(number), people.get(other), known, why, place.by, place.now()
            ),
        )
        self.reason.clear()
        self.going.emit(Place("patient", number))
        text = self.tr(
            "Parted: number {other} is a patient of its own again, with all that was written "
            "under it. Ctrl+Z joins them again."
        )
        self.tell(Meaning.SUITABLE, text.format(other=other))

    def _row(self, merge: Stored[Merge]) -> Row:
        stored = self.clinic.rights.apart(merge.record.merged_id)
        title = self.tr("no. {n:04} · {name}")
        return Row(
            key=merge.id,
            title=title.format(n=stored.id, name=stored.record.display_name),
            subtitle=since_words(self.workplace, merge),
            note=merge.record.reason,
        )

    def _lay_out(self) -> None:
        self.header.add_buttons([self.part_button])
        self.nothing.tell(
            "people",
            self.tr("Nothing is joined to this patient."),
            self.tr("Two numbers of one person are joined on a page of its own."),
            self.tr("Join another number"),
        )
        self.nothing.action_button.setAutoDefault(True)
        caption = words_label("caption", self.tr("&Why are they two people?"))
        caption.setBuddy(self.reason)
        self.reason.setAccessibleName(self.tr("Why are they two people?"))
        lead = words_label("", self._lead())
        inside = QVBoxLayout(self.asked)
        inside.setContentsMargins(2 * GRID, 12, 2 * GRID, 2 * GRID)
        inside.setSpacing(4)
        for widget in (lead, caption, self.reason):
            inside.addWidget(widget)
        inside.insertSpacing(1, GRID)
        panel = Panel(self.tr("What was joined"))
        for part in (self.list, self.asked):
            panel.body.addWidget(part)
        panel.body.addWidget(self.nothing, 1)
        panel.body.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for each in (self.header, self.banner):
            box.addWidget(each)
        box.addWidget(panel, 1)

    def _lead(self) -> str:
        return self.tr(
            "Each record goes back to the number that it was written under, with all that was "
            "added to it since; what was begun since stays here. Fields that the joining chose go "
            "back as well, unless somebody changed them meanwhile."
        )
