"""The diary on paper: every visit of every day, with names or without any."""

from PySide6.QtWidgets import QApplication

from infrared_desktop.documents.diary_paper import (
    DiaryCaptions,
    PrintedDay,
    PrintedVisit,
    diary_paper,
)
from infrared_desktop.documents.press import Paper, to_pdf
from tests.documents.reading import flat, pages_of

CAPTIONS = DiaryCaptions(
    "Diary",
    ("Time", "Who", "What for", "How it stands", "With whom"),
    "No visits.",
    "no. {number}",
    "Page {number} of {count}",
)


def printed(number: int, **fields: object) -> PrintedVisit:
    """Return a visit; its name holds what the light markup would take for marks."""
    known = {"hours": f"{8 + number // 6:02}:{number % 6}0–{8 + number // 6:02}:{number % 6}9"}
    words = {"name": f"Åberg | {number}", "purpose": "review", "status": "expected"}
    return PrintedVisit(number=number, where="Room 1", **(known | words | fields))


def paper(named: bool, country: str = "SE") -> Paper:
    """Return a week of one full day, one that is shut and one with a cancelled visit."""
    days = (
        PrintedDay("Monday", [printed(number) for number in range(40)]),
        PrintedDay("Tuesday", [], ["00:00–24:00: holiday"]),
        PrintedDay("Wednesday", [printed(77, off=True, status="cancelled")]),
    )
    return diary_paper(days, CAPTIONS, named, "Clinic by the Lake", country, "now")


def test_every_visit_is_on_the_paper_and_each_page_says_which_it_is(qapp: QApplication) -> None:
    for country in ("SE", "CA"):
        pages = [flat(page) for page in pages_of(to_pdf(paper(True, country)))]
        whole = " ".join(pages)
        assert all(f"Åberg | {number}, no. {number}" in whole for number in range(40))
        assert "00:00–24:00: holiday" in whole and "No visits." in whole
        assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, start=1))


def test_without_names_no_name_is_on_it(qapp: QApplication) -> None:
    whole = " ".join(flat(page) for page in pages_of(to_pdf(paper(False))))
    assert "Åberg" not in whole
    assert all(f"no. {number}" in whole for number in range(40))


def test_what_is_cancelled_is_struck_and_nothing_else(qapp: QApplication) -> None:
    lines = paper(True).lines
    assert [line for line in lines if line.startswith("~~")] == [
        "~~| 20:50–20:59 | Åberg \\| 77, no. 77 | review | cancelled | Room 1 |"
    ]
