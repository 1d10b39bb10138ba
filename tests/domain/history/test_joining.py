"""Two histories brought together: nothing that either says is lost, and what differs is named."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.booking.visit_alerts import VisitAlert, alerts_of
from infrared_desktop.domain.history.alerts import Freshness, age_in_sight, alerts, allergy_words
from infrared_desktop.domain.history.joining import in_sight, together
from infrared_desktop.domain.history.words import TITLES
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.history import Allergy, History, Implant, Medicine
from infrared_desktop.domain.records.history_answers import (
    Allergen,
    ImplantKind,
    MedicineKind,
    Pregnancy,
    Smoking,
)
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.rules.known import known_of
from tests.scenes import visit

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
GROUPS = ("conditions", "medicines", "allergies", "implants", "treatments")

histories = st.builds(
    History,
    st.just(1),
    st.just(DAY),
    pregnancy=st.sampled_from([None, *Pregnancy]),
    medicines=st.none() | st.lists(st.builds(Medicine, st.sampled_from(MedicineKind))).map(tuple),
    allergies=st.none() | st.lists(st.builds(Allergy, st.sampled_from(Allergen))).map(tuple),
    smoking=st.sampled_from([None, *Smoking]),
    height_cm=st.none() | st.integers(140, 190),
    note=st.sampled_from(["", "deaf", "deaf\nlikes mornings", "asthma"]),
)


def stored(number: int, record: History, version: int = 1) -> Stored[History]:
    return Stored(number, version, State.CURRENT, 1, NOW.replace(minute=number), "", record)


@given(one=histories, other=histories)
def test_nothing_is_lost(one: History, other: History) -> None:
    both, differ = together(one, other)
    for each in (one, other):
        for name in GROUPS:
            assert set(getattr(each, name) or ()) <= set(getattr(both, name) or ())
            assert getattr(each, name) is None or getattr(both, name) is not None
        assert each.note in both.note
        for name in TITLES:
            same = getattr(each, name) in (None, "", getattr(both, name))
            assert same or name in differ or name == "note"
    assert all(getattr(both, name) == getattr(one, name) for name in differ if name not in GROUPS)


@given(one=histories)
def test_the_same_twice_brings_nothing(one: History) -> None:
    assert together(one, one) == (one, ())
    assert together(one, History(2, DAY)) == (one, ())


def test_alerts_of_both_are_in_sight_until_they_are_one() -> None:
    quiet = History(1, DAY, allergies=(), implants=())
    loud = History(
        1,
        DAY,
        allergies=(Allergy(Allergen.LATEX),),
        implants=(Implant(ImplantKind.PACEMAKER),),
    )
    seen = in_sight((stored(1, loud), stored(2, quiet)))
    assert "latex" in str(allergy_words(seen)) and [str(each) for each in alerts(seen)] == [
        "pacemaker"
    ]
    assert in_sight(()) is None


def test_rules_and_visits_go_by_both_until_they_are_one() -> None:
    patient = Stored(1, 1, State.CURRENT, 1, NOW, "", Patient("Berg"))
    loud = History(1, DAY, implants=(Implant(ImplantKind.PACEMAKER),))
    quiet = History(1, DAY, confirmed_on=DAY, implants=())
    one = Chart(patient, histories=(stored(2, quiet),))
    both = Chart(patient, histories=(stored(1, loud), stored(2, quiet)))
    for chart, known in ((one, ()), (both, loud.implants)):
        found = known_of(chart, DAY).history
        assert found is not None and found.implants == known
    booked = Stored(9, 1, State.CURRENT, 1, NOW, "", visit(1, DAY))
    told = [VisitAlert.STALE_HISTORY in alerts_of(booked, c, {}, DAY, 90) for c in (one, both)]
    assert told == [False, True]


def test_the_last_version_of_one_history_is_in_sight_alone() -> None:
    before = History(1, DAY, implants=(Implant(ImplantKind.PACEMAKER),))
    versions = (stored(1, before), stored(1, replace(before, implants=()), 2))
    assert in_sight(versions) == versions[-1].record


def test_two_histories_can_not_be_relied_on_yet() -> None:
    patient = Stored(1, 1, State.CURRENT, 1, NOW, "", Patient("Berg"))
    fresh = replace(History(1, DAY), confirmed_on=DAY)
    one, two = stored(1, fresh), stored(2, fresh)
    assert age_in_sight(Chart(patient, histories=(one,)), DAY, 90).freshness is Freshness.PARTLY
    both = age_in_sight(Chart(patient, histories=(one, two)), DAY, 90)
    assert both.freshness is Freshness.STALE and "two histories" in str(both.words)
    assert age_in_sight(Chart(patient), DAY, 90).freshness is Freshness.MISSING
