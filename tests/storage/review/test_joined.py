"""Two numbers that were joined, on a review copy: all of it goes along, and remarks come back."""

import uuid
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import Merge
from infrared_desktop.domain.records.review_copies import Remark
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.files.review_copy import unlock_copy
from infrared_desktop.storage.gathered.timelines import timeline_of
from infrared_desktop.storage.review.remarks import read_returned, remarks_beside
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.review_scenes import WORDS, cheap_keys, made, opened
from tests.scenes import TODAY
from tests.storage.desks.test_joining import join, twins


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_keys(monkeypatch)


def written(path: Path, number: int, about: int) -> Path:
    """Write a remark on a copy about a patient's consultation, and return where it lies."""
    copy = unlock_copy(path, WORDS)
    file = remarks_beside(copy)
    told = "Less on the left."
    by, copy_id = copy.holder_id, copy.header.copy_id
    file.keep(Remark(number, uuid.uuid4().hex, copy_id, NOW, by, told, "consultation", about))
    return file.path


def taken_in(clinic: Clinic, path: Path) -> Stored[Remark]:
    returned = read_returned(clinic, path)
    assert returned.refused == ()
    (stored,) = clinic.review_copies.take_in(returned.remarks, RECEPTION, NOW)
    return clinic.ledger.books.get(Remark, stored.id)


def own(clinic: Clinic, number: int) -> int:
    """Return the consultation that was written under a number."""
    return clinic.people.chart(number).consultations[-1].id


def test_a_copy_holds_what_is_under_both_numbers(clinic: Clinic, tmp_path: Path) -> None:
    first, second = twins(clinic)
    join(clinic, first, second)
    copy = made(clinic, tmp_path / "one.infrared-review", second)
    assert copy.photographs == 1
    with closing(opened(copy.path, tmp_path / "away")) as away:
        here, there = clinic.people.chart(first), away.people.chart(second)
        assert there.patient.id == first
        for kind in KINDS.values():
            if kind.chart_field and kind.name != "photo_export":
                assert getattr(there, kind.chart_field) == getattr(here, kind.chart_field)
        assert timeline_of(away, first, TODAY) == timeline_of(clinic, first, TODAY)
        assert away.people.find("Berghein", NOW).numbers == (first,)


def test_a_remark_on_the_other_number_comes_back_to_the_one_that_is_kept(
    clinic: Clinic, tmp_path: Path
) -> None:
    first, second = twins(clinic)
    about = own(clinic, second)
    copy = made(clinic, tmp_path / "one.infrared-review", second)
    file = written(copy.path, second, about)
    merge = join(clinic, first, second)
    stored = taken_in(clinic, file)
    assert stored.record.patient_id == first
    assert [each.id for each in clinic.people.chart(first).remarks] == [stored.id]
    clinic.review_copies.take_up(stored, "seen at home", CLINICIAN, NOW)
    assert [each.record.about_id for each in clinic.people.chart(first).addenda][-1] == about
    assert verify(clinic) == []
    clinic.rights.unmerge(merge, "two people", CLINICIAN, NOW)
    assert [each.id for each in clinic.people.chart(second).remarks] == [stored.id]


def test_a_remark_on_joined_numbers_comes_back_to_whose_record_it_is_about(
    clinic: Clinic, tmp_path: Path
) -> None:
    first, second = twins(clinic)
    about = own(clinic, second)
    merge = join(clinic, first, second)
    copy = made(clinic, tmp_path / "one.infrared-review", first)
    file = written(copy.path, first, about)
    clinic.rights.unmerge(merge, "two people", CLINICIAN, NOW)
    assert taken_in(clinic, file).record.patient_id == second


def test_a_remark_about_somebody_elses_record_is_not_given_to_them(
    clinic: Clinic, tmp_path: Path
) -> None:
    first, second = twins(clinic)
    about = own(clinic, second)
    copy = made(clinic, tmp_path / "one.infrared-review", first)
    file = written(copy.path, first, about)
    assert taken_in(clinic, file).record.patient_id == first


def test_follow_ups_and_photographs_of_both_are_the_kept_ones(clinic: Clinic) -> None:
    first, second = twins(clinic)
    apart = [clinic.follow_ups.of_patient(number) for number in (first, second)]
    photos = clinic.photos.of_patient(second)
    merge = join(clinic, first, second)
    told = {each.key for each in clinic.follow_ups.of_patient(first)}
    assert {each.key for rows in apart for each in rows if each.plan_id} <= told
    assert [each.id for each in clinic.photos.of_patient(first)] == [each.id for each in photos]
    for photo in clinic.photos.of_patient(first):
        assert clinic.photos.get(photo.id).record.patient_id == first
    items = timeline_of(clinic, first, TODAY).items
    assert len({item.ref.id for item in items if item.ref.kind == "consultation"}) == 2
    clinic.rights.unmerge(merge, "two people", CLINICIAN, NOW)
    assert [clinic.follow_ups.of_patient(number) for number in (first, second)] == apart


def test_a_merge_is_on_no_copy_of_somebody_else(clinic: Clinic, tmp_path: Path) -> None:
    first, second = twins(clinic)
    other = clinic.people.register(
        replace(clinic.people.get(first).record, surname="Zamora"), CLINICIAN, NOW
    ).id
    join(clinic, first, second)
    copy = made(clinic, tmp_path / "one.infrared-review", other)
    with closing(opened(copy.path, tmp_path / "away")) as away:
        assert away.ledger.books.all(Merge) == []
