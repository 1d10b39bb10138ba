"""Many letters are one paper, each on pages of its own that tell of nobody else."""

from datetime import date

from PySide6.QtWidgets import QApplication

from infrared_desktop.documents.message_letters import Letter, letters_paper
from infrared_desktop.documents.press import to_pdf
from infrared_desktop.domain.records.people import Patient, Settings
from tests.documents.reading import flat, pages_of

SETTINGS = Settings("Clinic by the Lake", "CA", phone="+14165550101")
TODAY = date(2026, 11, 23)


def letter(
    name: str, text: str = "We would like to see you.\n\nPlease call us.", **f: str
) -> Letter:
    known = {"address": f"1 {name} Road, Exampleton", "subject": f"To {name}", "language": "en"} | f
    return Letter(Patient(name, "Ada"), known["address"], known["subject"], text, known["language"])


def test_each_letter_begins_a_page(qapp: QApplication) -> None:
    letters = [letter("Okafor"), letter("Brandt", language="de"), letter("Sato")]
    pages = [flat(page) for page in pages_of(to_pdf(letters_paper(letters, SETTINGS, TODAY)))]
    assert len(pages) == 3
    for page, name in zip(pages, ("Okafor", "Brandt", "Sato"), strict=True):
        assert f"Ada {name} 1 {name} Road Exampleton" in page and f"To {name}" in page
        assert "Clinic by the Lake · (416) 555-0101" in page and "Please call us." in page
        others = {"Okafor", "Brandt", "Sato"} - {name}
        assert not [other for other in others if other in page] and "Page" not in page
    assert "Monday 23 November 2026" in pages[0]
    assert "Montag, 23. November 2026" in pages[1]


def test_a_long_letter_goes_on_and_the_next_begins_a_page_all_the_same(qapp: QApplication) -> None:
    long = "\n\n".join(f"Paragraph {number} of a long letter." for number in range(80))
    pages = pages_of(to_pdf(letters_paper([letter("A", long), letter("B")], SETTINGS, TODAY)))
    assert len(pages) > 2 and "To B" in flat(pages[-1]) and "Paragraph" not in pages[-1]


def test_words_that_look_like_marks_are_printed_as_they_are(qapp: QApplication) -> None:
    odd = letter(
        "Okafor", "# not a heading\n\n- nor an item\n\n\f\n\n~~struck~~", subject="| a |\nb"
    )
    (page,) = pages_of(to_pdf(letters_paper([odd], SETTINGS, TODAY)))
    for words in ("# not a heading", "- nor an item", "~~struck~~", "| a | b"):
        assert words in flat(page)
