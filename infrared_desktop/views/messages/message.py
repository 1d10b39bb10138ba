"""A message to one patient: its words at the left, and the way that it goes at the right."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.messages.checks import visit_of
from infrared_desktop.domain.messages.manners import address_of
from infrared_desktop.domain.phone_links import link_of
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import Message
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.messages.clipboard import SECONDS, LentClipboard
from infrared_desktop.views.messages.composing import Composed, compose, message_of
from infrared_desktop.views.messages.message_steps import hand_over, put_into_outbox
from infrared_desktop.views.messages.message_words import kind_words
from infrared_desktop.views.messages.occasion import Occasion, first_way, occasion_of
from infrared_desktop.views.messages.outbox_run import OutboxRun
from infrared_desktop.views.messages.quiet_hours import quiet_until
from infrared_desktop.views.messages.way_panel import WayPanel
from infrared_desktop.views.messages.ways import Way, way_of
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_NOTHING = Composed("", "", "en", "en", ())


class MessageForm(QWidget):
    """The inputs."""

    subject: QWidget
    subject_label: QLabel

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "message")


class MessageScreen(Screen):
    """Written from what is due or from a visit; `about` is its key."""

    section = "messages"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._occasion: Occasion | None = None
        self._composed = _NOTHING
        self._typed: dict[Channel, tuple[str, str]] = {}
        self._channel = Channel.PHONE
        self.header, self.form, self.way = RecordHeader(), MessageForm(), WayPanel()
        self.binder: Binder[Message] = Binder(self.form, Message)
        self.run = OutboxRun(workplace)
        self.clipboard = LentClipboard(self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.binder.input("channel"))

    def open(self, place: Place) -> None:
        """Write the message that a place is about, by the way that the patient prefers."""
        self._typed = {}
        try:
            assert place.patient is not None
            self._occasion = occasion_of(self.clinic, place.patient, str(place.about))
        except KnownError as error:
            self._occasion = None
            self._show_nothing(say(error.sentence))
            return
        self._channel = first_way(self.clinic, self._occasion)
        self._compose()

    def reload(self, change: Change | None = None) -> None:
        """Follow what was stored about the patient; what was typed stays."""
        if self._occasion and change and self._occasion.patient.id in change.patients:
            number, key = self._occasion.patient.id, self._occasion.key
            try:
                self._occasion = occasion_of(self.clinic, number, key)
            except KnownError:
                return
            self._show_way()

    def tick(self) -> None:
        """Follow the clock: quiet hours begin and end."""
        self._show_way()

    def done(self) -> None:
        """Do what the way offers, and go back."""
        occasion = self._occasion
        if occasion is None or not self.way.done.isEnabled() or not self.binder.check():
            return
        if self._channel is Channel.PHONE and visit_of(occasion.key) is None:
            self.going.emit(Place("follow_ups", about=(occasion.patient.id, occasion.key)))
            return
        words = self._words()
        message = message_of(self.workplace, occasion, self._channel, words)
        if not message.text:
            return
        waits = self._channel is Channel.POST
        by_server = self._channel is Channel.EMAIL and self.clinic.messages.server() is not None
        step = put_into_outbox if waits or by_server else hand_over
        try:
            told = step(self.workplace, message)
        except KnownError as error:
            self.tell_error(error)
            return
        self._typed = {}
        self.going_back.emit()
        self.tell(Meaning.SUITABLE, told)
        if by_server and not quiet_until(self.workplace):
            self.run.start()

    def copy(self) -> None:
        """Put the words on the clipboard for a while."""
        if self._occasion is not None and self.way.copy.isEnabled():
            words = self._words()
            parts = (words.subject if self._channel is Channel.EMAIL else "", words.text)
            self.clipboard.lend("\n\n".join(filter(None, parts)))
            text = self.tr("Copied. It is taken off the clipboard again in {seconds} seconds.")
            self.tell(Meaning.INFORMATION, text.format(seconds=SECONDS))

    def _compose(self) -> None:
        assert self._occasion is not None
        try:
            self._composed = compose(self.workplace, self._occasion, self._channel)
        except KnownError as error:
            self._composed = _NOTHING
            self.tell_error(error)
        kept = self._typed.get(self._channel)
        subject, text = kept or (self._composed.subject, self._composed.text)
        message = message_of(self.workplace, self._occasion, self._channel, self._composed)
        self.binder.show(replace(message, subject=subject, text=text))
        has_subject = self._channel in (Channel.EMAIL, Channel.POST)
        for widget in (self.form.subject, self.form.subject_label):
            widget.setVisible(has_subject)
        self._show_way()

    def _show_way(self) -> None:
        if self._occasion is None:
            return
        occasion, words = self._occasion, self._words()
        shown = way_of(self.workplace, occasion, self._channel, words)
        self._show_head(occasion)
        self._show_code(occasion, shown, words)
        self.way.tell(sorted(shown.notes, key=lambda note: note[0] is not Meaning.STOP))
        self.way.offer(shown.act, shown.is_open)

    def _show_head(self, occasion: Occasion) -> None:
        about = kind_words(occasion.kind)
        number = self.tr("attempt {number}").format(number=occasion.attempt)
        line = patient_line(occasion.patient, self.workplace.today())
        name = occasion.patient.record.display_name
        self.header.set_words(name, " · ".join((about, number, line)))

    def _show_code(self, occasion: Occasion, shown: Way, words: Composed) -> None:
        country = self.workplace.settings.country
        where = address_of(occasion.patient.record, self._channel, country)
        link = link_of(self._channel, where, words.subject, words.text) if shown.is_open else ""
        self.way.show_way(shown.address, shown.hint if shown.is_open else "", link, shown.scan)

    def _show_nothing(self, why: str) -> None:
        self.header.set_words(self.tr("Message"), "")
        self.way.show_way("", "", "", "")
        self.way.tell([(Meaning.STOP, why)])
        self.way.offer("", False)

    def _words(self) -> Composed:
        values = self.binder.values()
        return replace(self._composed, subject=values["subject"], text=values["text"])

    def _on_changed(self, field: str) -> None:
        if self._occasion is None:
            return
        values = self.binder.values()
        if field != "channel":
            self._typed[self._channel] = (values["subject"], values["text"])
            self._show_way()
        elif values["channel"] is not None:
            self._channel = values["channel"]
            self._compose()

    def _connect(self) -> None:
        self.binder.changed.connect(self._on_changed)
        self.run.said.connect(self.tell)
        self.way.done.clicked.connect(self.done)
        self.way.copy.clicked.connect(self.copy)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            add_action(self, self.tr("Do what this way offers"), keys, self.done)
        add_action(self, self.tr("Copy the message"), "Ctrl+Shift+C", self.copy)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)

    def _lay_out(self) -> None:
        panel, inside = Panel(), QVBoxLayout()
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.addWidget(self.form)
        panel.body.addLayout(inside)
        halves = QHBoxLayout()
        halves.setSpacing(2 * GRID)
        halves.addWidget(panel, 3)
        halves.addWidget(self.way, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addLayout(halves, 1)
