"""The clinic's own mail server: where its e-mail goes, and a try without a message."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.answers import Role
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.mail_servers import USUAL_PORTS, obstacles
from infrared_desktop.domain.messages import MailSafety, MailServer
from infrared_desktop.exchange.mail import MailPost
from infrared_desktop.storage.acts import Change
from infrared_desktop.views import tasks
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form, register
from infrared_desktop.views.inputs.passphrase_field import PassphraseField
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.record_header import RecordHeader
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

_WIDTH = 560
_NONE = MailServer("", USUAL_PORTS[MailSafety.TLS])

register(PassphraseField)


class MailServerForm(QWidget):
    """The inputs."""

    password: PassphraseField

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "mail_server")


class MailServerScreen(Screen):
    """A short form that only the owner may save; the password is written, and never shown."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._may_change = workplace.staff.record.role is Role.OWNER
        self._shown = _NONE
        self._task: tasks.Task | None = None
        self.header, self.banner = RecordHeader(), Banner()
        self.form, self.kept = MailServerForm(), QLabel()
        self.binder: Binder[MailServer] = Binder(self.form, MailServer)
        self.save = QPushButton(self.tr("Save  Ctrl+S"))
        self.attempt = QPushButton(self.tr("Try it  Ctrl+T"))
        self._lay_out()
        self.binder.changed.connect(self._on_changed)
        self.save.clicked.connect(self.store)
        self.attempt.clicked.connect(self.check)
        save = add_action(self, self.tr("Save the mail server"), "Ctrl+S", self.store)
        save.setEnabled(self._may_change)
        add_action(self, self.tr("Try the mail server without a message"), "Ctrl+T", self.check)
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)
        self.setFocusProxy(self.binder.input("host"))

    def open(self, place: Place) -> None:
        """Show the server as it is stored."""
        self.banner.settle()
        self._show_stored()
        if not self._may_change:
            words = self.tr("You can read this. The owner of the clinic changes it.")
            self.banner.tell(Meaning.INFORMATION, words)

    def reload(self, change: Change | None = None) -> None:
        """Follow what was stored, while nothing is typed here."""
        if not self._is_changed():
            self._show_stored()

    def leave(self) -> bool:
        """Ask before what is typed here is given up."""
        if not self._is_changed():
            return True
        words = self.tr("This is not saved yet. Esc goes back to it; Ctrl+S saves it.")
        self.banner.tell(Meaning.CAUTION, words, self.tr("Gi&ve it up"), self._give_up)
        return False

    def store(self) -> bool:
        """Save what is typed, unless it can't be; say whether it was saved."""
        if not (self._may_change and self._check()):
            return False
        typed, before = self._typed(), self.clinic.messages.server()
        password = self.form.password.get_value() or None
        by, now, desk = self.workplace.by, self.workplace.now(), self.clinic.messages
        try:
            desk.set_server(typed, password, by, now)
        except KnownError as error:
            self.banner.tell(Meaning.STOP, say(error.sentence))
            return False
        if before is not None and password is None:
            self.workplace.can_take_back(
                self.tr("the mail server"), lambda: self._put_back(before.record)
            )
        self._show_stored()
        self.banner.tell(Meaning.SUITABLE, self.tr("Saved. Ctrl+T tries it without a message."))
        return True

    def check(self) -> None:
        """Connect and sign in beside the window; no message is sent."""
        if self._task is not None or (self._is_changed() and not self.store()):
            return
        stored = self.clinic.messages.server()
        if stored is None:
            self.banner.tell(Meaning.CAUTION, self.tr("Name a server first, and save it."))
            return
        server, password = stored.record, self.clinic.messages.password()
        words = self.tr("Trying {host} …").format(host=server.host)
        self.banner.tell(Meaning.INFORMATION, words)
        self._task = tasks.run(
            lambda _: MailPost(server, password).check(), lambda _: self._reached(), self._failed
        )

    def _reached(self) -> None:
        self._task = None
        words = self.tr("The server was reached, and let us in. No message was sent.")
        self.banner.tell(Meaning.SUITABLE, words)

    def _failed(self, error: KnownError) -> None:
        self._task = None
        self.banner.tell(Meaning.STOP, say(error.sentence))

    def _put_back(self, server: MailServer) -> None:
        desk = self.clinic.messages
        desk.set_server(server, None, self.workplace.by, self.workplace.now())

    def _check(self) -> bool:
        if not self.binder.check():
            return False
        wrong = obstacles(self._typed())
        for field, why in wrong.items():
            self.binder.set_error(field, say(why))
        for field in list(wrong)[:1]:
            self.binder.input(field).setFocus()
        return not wrong

    def _on_changed(self, field: str) -> None:
        safety = self.binder.values()["safety"]
        if field == "safety" and self._typed().port in USUAL_PORTS.values() and safety:
            self.binder.show(replace(self._typed(), port=USUAL_PORTS[safety]))

    def _show_stored(self) -> None:
        stored = self.clinic.messages.server()
        self._shown = stored.record if stored else _NONE
        self.binder.show(self._shown)
        self.binder.set_read_only(not self._may_change)
        self.form.password.clear()
        self.form.password.setReadOnly(not self._may_change)
        known = self.tr("A password is kept. Leave the field empty to keep it.")
        none = self.tr("No password is kept.")
        self.kept.setText(known if self.clinic.messages.password() else none)

    def _typed(self) -> MailServer:
        return self.binder.record(replace(self._shown, host="", port=0))

    def _is_changed(self) -> bool:
        typed = self._typed() != self._shown or bool(self.form.password.get_value())
        return self._may_change and typed

    def _give_up(self) -> None:
        self._show_stored()
        self.going_back.emit()

    def _lay_out(self) -> None:
        line = self.tr("E-mail leaves through the clinic's own server, encrypted")
        self.header.set_words(self.tr("Mail server"), line)
        self.save.setProperty("kind", "primary")
        self.header.add_buttons([self.attempt, self.save] if self._may_change else [self.attempt])
        self.kept.setProperty("role", "muted")
        self.kept.setWordWrap(True)
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        rows.setSpacing(2 * GRID)
        rows.addWidget(self.form)
        rows.addWidget(self.kept)
        rows.addStretch(1)
        panel = Panel()
        panel.body.addWidget(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addWidget(panel, 1)
