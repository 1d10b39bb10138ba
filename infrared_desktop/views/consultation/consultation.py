"""The consultation: findings, what the program says of each area, and the decision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.documents.protocol_words import subject
from infrared_desktop.domain.consultation.bdd import score_hint
from infrared_desktop.domain.consultation.gaps import gaps, is_undressed
from infrared_desktop.domain.consultation.suitability import Assessment, assess, said_then, sealed
from infrared_desktop.domain.records.answers import VisitKind
from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.domain.records.rule_decisions import RuleDecision
from infrared_desktop.domain.rules.known import Known, known_of
from infrared_desktop.domain.rules.questions import OF_THE_HISTORY, Question
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.consultation.consultation_page import consultation_page
from infrared_desktop.views.consultation.findings_editor import FindingsEditor
from infrared_desktop.views.consultation.rule_deciding import RuleDeciding
from infrared_desktop.views.consultation.rule_question import Asked
from infrared_desktop.views.consultation.verdict_panel import VerdictPanel
from infrared_desktop.views.consultation.verdict_words import summary
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.signing_screen import SigningScreen
from infrared_desktop.views.screen import STORED, Place
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace


class ConsultationScreen(SigningScreen):
    """Records findings, and beside them what the program says and what is decided."""

    record_type = Consultation

    def __init__(self, workplace: Workplace) -> None:
        page = consultation_page(workplace)
        verdicts, areas = VerdictPanel(workplace.today()), page.rows
        assert isinstance(areas, FindingsEditor)
        areas.configure(workplace.clinic.protocol)
        super().__init__(workplace, page, verdicts)
        self.verdicts, self.areas, self._hint = verdicts, areas, ""
        self.header.next.setText(self.tr("Make a plan"))
        areas.turned.connect(page.bring)
        verdicts.decided.connect(lambda given: areas.change_current(**given))
        self.deciding = RuleDeciding(workplace, verdicts.question, self._counts)
        self.deciding.done.connect(self._on_decided)
        self.deciding.failed.connect(self.tell_here)
        verdicts.refuse_decisions(self.deciding.why_not())
        self.add_action(self.tr("Decide about a rule"), "Ctrl+D", self._go_to_rules)
        add_action(self, self.tr("Body map, or the table again"), "F2", areas.toggle_map)
        add_action(self, self.tr("Begin another consultation"), "Ctrl+Shift+N", self._begin)

    def title(self) -> str:
        """Name the consultation."""
        return self.tr("Consultation")

    def signed_ones(self, chart: Chart) -> Sequence[Stored[Consultation]]:
        """Return the patient's consultations."""
        return chart.consultations

    def day_of(self, record: Consultation) -> date:
        """Return the day of the consultation."""
        return record.consulted_on

    def already_signed(self, chart: Chart, place: Place) -> Stored[Consultation] | None:
        """Return what was signed on the visit's day, or today; one's own draft goes before it."""
        number, by = chart.patient.id, self.workplace.by
        if self.clinic.care.draft(Consultation, number, by, place.record) is not None:
            return None
        day = self.clinic.diary.get(place.record).record.day if place.record else None
        wanted = day or self.workplace.today()
        found = [each for each in chart.consultations if each.record.consulted_on == wanted]
        return found[-1] if found else None

    def open(self, place: Place) -> None:
        """Show a consultation; where one was signed that day already, ask before another begins."""
        super().open(place)
        if place.about != STORED and self.signed.stored is not None:
            text = self.tr("Signed already on {day}: this is it. Nothing new was begun.")
            words = text.format(day=say_day(self.day_of(self.signed.stored.record)))
            another = self.tr("Begin another  Ctrl+Shift+N")
            self.banner.tell(Meaning.INFORMATION, words, another, self._begin)

    def _begin(self) -> None:
        """Begin another consultation beside the signed one that is shown."""
        chart, place = self.chart, self._place
        if chart is None or place is None or self.signed.stored is None or not self.leave():
            return
        self._place = place = place if place.about != STORED else Place(place.name, place.patient)
        blank = self.blank(chart, place)
        self.keeper.find(Consultation, chart.patient.id, self.visit_number(blank, place))
        self.show_record(blank, chart)

    def blank(self, chart: Chart, place: Place) -> Consultation:
        """Return a consultation of today."""
        return Consultation(
            patient_id=chart.patient.id,
            consulted_on=self.workplace.today(),
            clinician_id=self.workplace.by,
            visit_kind=VisitKind.REPEAT if chart.consultations else VisitKind.FIRST,
        )

    def record(self) -> Consultation:
        """Return the consultation as it stands on the screen, by the person who writes it."""
        record: Consultation = super().record()
        signed = self.signed.stored is not None
        return record if signed else replace(record, clinician_id=self.workplace.by)

    def set_read_only(self, read_only: bool) -> None:
        """Let findings and decisions be read but not changed."""
        super().set_read_only(read_only)
        self.verdicts.set_read_only(read_only, self._origin(), self._titles() if read_only else {})

    def judge(self, record: Consultation) -> tuple[Gap, ...]:
        """Show what the program says of each area, and return what is missing."""
        if self.signed.stored is not None:
            self._show_found(record, [said_then(row) for row in record.areas])
            self._show_asked(record)
            return ()
        found = self._assess(record)
        self._show_found(record, found)
        self._show_asked(record)
        missing = gaps(record, found, self._known(record), self.clinic.settings.country)
        # What is asked here goes first; the history is on a screen of its own.
        return tuple(sorted(missing, key=lambda gap: gap.field in OF_THE_HISTORY))

    def leave(self) -> bool:
        """Stay where a decision about a rule is half written; the consultation is kept."""
        is_kept = super().leave()
        if self.verdicts.question.is_unfinished():
            words = self.tr("The decision about a rule is not recorded yet. Record or cancel it.")
            self.banner.tell(Meaning.CAUTION, words)
            return False
        return is_kept

    def open_form(self) -> object:
        """Name the decision on a rule that F12 keeps with what is typed about it."""
        asks = self.verdicts.question.asks()
        return super().open_form() if asks is None else (self.areas.current_row(), asks)

    def open_form_again(self, form: object) -> None:
        """Ask again for the decision that was half written, at its area."""
        if isinstance(form, tuple):
            self.areas.select(form[0])
            self.verdicts.ask_again(form[1])
        else:
            super().open_form_again(form)

    def sealed(self, record: Consultation) -> Consultation:
        """Return the consultation with what the program says of it on being signed."""
        history = self.chart.history if self.chart else None
        seen = replace(record, history_version=history.version if history else None)
        return sealed(seen, self._assess(record), self.clinic.protocol)

    def show_gap(self, gap: Gap) -> None:
        """Go to the input of an answer that is missing, and say so beside it."""
        if self.verdicts.shows(gap.field):
            self.areas.select(gap.row or 0)
            self.verdicts.show_gap(gap)
        elif gap.field in OF_THE_HISTORY:
            # It is taken on a screen of its own; this consultation waits as a draft.
            asked = None if gap.field == Question.HISTORY else gap.field
            self.going.emit(Place("history", self.record().patient_id, about=asked))
        else:
            super().show_gap(gap)

    def summary(self, record: Consultation) -> str:
        """Say in one line what was decided on each area."""
        return summary(record)

    def after_signing(self, signed: Stored[Consultation]) -> None:
        """Offer the plan that follows."""
        words = self.tr("Signed. Next: a plan for the areas that can be treated.")
        self.banner.tell(Meaning.SUITABLE, words, self.tr("Make a plan"), self.go_on)
        self.banner.take_keys()

    def go_on(self) -> None:
        """Plan what the consultation found."""
        signed = self.signed.stored
        if signed is not None:
            self.going.emit(Place("plan", signed.record.patient_id, signed.id))

    def _show_asked(self, record: Consultation) -> None:
        undressed = any(is_undressed(row.area) for row in record.areas)
        form = self.page.binder
        form.show_input("chaperone", undressed or record.chaperone is not None)
        found = score_hint(record)
        hint = say(found) if found else ""
        if hint != self._hint:
            self._hint = hint
            form.set_caution("bdd_score", hint)

    def _show_found(self, record: Consultation, found: Sequence[Assessment | None]) -> None:
        assert self.chart is not None
        self.deciding.patient_id = record.patient_id
        self.areas.show_assessments(record, found)
        row = self.areas.current_row()
        if not 0 <= row < len(record.areas):
            self.verdicts.show_nothing()
            return
        finding = record.areas[row]
        decided = self.deciding.at(self.chart, finding, record)
        others = [one for at, one in enumerate(found) if one and at != row]
        elsewhere = frozenset(fired.code for one in others for fired in one.fired)
        self.verdicts.show_area(finding, record, found[row], decided, elsewhere)

    def _counts(self, asked: Asked, decision: RuleDecision) -> bool:
        record, row = self.record(), self.areas.current_row()
        known = self._known(record)
        more = replace(known, decisions=(*known.decisions, decision))
        return self._assess(record, more)[row] != self._assess(record)[row]

    def _on_decided(self, words: str) -> None:
        self.reload()
        self.banner.tell(Meaning.SUITABLE, words)

    def _go_to_rules(self) -> None:
        if not self.verdicts.rules.go_to():
            words = self.tr("No rule of this area waits for a decision.")
            self.banner.tell(Meaning.INFORMATION, self.deciding.why_not() or words)

    def _assess(self, record: Consultation, known: Known | None = None) -> tuple[Assessment, ...]:
        assert self.chart is not None
        patient, day = self.chart.patient.record, record.consulted_on
        return assess(record, patient, self.clinic.protocol, day, known or self._known(record))

    def _known(self, record: Consultation) -> Known:
        assert self.chart is not None
        return known_of(self.chart, record.consulted_on)

    def _titles(self) -> dict[str, str]:
        """Return what each rule is about in the protocol that this record was made under."""
        made_by = self.clinic.protocols.by_title().get(self._base.protocol_version)
        rules = made_by.rules if made_by else ()
        return {one.code: subject(one, _translated) for one in rules}

    def _origin(self) -> str:
        protocol = self._base.protocol_version
        if not protocol:
            return self.tr("What the program said then was not kept.")
        words = self.tr("As the program said then, by protocol {protocol}.")
        return words.format(protocol=protocol)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Sentences", text)
