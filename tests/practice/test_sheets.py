"""Practice patients get their sheets, in their language, and are asked the day's questions."""

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.care import Session
from infrared_desktop.domain.records.consents import Handout, HandoutKind
from infrared_desktop.domain.schedule.schedule import sites_of
from infrared_desktop.domain.sessions.day_check import day_questions
from infrared_desktop.storage.clinic import Clinic


def test_both_sheets_are_handed_over_for_their_visit(practice: Clinic) -> None:
    given = [one.record for one in practice.ledger.books.all(Handout)]
    for kind, first in ((HandoutKind.INSTRUCTIONS, "P01"), (HandoutKind.AFTERCARE, "A01")):
        ours = [one for one in given if one.kind is kind]
        assert len(ours) > 10
        assert all(one.codes[0] == first and one.appointment_id for one in ours)
        assert all(one.text.startswith("# ") and "{" not in one.text for one in ours)


def test_some_sheets_are_german_so_that_they_can_be_tried(practice: Clinic) -> None:
    given = [one.record for one in practice.ledger.books.all(Handout)]
    german = [one for one in given if one.language == "de"]
    assert 3 < len(german) < len(given) / 2
    titles = {one.text.splitlines()[0] for one in german}
    assert "# Vor Ihrer Behandlung mit infrarotem Licht" in titles
    assert "# Nach Ihrer Behandlung mit infrarotem Licht" in titles


def test_the_questions_of_the_day_are_answered_and_a_few_were_not_asked(practice: Clinic) -> None:
    sessions = [one.record for one in practice.ledger.books.all(Session)]
    asked = [one for one in sessions if one.day_check]
    assert len(asked) > len(sessions) / 2
    unasked = wrong = 0
    for session in asked:
        questions = day_questions(practice.protocol, sites_of(session))
        given = {one.code: one.answer for one in session.day_check}
        assert set(given) <= {one.code for one in questions}
        assert None not in given.values()
        assert session.skin_clean is session.tan_checked is None
        unasked += sum(one.code not in given for one in questions)
        wrong += sum(given.get(one.code, one.wanted) is not one.wanted for one in questions)
        assert given["D-CONSENT"] is Answer.YES
    assert unasked and wrong
