"""One row: whatever it holds becomes a patient, or a sentence says why not."""

from datetime import date

import pytest

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.records.answers import Sex
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.exchange.headings import Field
from infrared_desktop.exchange.people_rows import Reading, read_row, split_name

TODAY = date(2026, 3, 1)


def read(country: str = "US", **cells: str) -> Patient | Sentence:
    fields = tuple(Field(name.rstrip("_").replace("_", "-")) for name in cells)
    reading = Reading(fields, DateOrder.DMY, country, TODAY)
    return read_row(tuple(cells.values()), reading)


def patient(**cells: str) -> Patient:
    found = read(**cells)
    assert isinstance(found, Patient), found
    return found


def test_a_full_row_becomes_a_patient() -> None:
    found = patient(
        given_name=" Kevin ",
        middle_name="H",
        surname="Lee",
        birth_date="15.07.2007",
        sex="male",
        phone="800-651-2242",
        mobile="800-471-8810",
        email="mailto:k@example.com",
        region="OK",
        street="80 Mill St",
        postcode="74063",
        apartment="Apt 21",
        city="Sand Springs",
        country_="USA",
        language="en",
        note="Prefers mornings",
        external_id="007",
    )
    assert found == Patient(
        "Lee",
        "Kevin H",
        date(2007, 7, 15),
        Sex.MALE,
        "+18004718810",
        "+18006512242",
        "k@example.com",
        "80 Mill St, Apt 21, Sand Springs, OK 74063, USA",
        "en",
        note="Prefers mornings",
        external_id="007",
    )


def test_the_only_phone_is_the_first_whatever_its_column() -> None:
    found = patient(surname="Lee", mobile="", phone="800-651-2242")
    assert (found.phone, found.second_phone) == ("+18006512242", "")


def test_a_number_written_twice_is_kept_once_and_a_third_goes_to_the_note() -> None:
    reading = Reading((Field.SURNAME, *(Field.PHONE,) * 4, Field.NOTE), DateOrder.DMY, "US", TODAY)
    row = ("Lee", "800-651-2242", "(800) 651 2242", "800-651-2243", "ask mother", "late")
    found = read_row(row, reading)
    assert isinstance(found, Patient)
    assert (found.phone, found.second_phone) == ("+18006512242", "+18006512243")
    assert found.note == "late ask mother"


def test_a_phone_is_read_in_the_country_of_its_row() -> None:
    assert patient(surname="Lee", mobile="020 7946 0018", country_="UK").phone == "+442079460018"
    assert patient(surname="Lee", mobile="170 1234567", country_="de").phone == "+491701234567"


def test_an_address_is_in_the_order_of_its_country() -> None:
    found = patient(surname="Lee", city="Bonn", postcode="53111", street="Weg 1", country_="DE")
    assert found.address == "Weg 1, 53111 Bonn, DE"


@pytest.mark.parametrize(
    ("full", "parted"),
    [
        ("Lee, Ann Mary", ("Lee", "Ann Mary")),
        ("Ann Mary Lee", ("Lee", "Ann Mary")),
        ("Ann de la Cruz", ("de la Cruz", "Ann")),
        ("van Dyk", ("Dyk", "van")),
        ("山田太郎", ("山田太郎", "")),
        ("", ("", "")),
    ],
)
def test_a_full_name_is_parted(full: str, parted: tuple[str, str]) -> None:
    assert split_name(full) == parted


def test_one_name_is_enough_whichever_it_is() -> None:
    assert patient(given_name="Ann") == Patient("", "Ann")
    assert patient(surname="Lee") == Patient("Lee", "")


def test_a_full_name_keeps_the_names_that_stand_beside_it() -> None:
    found = patient(full_name="Ann Lee", middle_name="Mary")
    assert (found.surname, found.given_name) == ("Lee", "Ann Mary")


def test_names_keep_their_script_and_signs_but_no_hidden_marks() -> None:
    found = patient(surname="\u202e=O'Br\u0301ien\u200b\n🙂", given_name=" علي \t")
    assert (found.surname, found.given_name) == ("=O'B\u0155ien 🙂", "علي")


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"surname": " ", "given_name": "\u200b"}, "no name"),
        ({"surname": "x" * 501}, "more than 500 characters"),
        ({"surname": "Lee", "note": "x" * 10_001}, "more than 10000 characters"),
        ({"surname": "Lee", "birth_date": "31.02.1980"}, "“31.02.1980” is not a real day"),
        ({"surname": "Lee", "birth_date": "01.04.2026"}, "in the future"),
    ],
)
def test_an_unreadable_row_says_why(cells: dict[str, str], says: str) -> None:
    found = read(**cells)
    assert isinstance(found, Sentence)
    assert says in str(found)


def test_a_name_of_500_characters_is_read() -> None:
    assert len(patient(surname="x" * 500).surname) == 500


def test_a_row_of_another_width_is_unreadable_unless_the_rest_is_blank() -> None:
    reading = Reading((Field.SURNAME, None), DateOrder.DMY, "US", TODAY)
    assert "1 columns, the heading has 2" in str(read_row(("Lee",), reading))
    assert "3 columns, the heading has 2" in str(read_row(("Lee", "", "x"), reading))
    assert read_row(("Lee", "", " ", ""), reading) == Patient("Lee")
