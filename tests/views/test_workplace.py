"""A workplace knows the person, the clinic's own day, and the steps that can be taken back."""

from datetime import UTC, date, datetime

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.workplace import Workplace
from tests.clinics import NOW, RECEPTION
from tests.scenes import patient


@pytest.fixture
def workplace(qapp: object, clinic: Clinic) -> Workplace:
    return Workplace(clinic, clinic.staff.get(RECEPTION), lambda: NOW)


def test_today_is_the_clinics_day_not_greenwichs(clinic: Clinic, qapp: object) -> None:
    late = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)  # half past ten in the evening in Toronto
    place = Workplace(clinic, clinic.staff.get(RECEPTION), lambda: late)
    assert place.today() == date(2026, 11, 23)
    assert place.by == RECEPTION


def test_steps_are_taken_back_last_first(workplace: Workplace) -> None:
    done: list[str] = []
    for name in ("first", "second"):
        workplace.can_take_back(name, lambda name=name: done.append(name))  # type: ignore[misc]
    assert workplace.last_step is not None
    assert workplace.last_step.words == "second"
    workplace.take_back()
    workplace.take_back()
    assert done == ["second", "first"]
    assert workplace.take_back() is None


def test_a_step_is_tried_only_once(workplace: Workplace) -> None:
    def refuse() -> None:
        raise KnownError("Too late.")

    workplace.can_take_back("booked", refuse)
    with pytest.raises(KnownError, match="Too late"):
        workplace.take_back()
    assert workplace.take_back() is None


def test_a_forgotten_step_is_not_taken_back(workplace: Workplace) -> None:
    done: list[int] = []
    step = workplace.can_take_back("booked", lambda: done.append(1))
    workplace.forget(step)
    assert workplace.take_back() is None
    assert done == []


def test_nothing_is_taken_back_while_a_list_is_stored(workplace: Workplace) -> None:
    workplace.can_take_back("booked", lambda: None)
    workplace.hold(True)
    with pytest.raises(KnownError, match="being stored"):
        workplace.take_back()
    workplace.hold(False)
    assert workplace.take_back() is not None


def test_ctrl_z_never_reaches_past_what_was_stored_since(
    workplace: Workplace, clinic: Clinic
) -> None:
    taken: list[int] = []
    workplace.can_take_back("visit booked", lambda: taken.append(1))
    clinic.people.register(patient(), RECEPTION, NOW)  # an act that offers no way back
    assert workplace.last_step is None
    with pytest.raises(KnownError, match=r"stays on record.*again.*visit booked"):
        workplace.take_back()
    assert taken == []
    workplace.take_back()
    assert taken == [1]


def test_taking_back_is_no_act_that_stays(workplace: Workplace, clinic: Clinic) -> None:
    taken: list[int] = []
    workplace.can_take_back("first", lambda: taken.append(1))
    workplace.can_take_back("second", lambda: clinic.people.register(patient(), RECEPTION, NOW))
    workplace.take_back()
    workplace.take_back()
    assert taken == [1]


def test_a_kept_draft_or_a_look_at_a_chart_does_not_stand_before_a_step(
    workplace: Workplace, clinic: Clinic
) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    workplace.can_take_back("visit booked", lambda: None)
    clinic.people.open_chart(number, RECEPTION, NOW)
    clinic.note("backup-made", RECEPTION, NOW)
    assert workplace.take_back() is not None


def test_what_stays_is_said_where_nothing_else_can_be_taken_back(
    workplace: Workplace, clinic: Clinic
) -> None:
    clinic.people.register(patient(), RECEPTION, NOW)
    with pytest.raises(KnownError, match="stays on record"):
        workplace.take_back()
    assert workplace.take_back() is None


def test_it_tells_of_every_act_until_it_is_left(workplace: Workplace, clinic: Clinic) -> None:
    heard: list[str] = []
    workplace.changed.connect(lambda change: heard.append(change.act))
    clinic.people.register(patient(), RECEPTION, NOW)
    assert heard == ["patient-registered"]
