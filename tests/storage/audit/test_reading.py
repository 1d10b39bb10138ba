"""Whatever is looked for in the audit log, an index leads to it."""

from datetime import timedelta

import pytest

from infrared_desktop.domain.access.deeds import Group
from infrared_desktop.storage.audit.reading import Asked
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW
from tests.scenes import full_day

LATER = NOW + timedelta(days=1)
ASKED = {
    "one group": Asked(group=Group.SAFETY, upto=999),
    "one day": Asked(since=NOW, before=LATER, upto=999),
    "one patient": Asked(patient_id=1, upto=999),
    "a group on a day": Asked(group=Group.READING, since=NOW, before=LATER, upto=999),
    "a person on a day": Asked(staff_id=CLINICIAN, since=NOW, before=LATER, upto=999),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_no_filter_reads_the_whole_log(clinic: Clinic, asked: Asked) -> None:
    full_day(clinic)
    said: list[str] = []
    clinic.ledger.db.conn.set_trace_callback(said.append)
    clinic.audit.count(asked)
    clinic.audit.page(asked, 0, 50)
    clinic.ledger.db.conn.set_trace_callback(None)
    asking = [sql for sql in said if "FROM audit" in sql]
    assert len(asking) == 2
    for sql in asking:
        plan = [row[3] for row in clinic.ledger.db.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not any(step.startswith("SCAN a") for step in plan), plan


def test_a_page_says_of_each_row_whether_it_is_sound(clinic: Clinic) -> None:
    full_day(clinic)
    newest, _ = clinic.ledger.audit.head()
    lines = clinic.audit.page(Asked(upto=newest), 2, 5)
    assert [line.seq for line in lines] == [newest - 2 - n for n in range(5)]
    assert all(line.is_sound for line in lines)
    assert list(clinic.audit.rows(Asked(upto=newest)))[-3:-8:-1] == lines


def test_a_span_holds_its_first_moment_and_not_its_last(clinic: Clinic) -> None:
    full_day(clinic)
    soon = NOW + timedelta(milliseconds=1)
    every = clinic.audit.count(Asked(since=NOW - timedelta(days=9)))
    at_now = clinic.audit.count(Asked(since=NOW, before=soon))
    assert every and at_now
    assert clinic.audit.count(Asked(since=NOW)) == at_now + clinic.audit.count(Asked(since=soon))
    assert clinic.audit.count(Asked(before=soon)) == at_now + clinic.audit.count(Asked(before=NOW))
