"""The sheets say what to keep to, from or until which day, in the patient's language."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.documents.aftercare_sheet import aftercare_sentences, aftercare_text
from infrared_desktop.documents.instruction_sheet import instruction_sentences, instruction_text
from infrared_desktop.documents.letter_days import letter_day
from infrared_desktop.documents.letters import Letters
from infrared_desktop.documents.markup import Form, read_markup
from infrared_desktop.documents.sheet_lines import Style
from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.protocol.instruction_terms import Phase
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.storage.desks.protocols import load_protocol

TITAN = load_protocol("titan")
BERLIN = ZoneInfo("Europe/Berlin")
VISIT = datetime(2026, 11, 22, 9, tzinfo=BERLIN)
EARLY = datetime(2026, 10, 1, 12, tzinfo=BERLIN)
SITES = (Site(Area.FACE_FULL), Site(Area.UPPER_ARM, Side.LEFT))
ENGLISH, GERMAN = Style(Letters()), Style(Letters("de"))


def headings(text: str) -> list[str]:
    blocks = read_markup(text.splitlines())
    return [block.cells[0] for block in blocks if block.form is Form.HEADING]


def test_the_sheet_tells_from_when_each_item_holds() -> None:
    text = instruction_text(TITAN, SITES, ENGLISH, VISIT, EARLY)
    assert text.startswith("# Before your treatment with infrared light\n")
    assert "Your session: Sunday 22 November 2026 at 09:00" in text
    assert "Areas: Face, full; Upper arm, left" in text
    assert headings(text) == [
        "From Sunday 8 November 2026",
        "From Sunday 15 November 2026",
        "From Saturday 21 November 2026, 09:00",
        "On Sunday 22 November 2026",
        "When to call us before you come",
    ]
    assert "- Drink no alcohol for 24 hours before." in text


def test_what_should_have_begun_holds_from_now_on() -> None:
    text = instruction_text(TITAN, SITES, ENGLISH, VISIT, VISIT - timedelta(hours=30))
    assert headings(text)[:2] == ["From now on", "From Saturday 21 November 2026, 09:00"]
    assert headings(text).count("From now on") == 1


def test_without_a_visit_no_day_is_named() -> None:
    text = instruction_text(TITAN, SITES, ENGLISH, None, EARLY)
    assert headings(text)[:3] == ["14 days before", "7 days before", "24 hours before"]
    assert "2026" not in text


def test_the_sheet_speaks_german_with_german_days() -> None:
    text = instruction_text(TITAN, SITES, GERMAN, VISIT, EARLY)
    assert "Ihre Sitzung: Sonntag, 22. November 2026 um 09:00 Uhr" in text
    assert "## Ab Samstag, 21. November 2026, 09:00 Uhr" in text
    assert "- Trinken Sie die letzten 24 Stunden vorher keinen Alkohol." in text


def test_after_a_session_the_warning_signs_stand_first_and_the_shortest_next() -> None:
    text = aftercare_text(TITAN, SITES, Style(Letters(), phone="030 123"), VISIT)
    assert headings(text) == [
        "When to call us at once",
        "Until Monday 23 November 2026, 09:00",
        "Until Sunday 29 November 2026",
        "Until Sunday 6 December 2026",
        "Until Sunday 13 December 2026",
        "What else matters",
    ]
    assert "Our telephone: 030 123" in text
    assert "Our telephone" not in aftercare_text(TITAN, SITES, ENGLISH, VISIT)


@pytest.mark.parametrize(
    ("language", "order", "told"),
    [
        ("en", DateOrder.DMY, "Sunday 8 November 2026"),
        ("en", DateOrder.MDY, "Sunday, November 8, 2026"),
        ("en", DateOrder.YMD, "Sunday, 2026-11-08"),
        ("de", DateOrder.DMY, "Sonntag, 8. November 2026"),
        ("de", DateOrder.YMD, "Sonntag, 2026-11-08"),
    ],
)
def test_a_day_is_written_in_the_letters_language_and_the_clinics_order(
    language: str, order: DateOrder, told: str
) -> None:
    assert letter_day(VISIT.date() - timedelta(days=14), language, order) == told


@given(st.integers(0, 60 * 24), st.sampled_from([ENGLISH, GERMAN]))
def test_every_item_stands_once_on_its_sheet_whatever_time_is_left(
    hours: int, style: Style
) -> None:
    sheets = {
        Phase.BEFORE: instruction_text(TITAN, SITES, style, VISIT, VISIT - timedelta(hours=hours)),
        Phase.AFTER: aftercare_text(TITAN, SITES, style, VISIT),
    }
    for phase, text in sheets.items():
        items = [b for b in read_markup(text.splitlines()) if b.form is Form.ITEM]
        assert len(items) == len(TITAN.instructions_for(phase))
        assert "{" not in text


def test_every_sentence_that_a_sheet_says_is_listed_for_translation() -> None:
    class Listening(Letters):
        def say(self, text: str, **values: object) -> str:
            assert text in listed, text
            return super().say(text, **values)  # type: ignore[arg-type]

    style, sites = Style(Listening(), phone="1"), tuple(Site(area, Side.BOTH) for area in Area)
    listed = set(instruction_sentences(TITAN))
    for visit in (None, VISIT):
        for told in (EARLY, VISIT):
            instruction_text(TITAN, sites, style, visit, told)
    listed = set(aftercare_sentences(TITAN))
    aftercare_text(TITAN, sites, style, VISIT)
