"""A paper has its running head and foot on every page, the country's size, and any script."""

import io
from collections import Counter

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from infrared_desktop.documents import press
from infrared_desktop.documents.markup import plain, read_markup, row, strokes, struck, table
from infrared_desktop.documents.pages import fill_pages
from infrared_desktop.documents.paper_size import page_size
from infrared_desktop.documents.press import Paper, print_paper, to_pdf
from infrared_desktop.documents.strips import Strip, set_in_type
from infrared_desktop.domain.errors import KnownError
from tests.documents.reading import flat, letters, pages_of

LONG = tuple(
    line
    for n in range(40)
    for line in (f"## Session {n}", "Well borne. " * 30, *table(["Area", "Dose"], [["Neck", "36"]]))
)
PAPER = Paper(
    "Session report",
    LONG,
    clinic="Clinic by the Lake",
    whom="Zörgiebel, Ottilie · number 12 · born 14.03.1971",
    made="Made on 23.11.2026 04:00 by Dr. Åsa Lindqvist, owner",
    protocol="Protocol: Titan 1",
    country="CA",
)


def test_head_and_foot_run_along_every_page(qapp: QApplication) -> None:
    pages = pages_of(to_pdf(PAPER))
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        told = flat(text)
        for words in (PAPER.clinic, PAPER.whom, PAPER.title, PAPER.made, PAPER.protocol):
            assert words in told
        assert f"Page {number} of {len(pages)}" in told


@pytest.mark.parametrize(
    ("country", "points"),
    [("SE", (595, 842)), ("JP", (595, 842)), ("", (595, 842)), ("US", (612, 792))],
)
def test_the_paper_is_the_countrys(
    qapp: QApplication, country: str, points: tuple[int, int]
) -> None:
    page = PdfReader(io.BytesIO(to_pdf(Paper("A", ("a",), country=country)))).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == points
    assert page_size(country).id() in (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter)


NAMES = ["山田 花子", "محمد الأمين", "Müller-Łukasz", "דוד לוי", "Nguyễn Thị Ánh", "Κώστας", "Ọ̀ṣun"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_is_printed(qapp: QApplication, name: str) -> None:
    paper = Paper("Record", (f"# {plain(name)}", row("Surname", name)), whom=name)
    (text,) = pages_of(to_pdf(paper))
    missing = letters(name * 3) - letters(text)
    assert not {letter: n for letter, n in missing.items() if letter.isalpha()}


def _ink(paper: Paper) -> int:
    image = _painted(paper)
    return sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def _painted(paper: Paper) -> QImage:
    """Paint the strips of a paper onto a picture, as they are painted onto a page."""
    image = QImage(700, 500, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    (page,) = fill_pages(set_in_type(read_markup(paper.lines), 680, lambda _: None), 440)
    press.paint_page(painter, page, 680)
    painter.end()
    return image


@pytest.mark.parametrize("name", ["🙂 Smile", "\ud7ff\u0378", "a" * 4000, "\u202eesrever", "👩🏽‍⚕️"])
def test_no_name_stops_the_paper(qapp: QApplication, name: str) -> None:
    paper = Paper("Record", (plain(name), row(name, name)), whom=name, clinic=name)
    assert pages_of(to_pdf(paper))


def test_a_struck_line_has_a_line_through_it(qapp: QApplication) -> None:
    lines = ["## Session 3", "Well borne by the patient", row("Fluence", "36 J/cm²")]
    plainly, through = Paper("A", tuple(lines)), Paper("A", tuple(struck(lines)))
    assert flat("".join(pages_of(to_pdf(plainly)))) == flat("".join(pages_of(to_pdf(through))))
    one, other = _painted(plainly), _painted(through)
    assert _longest_dark_run(one) < 60 < _longest_dark_run(other)


def _longest_dark_run(image: QImage) -> int:
    longest = 0
    for y in range(90):
        run = 0
        for x in range(image.width()):
            run = run + 1 if image.pixelColor(x, y).lightness() < 150 else 0
            longest = max(longest, run)
    return longest


def test_a_signature_is_drawn(qapp: QApplication) -> None:
    drawn = Paper("A", (strokes([(0, 0, 1000, 0), (0, 0, 0, 300)]),))
    assert _ink(drawn) > _ink(Paper("A", ("",)))
    dot = Paper("A", (strokes([(500, 100)]), strokes([()])))
    assert len(pages_of(to_pdf(dot))) == 1


def test_a_wide_table_stays_on_the_page(qapp: QApplication) -> None:
    rows = read_markup([row(*("a long cell with words " * 4 for _ in range(9)))])
    strips: list[Strip] = set_in_type(rows, 600, lambda _: None)
    ends = [p.x + p.line.naturalTextWidth() for strip in strips for p in strip.pieces]
    assert max(ends) <= 601


def test_a_person_can_stop_it(qapp: QApplication) -> None:
    told: list[float] = []

    def step(share: float) -> None:
        told.append(share)
        if share > 0.6:
            raise KnownError("enough")

    with pytest.raises(KnownError, match="enough"):
        to_pdf(PAPER, step)
    assert told == sorted(told)
    assert told[0] == 0


def test_a_device_that_fails_is_a_sentence(qapp: QApplication) -> None:
    class Jammed(QPdfWriter):
        def newPage(self) -> bool:
            return False

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    with pytest.raises(KnownError, match="did not take the paper"):
        print_paper(Jammed(buffer), PAPER)


def test_the_letters_of_each_page_are_those_that_were_set(qapp: QApplication) -> None:
    told = sum((letters(text) for text in pages_of(to_pdf(PAPER))), Counter())
    wanted = letters("".join(line.lstrip("#|").replace("|", "") for line in LONG if line != "|--|"))
    assert not {c: n for c, n in (wanted - told).items() if c.isalnum()}
