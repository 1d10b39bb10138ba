"""Each part is checked whole, can be ended, and the audit log remembers when it was."""

from datetime import timedelta

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.photo_files import Part as FilePart
from infrared_desktop.storage.health.checking import Found, check, unnamed_files
from infrared_desktop.storage.health.parts import Checked, Part, last_check, note_check
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.photo_scenes import SMALL, kept
from tests.scenes import full_day, patient
from tests.tampering import tamper


class EndedError(Exception):
    """Somebody cancelled."""


def checked(clinic: Clinic, part: Part) -> Found:
    return check(clinic, part, lambda _: None)


@pytest.mark.parametrize("part", Part)
def test_a_clinic_as_the_program_left_it_is_sound(clinic: Clinic, part: Part) -> None:
    full_day(clinic)
    assert checked(clinic, part).findings == ()


@pytest.mark.parametrize(
    ("part", "statement", "told"),
    [
        (Part.DATABASE, "UPDATE consultation SET note = 'never said'", "is not what was stored"),
        (Part.AUDIT, "UPDATE audit SET staff_id = 2 WHERE seq = 9", "Row 9 was changed"),
        (Part.AUDIT, "DELETE FROM audit WHERE seq = 9", "Row 10 was changed, or a row before"),
        (Part.AUDIT, "DELETE FROM audit WHERE seq > 9", "Rows were cut off at the end."),
    ],
)
def test_what_was_changed_behind_its_back_is_found_in_its_part(
    clinic: Clinic, part: Part, statement: str, told: str
) -> None:
    full_day(clinic)
    tamper(clinic, statement)
    assert told in "\n".join(map(str, checked(clinic, part).findings))
    others = [other for other in Part if other is not part and other is not Part.DATABASE]
    assert not any(checked(clinic, other).findings for other in others)


@pytest.mark.parametrize("broken", [12, 13])
def test_what_is_not_told_row_by_row_is_counted(clinic: Clinic, broken: int) -> None:
    full_day(clinic)
    tamper(clinic, f"UPDATE audit SET staff_id = 7 WHERE seq BETWEEN 2 AND {broken + 1}")
    told = list(map(str, checked(clinic, Part.AUDIT).findings))
    assert len(told) == broken
    assert (told[-1] == "Broken rows besides: 1.") is (broken == 13)


def test_many_broken_rows_are_counted(clinic: Clinic) -> None:
    full_day(clinic)
    tamper(clinic, "UPDATE audit SET staff_id = 7")
    told = list(map(str, checked(clinic, Part.AUDIT).findings))
    assert len(told) == 13
    assert "Broken rows besides" in told[-1]
    (clinic.folder / "clinic.anchor").unlink(missing_ok=True)
    assert "clinic.anchor is gone" in str(checked(clinic, Part.AUDIT).findings[-1])


def test_photographs_that_share_a_file_are_counted_as_backups_count_them(clinic: Clinic) -> None:
    for surname in ("Aaltonen", "Brandt"):
        number = clinic.people.register(patient(surname), RECEPTION, NOW).id
        clinic.photos.add([kept(clinic, number)], RECEPTION, NOW)
    assert str(checked(clinic, Part.PHOTOGRAPHS).beside) == "Photographs: 2."


def test_a_lost_photograph_is_found_and_a_file_of_none_is_counted(clinic: Clinic) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    kept_photo = kept(clinic, number)
    clinic.photos.add([kept_photo], RECEPTION, NOW)
    clinic.photos.files.put_thumbnail(kept_photo.content, SMALL)
    clinic.photos.files.put(b"\xff\xd8\xff left by an import that was cut off")
    found = checked(clinic, Part.PHOTOGRAPHS)
    assert found.findings == ()
    assert "Photographs: 1. Files that belong to none: 1" in str(found.beside)
    assert len(unnamed_files(clinic, {kept_photo.content})) == 1
    clinic.photos.files.path(kept_photo.content, FilePart.ORIGINAL).unlink()
    (lost,) = checked(clinic, Part.PHOTOGRAPHS).findings
    assert "photograph 1 is gone or damaged" in str(lost)


def end() -> None:
    raise EndedError


@pytest.mark.parametrize("part", [Part.DATABASE, Part.PHOTOGRAPHS])
def test_a_check_ends_at_its_next_step(clinic: Clinic, part: Part) -> None:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    clinic.photos.add([kept(clinic, number)], RECEPTION, NOW)
    with pytest.raises(EndedError):
        check(clinic, part, lambda _: end())
    assert clinic.people.chart(number).patient.id == number


def test_a_long_query_is_ended_inside(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    from infrared_desktop.storage.health import checking

    monkeypatch.setattr(checking, "_STEPS", 100)
    steps: list[float] = []
    found = check(clinic, Part.DATABASE, steps.append, end)
    assert all("interrupted" in str(each) for each in found.findings)
    assert found.findings


def test_the_audit_log_remembers_the_last_check_of_each_part(clinic: Clinic) -> None:
    assert last_check(clinic, Part.DATABASE) is None
    note_check(clinic, Part.DATABASE, 3, CLINICIAN, NOW)
    note_check(clinic, Part.AUDIT, 0, CLINICIAN, NOW)
    later = NOW + timedelta(hours=1)
    note_check(clinic, Part.DATABASE, 0, CLINICIAN, later)
    assert last_check(clinic, Part.DATABASE) == Checked(later, CLINICIAN, 0)
    assert last_check(clinic, Part.AUDIT) == Checked(NOW, CLINICIAN, 0)
    assert last_check(clinic, Part.PHOTOGRAPHS) is None


def test_reception_checks_nothing(clinic: Clinic) -> None:
    with pytest.raises(KnownError, match="clinician"):
        note_check(clinic, Part.DATABASE, 0, RECEPTION, NOW)
    treating = clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW).id
    note_check(clinic, Part.DATABASE, 0, treating, NOW)
