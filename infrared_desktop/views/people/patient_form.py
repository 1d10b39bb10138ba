"""Register or edit a patient, with everybody who may be the same person beside it."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.people.registration import merged, obstacles
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.drafts import NOBODY_YET
from infrared_desktop.storage.desks.people import Alike
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.form_screen import can_be_stored
from infrared_desktop.views.forms.typed_steps import TypedSteps
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.people import patient_steps
from infrared_desktop.views.people.alike_panel import AlikePanel
from infrared_desktop.views.people.patient_inputs import PatientForm, PatientHead, side_by_side
from infrared_desktop.views.people.phone_cautions import PhoneCautions
from infrared_desktop.views.records.form_draft import FormDraft
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_QUIET_MS = 150
_EMPTY = Patient(surname="")


class PatientFormScreen(Screen):
    """One short form; likely duplicates are looked up while it is filled in."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._stored: Stored[Patient] | None = None
        self._shown = _EMPTY
        self._looked_at: frozenset[int] = frozenset()
        self.head, self.banner = PatientHead(), Banner()
        self.form = PatientForm()
        self.binder = Binder(self.form, Patient)
        self.draft = FormDraft(self, Patient, self.banner, self._show_drafted)
        self.phones = PhoneCautions(workplace, self.binder, self._typed)
        self.alike = AlikePanel(workplace)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._make_actions()
        self._lay_out()
        self._connect()
        self.steps = TypedSteps(self.form, self.binder)
        self.setFocusProxy(self.binder.input("surname"))

    def open(self, place: Place) -> None:
        """Show an empty form, or a patient to edit."""
        self._stored = self.clinic.people.get(place.patient) if place.patient else None
        self._looked_at = frozenset()
        self._show(self._readable(self._stored) if self._stored else _EMPTY)
        self.banner.settle()
        self.save_other.setEnabled(False)
        new, edit = self.tr("Register a patient"), self.tr("Edit no. {number:04}")
        self.head.title.setText(edit.format(number=self._stored.id) if self._stored else new)
        self.draft.take_up(NOBODY_YET, None if self._stored else _EMPTY)
        alike = self._look_up()
        if self._stored:
            # Who is no likelier the same person than before this edit was looked at before.
            self._looked_at = frozenset(each.id for each, like in alike if like.is_duplicate)

    def reload(self, change: Change | None = None) -> None:
        """Follow a change of the patient while nothing is typed over it."""
        number = self._stored.id if self._stored else None
        if number and change and number in change.patients and not self._is_changed():
            self._stored = self.clinic.people.get(number)
            self._show(self._readable(self._stored))
            self._look_up()

    def leave(self) -> bool:
        """Keep a registration as a draft; ask before anything else typed here is given up."""
        if not self._is_changed():
            return True
        if self._stored is None and not self.binder.problems().get("birth_date"):
            return self.draft.leave(patient_steps.kept_words(self._typed()))
        self.draft.keeper.keep()
        self.banner.tell(
            Meaning.CAUTION,
            self.tr("This is not saved yet. Esc goes back to it; Ctrl+S saves it."),
            self.tr("Gi&ve it up"),
            self._give_up,
        )
        return False

    def take_back_typed(self) -> bool:
        """Let Ctrl+Z be the form's own while something is typed into it."""
        return self.steps.answer(self._is_changed(), self.tell_untyped)

    def store(self) -> None:
        """Save the patient; likely duplicates must be looked at first."""
        if not self._check():
            return
        pressing = {stored.id for stored, like in self._look_up() if like.is_duplicate}
        if pressing - self._looked_at:
            self._ask_to_look()
        else:
            self._save()

    def store_as_other(self) -> None:
        """Save the patient as another person than those who look the same."""
        if self._check():
            self._save()

    def _check(self) -> bool:
        if not self.binder.check():
            return False
        return can_be_stored(self.binder, obstacles(self._typed(), self.workplace.today()))

    def _ask_to_look(self) -> None:
        self.save_other.setEnabled(True)
        self.banner.tell(
            Meaning.CAUTION,
            self.tr(
                "This looks like somebody who is registered already. Compare the two at the right: "
                "open that one instead, or save this as another person with Ctrl+Shift+S."
            ),
            self.tr("Sa&ve as another person"),
            self.store_as_other,
        )
        self.alike.list.setFocus()

    def _save(self) -> None:
        if self._stored is not None and self._tidied() == self._stored.record:
            self._lead_on(self._stored, self.tr("Nothing was changed."))
            return
        try:
            stored = patient_steps.keep_patient(self.workplace, self._stored, self._tidied())
        except StaleError:
            self._merge()
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
        else:
            self._shown = self._typed()
            self.draft.keeper.begin()
            self._lead_on(stored, patient_steps.saved_words(stored.record))

    def _lead_on(self, stored: Stored[Patient], words: str) -> None:
        """Lead to a new patient's page; after an edit, to where it was asked for."""
        if self._stored is None:
            self.going.emit(Place("patient", stored.id))
        else:
            self.going_back.emit()
            self.tell(Meaning.INFORMATION, words)
        if self.phones.found():
            self.tell(Meaning.CAUTION, patient_steps.slip_words())

    def _merge(self) -> None:
        """Keep what was typed over what somebody else stored meanwhile, and say where they part."""
        assert self._stored is not None
        typed, before = self._typed(), self._shown
        self._stored = self.clinic.people.get(self._stored.id)
        self._shown = self._readable(self._stored)
        record, both = merged(typed, before, self._shown)
        self.binder.show(record)
        for field in both:
            self.binder.set_error(field, self.tr("Somebody else changed this too. Look again."))
        self._say_state()
        self.banner.tell(
            Meaning.CAUTION,
            self.tr(
                "This person was changed meanwhile, so nothing was saved. What you typed is still "
                "here, and the rest shows what is stored now. Look it over and save again."
            ),
        )

    def _is_changed(self) -> bool:
        return self._typed() != self._shown or bool(self.binder.problems().get("birth_date"))

    def _typed(self) -> Patient:
        return self.binder.record(replace(self._shown, surname=""))

    def _show(self, patient: Patient, stored: Patient | None = None) -> None:
        self._shown = stored or patient
        self.binder.show(patient)
        self.steps.begin()
        self._say_state()
        self.phones.show()

    def _show_drafted(self, patient: Patient) -> None:
        """Put a begun registration into the form; it is not saved yet."""
        self._show(patient, _EMPTY)
        self._quiet.start()

    def _readable(self, stored: Stored[Patient]) -> Patient:
        return patient_steps.readable(stored.record, self.workplace.settings.country)

    def _tidied(self) -> Patient:
        return patient_steps.tidied(self._typed(), self.workplace.settings.country)

    def _look_up(self) -> list[Alike]:
        patient = self._tidied()
        named = patient.surname or patient.given_name or patient.phone or patient.email
        number = self._stored.id if self._stored else None
        alike = self.clinic.people.alike(patient, number) if named else []
        self.alike.show_alike(patient, alike, number)
        return alike

    def _give_up(self) -> None:
        self._show(self._shown)
        self.draft.discard()
        self.going_back.emit()

    def _on_changed(self) -> None:
        self._quiet.start()
        if self._stored is None:
            self.draft.follow(self._typed() if self._is_changed() else None)
        self._say_state()

    def _say_state(self) -> None:
        words = (self.tr("not saved yet"), self.draft.words())
        self.head.state.setText(" · ".join(filter(None, words)) if self._is_changed() else "")

    def _open_instead(self, number: int) -> None:
        self._show(self._shown)
        self.draft.discard()
        self.going.emit(Place("patient", number))

    def _make_actions(self) -> None:
        add_action(self, self.tr("Save the patient"), "Ctrl+S", self.store)
        text = self.tr("Save as another person")
        self.save_other = add_action(self, text, "Ctrl+Shift+S", self.store_as_other)

    def _connect(self) -> None:
        self.binder.changed.connect(self._on_changed)
        self._quiet.timeout.connect(self._look_up)
        self.draft.keeper.changed.connect(self._say_state)
        self.head.save.clicked.connect(self.store)
        self.alike.opened.connect(self._open_instead)
        self.alike.joining.connect(self.going)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.head)
        box.addWidget(self.banner)
        box.addLayout(side_by_side(self.form, self.alike), 1)
