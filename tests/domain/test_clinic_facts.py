"""A clinic's telephone is one that can be called, or none."""

import pytest

from infrared_desktop.domain.clinic_facts import head_of, obstacles
from infrared_desktop.domain.records.people import Settings

LAKE = "Clinic by the Lake"


@pytest.mark.parametrize("phone", ["", "416 555 0101", "+49 30 23125001", "(416) 555-0101 x12"])
def test_a_telephone_that_can_be_called_is_taken(phone: str) -> None:
    assert obstacles(Settings(LAKE, "CA", phone=phone)) == {}


@pytest.mark.parametrize("phone", ["12", "none", "416 555 01011 01011 0101", "ask Åsa"])
def test_what_nobody_can_call_is_refused_in_words(phone: str) -> None:
    (found,) = obstacles(Settings(LAKE, "CA", phone=phone)).values()
    assert found.template == "This can't be a phone number."


def test_what_a_page_has_no_room_for_is_refused() -> None:
    found = obstacles(Settings("L" * 81, "CA", phone="416 555 0101, " * 3 + "at night too"))
    assert set(found) == {"clinic_name", "phone"}


@pytest.mark.parametrize(
    ("phone", "head"),
    [
        ("", LAKE),
        ("+14165550101", f"{LAKE} · (416) 555-0101"),
        ("+493023125001", f"{LAKE} · +49 30 23125001"),
    ],
)
def test_the_head_of_a_page_names_the_telephone_as_people_dial_it(phone: str, head: str) -> None:
    assert head_of(Settings(LAKE, "CA", phone=phone)) == head
