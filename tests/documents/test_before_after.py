"""The before-and-after sheet: pictures under one frame with their captions, and what was done."""

import io

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from infrared_desktop.documents.before_after import (
    SHEET_PX,
    SheetHead,
    SheetPhoto,
    before_after_paper,
    box_px,
    framed,
)
from infrared_desktop.documents.markup import Form, pictures, plain, read_markup
from infrared_desktop.documents.press import to_pdf
from infrared_desktop.domain.photographs.alignment import Similarity, Size
from tests.documents.reading import flat, pages_of
from tests.drawn_faces import Pose, face

HEAD = SheetHead("Clinic by the Lake", "", "Made by N", "CA", "Neck, front", ("IR-00007 · to N",))
SMALL, ALL = Size(300, 400), QRectF(0, 0, 300, 400)


def photos(count: int) -> list[SheetPhoto]:
    jpeg = face(width=300, height=400)
    return [
        SheetPhoto(jpeg, f"{n} May 2026", f"after {n} sessions", (f"{n} days lie between.",))
        for n in range(1, count + 1)
    ]


def test_every_picture_has_its_date_and_words_and_what_was_done_since(qapp: QApplication) -> None:
    pdf = to_pdf(before_after_paper(HEAD, photos(5)))
    told = flat(" ".join(pages_of(pdf)))
    for n in range(1, 6):
        assert f"{n} May 2026" in told and f"after {n} sessions" in told
    assert "1 days lie between." not in told, "nothing was done since the first"
    assert "5 days lie between." in told
    assert "1 May 2026 to 5 May 2026" in told
    assert "IR-00007 · to N" in told
    drawn = [page["/Resources"]["/XObject"] for page in PdfReader(io.BytesIO(pdf)).pages]
    assert sum(len(each) for each in drawn) == 5


def test_a_picture_is_laid_into_the_frame_of_the_first_as_it_was_aligned(
    qapp: QApplication,
) -> None:
    pose = Pose(scale=0.5, dx=40, dy=30)
    image = QImage.fromData(face(pose, 300, 400))
    back = Similarity(2, 0, -2 * (150 + 40) + 150, -2 * (200 + 30) + 200)
    made = QImage.fromData(framed(image, SMALL, back, ALL))
    assert max(made.width(), made.height()) == SHEET_PX
    plainly = QImage.fromData(
        framed(QImage.fromData(face(Pose(), 300, 400)), SMALL, Similarity(1, 0, 0, 0), ALL)
    )
    for x, y in ((0.5, 0.3), (0.4, 0.65), (0.6, 0.7)):
        one, other = (
            i.pixelColor(int(x * i.width()), int(y * i.height())) for i in (made, plainly)
        )
        assert abs(one.lightness() - other.lightness()) < 25


def test_of_a_part_only_that_part_is_drawn_as_large_as_the_whole(qapp: QApplication) -> None:
    image, as_it_is = QImage.fromData(face(Pose(), 300, 400)), Similarity(1, 0, 0, 0)
    part = QRectF(75, 100, 150, 200)
    made = QImage.fromData(framed(image, SMALL, as_it_is, part))
    assert max(made.width(), made.height()) == SHEET_PX
    for x, y in ((0.2, 0.3), (0.5, 0.5), (0.7, 0.8)):
        there = image.pixelColor(int(75 + x * 150), int(100 + y * 200))
        here = made.pixelColor(int(x * made.width()), int(y * made.height()))
        assert abs(there.lightness() - here.lightness()) < 25
    assert box_px(SMALL, as_it_is, ALL) == pytest.approx(SHEET_PX, abs=2)
    assert box_px(SMALL, as_it_is, part) == pytest.approx(2 * SHEET_PX, abs=2)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_pictures_and_captions_survive_the_markup(count: int) -> None:
    told = [(bytes([n, 255, 0]), f"day | {n}", "![ words \\") for n in range(count)]
    (block,) = read_markup([pictures(told)])
    assert block.form is Form.PICTURES
    assert block.cells[1::3] == tuple(f"day | {n}" for n in range(count))
    assert block.cells[2::3] == ("![ words \\",) * count


def test_somebodys_words_are_never_taken_for_a_picture() -> None:
    (block,) = read_markup([plain("![ not a picture | a | b |")])
    assert (block.form, block.cells) == (Form.TEXT, ("![ not a picture | a | b |",))


def test_a_picture_that_cannot_be_read_leaves_its_room_and_its_caption(qapp: QApplication) -> None:
    broken = SheetPhoto(b"no picture", "2 May 2026", "after 2 sessions")
    told = flat(" ".join(pages_of(to_pdf(before_after_paper(HEAD, [*photos(1), broken])))))
    assert "2 May 2026" in told
