"""Wishes about the whole record: noted by anybody, settled by what fulfils them, or answered."""

from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.patient_rights import (
    AskedFor,
    Erasure,
    ErasureDecision,
    Restriction,
)
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.leaving import making
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, patient

OTHERS = [AskedFor.RESTRICTION, AskedFor.COPY, AskedFor.JOINING]


@pytest.fixture
def number(clinic: Clinic) -> int:
    return clinic.people.register(patient(), RECEPTION, NOW).id


def ask(clinic: Clinic, number: int, asked_for: AskedFor) -> None:
    clinic.rights.ask(number, "rang this morning", RECEPTION, NOW, TODAY, asked_for)


def said(clinic: Clinic, number: int, asked_for: AskedFor) -> list[ErasureDecision]:
    return [each.record.decision for each in clinic.rights.decisions(number, asked_for)]


@pytest.mark.parametrize("asked_for", OTHERS)
def test_each_wish_waits_by_itself_and_is_told_with_who_noted_it(
    clinic: Clinic, number: int, asked_for: AskedFor
) -> None:
    ask(clinic, number, AskedFor.ERASURE)
    ask(clinic, number, asked_for)
    wish = clinic.rights.waiting(number, asked_for)
    assert wish is not None and (wish.by, wish.record.asked_on) == (RECEPTION, TODAY)
    assert len(clinic.front_desk.wishes_waiting(TODAY, CLINICIAN)) == 2
    (told,) = clinic.ledger.db.execute(
        "SELECT act, patient_id, staff_id FROM audit WHERE record_id = ? AND kind = 'erasure'",
        (wish.id,),
    )
    assert told == (f"{asked_for}-asked", number, RECEPTION)
    clinic.rights.withdraw(number, "it was somebody else", RECEPTION, NOW, asked_for)
    assert len(clinic.front_desk.wishes_waiting(TODAY, CLINICIAN)) == 1
    assert clinic.rights.waiting(number) is not None
    assert not list(verify(clinic))


def test_a_wish_waits_for_those_who_decide_about_it(clinic: Clinic, number: int) -> None:
    treating = clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW).id
    for asked_for in AskedFor:
        ask(clinic, number, asked_for)
    wishes = clinic.front_desk.wishes_waiting
    counts = [len(wishes(TODAY, by)) for by in (RECEPTION, treating, CLINICIAN)]
    assert counts == [0, 3, 4]


def test_lifting_it_settles_a_wish_that_the_chart_be_used_again(
    clinic: Clinic, number: int
) -> None:
    closed = clinic.rights.restrict(Restriction(number, TODAY, "she asked"), CLINICIAN, NOW)
    ask(clinic, number, AskedFor.RESTRICTION)
    clinic.rights.lift(closed, "she rang again", CLINICIAN, NOW)
    assert said(clinic, number, AskedFor.RESTRICTION) == ["asked", "done"]


def test_closing_the_chart_settles_the_wish_for_it_and_no_other(
    clinic: Clinic, number: int
) -> None:
    for asked_for in (AskedFor.RESTRICTION, AskedFor.COPY):
        ask(clinic, number, asked_for)
    clinic.rights.restrict(Restriction(number, TODAY, "she asked"), CLINICIAN, NOW)
    assert said(clinic, number, AskedFor.RESTRICTION) == ["asked", "done"]
    assert said(clinic, number, AskedFor.COPY) == ["asked"]


def test_joining_settles_the_wish_whichever_of_the_two_it_was_noted_for(
    clinic: Clinic, number: int
) -> None:
    other = clinic.people.register(patient(), RECEPTION, NOW)
    ask(clinic, other.id, AskedFor.JOINING)
    kept = clinic.people.get(number)
    clinic.rights.merge(kept, other, kept.record, "one person", CLINICIAN, NOW)
    assert said(clinic, number, AskedFor.JOINING) == ["asked", "done"]
    assert clinic.front_desk.wishes_waiting(TODAY, CLINICIAN) == []


def test_a_copy_settles_the_wish_once_it_was_handed_over(
    clinic: Clinic, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(clinic, number, AskedFor.COPY)
    with monkeypatch.context() as patch:
        patch.setattr(making, "hand_over", _full)
        with pytest.raises(KnownError, match="full"):
            making.export(clinic, tmp_path / "out", CLINICIAN, NOW, number)
    assert said(clinic, number, AskedFor.COPY) == ["asked"]
    making.export(clinic, tmp_path / "out", CLINICIAN, NOW, number)
    assert said(clinic, number, AskedFor.COPY) == ["asked", "done"]
    making.export(clinic, tmp_path / "again", CLINICIAN, NOW, number)
    assert said(clinic, number, AskedFor.COPY) == ["asked", "done"]


def test_files_that_are_handed_over_stay_so_where_the_wish_can_t_be_settled(
    clinic: Clinic, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(clinic, number, AskedFor.COPY)

    def refused(*_: object) -> None:
        raise KnownError("The disk is full.")

    monkeypatch.setattr(type(clinic.rights), "note_copy", refused)
    left = making.export(clinic, tmp_path / "out", CLINICIAN, NOW, number)
    assert (left.folder / "README.txt").exists()
    assert said(clinic, number, AskedFor.COPY) == ["asked"]


def _full(*_: object) -> None:
    raise OSError("the disk is full")


def test_nobody_is_erased_or_closed_by_an_answer(clinic: Clinic, number: int) -> None:
    for asked_for in AskedFor:
        gone = Erasure(number, TODAY, ErasureDecision.ERASED, "x", asked_for=asked_for)
        with pytest.raises(ValueError, match="by itself"):
            clinic.rights.answer(gone, CLINICIAN, NOW)
        with pytest.raises(KnownError, match="No wish"):
            clinic.rights.withdraw(number, "mistaken", RECEPTION, NOW, asked_for)


def test_a_wish_noted_before_a_joining_is_told_and_decided_once(
    clinic: Clinic, number: int
) -> None:
    other = clinic.people.register(patient(), RECEPTION, NOW)
    for each in (number, other.id):
        ask(clinic, each, AskedFor.ERASURE)
    kept = clinic.people.get(number)
    clinic.rights.merge(kept, other, kept.record, "one person", CLINICIAN, NOW)
    assert said(clinic, number, AskedFor.ERASURE) == ["asked", "asked"]
    assert len(clinic.front_desk.wishes_waiting(TODAY, CLINICIAN)) == 1
    refused = Erasure(number, TODAY, ErasureDecision.REFUSED, "a claim is under way")
    clinic.rights.answer(refused, CLINICIAN, NOW)
    assert clinic.front_desk.wishes_waiting(TODAY, CLINICIAN) == []
