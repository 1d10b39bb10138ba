"""Photographs of a few practice patients, one that left, and a copy that was taken along."""

import os
from dataclasses import replace
from datetime import date, timedelta

from infrared_desktop.domain.photographs.exports import TO_PATIENT
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, Region, region_of
from infrared_desktop.domain.records.care import Review, Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.photographs import (
    Alignment,
    DatedBy,
    ExportKind,
    Landmark,
    Photo,
    PhotoExport,
    PhotoView,
    Purpose,
    Timepoint,
)
from infrared_desktop.domain.records.review_copies import CopyScope, Remark, ReviewCopy
from infrared_desktop.practice.pen import CLINICIAN, OWNER, Clock
from infrared_desktop.practice.pictures import EYES_PX, HEIGHT_PX, WIDTH_PX, draw_face
from infrared_desktop.storage.clinic import Clinic

_PATIENTS, _LOOKED_AT = 3, 300
_VIEWS = (PhotoView.FRONT, PhotoView.OBLIQUE_LEFT, PhotoView.OBLIQUE_RIGHT)
_COLLEAGUE = "A colleague (invented)"
_REMARK = "Read at home: the jaw line looks softer on the left. Compare again in the next review."


def photograph(clinic: Clinic, clock: Clock) -> None:
    """Photograph a few whose face was treated, before the first session and at the last review."""
    taken: list[Stored[Photo]] = []
    for number in range(1, min(clinic.people.count(), _LOOKED_AT) + 1):
        chart = clinic.people.chart(number)
        if len(taken) < _PATIENTS * 2 * len(_VIEWS) and _shows_a_result(chart):
            taken += _before_and_after(clinic, clock, chart)
    if taken:
        _hand_out(clinic, clock, taken[-1])


def _shows_a_result(chart: Chart) -> bool:
    return bool(chart.reviews) and any(_is_face(session) for session in chart.sessions)


def _is_face(session: Stored[Session]) -> bool:
    return any(region_of(row.area) is Region.FACE for row in session.record.areas)


def _before_and_after(clinic: Clinic, clock: Clock, chart: Chart) -> list[Stored[Photo]]:
    first, last = next(filter(_is_face, chart.sessions)).record, chart.reviews[-1].record
    number = chart.patient.id
    shift_px = 6 + number % 9
    before = [
        _photo(clinic, number, view, first, draw_face(view, 3.0 + number % 2)) for view in _VIEWS
    ]
    after = [
        _photo(clinic, number, view, last, draw_face(view, 1.5, shift_px, 8)) for view in _VIEWS
    ]
    stored = clinic.photos.add([*before, *after], CLINICIAN, clock.now)
    one, two = stored[0], stored[len(_VIEWS)]
    clinic.photos.align(Alignment(number, two.id, one.id, _eyes(shift_px)), CLINICIAN, clock.now)
    return stored


def _eyes(shift_px: int) -> tuple[Landmark, ...]:
    """Return both eyes of a face that looks ahead, shifted and as it was before."""
    shift = shift_px / WIDTH_PX
    eyes = ((x / WIDTH_PX, y / HEIGHT_PX) for x, y in EYES_PX)
    return tuple(Landmark(x + shift, y, x, y) for x, y in eyes)


def _photo(
    clinic: Clinic, number: int, view: PhotoView, visit: Session | Review, picture: bytes
) -> Photo:
    if isinstance(visit, Session):
        day, when, appointment = visit.performed_on, Timepoint.BASELINE, visit.appointment_id
    else:
        day, when, appointment = visit.reviewed_on, Timepoint.MONTHS_3, None
    return Photo(
        number,
        clinic.photos.files.put(picture),
        day,
        DatedBy.PERSON,
        "image/png",
        len(picture),
        WIDTH_PX,
        HEIGHT_PX,
        taken_by_id=CLINICIAN,
        area=Area.FACE_FULL,
        view=view,
        timepoint=when,
        appointment_id=appointment,
        make_up_free=Answer.YES,
        neutral_expression=Answer.YES,
        note="Drawn: nobody's photograph.",
    )


def _hand_out(clinic: Clinic, clock: Clock, stored: Stored[Photo]) -> None:
    """Give one to its patient, call one back, and take a review copy with a remark come back."""
    photo, number = stored.record, stored.record.patient_id
    copied, record = ExportKind.COPY, Purpose.RECORD
    left = PhotoExport(number, stored.id, photo.content, copied, record, clock.now, TO_PATIENT)
    lent = replace(left, recipient=_COLLEAGUE)
    _, seen = clinic.photos.note_exports([left, lent], CLINICIAN, clock.now)
    clinic.photos.note_called_back([seen], "Read, and deleted.", CLINICIAN, clock.now)
    made_on: date = clock.on - timedelta(2)
    copy = ReviewCopy(
        f"practice-{made_on}",
        clock.now - timedelta(2),
        made_on + timedelta(14),
        CopyScope.CHOSEN,
        (number,),
        CLINICIAN,
    )
    clinic.review_copies.note_made(copy, os.urandom(32), OWNER, clock.now)
    about = clinic.people.chart(number).reviews[-1].id
    remark = Remark(
        number,
        f"{copy.copy_id}-1",
        copy.copy_id,
        clock.now - timedelta(1),
        CLINICIAN,
        _REMARK,
        "review",
        about,
    )
    clinic.review_copies.take_in([remark], CLINICIAN, clock.now)
