"""Which numbers are one patient: told of one number as of all, and found without reading all."""

from random import Random

import pytest

from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.patient_rights import Merge
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database import joined
from infrared_desktop.storage.database.sqlcipher import read
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import patient

PATIENTS = 40


@pytest.fixture(params=range(3))
def mixed(clinic: Clinic, request: pytest.FixtureRequest) -> Clinic:
    """Return a clinic with numbers that were joined in chains and trees, some parted again."""
    clinic.people.take_in([patient(f"P{n}") for n in range(PATIENTS)], RECEPTION, NOW)
    rng = Random(request.param)
    with clinic.ledger.act("patients-merged", CLINICIAN, NOW) as act:
        free = list(range(1, PATIENTS + 1))
        for _ in range(PATIENTS // 2):
            other, to = rng.sample(free, 2)
            free.remove(other)
            stored = act.add(Merge(to, other, "one person"))
            if rng.random() < 0.3:
                act.change(stored, stored.record, State.INVALID)
                free.append(other)
    return clinic


def test_one_number_is_told_as_all_are(mixed: Clinic) -> None:
    db = mixed.ledger.db
    pairs = joined.joined(db)
    assert pairs and joined.is_any_joined(db)
    for number in range(1, PATIENTS + 1):
        one = pairs.get(number, number)
        whole = {each for each in range(1, PATIENTS + 1) if pairs.get(each, each) == one}
        assert joined.kept(db, number) == one
        assert joined.one_person(db, (number,)) == whole
        assert joined.joined_of(db, number) == ({number: one} if one != number else {})
        told = mixed.rights.merges(number)
        assert [each.record.merged_id for each in told if each.state is State.INVALID] == []
        assert {each.record.merged_id for each in told} == whole - {one}
        assert [each.id for each in told] == sorted(each.id for each in told)
    assert joined.one_person(db, range(1, PATIENTS + 1)) == set(range(1, PATIENTS + 1))


@pytest.mark.parametrize("sql", [joined._TO, joined._ONE_PERSON, joined._JOININGS])
def test_no_number_is_sought_by_reading_every_joining(mixed: Clinic, sql: str) -> None:
    plan = [row[3] for row in read(mixed.ledger.db, f"EXPLAIN QUERY PLAN {sql}", (1,))]
    assert [step for step in plan if step.startswith(("SCAN m", "SCAN h"))] == [], plan
    assert any("merge_merged" in step for step in plan)
