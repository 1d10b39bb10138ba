"""The owner names the mail server and tries it; its password is written and never shown."""

import pytest

from infrared_desktop.domain.records.messages import MailSafety, MailServer
from infrared_desktop.views import tasks
from infrared_desktop.views.inputs.field_errors import error_of
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.exchange.mail_server import Inbox, running
from tests.views.desk import Desk

SERVER = MailServer("mail.example.org", 465, sender="desk@example.org", user="desk")


def test_the_owner_names_a_server_and_takes_the_change_back(desk: Desk) -> None:
    desk.go("mail_server")
    desk.fill("host", "mail.example.org")
    desk.fill("sender", "desk@example.org")
    desk.screen.form.password.setFocus()
    desk.type("open sesame")
    desk.press("Ctrl+S")
    assert "Saved." in desk.words()
    stored = desk.clinic.messages.server()
    assert stored is not None
    assert (stored.record.host, stored.record.port) == ("mail.example.org", 465)
    assert desk.clinic.messages.password() == "open sesame"
    assert desk.screen.form.password.text() == "" and "A password is kept" in desk.words()
    desk.fill("host", "post.example.org")
    desk.press("Ctrl+S")
    assert desk.clinic.messages.password() == "open sesame"
    desk.go("clinic")
    desk.press("Ctrl+Z")
    assert desk.clinic.messages.server().record.host == "mail.example.org"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("field", "typed"), [("host", "mail example"), ("port", "0"), ("sender", "the desk")]
)
def test_what_cannot_be_a_server_is_said_beside_its_field(
    desk: Desk, field: str, typed: str
) -> None:
    desk.clinic.messages.set_server(SERVER, None, CLINICIAN, NOW)
    desk.go("mail_server")
    desk.fill(field, typed)
    desk.press("Ctrl+S")
    assert error_of(desk.screen.binder.input(field))
    assert desk.clinic.messages.server().record == SERVER  # type: ignore[union-attr]


def test_the_usual_port_follows_the_encryption(desk: Desk) -> None:
    desk.go("mail_server")
    desk.screen.binder.input("safety").setFocus()
    desk.press("Right")
    assert desk.screen.binder.values()["safety"] is MailSafety.STARTTLS
    assert desk.screen.binder.values()["port"] == 587


def test_a_server_is_tried_without_a_message(desk: Desk) -> None:
    inbox = Inbox()
    with running(inbox) as server:
        desk.clinic.messages.set_server(server, None, CLINICIAN, NOW)
        desk.go("mail_server")
        desk.press("Ctrl+T")
        desk.qtbot.waitUntil(lambda: "was reached" in desk.words())
    desk.press("Ctrl+T")
    desk.qtbot.waitUntil(lambda: "can't be used" in desk.words())
    tasks.wait_for_all()
    assert not inbox.letters


def test_nobody_but_the_owner_changes_it(desk: Desk) -> None:
    desk.clinic.messages.set_server(SERVER, "open sesame", CLINICIAN, NOW)
    desk.get_up()
    desk.sit_down(RECEPTION)
    desk.go("mail_server")
    assert "The owner of the clinic changes it." in desk.words()
    desk.fill("host", "mail.thief.example")
    desk.press("Ctrl+S")
    assert desk.clinic.messages.server().record == SERVER  # type: ignore[union-attr]


def test_what_is_typed_is_not_lost_unasked(desk: Desk) -> None:
    desk.go("mail_server")
    desk.fill("host", "mail.example.org")
    desk.press("Escape")
    assert "not saved yet" in desk.words()
    desk.press("Alt+V")
    assert desk.clinic.messages.server() is None
