"""Register or edit a patient, with everybody who may be the same person beside it."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.duplicates import Certainty, Likeness
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people import Patient
from infrared_desktop.domain.phones import normal_phone
from infrared_desktop.storage.people import Alike
from infrared_desktop.views.banner import Banner
from infrared_desktop.views.binder import Binder
from infrared_desktop.views.chips import Chip
from infrared_desktop.views.forms import load_form
from infrared_desktop.views.panel import EmptyState, Panel
from infrared_desktop.views.patient_rows import patient_line
from infrared_desktop.views.row_list import RowList
from infrared_desktop.views.rows import Row
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.theme import GRID, Meaning
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_QUIET_MS = 150
_EMPTY = Patient(surname="")


class PatientForm(QWidget):
    """The inputs of a patient."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "patient")


class PatientFormScreen(Screen):
    """One short form; likely duplicates are looked up while it is filled in."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._stored: Stored[Patient] | None = None
        self._shown = _EMPTY
        self._accepted: frozenset[int] = frozenset()
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.banner = Banner()
        self.form = PatientForm()
        self.binder = Binder(self.form, Patient)
        self.save = QPushButton(self.tr("Save  Ctrl+S"))
        self.save.setProperty("kind", "primary")
        self.state = QLabel()
        self.state.setProperty("role", "muted")
        self.alike = RowList(card=True)
        self.alike.setAccessibleName(self.tr("May be the same person"))
        self.nobody = EmptyState("check", self.tr("Nobody like this is registered."), "")
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.binder.input("surname"))

    def open(self, place: Place) -> None:
        """Show an empty form, or a patient to edit."""
        self._stored = self.clinic.people.get(place.patient) if place.patient else None
        self._shown = self._stored.record if self._stored else _EMPTY
        self._accepted = frozenset()
        self.binder.show(self._shown)
        self.banner.settle()
        new = self.tr("Register a patient")
        edit = self.tr("Edit no. {number:04}")
        self.title.setText(edit.format(number=self._stored.id) if self._stored else new)
        self._look_up()
        self._say_state()

    def leave(self) -> bool:
        """Ask before anything typed here is given up."""
        if self._typed() == self._shown:
            return True
        self.banner.tell(
            Meaning.CAUTION,
            self.tr("This is not saved yet. Save it with Ctrl+S, or give it up."),
            self.tr("Give it up"),
            self._give_up,
        )
        return False

    def store(self) -> None:
        """Save the patient; likely duplicates must be looked at first."""
        if not self.binder.check():
            return
        patient = self._tidy(self._typed())
        pressing = {stored.id for stored, like in self._look_up() if like.is_duplicate}
        if pressing - self._accepted:
            self._accepted |= pressing
            self.banner.tell(
                Meaning.CAUTION,
                self.tr("This looks like somebody who is registered. Open that one instead?"),
                self.tr("Save as another person"),
                self.store,
            )
            return
        try:
            self._write(patient)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))

    def _write(self, patient: Patient) -> None:
        by, now = self.workplace.by, self.workplace.now()
        if self._stored is None:
            stored = self.clinic.people.register(patient, by, now)
        else:
            stored = self.clinic.people.edit(self._stored, patient, by, now)
        self._shown = self._typed()
        self.going.emit(Place("patient", stored.id))

    def _typed(self) -> Patient:
        return self.binder.record(replace(self._shown, surname=""))

    def _tidy(self, patient: Patient) -> Patient:
        country = self.workplace.settings.country
        phones = (patient.phone, patient.second_phone)
        first, second = (normal_phone(phone, country) for phone in phones)
        return replace(patient, phone=first, second_phone=second)

    def _look_up(self) -> list[Alike]:
        patient = self._tidy(self._typed())
        named = patient.surname or patient.given_name or patient.phone or patient.email
        number = self._stored.id if self._stored else None
        alike = self.clinic.people.alike(patient, number) if named else []
        today = self.workplace.today()
        self.alike.set_rows(
            [
                Row(
                    key=stored.id,
                    title=stored.record.display_name,
                    subtitle=patient_line(stored, today),
                    note=f"{stored.record.phone} {say(like.why)}".strip(),
                    chip2=_chip(like, self),
                )
                for stored, like in alike
            ]
        )
        self.alike.setVisible(bool(alike))
        self.nobody.setVisible(not alike)
        return alike

    def _give_up(self) -> None:
        self.binder.show(self._shown)
        self.going_back.emit()

    def _on_changed(self) -> None:
        self._quiet.start()
        self._say_state()

    def _say_state(self) -> None:
        saved = self._typed() == self._shown
        self.state.setText("" if saved else self.tr("not saved yet"))

    def _connect(self) -> None:
        self.binder.changed.connect(self._on_changed)
        self._quiet.timeout.connect(self._look_up)
        self.save.clicked.connect(self.store)
        self.alike.opened.connect(self._open_instead)
        action = QAction(self.tr("Save the patient"), self)
        action.setShortcut(QKeySequence("Ctrl+S"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self.store)
        self.addAction(action)

    def _open_instead(self, key: object) -> None:
        self.binder.show(self._shown)
        self.going.emit(Place("patient", int(str(key))))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.state)
        head.addWidget(self.save)
        form = Panel()
        form.body.addWidget(self.form)
        form.body.addStretch()
        beside = Panel(
            self.tr("May be the same person"), footer=self.tr("Enter opens that one instead")
        )
        beside.body.addWidget(self.alike)
        beside.body.addWidget(self.nobody)
        panels = QHBoxLayout()
        panels.setSpacing(2 * GRID)
        panels.addWidget(form, 5)
        panels.addWidget(beside, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        box.addWidget(self.banner)
        box.addLayout(panels, 1)


def _chip(like: Likeness, screen: Screen) -> Chip:
    words = {
        Certainty.CERTAIN: (Meaning.STOP, screen.tr("the same")),
        Certainty.LIKELY: (Meaning.CAUTION, screen.tr("likely the same")),
        Certainty.POSSIBLE: (Meaning.INFORMATION, screen.tr("possible")),
    }
    return Chip(*words[like.certainty])
