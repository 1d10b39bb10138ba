"""The clinic's own mail server: where its e-mail goes, and a try without a message."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.messages.mail_servers import USUAL_PORTS, obstacles
from infrared_desktop.domain.records.messages import MailSafety, MailServer
from infrared_desktop.exchange.mail import MailPost
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.form_screen import FormScreen, can_be_stored, in_narrow_panel
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.passphrase_field import PassphraseField
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.one_task import OneTask
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


class MailServerScreen(FormScreen):
    """A short form that only the owner may save; the password is written, and never shown."""

    def __init__(self, workplace: Workplace) -> None:
        is_owner = workplace.may(Right.SET_UP)
        super().__init__(workplace, is_owner, self.tr("Save the mail server"))
        self._shown = _NONE
        self._trying = OneTask(self)
        self.form, self.kept = MailServerForm(), QLabel()
        self.binder: Binder[MailServer] = Binder(self.form, MailServer)
        self.attempt = QPushButton(self.tr("Try it  Ctrl+T"))
        self._lay_out()
        self.binder.changed.connect(self._on_changed)
        self.attempt.clicked.connect(self.check)
        add_action(self, self.tr("Try the mail server without a message"), "Ctrl+T", self.check)
        self.setFocusProxy(self.binder.input("host"))

    def show_stored(self) -> None:
        """Show the server as it is stored."""
        stored = self.clinic.messages.server()
        self._shown = stored.record if stored else _NONE
        self.binder.show(self._shown)
        self.binder.set_read_only(not self.may_change)
        self.form.password.clear()
        self.form.password.setReadOnly(not self.may_change)
        known = self.tr("A password is kept. Leave the field empty to keep it.")
        none = self.tr("No password is kept.")
        self.kept.setText(known if self.clinic.messages.password() else none)

    def is_changed(self) -> bool:
        """Say whether something is typed that is not stored."""
        typed = self._typed() != self._shown or bool(self.form.password.get_value())
        return self.may_change and typed

    def store(self) -> bool:
        """Save what is typed, unless it can't be; say whether it was saved."""
        if not (self.may_change and self._check()):
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
        self.show_stored()
        self.banner.tell(Meaning.SUITABLE, self.tr("Saved. Ctrl+T tries it without a message."))
        return True

    def check(self) -> None:
        """Connect and sign in beside the window; no message is sent."""
        if self._trying.is_on or (self.is_changed() and not self.store()):
            return
        stored = self.clinic.messages.server()
        if stored is None:
            self.banner.tell(Meaning.CAUTION, self.tr("Name a server first, and save it."))
            return
        server, password = stored.record, self.clinic.messages.password()
        words = self.tr("Trying {host} …").format(host=server.host)
        self.banner.tell(Meaning.INFORMATION, words)
        self._trying.run(
            lambda _: MailPost(server, password).check(), lambda _: self._reached(), self._failed
        )

    def _reached(self) -> None:
        words = self.tr("The server was reached, and let us in. No message was sent.")
        self.banner.tell(Meaning.SUITABLE, words)

    def _failed(self, error: KnownError) -> None:
        self.banner.tell(Meaning.STOP, say(error.sentence))

    def _put_back(self, server: MailServer) -> None:
        desk = self.clinic.messages
        desk.set_server(server, None, self.workplace.by, self.workplace.now())

    def _check(self) -> bool:
        return self.binder.check() and can_be_stored(self.binder, obstacles(self._typed()))

    def _on_changed(self, field: str) -> None:
        safety = self.binder.values()["safety"]
        if field == "safety" and self._typed().port in USUAL_PORTS.values() and safety:
            self.binder.show(replace(self._typed(), port=USUAL_PORTS[safety]))

    def _typed(self) -> MailServer:
        return self.binder.record(replace(self._shown, host="", port=0))

    def _lay_out(self) -> None:
        line = self.tr("E-mail leaves through the clinic's own server, encrypted")
        self.header.set_words(self.tr("Mail server"), line)
        self.header.add_buttons([self.attempt, self.save] if self.may_change else [self.attempt])
        self.kept.setProperty("role", "muted")
        self.kept.setWordWrap(True)
        self.lay_out(in_narrow_panel(_WIDTH, self.form, self.kept))
