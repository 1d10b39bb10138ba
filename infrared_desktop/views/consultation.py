"""The consultation: findings, what the program says of each area, the decision, the signature."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from infrared_desktop.domain.answers import Role, VisitKind
from infrared_desktop.domain.care import Consultation
from infrared_desktop.domain.chart import Chart, Stored
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.questions import Question
from infrared_desktop.domain.suitability import Assessment, Gap, assess, gaps
from infrared_desktop.storage.acts import Change
from infrared_desktop.storage.care import Draft
from infrared_desktop.views.banner import Banner
from infrared_desktop.views.consultation_form import ConsultationForm
from infrared_desktop.views.consultation_header import ConsultationHeader
from infrared_desktop.views.draft_keeper import DraftKeeper
from infrared_desktop.views.patient_rows import patient_line
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.signed_record import SignedRecord
from infrared_desktop.views.theme import GRID, Meaning
from infrared_desktop.views.verdict_panel import VerdictPanel
from infrared_desktop.views.verdict_words import summary
from infrared_desktop.views.wording import say, say_day, say_moment
from infrared_desktop.views.workplace import Workplace

VERDICT_WIDTH = 396


class ConsultationScreen(Screen):
    """A new consultation or a person's draft of it, or a signed one with its addenda."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.keeper = DraftKeeper(workplace, self)
        self.header = ConsultationHeader()
        self.banner = Banner()
        self.form = ConsultationForm(workplace)
        self.verdicts = VerdictPanel()
        self.signed = SignedRecord(workplace, self.form.addenda, self.form.card)
        self._chart: Chart | None = None
        self._base: Consultation | None = None
        self._assessments: tuple[Assessment, ...] = ()
        self._gaps: tuple[Gap, ...] = ()
        self._asked = self._trouble = ""
        self._lay_out()
        self._make_actions()
        self._connect()

    def open(self, place: Place) -> None:
        """Show a signed consultation, or what this person has begun with this patient."""
        if place.patient is None:
            raise KnownError("A consultation needs its patient. Open the patient first.")
        chart = self.clinic.people.chart(place.patient)
        if place.record is not None:
            signed = _consultation(chart, place.record)
            self._show(signed.record, chart, signed)
            return
        draft = self.clinic.care.draft(Consultation, place.patient, self.workplace.by)
        drafted = draft.record(Consultation) if draft else None
        self._show(drafted or self._blank(chart), chart)
        self.keeper.begin(draft)
        if draft and drafted:
            self._announce(draft, drafted)

    def here(self, place: Place) -> Place:
        """Come back to what was signed meanwhile, not to a new consultation."""
        signed = self.signed.stored if self.signed.is_valid else None
        return Place(place.name, place.patient, signed.id) if signed else place

    def reload(self, change: Change | None = None) -> None:
        """Take over what became of the patient elsewhere; what is typed here stays."""
        if self._chart is None:
            return
        number = self._chart.patient.id
        if change is None or (change.kinds and number in change.patients):
            self._chart = self.clinic.people.chart(number)
            self.signed.show_addenda(self._chart)
            self._judge()

    def leave(self) -> bool:
        """Keep the draft; stay where it can't be kept, or where an addendum is half written."""
        if self.form.card.is_unfinished():
            words = self.tr("The addendum is not signed yet. Sign it or cancel it.")
            self.banner.tell(Meaning.CAUTION, words)
            return False
        if self.keeper.keep():
            return True
        leave = self.tr("Leave without keeping it")
        self.banner.tell(Meaning.STOP, self.keeper.trouble, leave, self._leave_behind)
        return False

    def event(self, event: QEvent) -> bool:
        # Elsewhere Ctrl+N is a new patient: claim it before the window's own key is looked at.
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_key and event.matches(QKeySequence.StandardKey.New):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.New):
            self.form.areas.add()
        elif event.key() == Qt.Key.Key_Escape and self._is_asked():
            self.banner.settle()
        else:
            super().keyPressEvent(event)

    def _blank(self, chart: Chart) -> Consultation:
        return Consultation(
            patient_id=chart.patient.id,
            consulted_on=self.workplace.today(),
            clinician_id=self.workplace.by,
            visit_kind=VisitKind.REPEAT if chart.consultations else VisitKind.FIRST,
        )

    def _show(
        self, record: Consultation, chart: Chart, signed: Stored[Consultation] | None = None
    ) -> None:
        self._chart, self._base, self._trouble = chart, record, ""
        self.banner.settle()
        self.signed.show(signed, chart)
        self.keeper.begin()
        self.form.binder.show(record)
        self.form.set_read_only(signed is not None)
        self.verdicts.set_read_only(signed is not None, self._origin())
        for action in self._writing:
            action.setEnabled(signed is None)
        self._judge()
        self.form.begin(signed is not None)

    def _origin(self) -> str:
        protocol = self.clinic.protocol
        text = self.tr("Worked out anew from the signed answers, by protocol {name} {version}.")
        return text.format(name=protocol.name, version=protocol.version)

    def _announce(self, draft: Draft, drafted: Consultation) -> None:
        text = self.tr("Your draft of {day}, {at}, is back. Nothing of it is signed yet.")
        at = say_moment(draft.kept_at, self.workplace.settings.timezone)
        self.banner.tell(
            Meaning.INFORMATION,
            text.format(day=say_day(self.clinic.day(draft.kept_at)), at=at),
            self.tr("Start anew"),
            lambda: self._start_anew(drafted),
        )

    def _start_anew(self, drafted: Consultation) -> None:
        assert self._chart is not None
        try:
            self.keeper.discard()
        except KnownError as error:
            self._tell_error(error)
            return
        self._show(self._blank(self._chart), self._chart)
        words, undo = self.tr("The draft was thrown away."), self.tr("Undo")
        self.banner.tell(Meaning.INFORMATION, words, undo, lambda: self._bring_back(drafted))

    def _bring_back(self, drafted: Consultation) -> None:
        assert self._chart is not None
        self._show(drafted, self._chart)
        self.keeper.take(drafted)
        self.keeper.keep()

    def _leave_behind(self) -> None:
        self.keeper.begin(self.keeper.draft)
        self.going_back.emit()

    def _record(self) -> Consultation:
        assert self._base is not None
        return self._base if self.signed.stored else self.form.binder.record(self._base)

    def _judge(self) -> None:
        """Say anew what the program thinks and what is missing: after every change."""
        assert self._chart is not None
        record, patient = self._record(), self._chart.patient
        found = assess(record, patient.record, self.clinic.protocol, record.consulted_on)
        self._assessments, self._gaps = found, gaps(record, found)
        self.form.areas.show_assessments(record, found)
        self._show_verdict()
        words = (
            patient.record.display_name,
            patient_line(patient, self.workplace.today()),
            say_day(record.consulted_on),
        )
        self.header.set_words(self.tr("Consultation"), " · ".join(words))
        self._show_state()

    def _show_verdict(self) -> None:
        row, record = self.form.areas.current_row(), self._record()
        if 0 <= row < min(len(self._assessments), len(record.areas)):
            self.verdicts.show_area(record.areas[row], record, self._assessments[row])
        else:
            self.verdicts.show_nothing()

    def _show_state(self) -> None:
        if self.signed.stored is None:
            self.header.set_chip(self.keeper.chip())
            self.header.show_open(len(self._gaps))
        else:
            self.header.set_chip(self.signed.chip())
            self.header.show_signed(self.signed.is_valid)

    def _on_safety(self) -> None:
        if self._trouble and self.banner.text() == self._trouble:
            self.banner.settle()
        self._trouble = self.keeper.trouble
        if self._trouble:
            self.banner.tell(Meaning.STOP, self._trouble)
        if self._base is not None:
            self._show_state()

    def _on_changed(self, _field: str = "") -> None:
        if self.signed.stored is None and self._base is not None:
            if self._is_asked():
                self.banner.settle()
            self._judge()
            self.keeper.take(self._record())

    def _go_to_gap(self) -> None:
        if self._gaps and self.signed.stored is None:
            gap = self._gaps[0]
            if gap.question in (Question.VERDICT, Question.REASON):
                self.form.areas.select(gap.row or 0)
                self.verdicts.show_gap(gap)
            else:
                self.form.show_gap(gap)

    def _sign(self) -> None:
        if self._is_asked():
            self._sign_now()
        elif self.workplace.staff.record.role is Role.RECEPTION:
            words = self.tr("A clinician signs a consultation. Your draft stays as it is.")
            self.banner.tell(Meaning.CAUTION, words)
        elif self._gaps:
            self._go_to_gap()
        elif self.form.binder.check():
            self._ask()

    def _ask(self) -> None:
        text = self.tr("You sign as {name}: {areas}. It can't be changed then, only added to.")
        name = self.workplace.staff.record.name
        self._asked = text.format(name=name, areas=summary(self._record()))
        self.banner.tell(Meaning.CAUTION, self._asked, self.tr("Sign now (Ctrl+↵)"), self._sign_now)
        self.banner.take_keys()

    def _is_asked(self) -> bool:
        return bool(self._asked) and self.banner.text() == self._asked

    def _sign_now(self) -> None:
        record = replace(self._record(), clinician_id=self.workplace.by)
        try:
            signed = self.clinic.care.sign(record, self.workplace.by, self.workplace.now())
        except KnownError as error:
            self._tell_error(error)
            return
        self._show(signed.record, self.clinic.people.chart(record.patient_id), signed)
        words = self.tr("Signed. Next: a plan for the areas that can be treated.")
        self.banner.tell(Meaning.SUITABLE, words, self.tr("Make a plan"), self._plan)
        self.banner.take_keys()

    def _plan(self) -> None:
        signed = self.signed.stored
        if signed is not None:
            self.going.emit(Place("plan", signed.record.patient_id, signed.id))

    def _tell_error(self, error: KnownError) -> None:
        self.banner.tell(Meaning.STOP, say(error.sentence))

    def _make_actions(self) -> None:
        keys = (
            (self.tr("Sign the consultation"), "Ctrl+Return", self._sign),
            (self.tr("Add an area"), "Ctrl+N", self.form.areas.add),
            (self.tr("Go to the first answer that is missing"), "F8", self._go_to_gap),
        )
        self._writing = [self._action(*each) for each in keys]

    def _action(self, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: act())
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self.form.binder.changed.connect(self._on_changed)
        self.form.areas.current_changed.connect(lambda _: self._show_verdict())
        self.verdicts.decided.connect(lambda given: self.form.areas.change_current(**given))
        self.keeper.changed.connect(self._on_safety)
        self.signed.changed.connect(self.reload)
        self.signed.failed.connect(self._tell_error)
        self.header.signing.connect(self._sign)
        self.header.completing.connect(self._go_to_gap)
        self.header.planning.connect(self._plan)
        self.header.adding.connect(self.form.card.ask_addendum)
        self.header.striking.connect(self.form.card.ask_strike)

    def _lay_out(self) -> None:
        self.verdicts.setFixedWidth(VERDICT_WIDTH)
        halves = QHBoxLayout()
        halves.setSpacing(2 * GRID)
        halves.addWidget(self.form, 1)
        halves.addWidget(self.verdicts)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addLayout(halves, 1)
        self.setFocusProxy(self.form.binder.input("main_concern"))


def _consultation(chart: Chart, number: int) -> Stored[Consultation]:
    for stored in chart.consultations:
        if stored.id == number:
            return stored
    raise KnownError("This consultation is not there, or it was struck through.")
