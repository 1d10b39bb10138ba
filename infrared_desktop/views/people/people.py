"""People: the directory of all patients, and finding one as you type."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.lists.find_field import FindField
from infrared_desktop.views.lists.patient_rows import FoundRows, patient_row
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.workplace import Workplace

_SHOWN = 50


class Directory:
    """All patients by name, read page by page."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def count(self) -> int:
        """Return how many patients there are."""
        return self._workplace.clinic.people.count()

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return the rows from an offset on, limit at most."""
        today, country = self._workplace.today(), self._workplace.settings.country
        stored = self._workplace.clinic.people.page(offset, limit)
        return [patient_row(patient, today, country) for patient in stored]


class PeopleScreen(Screen):
    """Find, open, register and import; finding and registering are different acts."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._searched = ""
        self.list = RowList()
        self.search = FindField(self.list)
        self.search.setAccessibleName(self.tr("Find among all patients"))
        self.list.setAccessibleName(self.tr("Patients"))
        self.panel = Panel(self.tr("Patients"), footer=self.tr("Enter opens · Ctrl+N registers"))
        self.nobody = EmptyState()
        self._lay_out()
        self.search.textEdited.connect(self._show)
        self.search.taken.connect(self._open)
        self.list.opened.connect(self._open)
        self.nobody.acted.connect(lambda: self.going.emit(Place("patient_form")))
        self.setFocusProxy(self.search)

    def open(self, place: Place) -> None:
        """Show the directory, ready to type; one who was opened from a search comes back to it."""
        self.search.setText(place.about or "")
        self.search.selectAll()
        self.reload()

    def here(self, place: Place) -> Place:
        """Come back to what was searched for only from somebody whom it found."""
        about, self._searched = self._searched, ""
        return replace(place, about=about)

    def reload(self, change: Change | None = None) -> None:
        """Show what is typed, or everybody."""
        self._show(self.search.text())

    def _show(self, text: str) -> None:
        if text.strip():
            self._show_found(text)
        else:
            self._show_all()

    def _show_all(self) -> None:
        directory = Directory(self.workplace)
        count = directory.count()
        self.list.set_source(directory)
        self.panel.set_hint(self.tr("{count} in all, by name").format(count=count))
        self.nobody.tell(
            "people",
            self.tr("There are no patients yet."),
            self.tr("Register the first one, or import a list from another program."),
            self.tr("Register a patient"),
        )
        self._show_either(bool(count))

    def _show_found(self, text: str) -> None:
        found = FoundRows(self.workplace, text, _SHOWN)
        self.list.set_source(found)
        self.panel.set_hint(found.words)
        self.nobody.tell(
            "search",
            self.tr("Nobody fits that."),
            self.tr("Try fewer letters or another spelling. Registering is a step of its own."),
            self.tr("Register a new patient"),
        )
        self._show_either(found.count() > 0)

    def _show_either(self, somebody: bool) -> None:
        self.list.setVisible(somebody)
        self.nobody.setVisible(not somebody)

    def _open(self, key: object) -> None:
        self._searched = self.search.text()
        self.going.emit(Place("patient", int(str(key))))

    def _lay_out(self) -> None:
        title = QLabel(self.tr("People"))
        title.setProperty("role", "title")
        new = QPushButton(self.tr("&Register a patient"))
        new.setProperty("kind", "primary")
        new.clicked.connect(lambda: self.going.emit(Place("patient_form")))
        bring = QPushButton(self.tr("&Import a list"))
        bring.clicked.connect(lambda: self.going.emit(Place("import")))
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(title)
        head.addStretch()
        head.addWidget(bring)
        head.addWidget(new)
        self.panel.body.addWidget(self.list)
        self.panel.body.addWidget(self.nobody)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        box.addWidget(self.search)
        box.addWidget(self.panel, 1)
