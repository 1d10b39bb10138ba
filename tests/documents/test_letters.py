"""A letter is said in the patient's language, and in English where a sentence is missing."""

import pytest

from infrared_desktop.documents import letters
from infrared_desktop.documents.letters import Letters, language_of
from infrared_desktop.domain.sentences import sentence


@pytest.fixture
def danish(monkeypatch: pytest.MonkeyPatch) -> Letters:
    words = {"Wait {time}.": "Vent {time}.", "{count} days": "{count} dage"}
    monkeypatch.setattr(letters, "_words_of", lambda language: words)
    return Letters("da")


def test_a_sentence_and_the_sentence_in_its_gap_are_translated(danish: Letters) -> None:
    assert danish.say("Wait {time}.", time=sentence("{count} days", count=3)) == "Vent 3 dage."


def test_a_missing_sentence_is_said_in_english_and_named(danish: Letters) -> None:
    assert danish.say("Call {name}.", name="us") == "Call us."
    assert danish.missing("Call {name}.")
    assert not danish.missing("Wait {time}.")


def test_english_misses_nothing() -> None:
    assert Letters().say("Wait {time}.", time="a day") == "Wait a day."
    assert not Letters().missing("Anything")


def test_a_language_without_a_file_is_english_that_says_so() -> None:
    assert Letters("xx").say("Wait.") == "Wait."
    assert Letters("xx").missing("Wait.")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("de", "de"),
        ("Deutsch", "de"),
        (" german ", "de"),
        ("de-AT", "de"),
        ("English", "en"),
        ("", "en"),
        ("Danish", "en"),
    ],
)
def test_the_language_of_a_patient_is_read_as_people_write_it(written: str, code: str) -> None:
    assert language_of(written) == code
