"""The day pack is one page for a usual day, and says so when it is more."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from infrared_desktop.documents.day_pack import DayPack, RunLine, day_pack_paper
from infrared_desktop.documents.markup import plain
from infrared_desktop.documents.press import to_pdf
from infrared_desktop.domain.records.people import Settings
from tests.documents.reading import flat, pages_of

NAMES = ("Okafor, Adaeze", "Lindström-Berg, Ottilie", "Nguyễn, Thị Ánh", "Wu, Li", "Ó Briain, Una")
SETTINGS = Settings("Clinic by the Lake", "SE", phone="+46855501234")


def run(number: int, **fields: object) -> RunLine:
    """Return a visit as they are on a usual day; every third one lacks something."""
    told = RunLine(
        f"{8 + number // 3:02}:{number % 3 * 20:02}",
        f"{NAMES[number % len(NAMES)]} ({1000 + number})",
        ("session · Neck, front + Face, full", "review", "consultation")[number % 3],
        "Lindqvist, Room 1",
        "no consent, tan: ask" if number % 3 == 0 else "",
        number % 3 == 0,
    )
    return replace(told, **fields)  # type: ignore[arg-type]


def pack(visits: int, due: int = 30) -> DayPack:
    named = [f"{NAMES[n % len(NAMES)]}: after-care call" for n in range(min(due, 12))]
    return DayPack("Tuesday 24 November 2026", [run(n) for n in range(visits)], named, due, "now")


def read(told: DayPack, country: str = "SE") -> list[str]:
    paper = day_pack_paper(told, replace(SETTINGS, country=country))
    return [flat(page) for page in pages_of(to_pdf(paper))]


@pytest.mark.parametrize("country", ["SE", "CA"])
def test_a_day_of_25_visits_is_one_page_with_all_of_it(qapp: QApplication, country: str) -> None:
    (page,) = read(pack(25), country)
    for number in range(25):
        assert run(number).time in page
        assert f"({1000 + number})" in page
    for words in ("Page 1 of 1", "no consent", "Consent to get", "Follow-ups due: 30"):
        assert words in page
    assert "and 22 more in the list" in page


def test_a_longer_day_goes_on_on_a_second_page_that_says_so(qapp: QApplication) -> None:
    pages = read(pack(48))
    assert len(pages) == 2
    assert "Page 1 of 2" in pages[0] and "Page 2 of 2" in pages[1]
    assert "Follow-ups due: 30" in pages[1]


def test_an_empty_day_says_that_it_is_empty(qapp: QApplication) -> None:
    (page,) = read(replace(pack(0, 0), closed="Winter break"))
    for words in ("Winter break", "No visit is booked.", "Nothing is due."):
        assert words in page


def test_no_word_of_a_name_is_taken_for_a_mark(qapp: QApplication) -> None:
    odd = replace(pack(0), runs=[run(0, whom="# O|Neil (1)", lacks_consent=True)])
    (page,) = read(odd)
    assert "O|Neil (1)" in page


def test_only_a_visit_without_its_consent_is_named_for_it() -> None:
    runs = [run(0), run(1), run(3, lacks_consent=False)]
    lines = list(day_pack_paper(replace(pack(0), runs=runs), SETTINGS).lines)
    at = lines.index("### Consent to get before the treatment")
    assert lines[at + 1] == plain(run(0).time)
    complete = replace(pack(0), runs=runs[1:])
    assert not any("Consent to get" in line for line in day_pack_paper(complete, SETTINGS).lines)
