"""Two numbers joined read as one patient everywhere, and part again as if nothing had been."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.people.joining import Begun, in_the_way, proposed
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.care import Addendum
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.patient_rights import (
    Erasure,
    ErasureDecision,
    Merge,
    Restriction,
)
from infrared_desktop.domain.records.people import Patient, Staff
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.desks.integrity import is_as_stored
from infrared_desktop.storage.leaving.making import export
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.photo_scenes import kept
from tests.scenes import (
    TODAY,
    consultation,
    history,
    next_step,
    patient,
    plan,
    treated_patient,
    visit,
)

LATER = NOW + timedelta(days=1)
CHOSEN: dict[str, st.SearchStrategy[Any]] = {
    "surname": st.sampled_from(["Berghain", "Berghein", "Ōkubo"]),
    "phone": st.sampled_from(["", "+14165550188"]),
    "note": st.sampled_from(["", "likes mornings"]),
    "do_not_contact": st.booleans(),
}


def twins(clinic: Clinic) -> tuple[int, int]:
    """Register one person twice, each number with records of its own."""
    first = treated_patient(clinic, "Berghain")
    second = clinic.people.register(
        patient("Berghein", phone="+14165550188", email="b@example.org"), RECEPTION, NOW
    ).id
    clinic.care.sign(consultation(second, main_concern="the jaw"), CLINICIAN, NOW)
    clinic.care.plan(plan(second), CLINICIAN, NOW)
    clinic.diary.book(visit(second, TODAY + timedelta(days=40)), RECEPTION, NOW)
    clinic.photos.add([kept(clinic, second)], RECEPTION, NOW)
    return first, second


def join(clinic: Clinic, first: int, second: int) -> Stored[Merge]:
    one, other = clinic.people.get(first), clinic.people.get(second)
    chosen = replace(one.record, email=other.record.email)
    return clinic.rights.merge(one, other, chosen, "the same birth date", CLINICIAN, NOW)


def everything(clinic: Clinic) -> dict[str, object]:
    """Return all that is read of a clinic but the log, the joinings and versions of patients."""
    db = clinic.ledger.db
    numbers = [number for (number,) in db.execute("SELECT id FROM head WHERE kind = 'patient'")]
    return {
        "charts": [_bare(clinic, number) for number in numbers],
        "heads": db.execute(
            "SELECT * FROM head WHERE kind NOT IN ('merge', 'patient') ORDER BY kind, id"
        ).fetchall(),
        "people": db.execute(
            "SELECT id, state, patient_id FROM head WHERE kind = 'patient'"
        ).fetchall(),
        "follow_ups": db.execute("SELECT * FROM follow_up ORDER BY 1, 2").fetchall(),
        "found": [clinic.people.find(text, NOW).numbers for text in ("berg", "bergh", "0188")],
    }


def _bare(clinic: Clinic, number: int) -> object:
    chart = clinic.people.chart(number)
    return replace(chart, patient=chart.patient.record)  # type: ignore[arg-type]


def test_all_records_of_one_show_under_the_other(clinic: Clinic) -> None:
    first, second = twins(clinic)
    apart = [clinic.people.chart(each) for each in (first, second)]
    join(clinic, first, second)
    chart = clinic.people.chart(first)
    for kind in KINDS.values():
        if kind.chart_field and kind.name not in ("signature",):
            one, other = (getattr(each, kind.chart_field) for each in apart)
            whole = getattr(chart, kind.chart_field)
            assert {each.id for each in whole} == {each.id for each in (*one, *other)}
            assert {each.record.patient_id for each in whole} <= {first}
    assert chart.patient.record.email == "b@example.org"
    assert {each.patient_id for each in clinic.follow_ups.of_patient(first)} == {first}
    assert clinic.follow_ups.of_patient(second) == ()
    assert {each.record.patient_id for each in clinic.photos.of_patient(first)} == {first}
    booked = clinic.diary.day(TODAY + timedelta(days=40))
    assert [each.record.patient_id for each in booked] == [first]
    assert list(map(str, verify(clinic))) == []


def test_the_old_number_still_finds_the_person(clinic: Clinic) -> None:
    first, second = twins(clinic)
    count = clinic.people.count()
    join(clinic, first, second)
    assert clinic.people.count() == count - 1
    for typed in (str(second), "Berghein", "4165550188", "Berghain"):
        assert clinic.people.find(typed, NOW).numbers == (first,), typed
    assert clinic.people.get(second).id == first
    assert clinic.people.many([second])[second].id == first
    assert clinic.people.chart(second).patient.id == first
    assert [each.id for each in clinic.people.page(0, 50)] == [first]
    assert clinic.people.alike(clinic.people.get(first).record, first) == []


def test_parting_gives_back_what_was(clinic: Clinic) -> None:
    first, second = twins(clinic)
    before = everything(clinic)
    stored = join(clinic, first, second)
    assert everything(clinic) != before
    assert clinic.rights.merges(first) == clinic.rights.merges(second) == [stored]
    clinic.rights.unmerge(stored, "father and son", CLINICIAN, LATER)
    assert everything(clinic) == before
    assert clinic.rights.merges(first) == []
    (merge,) = clinic.ledger.books.all(Merge)
    assert (merge.state, merge.record.reason) == (State.INVALID, "father and son")
    assert list(map(str, verify(clinic))) == []


@settings(max_examples=8)
@given(data=st.data())
def test_whatever_is_joined_and_chosen_parting_gives_back_what_was(
    template: Template, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    with closing(template.copy_to(tmp_path_factory.mktemp("drawn") / "clinic")) as clinic:
        first, second = twins(clinic)
        third = clinic.people.register(patient("Berg", note="hard of hearing"), RECEPTION, NOW).id
        clinic.history.take(history(third), CLINICIAN, NOW)
        before, people = everything(clinic), clinic.ledger.books.all(Patient)
        for at in range(data.draw(st.integers(1, 2))):
            now = NOW + timedelta(minutes=at)
            apart = [n for n in (first, second, third) if clinic.people.kept(n) == n]
            kept, other = (clinic.people.get(n) for n in data.draw(st.permutations(apart))[:2])
            chosen = proposed(kept.record, other.record)
            fields = data.draw(st.fixed_dictionaries({}, optional=CHOSEN))
            clinic.rights.merge(kept, other, replace(chosen, **fields), "same", CLINICIAN, now)
            assert verify(clinic) == []
        while standing := clinic.ledger.books.all(Merge):
            standing = [each for each in standing if each.state is not State.INVALID]
            free = [
                m
                for m in standing
                if clinic.people.kept(m.record.patient_id) == m.record.patient_id
            ]
            if not free:
                break
            clinic.rights.unmerge(
                data.draw(st.sampled_from(free)), "not the same", CLINICIAN, LATER
            )
        assert everything(clinic) == before
        again = clinic.ledger.books.all(Patient)
        assert [each.record for each in again] == [each.record for each in people]
        assert verify(clinic) == []


def test_what_was_added_meanwhile_goes_with_its_record(clinic: Clinic) -> None:
    first, second = twins(clinic)
    stored = join(clinic, first, second)
    day = TODAY + timedelta(days=40)
    (booked,) = clinic.diary.day(day)
    moved = clinic.diary.move(booked, replace(booked.record, note="by phone"), RECEPTION, LATER)
    assert moved.record.patient_id == first
    assert list(map(str, verify(clinic))) == []
    edited = replace(clinic.people.get(first).record, note="likes the evening")
    clinic.people.edit(clinic.people.get(first), edited, RECEPTION, LATER)
    clinic.rights.unmerge(stored, "two people", CLINICIAN, LATER)
    (back,) = clinic.diary.day(day)
    assert (back.record.patient_id, back.record.note) == (second, "by phone")
    kept_one = clinic.people.get(first).record
    assert (kept_one.note, kept_one.email) == ("likes the evening", "")
    assert list(map(str, verify(clinic))) == []


def test_what_is_added_to_a_record_goes_along_with_it(clinic: Clinic) -> None:
    first, second = twins(clinic)
    before = clinic.people.chart(first)
    (signed,) = clinic.people.chart(second).consultations
    (booked,) = clinic.diary.day(TODAY + timedelta(days=40))
    stored = join(clinic, first, second)
    joined = next(each for each in clinic.people.chart(first).consultations if each.id == signed.id)
    told = Addendum(first, "consultation", signed.id, "asked", "None.")
    assert clinic.care.append(told, CLINICIAN, LATER).record == told
    clinic.care.invalidate(joined, "of the wrong day", CLINICIAN, LATER)
    with clinic.ledger.act("visit-fulfilled", RECEPTION, LATER) as act:
        act.add(replace(next_step(first), appointment_id=booked.id))
    assert list(map(str, verify(clinic))) == []
    clinic.rights.unmerge(stored, "two people", CLINICIAN, LATER)
    struck, chart = clinic.people.struck(second), clinic.people.chart(second)
    assert [each.id for each in struck.consultations] == [signed.id]
    assert [each.record.text for each in struck.addenda][:1] == ["None."]
    assert len(struck.addenda) == 2 and len(chart.next_steps) == 1
    assert clinic.people.chart(first).next_steps == before.next_steps
    assert clinic.people.struck(first).addenda == ()
    assert list(map(str, verify(clinic))) == []


def test_joined_twice_and_parted_in_turn(clinic: Clinic) -> None:
    first, second = twins(clinic)
    third = clinic.people.register(patient("Berg"), RECEPTION, NOW).id
    inner = join(clinic, second, first)
    outer = join(clinic, third, second)
    assert clinic.people.get(first).id == third
    assert len(clinic.people.chart(third).consultations) == 2
    assert clinic.rights.merges(third) == [inner, outer]
    with pytest.raises(KnownError, match="Part those two first"):
        clinic.rights.unmerge(inner, "no", CLINICIAN, LATER)
    clinic.rights.unmerge(outer, "no", CLINICIAN, LATER)
    assert clinic.people.get(first).id == second
    assert len(clinic.people.chart(second).consultations) == 2
    assert clinic.people.chart(third).consultations == ()
    clinic.rights.unmerge(inner, "no", CLINICIAN, LATER)
    assert len(clinic.people.chart(first).consultations) == 1
    assert list(map(str, verify(clinic))) == []


def test_what_was_signed_stays_proven(clinic: Clinic) -> None:
    first, second = twins(clinic)
    join(clinic, first, second)
    for signed in clinic.people.chart(first).consultations:
        assert is_as_stored(clinic.ledger, signed)
        (version,) = clinic.ledger.books.history(type(signed.record), signed.id)
        assert version.record.patient_id == first
        assert is_as_stored(clinic.ledger, version)


def test_nothing_is_joined_that_should_not_be(clinic: Clinic) -> None:
    first, second = twins(clinic)
    one, other = clinic.people.get(first), clinic.people.get(second)
    with pytest.raises(KnownError, match="one number"):
        clinic.rights.merge(one, one, one.record, "same", CLINICIAN, NOW)
    with pytest.raises(KnownError, match="Say why"):
        clinic.rights.merge(one, other, one.record, " ", CLINICIAN, NOW)
    with pytest.raises(KnownError, match="clinician"):
        clinic.rights.merge(one, other, one.record, "same", RECEPTION, NOW)
    clinic.people.edit(other, replace(other.record, note="new"), RECEPTION, NOW)
    with pytest.raises(StaleError):
        clinic.rights.merge(one, other, one.record, "same", CLINICIAN, NOW)
    other = clinic.people.get(second)
    clinic.care.keep_draft(consultation(second), CLINICIAN, NOW)
    with pytest.raises(KnownError, match="unfinished work"):
        clinic.rights.merge(one, other, one.record, "same", CLINICIAN, NOW)
    assert clinic.people.count() == 2
    assert list(map(str, verify(clinic))) == []


def test_erasing_a_joined_patient_erases_both_numbers(clinic: Clinic) -> None:
    first, second = twins(clinic)
    join(clinic, first, second)
    erased = Erasure(first, TODAY, ErasureDecision.ERASED, "asked for it")
    assert clinic.rights.erase(erased, CLINICIAN, NOW)
    assert clinic.people.count() == 0
    assert clinic.ledger.books.many(Patient, [first, second]) == {}
    left = clinic.ledger.db.execute("SELECT DISTINCT kind FROM head WHERE patient_id IS NOT NULL")
    assert left.fetchall() == [("erasure",)]
    assert list(map(str, verify(clinic))) == []


@pytest.mark.parametrize("at", [0, 1])
def test_erasing_one_of_two_who_were_parted_takes_the_joining_along_and_leaves_the_other(
    clinic: Clinic, at: int
) -> None:
    both = twins(clinic)
    clinic.rights.unmerge(join(clinic, *both), "father and son", CLINICIAN, LATER)
    gone, stays = both[at], both[1 - at]
    before = clinic.people.chart(stays)
    erased = Erasure(gone, TODAY, ErasureDecision.ERASED, "asked for it")
    clinic.rights.erase(erased, CLINICIAN, LATER)
    assert clinic.ledger.books.all(Merge) == []
    assert clinic.people.chart(stays) == before
    assert list(map(str, verify(clinic))) == []


def test_who_leaves_takes_along_what_is_under_both_numbers(clinic: Clinic, tmp_path: Path) -> None:
    first, second = twins(clinic)
    join(clinic, first, second)
    left = export(clinic, tmp_path / "out", CLINICIAN, NOW, second)
    assert left.photographs == 1
    listed = json.loads(
        (tmp_path / "out" / "records" / "consultation.json").read_text(encoding="utf-8")
    )
    assert {each["record"]["patient_id"] for each in listed} == {first, second}


def test_what_is_known_of_a_number_before_it_is_joined(clinic: Clinic) -> None:
    _, second = twins(clinic)
    clinic.history.take(history(second), CLINICIAN, NOW)
    clinic.care.keep_draft(consultation(second), CLINICIAN, NOW)
    side = clinic.rights.side(second)
    assert side.patient == clinic.people.get(second).record
    assert {"consultation": 1, "plan": 1, "appointment": 1}.items() <= side.counts.items()
    assert side.history is not None and side.history.record.patient_id == second
    assert side.begun == (Begun("consultation", CLINICIAN),)
    assert not side.is_restricted
    clinic.rights.restrict(Restriction(second, TODAY, "contested"), CLINICIAN, NOW)
    clinic.read_as(clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW).id)
    closed = clinic.rights.side(second)
    assert (closed.counts, closed.history, closed.is_restricted) == ({}, None, True)


def test_what_waits_behind_a_lock_is_not_joined_away(clinic: Clinic) -> None:
    first, second = twins(clinic)
    sql = "INSERT INTO locked_work VALUES (?, ?, ?, '{}')"
    clinic.ledger.db.execute(sql, (RECEPTION, second, NOW.isoformat()))
    assert clinic.rights.side(second).begun == (Begun("typed", RECEPTION),)
    with pytest.raises(KnownError, match="unfinished work"):
        join(clinic, first, second)


def test_a_history_that_is_being_written_comes_before_another_one(clinic: Clinic) -> None:
    first, second = twins(clinic)
    for number in (first, second):
        clinic.history.take(history(number), CLINICIAN, NOW)
    clinic.care.keep_draft(history(first), CLINICIAN, NOW, 1)
    with pytest.raises(KnownError, match=f"under number {first}"):
        join(clinic, first, second)
    sides = clinic.rights.side(first), clinic.rights.side(second)
    assert in_the_way(*sides) == ((first, Begun("history", CLINICIAN)),)
    assert in_the_way(*sides[::-1]) == in_the_way(*sides)


def test_of_two_histories_the_one_written_last_counts(clinic: Clinic) -> None:
    first, second = twins(clinic)
    newer = clinic.history.take(history(first), CLINICIAN, NOW)
    older = clinic.history.take(history(second), CLINICIAN, NOW)
    newer = clinic.history.confirm(newer, TODAY, CLINICIAN, LATER)
    stored = join(clinic, first, second)
    assert newer.id < older.id  # it is not the one that was begun last
    assert clinic.people.chart(first).history == newer == clinic.history.of_patient(first)
    clinic.rights.unmerge(stored, "two people", CLINICIAN, LATER)
    assert clinic.history.of_patient(second) == older
