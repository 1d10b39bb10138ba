"""The clinic's own texts of messages: chosen by kind, way, attempt and language, with a sample."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.documents.letters import LANGUAGES
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.messages.texts import (
    ATTEMPTS,
    KINDS,
    Template,
    check_text,
    fill,
    find_template,
    gaps_of,
    sms_parts,
)
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import MessageText
from infrared_desktop.storage.files.message_texts import shipped_texts
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.form_screen import FormScreen
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.fields import ComboField
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.messages.gap_values import sample_values
from infrared_desktop.views.messages.message_words import kind_words
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_CHOOSING = ("kind", "channel", "attempt", "language")


class MessageTextForm(QWidget):
    """The inputs; a language of the clinic's own is offered beside those of the program."""

    kind: ComboField
    attempt: ChoiceField
    language: ComboField

    def __init__(self, language: str) -> None:
        super().__init__()
        load_form(self, "message_text")
        self.kind.set_options([(kind, kind_words(kind)) for kind in KINDS])
        attempts = (self.tr("1st"), self.tr("2nd"), self.tr("3rd and later"))
        numbers = map(str, ATTEMPTS)
        self.attempt.set_options(list(zip(numbers, attempts, strict=True)))
        self.language.set_options(list({language: language, **LANGUAGES}.items()))
        for combo in (self.kind, self.language):
            combo.removeItem(0)


class MessageTextScreen(FormScreen):
    """One text after the other; what is typed shows at once with its gaps filled."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, save_words=self.tr("Save the text"))
        language = workplace.settings.language
        self.form = MessageTextForm(language)
        self.binder: Binder[MessageText] = Binder(self.form, MessageText)
        self._shown = MessageText("T8", 1, Channel.SMS, language, "")
        self.sample, self.gaps = QLabel(), QLabel()
        self.sample_panel = Panel(self.tr("As the patient reads it"))
        self.reset = QPushButton(self.tr("Take the program's own  Ctrl+R"))
        self._lay_out()
        self.binder.changed.connect(self._on_changed)
        self.reset.clicked.connect(self.take_shipped)
        add_action(self, self.tr("Take the program's own text"), "Ctrl+R", self.take_shipped)
        self.setFocusProxy(self.form.kind)

    def show_stored(self) -> None:
        """Show the text that is in use."""
        self._show(self._shown)

    def is_changed(self) -> bool:
        """Say whether something is typed that is not stored."""
        return self._typed() != self._shown

    def store(self) -> None:
        """Save the text as the clinic's own, unless it can't be filled."""
        if self.binder.check() and self.is_changed():
            self._store(self._typed(), self.tr("Saved. Messages use it from now on."))

    def take_shipped(self) -> None:
        """Let the program's own text hold again; the clinic's stays on record."""
        if self._template().is_own:
            words = self.tr("The program's own text holds again.")
            self._store(replace(self._shown, text="", subject=""), words)
        elif self.is_changed():
            self._show(self._shown)

    def _store(self, text: MessageText, words: str) -> None:
        place, found = self.workplace, self._template()
        before = replace(self._shown, text=found.text, subject=found.subject)
        before = before if found.is_own else replace(before, text="", subject="")
        try:
            place.clinic.messages.set_text(text, place.by, place.now())
        except KnownError as error:
            self.binder.set_error("text", say(error.sentence))
            self.binder.input("text").setFocus()
            return
        place.can_take_back(self.tr("the text"), lambda: self._put_back(before))
        self._show(text)
        self.banner.tell(Meaning.SUITABLE, words)

    def _put_back(self, text: MessageText) -> None:
        place = self.workplace
        place.clinic.messages.set_text(text, place.by, place.now())

    def _on_changed(self, field: str) -> None:
        if field not in _CHOOSING:
            self._show_sample()
            return
        typed = self._typed()
        if (typed.text, typed.subject) != (self._shown.text, self._shown.subject):
            self.binder.show(replace(self._shown, text=typed.text, subject=typed.subject))
            words = self.tr("Save this text first, with Ctrl+S, or give it up.")
            self.banner.tell(Meaning.CAUTION, words, self.tr("Gi&ve it up"), self.show_stored)
            return
        self._show(typed)

    def _show(self, text: MessageText) -> None:
        self._shown = text
        found = self._template()
        self._shown = replace(text, text=found.text, subject=found.subject)
        self.binder.show(self._shown)
        self.binder.clear_errors()
        own = Chip(Meaning.INFORMATION, self.tr("the clinic's own"))
        if found.language != text.language:
            own = Chip(Meaning.CAUTION, self.tr("none in this language yet"))
        shipped = Chip(Meaning.SUITABLE, self.tr("as the program brings it"))
        foreign = found.language != text.language
        self.header.set_chip(own if found.is_own or foreign else shipped)
        self.reset.setEnabled(found.is_own)
        known = " ".join(f"{{{gap}}}" for gap in gaps_of(text.kind))
        self.gaps.setText(self.tr("The program fills in: {gaps}").format(gaps=known))
        has_subject = text.channel in (Channel.EMAIL, Channel.POST)
        for widget in (self.binder.input("subject"), self.form.findChild(QLabel, "subject_label")):
            widget.setVisible(has_subject)  # type: ignore[union-attr]
        self._show_sample()

    def _show_sample(self) -> None:
        typed = self._typed()
        self.binder.clear_errors()
        try:
            check_text(typed)
            values = sample_values(self.workplace.settings, typed.language, self.workplace.today())
            filled = fill(Template(typed.text, typed.subject, typed.language), values)
        except KnownError as error:
            self.binder.set_error("text", say(error.sentence))
            return
        self.sample.setText("\n\n".join(filter(None, (filled.subject, filled.text))))
        parts = sms_parts(filled.text)
        one, many = self.tr("1 text message"), self.tr("{count} text messages, joined")
        hint = one if parts == 1 else many.format(count=parts)
        self.sample_panel.set_hint(hint if typed.channel is Channel.SMS else "")

    def _template(self) -> Template:
        kept = [stored.record for stored in self.clinic.messages.texts()]
        shown, shipped = self._shown, shipped_texts()
        usual = (shown.language, self.workplace.settings.language)
        return find_template(shown.kind, shown.attempt, shown.channel, usual, kept, shipped)

    def _typed(self) -> MessageText:
        return self.binder.record(replace(self._shown, text=""))

    def _lay_out(self) -> None:
        line = self.tr("What the clinic writes, by kind, way, attempt and language")
        self.header.set_words(self.tr("Texts of messages"), line)
        self.header.add_buttons([self.reset, self.save])
        self.sample.setWordWrap(True)
        self.sample.setTextFormat(self.sample.textFormat().PlainText)
        self.gaps.setProperty("role", "caption")
        self.gaps.setWordWrap(True)
        body = QWidget()
        halves = QHBoxLayout(body)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(2 * GRID)
        halves.addWidget(_in_panel(self.form, self.gaps), 3)
        inside = QVBoxLayout()
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.addWidget(self.sample)
        inside.addStretch(1)
        self.sample_panel.body.addLayout(inside)
        halves.addWidget(self.sample_panel, 2)
        self.lay_out(body)


def _in_panel(*widgets: QWidget) -> Panel:
    panel, inside = Panel(), QVBoxLayout()
    inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    inside.setSpacing(12)
    for number, widget in enumerate(widgets):
        inside.addWidget(widget, 1 if number == 0 else 0)
    panel.body.addLayout(inside)
    return panel
