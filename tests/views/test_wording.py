"""Sentences, days and moments are written so that nobody reads them two ways."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.views.wording import (
    say,
    say_born,
    say_day,
    say_language,
    say_moment,
    say_site,
    say_weekday,
)

DAY = date(2026, 2, 3)


@pytest.fixture(params=["C", "de_DE", "ja_JP", "en_CA"])
def locale(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def test_a_day_has_its_month_in_letters(locale: str) -> None:
    words = say_day(DAY)
    assert "2026" in words
    assert "3" in words
    assert words.replace("2026", "").replace("3", "").strip(" .")


def test_a_weekday_has_no_year() -> None:
    assert say_weekday(DAY) == "Tuesday 3 February"


def test_a_moment_is_the_wall_clock_of_the_clinic_on_both_sides_of_summer_time() -> None:
    winter = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    summer = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert say_moment(winter, "Europe/Zurich") == "01:30"
    assert say_moment(summer, "Europe/Zurich") == "03:30"


def test_a_birth_date_comes_with_the_age_or_says_that_it_is_not_known() -> None:
    assert say_born(date(2000, 2, 29), date(2026, 2, 28)) == "born 29 Feb 2000 (25)"
    assert say_born(None, DAY) == "birth date not known"


def test_sites_are_written_in_words() -> None:
    assert say_site(Site(Area.UPPER_ARM, Side.LEFT)) == "Upper arm, left"
    assert say_site(Site(Area.NECK_FRONT, None)) == "Neck, front"


class Dutch(QTranslator):
    """Translates two sentences of the domain."""

    def translate(self, context: str, text: str, *_: object) -> str:
        return {
            "Already here as number {number}. {why}": "Al hier als nummer {number}. {why}",
            "Same name and birth date.": "Zelfde naam en geboortedatum.",
        }.get(text, text)


def test_a_sentence_within_a_sentence_is_translated_too(qapp: QApplication) -> None:
    why = sentence("Same name and birth date.")
    told = sentence("Already here as number {number}. {why}", number=3, why=why)
    assert say(told) == str(told) == "Already here as number 3. Same name and birth date."
    dutch = Dutch()
    qapp.installTranslator(dutch)
    words = say(told)
    qapp.removeTranslator(dutch)
    assert words == "Al hier als nummer 3. Zelfde naam en geboortedatum."


def test_gaps_become_days_and_areas() -> None:
    told = sentence(
        "{sites} on {day}: {count} of {n}.",
        sites="NECK_ANT, UPPER_ARM:left",
        day=DAY,
        count=2,
        n="{brace}",
    )
    assert say(told) == "Neck, front + Upper arm, left on 3 Feb 2026: 2 of {brace}."


@pytest.mark.parametrize(
    ("written", "words"),
    [("hi", "Hindi"), (" sv ", "Swedish"), ("Dari", "Dari"), ("te reo māori", "te reo māori")],
)
def test_a_language_is_named_by_its_code_or_as_it_was_written(written: str, words: str) -> None:
    assert say_language(written) == words
