"""Wherever a wish waits it says until when it is to be answered; what is late comes first."""

from datetime import date, timedelta

import pytest

from infrared_desktop.domain.records.patient_rights import AskedFor, Erasure, ErasureDecision
from infrared_desktop.views.first_words import say_first
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.rights.due_words import due_line, due_words, with_due
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, patient
from tests.views.desk import Desk

EASY, NEAR, OVER, LONG_OVER = (TODAY - timedelta(days=n) for n in (0, 25, 40, 200))


def asked(desk: Desk, asked_on: date, asked_for: AskedFor = AskedFor.COPY) -> int:
    number = desk.clinic.people.register(patient(f"Asked {asked_on}"), RECEPTION, NOW).id
    desk.clinic.rights.ask(number, "rang", RECEPTION, NOW, asked_on, asked_for)
    return number


def rows(desk: Desk) -> list[tuple[int, Chip]]:
    model = desk.screen.list.rows()
    shown = [model.row(index) for index in range(model.rowCount())]
    return [(row.key.patient, row.chip) for row in shown]


def test_the_list_of_wishes_begins_with_what_is_to_be_answered_first(desk: Desk) -> None:
    easy = asked(desk, EASY)
    over = asked(desk, OVER, AskedFor.ERASURE)
    near = asked(desk, NEAR, AskedFor.RESTRICTION)
    desk.go("keeping")
    assert rows(desk) == [
        (over, Chip(Meaning.STOP, "asked to be erased · was due on 14 Nov 2026")),
        (near, Chip(Meaning.CAUTION, "asked for a closed chart · answer by 29 Nov 2026")),
        (easy, Chip(Meaning.DUE, "asked for everything · answer by 23 Dec 2026")),
    ]


def test_what_was_put_off_was_answered_and_stands_by_the_day_that_came(desk: Desk) -> None:
    number, near = asked(desk, LONG_OVER, AskedFor.ERASURE), asked(desk, NEAR)
    waits = Erasure(number, LONG_OVER, ErasureDecision.WAITS, "kept by law", TODAY)
    desk.clinic.rights.answer(waits, CLINICIAN, NOW)
    desk.go("keeping")
    assert rows(desk)[0] == (number, Chip(Meaning.DUE, "put off until 23 Nov 2026"))
    assert rows(desk)[1][0] == near


@pytest.mark.parametrize(
    ("asked_on", "words"),
    [
        (EASY, "The law gives until 23 Dec 2026 to answer: one month"),
        (NEAR, "Answer soon: the law gives until 29 Nov 2026"),
        (OVER, "unless the patient was told by then why it takes up to two months longer"),
        (LONG_OVER, "never more than three (GDPR 12(3)). Answer now."),
    ],
)
def test_the_page_of_a_wish_says_how_long_there_is(desk: Desk, asked_on: date, words: str) -> None:
    number = asked(desk, asked_on)
    desk.go("rights_wish", number, about=AskedFor.COPY)
    assert words in desk.words()
    desk.clinic.rights.ask(number, "rang", RECEPTION, NOW, asked_on)
    desk.go("erasure", number)
    assert words in desk.words()


def test_the_rights_of_a_patient_say_it_beside_the_wish(desk: Desk) -> None:
    number = asked(desk, NEAR)
    desk.go("patient_rights", number)
    model = desk.screen.list.rows()
    chips = {str(model.row(n).key): model.row(n).chip for n in range(model.rowCount())}
    assert chips.pop("leaving") == Chip(Meaning.CAUTION, "wish noted · answer by 29 Nov 2026")
    assert not any(chips.values())


def test_who_decides_is_told_as_they_sit_down_what_is_late(desk: Desk) -> None:
    asked(desk, EASY)
    say_first(desk.frame, desk.clinic.folder)
    assert "waits for a decision" in desk.told() and "month" not in desk.told()
    for asked_on in (NEAR, OVER, LONG_OVER):
        asked(desk, asked_on)
    desk.frame.banner.settle()
    say_first(desk.frame, desk.clinic.folder)
    assert "Over the month that the law gives: 2." in desk.told()
    assert "To be answered within a week: 1." in desk.told()


def test_nothing_is_due_of_what_was_answered() -> None:
    done = Erasure(1, LONG_OVER, ErasureDecision.DONE, "given", asked_for=AskedFor.COPY)
    assert with_due(Chip(Meaning.DUE, "done"), done, TODAY) == Chip(Meaning.DUE, "done")
    assert due_words(done, TODAY) == due_line(done, TODAY) == ""
