"""What follows on a patient's page is made ready while it is read, and never while one types."""

from infrared_desktop.views.warm_up import QUIET_MS, REST_MS, WarmUp, steps
from tests.clinics import NOW, RECEPTION
from tests.scenes import patient
from tests.views.desk import Desk


def _ready(desk: Desk) -> set[str]:
    return set(desk.frame._screens)


def test_the_screens_that_follow_are_ready_while_the_patient_is_read(desk: Desk) -> None:
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    WarmUp(desk.frame)
    page = desk.go("patient", number)
    desk.qtbot.waitUntil(lambda: {"consultation", "session", "booking"} <= _ready(desk))
    assert desk.screen is page
    made = desk.frame._screens["consultation"]
    assert desk.go("consultation", number) is made


def test_nothing_is_made_before_a_patient_or_while_a_form_is_filled(desk: Desk) -> None:
    WarmUp(desk.frame)
    desk.qtbot.wait(QUIET_MS + 4 * REST_MS)
    assert _ready(desk) == {"today"}
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    desk.go("patient", number)
    desk.go("patient_form", number)
    desk.qtbot.wait(QUIET_MS + 4 * REST_MS)
    assert _ready(desk) == {"today", "patient", "patient_form"}


def test_no_step_makes_a_screen_and_puts_it_into_the_window_at_once(desk: Desk) -> None:
    stack, ready = desk.frame.stack, _ready(desk)
    for step in steps(desk.frame):
        shown, made = stack.count(), len(_ready(desk))
        step()
        assert stack.count() == shown or len(_ready(desk)) == made
    assert _ready(desk) - ready >= {"consultation", "protocol"}
    assert stack.count() == len(_ready(desk))
