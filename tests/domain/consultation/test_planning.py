"""A site stands in a plan as the clinician judged it, and the program's own view stays in sight."""

from datetime import date
from typing import Any

import pytest

from infrared_desktop.domain.consultation.planning import Judgement, Saying, Standing, judgement
from infrared_desktop.domain.consultation.suitability import Assessment
from infrared_desktop.domain.records.answers import Verdict
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from tests.domain.strategies import stored

DAY, CLEAR = date(2026, 11, 22), date(2026, 12, 6)


def judged(
    clinician: Verdict | None, program: Verdict, until: date | None = None, **then: Any
) -> Judgement:
    finding = AreaFinding(Area.NECK_FRONT, verdict=clinician, verdict_reason=" Tan faded ", **then)
    found = Assessment(finding.site, program, (), until, False, 2)
    return judgement(finding.site, stored(Consultation(7, DAY, 1, areas=(finding,))), [found])


def test_a_decision_against_a_deferral_leaves_no_day_to_wait_for() -> None:
    found = judged(Verdict.PRECAUTIONS, Verdict.DEFERRED, CLEAR)
    assert (found.standing, found.until, found.overrules) == (Standing.SUITABLE, None, True)
    assert (found.program, found.program_until) == (Verdict.DEFERRED, CLEAR)
    assert found.reason == "Tan faded"


def test_a_deferral_that_both_see_has_its_day_and_overrules_nothing() -> None:
    found = judged(Verdict.DEFERRED, Verdict.DEFERRED, CLEAR)
    assert found == Judgement(Standing.DEFERRED, Verdict.DEFERRED, CLEAR)
    assert not found.overrules


@pytest.mark.parametrize(
    ("clinician", "standing"),
    [
        (None, Standing.NOT_JUDGED),
        (Verdict.DEFERRED, Standing.DEFERRED),
        (Verdict.NOT_SUITABLE, Standing.NOT_SUITABLE),
        (Verdict.REFERRED, Standing.NOT_SUITABLE),
        (Verdict.PRECAUTIONS, Standing.SUITABLE),
    ],
)
def test_more_care_than_the_program_asks_overrules_nothing(
    clinician: Verdict | None, standing: Standing
) -> None:
    found = judged(clinician, Verdict.SUITABLE)
    assert (found.standing, found.overrules) == (standing, False)


SAID_DEFERRED = {"program_verdict": Verdict.DEFERRED, "program_earliest": CLEAR}


def test_what_the_program_said_when_it_was_signed_counts_and_today_stands_beside_it() -> None:
    found = judged(Verdict.PRECAUTIONS, Verdict.SUITABLE, **SAID_DEFERRED)
    assert (found.program, found.program_until) == (Verdict.DEFERRED, CLEAR)
    assert found.overrules and not found.is_worse_today
    assert found.said == Saying(Verdict.DEFERRED, CLEAR)
    assert found.today == Saying(Verdict.SUITABLE)


def test_a_deferral_that_ended_keeps_the_day_that_was_said() -> None:
    found = judged(Verdict.DEFERRED, Verdict.SUITABLE, **SAID_DEFERRED)
    assert (found.standing, found.until, found.program) == (Standing.DEFERRED, CLEAR, None)
    assert found.today == Saying(Verdict.SUITABLE)


def test_what_speaks_against_treating_since_then_is_marked() -> None:
    found = judged(Verdict.SUITABLE, Verdict.NOT_SUITABLE, program_verdict=Verdict.SUITABLE)
    assert found.is_worse_today and not found.overrules


def test_where_the_program_says_the_same_today_nothing_is_added() -> None:
    found = judged(Verdict.DEFERRED, Verdict.DEFERRED, CLEAR, **SAID_DEFERRED)
    assert found.said is found.today is None
