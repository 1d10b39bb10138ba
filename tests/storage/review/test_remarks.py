"""Remarks that are written on a copy come back once, of the clinic's own copies only."""

import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.domain.records.review_copies import Remark
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.review_copy import UnlockedCopy
from infrared_desktop.storage.review.remarks import RemarkFile, read_returned, remarks_beside
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template, make_template
from tests.scenes import CANARY
from tests.storage.test_canary import clear_text_in


@pytest.fixture
def file(unlocked: UnlockedCopy) -> RemarkFile:
    return remarks_beside(unlocked)


def remark(unlocked: UnlockedCopy, text: str, **fields: object) -> Remark:
    """Return what somebody wrote at home."""
    by, copy_id = unlocked.holder_id, unlocked.header.copy_id
    written = Remark(1, uuid.uuid4().hex, copy_id, NOW, by, text, "session", 1)
    return replace(written, **fields)  # type: ignore[arg-type]


def test_remarks_are_kept_changed_and_dropped_beside_the_copy(
    file: RemarkFile, unlocked: UnlockedCopy, tmp_path: Path
) -> None:
    assert file.all() == []
    first, second = remark(unlocked, f"{CANARY}: less on the left."), remark(unlocked, "Call.")
    for each in (first, second):
        file.keep(each)
    changed = replace(first, text="Less on the right.")
    file.keep(changed)
    assert file.all() == [changed, second]
    file.drop(second.remark_id)
    assert remarks_beside(unlocked).all() == [changed]
    assert file.path == tmp_path / "one.infrared-remarks"
    assert list(clear_text_in([file.path])) == []


def test_read_and_merged_twice_they_give_one_set_of_drafts(
    taken_clinic: Clinic, file: RemarkFile, unlocked: UnlockedCopy
) -> None:
    before = taken_clinic.review_copies.drafts()
    written = [remark(unlocked, "Less on the left."), remark(unlocked, "Call again.")]
    for each in written:
        file.keep(each)
    for taken in (2, 0):
        returned = read_returned(taken_clinic, file.path)
        assert returned.refused == ()
        assert len(taken_clinic.review_copies.take_in(returned.remarks, RECEPTION, NOW)) == taken
    file.keep(remark(unlocked, "Later."))
    again = read_returned(taken_clinic, file.path).remarks
    assert len(taken_clinic.review_copies.take_in(again, RECEPTION, NOW)) == 1
    drafts = taken_clinic.review_copies.drafts()[len(before) :]
    assert [draft.record.text for draft in drafts] == ["Less on the left.", "Call again.", "Later."]
    assert verify(taken_clinic) == []


def test_what_was_changed_on_the_copy_since_comes_in_too(
    taken_clinic: Clinic, file: RemarkFile, unlocked: UnlockedCopy
) -> None:
    desk, first = taken_clinic.review_copies, remark(unlocked, "Less on the left.")
    count = len(desk.drafts())

    def merge(text: str) -> int:
        file.keep(replace(first, text=text))
        return len(desk.take_in(read_returned(taken_clinic, file.path).remarks, RECEPTION, NOW))

    told = [merge(text) for text in ("Less on the left.", "Less on the right.")]
    (draft,) = desk.drafts()[count:]
    assert (told, draft.record.text) == ([1, 1], "Less on the right.")
    # The file from before, found on the stick again, and the same once more.
    assert [merge("Less on the left."), merge("Less on the right.")] == [0, 0]
    assert desk.drafts()[count:] == [draft]
    desk.dismiss(draft, CLINICIAN, NOW)
    assert [merge("Call instead."), merge("Call instead.")] == [1, 0]
    assert [each.record.text for each in desk.drafts()[count:]] == ["Call instead."]
    assert verify(taken_clinic) == []


def test_remarks_are_found_again_however_the_copy_is_named(
    file: RemarkFile, unlocked: UnlockedCopy, tmp_path: Path
) -> None:
    file.keep(remark(unlocked, "Less."))
    renamed = replace(unlocked, path=tmp_path / "Tuesday.infrared-review")
    assert [each.text for each in remarks_beside(renamed).all()] == ["Less."]


def test_a_new_copy_of_the_same_name_touches_no_older_remarks(
    file: RemarkFile, unlocked: UnlockedCopy
) -> None:
    file.keep(remark(unlocked, "Less."))
    newer = replace(unlocked, key=b"k" * 32, header=replace(unlocked.header, copy_id="newer"))
    other = remarks_beside(newer)
    assert other.all() == []
    other.keep(remark(newer, "More."))
    assert [each.text for each in remarks_beside(newer).all()] == ["More."]
    assert [each.text for each in remarks_beside(unlocked).all()] == ["Less."]


def test_whoever_reads_goes_on_writing_beside_a_damaged_file(
    file: RemarkFile, unlocked: UnlockedCopy
) -> None:
    file.keep(remark(unlocked, "Less."))
    damaged = file.path.read_bytes()[:-3]
    for text in ("More.", "Enough."):
        file.path.write_bytes(damaged)
        with pytest.raises(KnownError, match="or it is damaged"):
            remarks_beside(unlocked).all()
        remarks_beside(unlocked).keep(remark(unlocked, text))
        assert [each.text for each in remarks_beside(unlocked).all()] == [text]
    aside = sorted(path.name for path in file.path.parent.glob("*.damaged"))
    assert aside == ["one-2.damaged", "one.damaged"]


def test_only_whoever_wrote_a_remark_signs_it(
    taken_clinic: Clinic, file: RemarkFile, unlocked: UnlockedCopy
) -> None:
    file.keep(remark(unlocked, "Less on the left."))
    (stored,) = taken_clinic.review_copies.take_in(
        read_returned(taken_clinic, file.path).remarks, RECEPTION, NOW
    )
    other = taken_clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW).id
    for by, said in ((RECEPTION, "A clinician adds"), (other, "Whoever wrote")):
        with pytest.raises(KnownError, match=said):
            taken_clinic.review_copies.take_up(stored, "seen at home", by, NOW)
    taken_clinic.review_copies.take_up(stored, "seen at home", CLINICIAN, NOW)
    assert taken_clinic.people.chart(1).addenda[-1].record.text == "Less on the left."


def test_one_about_nothing_is_tied_to_a_signed_record_of_the_patient(
    taken_clinic: Clinic, file: RemarkFile, unlocked: UnlockedCopy
) -> None:
    file.keep(remark(unlocked, "Less on the left.", about_kind="", about_id=None))
    (stored,) = taken_clinic.review_copies.take_in(
        read_returned(taken_clinic, file.path).remarks, RECEPTION, NOW
    )
    with pytest.raises(KnownError, match="signed record"):
        taken_clinic.review_copies.tie(stored, ("plan", 1), CLINICIAN, NOW)
    tied = taken_clinic.review_copies.tie(stored, ("session", 1), CLINICIAN, NOW)
    taken_clinic.review_copies.take_up(tied, "seen at home", CLINICIAN, NOW)
    assert taken_clinic.people.chart(1).addenda[-1].record.about_kind == "session"


def test_one_about_somebody_who_is_no_patient_any_more_stays_in_the_file(
    taken_clinic: Clinic, file: RemarkFile, unlocked: UnlockedCopy
) -> None:
    file.keep(remark(unlocked, "Who is that?", patient_id=2))
    file.keep(remark(unlocked, "Less."))
    returned = read_returned(taken_clinic, file.path)
    assert [each.text for each in returned.remarks] == ["Less."]
    assert "number 2" in str(returned.refused[0])


def test_what_the_file_says_of_its_author_counts_for_nothing(
    taken_clinic: Clinic, file: RemarkFile, unlocked: UnlockedCopy
) -> None:
    file.keep(remark(unlocked, "Less.", written_by_id=RECEPTION, copy_id="c1"))
    (found,) = read_returned(taken_clinic, file.path).remarks
    assert (found.written_by_id, found.copy_id) == (CLINICIAN, unlocked.header.copy_id)


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """Yield another clinic."""
    other: Template = make_template(tmp_path_factory.mktemp("other") / "clinic")
    with closing(other.copy_to(tmp_path_factory.mktemp("open") / "clinic")) as clinic:
        yield clinic


def test_another_clinics_remarks_are_told(
    elsewhere: Clinic, file: RemarkFile, unlocked: UnlockedCopy
) -> None:
    file.keep(remark(unlocked, "Less."))
    with pytest.raises(KnownError, match="another clinic"):
        read_returned(elsewhere, file.path)


def test_a_damaged_or_foreign_file_is_told(
    taken_clinic: Clinic, file: RemarkFile, unlocked: UnlockedCopy, tmp_path: Path
) -> None:
    file.keep(remark(unlocked, "Less."))
    whole = file.path.read_bytes()
    half_a_sign = whole.partition(b", ")[0] + b', "\\ud800"]\0'
    cut = (whole[:-1], whole[:20], whole[:-5] + b"x" + whole[-4:])
    for damaged in (b"", b"Dear colleague", half_a_sign, *cut):
        file.path.write_bytes(damaged)
        with pytest.raises(KnownError, match="or it is damaged"):
            read_returned(taken_clinic, file.path)
    with pytest.raises(KnownError, match="can't be read"):
        read_returned(taken_clinic, tmp_path / "gone.infrared-remarks")
