"""Only what an import brought and no record names is removed when the import is given up."""

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.photographs import ExportKind, Photo, PhotoExport, Purpose
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.given_up import clear_away
from infrared_desktop.storage.desks.photos import Photos
from infrared_desktop.storage.files.arriving import Arriving
from infrared_desktop.storage.files.photo_files import Part
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.photo_scenes import kept
from tests.scenes import patient


def cleared(clinic: Clinic, arriving: Arriving) -> int:
    files = clinic.photos.files
    return clear_away(clinic.ledger, files, arriving.brought, CLINICIAN, NOW)


def test_what_nobody_stored_goes_with_its_small_picture_and_the_log_tells_it(
    clinic: Clinic,
) -> None:
    files = clinic.photos.files
    arriving = Arriving(files)
    content = arriving.put(b"given up")
    arriving.put_thumbnail(content, b"small")
    assert cleared(clinic, arriving) == 1
    assert not files.path(content).exists()
    assert not files.path(content, Part.THUMBNAIL).exists()
    told = clinic.ledger.db.execute("SELECT act, content_hash FROM audit ORDER BY rowid DESC")
    assert told.fetchone() == ("photographs-given-up", content)
    assert verify(clinic) == []


def test_what_was_there_before_the_import_is_none_of_its_files(clinic: Clinic) -> None:
    files = clinic.photos.files
    content = files.put(b"another import has read this, and not stored it yet")
    arriving = Arriving(files)
    assert arriving.put(b"another import has read this, and not stored it yet") == content
    assert arriving.brought == [] and cleared(clinic, arriving) == 0
    assert files.is_whole(content)


def test_nobody_stores_a_photograph_whose_file_is_just_being_removed(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    looked: list[bool] = []
    real = Photos._checked

    def checked(photos: Photos, photo: Photo) -> Photo:
        looked.append(clinic.ledger.db.conn.in_transaction)
        return real(photos, photo)

    monkeypatch.setattr(Photos, "_checked", checked)
    wanted = kept(clinic, number)
    clinic.photos.files.remove(wanted.content)
    with pytest.raises(KnownError, match="not kept yet"):
        clinic.photos.add([wanted], CLINICIAN, NOW)
    assert looked == [True] and clinic.photos.of_patient(number) == []


def test_whatever_a_record_ever_named_stays(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    photos, arriving = clinic.photos, Arriving(clinic.photos.files)
    for content in (b"shown", b"struck", b"taken back", b"left"):
        arriving.put(content)
    shown, struck, back = (
        photos.add([kept(clinic, number, content)], CLINICIAN, NOW)[0]
        for content in (b"shown", b"struck", b"taken back")
    )
    photos.strike([struck], "blurred", CLINICIAN, NOW)
    photos.take_back([back], CLINICIAN, NOW)
    gone = arriving.brought[-1]
    export = PhotoExport(number, shown.id, gone, ExportKind.COPY, Purpose.RECORD, NOW, "Dr. Ito")
    photos.note_exports([export], CLINICIAN, NOW)
    assert cleared(clinic, arriving) == 0
    assert all(photos.files.is_whole(content) for content in arriving.brought)
