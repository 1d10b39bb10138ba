"""Whose time is over, by the last contact of any kind; and which wishes wait for the owner."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database import triggers
from infrared_desktop.storage.database.sqlcipher import Database, read
from infrared_desktop.storage.gathered import keeping_list
from infrared_desktop.storage.gathered.erasing_facts import GOING, what_goes
from infrared_desktop.storage.gathered.keeping_list import (
    erased_since,
    keeping_of,
    open_wishes,
    past_their_time,
)
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, consultation, full_day, patient, visit
from tests.storage.desks.test_erasing import erasure

LONG_AGO = NOW - timedelta(days=365 * 12)


def keep(clinic: Clinic, years: int | None = 10, age: int | None = 25) -> None:
    stored = clinic.staff.settings()
    settings = replace(stored.record, keep_years=years, keep_until_age=age)
    clinic.staff.change_settings(stored, settings, CLINICIAN, NOW)


def past(clinic: Clinic, today: date = TODAY) -> list[int]:
    return [each.patient.id for each in past_their_time(clinic, today)]


def long_ago(clinic: Clinic, surname: str = "Ngata", **fields: object) -> int:
    return clinic.people.register(patient(surname, **fields), RECEPTION, LONG_AGO).id


def test_nobody_is_past_any_time_where_none_is_given(clinic: Clinic) -> None:
    long_ago(clinic)
    assert past(clinic) == []


def test_the_longest_out_of_touch_come_first_and_others_not_at_all(clinic: Clinic) -> None:
    keep(clinic)
    later, sooner = long_ago(clinic), long_ago(clinic, "Ito")
    old = replace(consultation(later), consulted_on=LONG_AGO.date() + timedelta(days=30))
    clinic.care.sign(old, CLINICIAN, LONG_AGO + timedelta(days=30))
    long_ago(clinic, "Young", birth_date=date(2010, 1, 1))
    long_ago(clinic, "Nobody Knows", birth_date=None)
    full_day(clinic)
    assert past(clinic) == [sooner, later]
    assert keeping_of(clinic, later).free_on == old.consulted_on.replace(year=TODAY.year - 2)


def test_who_is_booked_is_in_touch(clinic: Clinic) -> None:
    keep(clinic)
    number = long_ago(clinic)
    clinic.diary.book(visit(number, TODAY + timedelta(days=1)), RECEPTION, NOW)
    assert past(clinic) == []
    assert keeping_of(clinic, number).last_contact == TODAY + timedelta(days=1)


def test_one_figure_alone_finds_only_whom_it_is_about(clinic: Clinic) -> None:
    adult = long_ago(clinic)
    child = long_ago(clinic, "Young", birth_date=LONG_AGO.date() - timedelta(days=365 * 15))
    keep(clinic, age=None)
    assert past(clinic) == [adult]
    keep(clinic, years=None)
    assert past(clinic) == [child]


def test_a_wish_waits_until_it_is_decided_and_again_when_its_day_has_come(clinic: Clinic) -> None:
    number, rights = long_ago(clinic), clinic.rights
    asked = rights.ask(number, "asked by phone", RECEPTION, NOW, TODAY)
    assert open_wishes(clinic, TODAY, CLINICIAN) == [asked]
    until = TODAY + timedelta(days=90)
    waits = Erasure(number, TODAY, ErasureDecision.WAITS, "kept by law", until)
    stored = rights.answer(waits, CLINICIAN, NOW)
    assert open_wishes(clinic, until - timedelta(days=1), CLINICIAN) == []
    assert open_wishes(clinic, until, CLINICIAN) == [stored]
    refused = Erasure(number, TODAY, ErasureDecision.REFUSED, "a claim is under way")
    rights.answer(refused, CLINICIAN, NOW)
    assert open_wishes(clinic, until, CLINICIAN) == []


def test_what_goes_is_counted_and_then_is_gone(clinic: Clinic) -> None:
    number = full_day(clinic)
    counts = what_goes(clinic, [number])
    assert counts.keys() == {*GOING, "drafts"}
    assert counts["photographs"] == len(clinic.photos.of_patient(number)) > 0
    other = what_goes(clinic, [long_ago(clinic)])
    assert other == {}
    clinic.rights.erase(erasure(number), CLINICIAN, NOW)
    assert what_goes(clinic, [number]) == {}
    assert [each.record.patient_id for each in erased_since(clinic, NOW)] == [number]
    assert erased_since(clinic, NOW + timedelta(seconds=1)) == []


# Kinds of records by a day of their own, and kinds that count from when they were first noted.
BY_DAY = "consultation plan appointment session adverse_event review history photo"
BY_NOTE = "patient contact_attempt handout consent test_spot message"


def test_whatever_kind_of_contact_was_the_last_the_record_is_kept_from_then(clinic: Clinic) -> None:
    number, db = full_day(clinic), clinic.ledger.db
    for trigger in triggers.standing(db):
        db.execute(f"DROP TRIGGER [{trigger}]")
    db.execute("UPDATE head SET state = 'current'")
    named = [(kind, "head", f"day = ? WHERE kind = '{kind}'") for kind in BY_DAY.split()]
    named += [(kind, kind, "stored_at = ? WHERE version = 1") for kind in BY_NOTE.split()]
    for years, (kind, table, put) in enumerate(named):
        day = TODAY.replace(year=2040 + years)
        assert db.execute(f"UPDATE [{table}] SET {put}", (day.isoformat(),)).rowcount, kind
        assert keeping_of(clinic, number).last_contact == day, kind
    struck = "UPDATE head SET state = 'invalid' WHERE kind <> 'patient'"
    assert db.execute(struck).rowcount
    assert keeping_of(clinic, number).last_contact == TODAY.replace(year=2048), "of the patient"


@pytest.mark.parametrize("seed", range(5))
def test_whose_time_is_over_is_found_as_if_each_were_looked_at(clinic: Clinic, seed: int) -> None:
    rng, db = random.Random(seed), clinic.ledger.db
    numbers = [full_day(clinic), *(long_ago(clinic, f"Ito {each}") for each in range(7))]
    for number in numbers[1:]:
        clinic.care.sign(consultation(number), CLINICIAN, NOW)
        clinic.diary.book(visit(number, TODAY + timedelta(days=number)), RECEPTION, NOW)
    for trigger in triggers.standing(db):
        db.execute(f"DROP TRIGGER [{trigger}]")
    days = [date(year, 3, 1) - timedelta(days=day) for year in range(2012, 2018) for day in (0, 1)]
    for kind, number in db.execute("SELECT kind, id FROM head").fetchall():
        there, noted = rng.choice(days).isoformat(), rng.choice(days).isoformat()
        state = rng.choice(("current", "current", "invalid" if kind != "patient" else "current"))
        where = "WHERE kind = ? AND id = ?"
        db.execute(f"UPDATE head SET day = ?, state = ? {where}", (there, state, kind, number))
        db.execute(f"UPDATE [{kind}] SET stored_at = ? WHERE id = ?", (noted, number))
    for today in (date(2026, 2, 28), date(2026, 3, 1), date(2024, 2, 29)):
        for years in (8, 10, 12):
            keep(clinic, years)
            free = [each for each in numbers if keeping_of(clinic, each).is_free(today)]
            assert sorted(past(clinic, today)) == free


def test_one_patients_last_contact_is_found_without_looking_through_everybodys(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[str] = []

    def explain(db: Database, sql: str, values: Iterable[Any] = ()) -> Iterator[Any]:
        plans.extend(row[3] for row in read(db, f"EXPLAIN QUERY PLAN {sql}", values))
        return read(db, sql, values)

    number = full_day(clinic)
    monkeypatch.setattr(keeping_list, "read", explain)
    keeping_of(clinic, number)
    heads = [step for step in plans if step.startswith(("SEARCH h", "SCAN h"))]
    assert len(heads) == 7
    assert all("INDEX head_patient (patient_id=? AND kind=?)" in step for step in heads)


def test_a_change_of_what_is_known_is_no_contact(clinic: Clinic) -> None:
    number = long_ago(clinic)
    stored = clinic.people.get(number)
    clinic.people.edit(stored, replace(stored.record, note="called back"), RECEPTION, NOW)
    assert keeping_of(clinic, number).last_contact == LONG_AGO.date()
