"""A reason that outlives a person may not name them, and one that doesn't is let through."""

import pytest

from infrared_desktop.domain.people.naming import says_who
from infrared_desktop.domain.records.people import Patient


def somebody(surname: str, given_name: str = "", email: str = "", phone: str = "") -> Patient:
    return Patient(surname, given_name, email=email, phone=phone)


@pytest.mark.parametrize(
    ("patient", "reason"),
    [
        (somebody("Zörgiebel"), "ms zorgiebel asked"),
        (somebody("O'Brien"), "asked by OBrien"),
        (somebody("Weiß", "Jo"), "Frau Weiss bat darum"),
        (somebody("李", "娜"), "李女士打电话要求删除"),
        (somebody("김", "민지"), "김민지 님이 요청"),
        (somebody("ใจดี", "สมชาย"), "คุณสมชายขอให้ลบ"),
        (somebody("शर्मा", "प्रिया"), "प्रिया ने फोन पर पूछा"),
        (somebody("Иванова", "Анна"), "от Ивановой Анны Иванова"),
        (somebody("Ли", "Анна"), "г-жа Ли просила"),
        (somebody("Ruiz", email="quill72@mail.example"), "asked by quill72@mail.example"),
        (somebody("Ruiz", phone="+1 416 555 0142"), "call of 555-0142, from 416-555-0142"),
        (somebody("Ruiz", phone="٤١٦٥٥٥٠١٤٢"), "called from 4165550142"),
        (somebody("Ruiz", phone="4165550142"), "called from ٤١٦٥٥٥٠١٤٢"),
    ],
    ids=lambda value: value.surname if isinstance(value, Patient) else "",
)
def test_who_it_was_is_found_in_every_script(patient: Patient, reason: str) -> None:
    assert says_who(reason, patient)


@pytest.mark.parametrize(
    ("patient", "reason"),
    [
        (somebody("Ivanova", "Anna", "anna@mail.ru"), "asked by mail"),
        (somebody("Weiß", "Jo", "jo.weiss@post.at"), "asked by post"),
        (somebody("शर्मा", "प्रिया"), "मरीज़ ने फोन पर पूछा"),
        (somebody("Иванова", "И."), "просила по телефону и письмом"),
        (somebody("To", "An"), "asked to be erased, an hour ago"),
        (somebody("李", "娜"), "她打电话要求删除"),
        (somebody("Ruiz", phone="12345"), "asked on 12345"),
        (somebody("", "", "@"), "asked by phone"),
    ],
    ids=lambda value: value.surname if isinstance(value, Patient) else "",
)
def test_words_that_name_nobody_are_let_through(patient: Patient, reason: str) -> None:
    assert not says_who(reason, patient)
