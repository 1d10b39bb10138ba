"""Photographs are put in order, moved and struck as audited acts, and nothing of them is lost."""

from dataclasses import replace

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.photographs import (
    Alignment,
    ExportKind,
    Landmark,
    PhotoExport,
    PhotoView,
    Purpose,
)
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import DatabaseError
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.photo_scenes import PICTURE, SMALL, kept, photo
from tests.scenes import patient


@pytest.fixture
def number(clinic: Clinic) -> int:
    return clinic.people.register(patient(), RECEPTION, NOW).id


@pytest.fixture
def other(clinic: Clinic) -> int:
    return clinic.people.register(patient("Oyelaran"), RECEPTION, NOW).id


def test_photographs_stand_in_the_chart(clinic: Clinic, number: int) -> None:
    added = clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    assert clinic.people.chart(number).photos == tuple(added)
    assert clinic.people.read_chart(number).photos == tuple(added)
    assert clinic.photos.of_patient(number) == added
    assert verify(clinic) == []


def test_without_its_file_none_of_them_is_stored(clinic: Clinic, number: int) -> None:
    with pytest.raises(KnownError, match="not kept yet"):
        clinic.photos.add([kept(clinic, number), photo(number, SMALL)], CLINICIAN, NOW)
    assert clinic.photos.of_patient(number) == []


def test_the_same_picture_is_found_at_whoever_has_it(
    clinic: Clinic, number: int, other: int
) -> None:
    mine, theirs = clinic.photos.add([kept(clinic, number), kept(clinic, other)], CLINICIAN, NOW)
    assert clinic.photos.with_content(mine.record.content) == [mine, theirs]
    assert clinic.photos.also_with([mine.record]) == {mine.record.content: (other,)}
    clinic.photos.strike([theirs], "taken in twice", CLINICIAN, NOW)
    assert clinic.photos.with_content(mine.record.content) == [mine]
    assert clinic.photos.also_with([mine.record]) == {}


def test_what_is_known_of_it_changes_in_versions(clinic: Clinic, number: int) -> None:
    (stored,) = clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    told = replace(stored.record, area=Area.NECK_FRONT, view=PhotoView.FRONT)
    (changed,) = clinic.photos.describe([(stored, told)], CLINICIAN, NOW)
    assert clinic.photos.get(stored.id).record == told
    clinic.photos.describe([(changed, stored.record)], CLINICIAN, NOW)
    assert clinic.photos.get(stored.id).record == stored.record


def test_its_picture_and_its_patient_are_not_changed_in_passing(
    clinic: Clinic, number: int, other: int
) -> None:
    (stored,) = clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    for told in (kept(clinic, number, SMALL), replace(stored.record, patient_id=other)):
        with pytest.raises(KnownError, match="Nothing was changed"):
            clinic.photos.describe([(stored, told)], CLINICIAN, NOW)


def test_one_moves_to_the_patient_whom_it_shows_and_back(
    clinic: Clinic, number: int, other: int
) -> None:
    before = kept(clinic, number, appointment_id=7, area=Area.KNEE)
    (stored,) = clinic.photos.add([before], CLINICIAN, NOW)
    with pytest.raises(KnownError, match="Say why"):
        clinic.photos.move([stored], other, " ", CLINICIAN, NOW)
    (moved,) = clinic.photos.move([stored], other, "mixed up the cards", CLINICIAN, NOW)
    assert clinic.people.chart(number).photos == ()
    assert clinic.people.chart(other).photos == (moved,)
    assert (moved.record.appointment_id, moved.record.area) == (None, Area.KNEE)
    clinic.photos.move_back([(moved, before)], CLINICIAN, NOW)
    assert clinic.people.chart(other).photos == ()
    assert clinic.people.chart(number).photos[0].record == before
    told = clinic.ledger.db.execute(
        "SELECT patient_id FROM audit WHERE act = 'photographs-moved' ORDER BY seq"
    )
    assert [patient_id for (patient_id,) in told] == [other, number]
    assert verify(clinic) == []


def test_an_import_is_taken_back_whole(clinic: Clinic, number: int) -> None:
    added = clinic.photos.add([kept(clinic, number), kept(clinic, number, SMALL)], CLINICIAN, NOW)
    clinic.photos.take_back(added, CLINICIAN, NOW)
    assert clinic.photos.of_patient(number) == []
    assert clinic.photos.files.get(added[0].record.content) == PICTURE


def test_an_alignment_is_kept_for_its_pair_and_undone(clinic: Clinic, number: int) -> None:
    one, two = clinic.photos.add(
        [kept(clinic, number), kept(clinic, number, SMALL)], CLINICIAN, NOW
    )
    marks = (Landmark(0.1, 0.2, 0.15, 0.2), Landmark(0.7, 0.3, 0.7, 0.35))
    clinic.photos.align(Alignment(number, two.id, one.id, marks), CLINICIAN, NOW)
    clinic.photos.align(Alignment(number, two.id, one.id), CLINICIAN, NOW)
    found = clinic.photos.alignment(two.id, one.id, number)
    assert found and (found.version, found.record.landmarks) == (2, ())
    assert clinic.photos.alignment(one.id, two.id, number) is None


def test_the_register_of_what_left_is_final(clinic: Clinic, number: int) -> None:
    (stored,) = clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    left = PhotoExport(
        number,
        stored.id,
        stored.record.content,
        ExportKind.COPY,
        Purpose.EDUCATION,
        NOW,
        "course in May",
    )
    (entered,) = clinic.photos.note_exports([left], CLINICIAN, NOW)
    assert clinic.photos.exports() == [entered]
    with (
        pytest.raises((KnownError, DatabaseError)),
        clinic.ledger.act("photographs-described", CLINICIAN, NOW) as act,
    ):
        act.change(entered, replace(left, recipient="nobody"))
    assert clinic.photos.exports() == [entered]


def test_looking_at_one_stands_in_the_audit_log(clinic: Clinic, number: int) -> None:
    (stored,) = clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    clinic.photos.note_seen([stored], CLINICIAN, NOW)
    sql = "SELECT staff_id, record_id, patient_id FROM audit WHERE act = 'photograph-seen'"
    assert clinic.ledger.db.execute(sql).fetchall() == [(CLINICIAN, stored.id, number)]


def test_a_missing_or_damaged_file_is_found_by_the_check(clinic: Clinic, number: int) -> None:
    stored, _ = clinic.photos.add(
        [kept(clinic, number), kept(clinic, number, SMALL)], CLINICIAN, NOW
    )
    path = clinic.photos.files.path(stored.record.content)
    path.write_bytes(path.read_bytes()[:-4])
    assert [str(told) for told in verify(clinic)] == [
        f"The file of photograph {stored.id} is gone or damaged."
    ]


def test_a_copy_that_was_not_written_is_struck_from_the_register(
    clinic: Clinic, number: int
) -> None:
    (stored,) = clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    content = stored.record.content
    left = PhotoExport(
        number, stored.id, content, ExportKind.COPY, Purpose.RECORD, NOW, "Dr. Maier"
    )
    gone, stays = clinic.photos.note_exports([left, left], CLINICIAN, NOW)
    with pytest.raises(KnownError, match="Say why"):
        clinic.photos.note_not_left([gone], " ", CLINICIAN, NOW)
    clinic.photos.note_not_left([gone], "the disk was full", CLINICIAN, NOW)
    assert clinic.people.chart(number).photo_exports == (stays,)
    assert [each.state for each in clinic.photos.exports()] == [State.INVALID, State.SIGNED]
    assert clinic.people.chart(number).addenda[-1].record.reason == "the disk was full"
    assert verify(clinic) == []


def test_reception_hands_no_photograph_out(clinic: Clinic, number: int) -> None:
    (stored,) = clinic.photos.add([kept(clinic, number)], RECEPTION, NOW)
    copied, content = ExportKind.COPY, stored.record.content
    left = PhotoExport(number, stored.id, content, copied, Purpose.RECORD, NOW, "Dr. Maier")
    for kind in ExportKind:
        with pytest.raises(KnownError, match="A clinician hands"):
            clinic.photos.note_exports([replace(left, kind=kind)], RECEPTION, NOW)
    assert clinic.photos.exports() == []


def test_a_call_back_is_finished_by_an_answer_and_undone(clinic: Clinic, number: int) -> None:
    (stored,) = clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    content = stored.record.content
    left = PhotoExport(
        number, stored.id, content, ExportKind.COPY, Purpose.EDUCATION, NOW, "Course"
    )
    entered = clinic.photos.note_exports([left], CLINICIAN, NOW)
    with pytest.raises(KnownError, match="what the recipient said"):
        clinic.photos.note_called_back(entered, " ", RECEPTION, NOW)
    (done,) = clinic.photos.note_called_back(entered, " all deleted ", RECEPTION, NOW)
    assert (done.record.said, done.by) == ("all deleted", RECEPTION)
    assert clinic.people.chart(number).call_backs == (done,)
    clinic.photos.call_back_again([done], CLINICIAN, NOW)
    assert clinic.people.chart(number).call_backs == ()
    assert verify(clinic) == []
