"""One follow-up in full: whom to call, why, what was tried, and what can be done about it."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from infrared_desktop.domain.follow_ups.due import FollowUp
from infrared_desktop.domain.follow_ups.worklist import Part, part_of
from infrared_desktop.domain.phones import show_phone
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.follow_ups import Listed
from infrared_desktop.views.follow_ups.follow_up_answers import FollowUpAnswers
from infrared_desktop.views.follow_ups.follow_up_contact import consent_words, quiet_now
from infrared_desktop.views.follow_ups.follow_up_rows import standing_chip
from infrared_desktop.views.follow_ups.follow_up_words import (
    attempt_words,
    closing_words,
    date_words,
    decision_words,
    given_words,
    hiding_words,
    reason_words,
    rule_words,
    struck_words,
)
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.flow import FlowLayout
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.wording import say_language
from infrared_desktop.views.workplace import Workplace


class FollowUpDetail(QWidget):
    """Shows one follow-up with its history, its buttons and the forms that answer it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.listed: Listed | None = None
        self.chart: Chart | None = None
        self.name, self.line, self.phone = map(words_label, ("title", "muted", "heading"))
        self.wishes, self.consent = words_label("caption"), words_label("caption")
        self.do_not_contact = ChipLabel(parent=self)
        self.chip = ChipLabel(parent=self)
        self.why, self.hiding, self.rule = map(words_label, ("", "strong", "caption"))
        self.given = words_label("strong")
        self.also, self.tried = words_label("caption"), words_label("caption")
        self.answers = FollowUpAnswers(workplace)
        self._buttons, self._offers = QWidget(), FlowLayout(gap=GRID)
        self._buttons.setLayout(self._offers)
        self._lay_out()
        self.answers.asking_changed.connect(self._make_room)

    def show_listed(self, listed: Listed | None, chart: Chart | None) -> None:
        """Show a follow-up, or nothing; a form that is open stays open."""
        self.listed, self.chart = listed, chart
        self.setVisible(listed is not None)
        if listed is None or chart is None:
            return
        follow_up, today = listed.follow_up, self._workplace.today()
        self.name.setText(listed.patient.record.display_name)
        self.line.setText(patient_line(listed.patient, today))
        self._show_contact(listed.patient.record)
        self.chip.set_chip(standing_chip(follow_up, today))
        self.why.setText(reason_words(follow_up))
        _tell(self.hiding, hiding_words(follow_up, today))
        rule = (rule_words(follow_up), date_words(follow_up, today), closing_words(follow_up))
        self.rule.setText("\n".join(rule))
        _tell(self.given, given_words(follow_up, self._name_of))
        _tell(self.also, self._also(follow_up, today))
        self.tried.setText(self._history(follow_up, chart))

    def add_offer(self, text: str, act: Callable[[], object]) -> QPushButton:
        """Add a button below the follow-up."""
        button = QPushButton(text)
        button.clicked.connect(lambda: act())
        self._offers.addWidget(button)
        return button

    def _show_contact(self, patient: Patient) -> None:
        country = self._workplace.settings.country
        phones = [show_phone(p, country) for p in (patient.phone, patient.second_phone) if p]
        self.phone.setText(" · ".join(phones) or self.tr("No phone number is known."))
        stop = Chip(Meaning.STOP, self.tr("must not be contacted"))
        self.do_not_contact.set_chip(stop if patient.wants_no_contact else None)
        _tell(self.wishes, " · ".join(self._wishes(patient)))
        place = self._workplace
        manners = (quiet_now(place.clinic, place.now()), consent_words(patient))
        _tell(self.consent, " ".join(words for words in manners if words))

    def _wishes(self, patient: Patient) -> Iterable[str]:
        if patient.preferred_channel is not None:
            text = self.tr("prefers: {channel}")
            yield text.format(channel=choices.label(patient.preferred_channel))
        if patient.language:
            text = self.tr("language: {language}")
            yield text.format(language=say_language(patient.language))
        if patient.email:
            yield patient.email
        if patient.best_time:
            yield self.tr("best reached: {time}").format(time=patient.best_time)
        if patient.note:
            yield patient.note

    def _also(self, follow_up: FollowUp, today: date) -> str:
        """Say what else is due for the same patient, so that one call does for all."""
        theirs = self._workplace.clinic.follow_ups.of_patient(follow_up.patient_id)
        others = [
            choices.label(each.kind)
            for each in theirs
            if each.key != follow_up.key and part_of(each, today) is Part.DUE
        ]
        if not others:
            return ""
        return self.tr("Also due for this patient: {others}.").format(others=", ".join(others))

    def _name_of(self, staff_id: int) -> str:
        return self._workplace.clinic.staff.get(staff_id).record.name

    def _history(self, follow_up: FollowUp, chart: Chart) -> str:
        attempts = [a.record for a in chart.attempts if a.record.follow_up_key == follow_up.key]
        decisions = [d.record for d in chart.decisions if d.record.follow_up_key == follow_up.key]
        day = self._workplace.clinic.day
        lines = [(day(a.attempted_at), attempt_words(a, day)) for a in attempts]
        lines += [(d.decided_on, decision_words(d, self._workplace.clinic)) for d in decisions]
        for struck in self._workplace.clinic.follow_ups.struck(chart):
            call = struck.attempt.record
            if call.follow_up_key == follow_up.key:
                lines.append((day(call.attempted_at), struck_words(struck, day)))
        told = [words for _, words in sorted(lines, key=lambda line: line[0])]
        return "\n".join(told) or self.tr("Nobody has tried yet.")

    def _make_room(self) -> None:
        self._buttons.setVisible(not self.answers.is_asking)

    def _lay_out(self) -> None:
        panel, line = Panel(), QFrame()
        line.setProperty("role", "line")
        inside = panel.body
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(GRID)
        whom = (self.name, self.line, self.phone, self.do_not_contact, self.wishes, self.consent)
        for part in (*whom, line):
            inside.addWidget(part)
        inside.addWidget(self._facts(), 1)
        inside.addWidget(self.answers)
        inside.addWidget(self._buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)

    def _facts(self) -> QScrollArea:
        """Return the part that scrolls, so that forms and buttons are never pushed out of sight."""
        facts, area = QWidget(), QScrollArea()
        box = QVBoxLayout(facts)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        why = (self.chip, self.why, self.hiding, self.given, self.rule, self.also, self.tried)
        for part in why:
            box.addWidget(part)
        box.addStretch()
        area.setWidget(facts)
        area.setWidgetResizable(True)
        facts.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Why it is here, and what was tried"))
        return area


def _tell(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
