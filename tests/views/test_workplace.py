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


def test_it_tells_of_every_act_until_it_is_left(workplace: Workplace, clinic: Clinic) -> None:
    heard: list[str] = []
    workplace.changed.connect(lambda change: heard.append(change.act))
    clinic.people.register(patient(), RECEPTION, NOW)
    assert heard == ["patient-registered"]
