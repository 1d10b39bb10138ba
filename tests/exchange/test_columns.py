"""The guessed mapping: headings in several languages, and content against them."""

import pytest

from infrared_desktop.domain.records.answers import Sex
from infrared_desktop.exchange.columns import guess_mapping, m_is_female, sex_of
from infrared_desktop.exchange.headings import Field, field_of
from infrared_desktop.exchange.sniffing import read_table


def guessed(text: str) -> list[Field | None]:
    return list(guess_mapping(read_table(text.encode())))


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Last name,First Name,Date of birth", "surname given-name birth-date"),
        ("PatientLastName,patient_first_name,DateOfBirth", "surname given-name birth-date"),
        ("Name,Vorname,Geburtsdatum,Geschlecht", "surname given-name birth-date sex"),
        ("Nom,Prénom,Né(e) le,Portable,Courriel", "surname given-name birth-date mobile email"),
        ("Apellidos,Nombre,Fecha de nacimiento", "surname given-name birth-date"),
        ("Efternavn,Fornavn,Fødselsdato,Køn,Mobil", "surname given-name birth-date sex mobile"),
        ("Efternamn,Förnamn,Födelsedatum,E-post", "surname given-name birth-date email"),
        ("Фамилия,Имя,Дата рождения,Телефон", "surname given-name birth-date phone"),
        ("Patient,Patient ID,Straße,PLZ,Ort", "full-name external-id street postcode city"),
        ("Home phone number,Preferred language", "phone language"),
    ],
)
def test_headings_are_known_in_several_languages(headings: str, fields: str) -> None:
    assert guessed(headings) == [Field(field) for field in fields.split()]


def test_what_no_heading_and_no_content_tells_is_left_out() -> None:
    assert guessed("Name,Shoe size\nLee,42") == [Field.FULL_NAME, None]
    assert field_of("") is None


def test_a_year_of_birth_is_no_birth_date() -> None:
    rows = "name,YOB,birth year,birth,dob\nLee,1981,1981,1981,1980-01-31\nIx,1991,1991,1991,\n"
    assert guessed(rows) == [Field.FULL_NAME, None, None, None, Field.BIRTH_DATE]


def test_of_two_columns_for_one_field_the_fuller_is_taken() -> None:
    assert guessed("name,GENDER,gender\nLee,F,female\nIx,,male\n")[1:] == [None, Field.SEX]


def test_of_two_columns_that_are_as_full_the_first_is_taken() -> None:
    rows = "name,born,dob\nLee,1980-01-31,1981-01-31\nIx,1990-01-31,1991-01-31\n"
    assert guessed(rows)[1:] == [Field.BIRTH_DATE, None]


def test_a_whole_name_beside_its_parts_is_no_second_surname() -> None:
    assert guessed("name,last name,first name\nAnn Lee,Lee,Ann\n") == [
        *(None, Field.SURNAME, Field.GIVEN_NAME),
    ]


def test_a_named_column_is_kept_for_one_good_cell_and_a_hinted_one_for_half() -> None:
    rows = "\nLee,1980-01-31\nIx,x\nHo,y\n"
    assert guessed("name,dob" + rows)[1] is Field.BIRTH_DATE
    assert guessed("name,day of birth as told" + rows)[1] is None


def test_several_phones_may_be_mapped() -> None:
    assert guessed("name,home,cell,work") == [
        *(Field.FULL_NAME, Field.PHONE, Field.MOBILE, Field.PHONE),
    ]


def test_content_against_the_heading_wins() -> None:
    assert guessed("name,phone,mail\nLee,red,none\nIx,blue,none\n") == [Field.FULL_NAME, None, None]


def test_columns_without_a_heading_are_told_by_content() -> None:
    text = "Lee,1962-01-31,lee@example.com,+1 800 471 8810,99912345\nIx,1990-01-31,,,99912346\n"
    assert guessed(text) == [None, Field.BIRTH_DATE, Field.EMAIL, Field.PHONE, None]


@pytest.mark.parametrize(("others", "taken"), [(1, True), (2, False)])
def test_a_column_without_a_heading_needs_four_cells_of_five_that_agree(
    others: int, taken: bool
) -> None:
    dates = ["1962-01-31"] * (5 - others) + ["x"] * others
    rows = "".join(f"Lee,{each}\n" for each in dates)
    assert guessed(f"name,?\n{rows}")[1] is (Field.BIRTH_DATE if taken else None)


def test_dates_of_visits_are_not_taken_for_birth_dates() -> None:
    assert guessed("name,seen\nLee,2024-01-31\nIx,2023-01-31\n") == [Field.FULL_NAME, None]


@pytest.mark.parametrize(
    ("word", "sex"),
    [
        ("F", Sex.FEMALE),
        ("weiblich", Sex.FEMALE),
        ("Männlich", Sex.MALE),
        ("kvinde", Sex.FEMALE),
        ("non-binary", Sex.OTHER),
        ("?", None),
        ("", None),
    ],
)
def test_sex_is_read_in_several_languages(word: str, sex: Sex | None) -> None:
    assert sex_of(word) is sex


def test_m_is_mujer_beside_h() -> None:
    assert m_is_female(["H", "m", ""])
    assert not m_is_female(["f", "m"])
    assert not m_is_female(["m", "M", ""]), "a list of men alone"
    assert sex_of("M", m_is_female=True) is Sex.FEMALE
    assert sex_of("M") is Sex.MALE


def test_every_field_has_headings_that_lead_to_it() -> None:
    found = {field_of(field.value.replace("-", " ")) for field in Field}
    assert found == set(Field)
