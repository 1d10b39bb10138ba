"""A consent holds for the areas and the time it was given for, never before its wait is over."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.papers.consent_state import (
    ConsentRules,
    ConsentState,
    consent_state,
    consent_states,
    signing_from,
)
from infrared_desktop.domain.papers.consent_state import ConsentStanding as Is
from infrared_desktop.domain.records.areas import Area, Side, Site, covers
from infrared_desktop.domain.records.care import Consultation, Plan, PlanArea
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.consents import Consent, Handout, HandoutKind, Withdrawal
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks.protocols import load_protocol
from tests.domain.charts import treated
from tests.domain.strategies import PATIENT, sites, some_sites, stored

TERMS = load_protocol("titan").consent
RULES = ConsentRules(TERMS, "GB", "Titan 1")
NECK, FACE, CHEEK = Site(Area.NECK_FRONT), Site(Area.FACE_FULL), Site(Area.MIDFACE_CHEEK, Side.LEFT)
LEFT, RIGHT, BOTH = (Site(Area.UPPER_ARM, side) for side in Side)
GIVEN = datetime(2026, 11, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
Papers = tuple[Stored[Handout], ...]


def outline(*sites: Site, at: datetime = GIVEN, number: int = 1) -> Stored[Handout]:
    return stored(Handout(PATIENT, HandoutKind.OUTLINE, at, "en", "# Text", sites), number, at)


def consent(*sites: Site, at: datetime = GIVEN + 24 * HOUR, number: int = 1) -> Stored[Consent]:
    made = Consent(PATIENT, 1, "", GIVEN, GIVEN + 24 * HOUR, at, 1, sites)
    return stored(replace(made, protocol_version="Titan 1"), number, at, State.SIGNED)


def back(number: int, at: datetime) -> Stored[Withdrawal]:
    return stored(Withdrawal(PATIENT, number, at.date(), "Thought better of it."), number, at)


def chart(
    handouts: tuple[Stored[Handout], ...] = (),
    consents: tuple[Stored[Consent], ...] = (),
    withdrawals: tuple[Stored[Withdrawal], ...] = (),
    born: date | None = date(1971, 3, 14),
) -> Chart:
    return Chart(
        stored(Patient("Ito", birth_date=born), id=PATIENT),
        handouts=handouts,
        consents=consents,
        withdrawals=withdrawals,
    )


def state(of: Chart, site: Site = NECK, hours: float = 30) -> ConsentState:
    return consent_state(of, site, GIVEN + hours * HOUR, RULES)


def test_without_any_paper_it_is_missing() -> None:
    assert state(chart()).standing is Is.MISSING


def test_an_outline_waits_until_its_time_is_over_to_the_minute() -> None:
    given = chart((outline(NECK),))
    before, after = state(given, hours=23.99), state(given, hours=24)
    assert (before.standing, before.until) == (Is.WAITING, GIVEN + 24 * HOUR)
    assert (after.standing, after.outline) == (Is.UNSIGNED, given.handouts[0])


def test_a_consent_holds_for_its_areas_alone() -> None:
    signed = chart((outline(NECK),), (consent(NECK),))
    assert state(signed).standing is Is.VALID
    assert state(signed).consent == signed.consents[0]
    assert state(signed, FACE).standing is Is.OTHER_AREAS


def test_it_does_not_hold_before_it_was_signed() -> None:
    signed = chart((outline(NECK),), (consent(NECK, at=GIVEN + 48 * HOUR),))
    assert state(signed, hours=47).standing is Is.UNSIGNED


@pytest.mark.parametrize(
    ("signed_for", "site", "holds"),
    [
        ((FACE,), CHEEK, True),
        ((CHEEK,), FACE, False),
        ((BOTH,), LEFT, True),
        ((LEFT,), BOTH, False),
        ((LEFT, RIGHT), BOTH, True),
        ((LEFT,), RIGHT, False),
    ],
)
def test_what_a_consent_covers(signed_for: tuple[Site, ...], site: Site, holds: bool) -> None:
    signed = chart((outline(*signed_for),), (consent(*signed_for),))
    assert (state(signed, site).standing is Is.VALID) == holds


def test_two_consents_cover_both_sides_together() -> None:
    signed = chart(consents=(consent(LEFT), consent(RIGHT, number=2), consent(NECK, number=3)))
    found = state(signed, BOTH)
    assert (found.standing, found.consent) == (Is.VALID, signed.consents[1])


def test_a_consent_of_another_protocol_holds_and_is_dated() -> None:
    signed = chart((outline(NECK),), (consent(NECK),))
    assert not state(signed).is_dated
    other = replace(RULES, protocol="Titan 1, clinic copy 1")
    assert consent_state(signed, NECK, GIVEN + 30 * HOUR, other).is_dated


def test_one_that_was_taken_back_no_longer_holds_until_a_new_one_is_signed() -> None:
    papers, signed = (outline(NECK),), (consent(NECK),)
    gone = chart(papers, signed, (back(1, GIVEN + 26 * HOUR),))
    found = state(gone)
    assert (found.standing, found.consent, found.outline) == (
        Is.WITHDRAWN,
        signed[0],
        papers[0],
    )
    again = replace(gone, consents=(*signed, consent(NECK, at=GIVEN + 28 * HOUR, number=2)))
    assert state(again).standing is Is.VALID


def test_a_new_outline_after_a_withdrawal_waits_anew() -> None:
    new = outline(NECK, at=GIVEN + 27 * HOUR, number=2)
    gone = chart((outline(NECK), new), (consent(NECK),), (back(1, GIVEN + 26 * HOUR),))
    assert state(gone).standing is Is.WAITING
    assert state(gone, hours=27 + 24).standing is Is.UNSIGNED


def until(day: date | None, one: Stored[Consent]) -> Stored[Consent]:
    return replace(one, record=replace(one.record, valid_until=day))


LAST = GIVEN.date() + timedelta(days=2)


def test_it_runs_out_after_its_last_day_and_a_new_outline_begins_anew() -> None:
    signed = chart((outline(NECK),), (until(LAST, consent(NECK)),))
    found = state(signed, hours=48)
    assert (found.standing, found.last_day) == (Is.VALID, LAST)
    found = state(signed, hours=72)
    assert (found.standing, found.last_day, found.consent) == (
        Is.EXPIRED,
        LAST,
        signed.consents[0],
    )
    told = replace(
        signed, handouts=(*signed.handouts, outline(NECK, at=GIVEN + 71 * HOUR, number=2))
    )
    assert state(told, hours=72).standing is Is.WAITING


def test_one_that_ran_out_is_none_for_other_areas_either() -> None:
    signed = chart((), (until(LAST, consent(NECK)),))
    assert state(signed, FACE, hours=48).standing is Is.OTHER_AREAS
    assert state(signed, FACE, hours=72).standing is Is.MISSING


def test_of_two_sides_the_one_that_runs_out_first_is_told() -> None:
    sides = (until(LAST, consent(LEFT)), until(None, consent(RIGHT, number=2)))
    assert state(chart(consents=sides), BOTH).last_day == LAST
    assert state(chart(consents=sides), BOTH, hours=72).standing is Is.EXPIRED
    assert state(chart(consents=sides), RIGHT, hours=72).standing is Is.VALID


def test_the_newest_of_two_consents_to_the_same_area_counts() -> None:
    both = chart(consents=(until(LAST, consent(FACE)), consent(CHEEK, number=2)))
    assert state(both, CHEEK, hours=72).standing is Is.VALID
    assert state(both, FACE, hours=72).standing is Is.EXPIRED


def test_taking_one_back_does_not_bring_an_older_one_back() -> None:
    signed = (consent(NECK, LEFT), consent(NECK, at=GIVEN + 25 * HOUR, number=2))
    gone = chart((outline(NECK),), signed, (back(2, GIVEN + 26 * HOUR),))
    found = state(gone)
    assert (found.standing, found.consent) == (Is.WITHDRAWN, signed[1])
    assert state(gone, LEFT).standing is Is.VALID


def test_taking_an_older_one_back_leaves_the_newer_one() -> None:
    signed = (consent(NECK), consent(NECK, at=GIVEN + 25 * HOUR, number=2))
    gone = chart((outline(NECK),), signed, (back(1, GIVEN + 26 * HOUR),))
    assert (state(gone).standing, state(gone).consent) == (Is.VALID, signed[1])


def test_one_that_waits_for_its_clinician_does_not_count_before_it_is_confirmed() -> None:
    waits = replace(consent(NECK), state=State.CURRENT)
    found = state(chart((outline(NECK),), (waits,)))
    assert (found.standing, found.consents) == (Is.UNCONFIRMED, (waits,))
    stood_for = replace(waits, state=State.SIGNED, version=2, at=GIVEN + 29 * HOUR)
    assert state(chart((outline(NECK),), (stood_for,))).standing is Is.VALID
    assert state(chart((outline(NECK),), (stood_for,)), hours=28).standing is Is.UNCONFIRMED


def test_a_side_that_waits_for_its_clinician_keeps_both_waiting() -> None:
    waits = replace(consent(RIGHT, number=2), state=State.CURRENT)
    found = state(chart(consents=(consent(LEFT), waits)), BOTH)
    assert (found.standing, found.consent) == (Is.UNCONFIRMED, waits)


@pytest.mark.parametrize(
    ("months", "day", "last"),
    [
        (12, date(2026, 11, 3), date(2027, 11, 3)),
        (12, date(2028, 2, 29), date(2029, 2, 28)),
        (1, date(2026, 1, 31), date(2026, 2, 28)),
        (0, date(2026, 11, 3), None),
    ],
)
def test_the_last_day_is_that_of_the_terms(months: int, day: date, last: date | None) -> None:
    assert replace(TERMS, valid_months=months).last_day(day) == last


def test_an_instruction_sheet_is_no_outline() -> None:
    sheet = outline(NECK)
    sheet = replace(sheet, record=replace(sheet.record, kind=HandoutKind.INSTRUCTIONS))
    assert state(chart((sheet,))).standing is Is.MISSING


def test_who_was_treated_in_the_plan_waits_no_more() -> None:
    under_way = treated()
    from_when = partial(signing_from, under_way, GIVEN, now=GIVEN, rules=RULES)
    assert from_when((NECK,)) == GIVEN
    assert from_when((NECK, FACE)) == GIVEN + 24 * HOUR
    every_time = replace(RULES, terms=replace(TERMS, first_treatment_only=False))
    assert signing_from(under_way, GIVEN, (NECK,), GIVEN, every_time) == GIVEN + 24 * HOUR


def test_a_plan_without_a_session_waits() -> None:
    plan = Plan(PATIENT, GIVEN.date(), 1, areas=(PlanArea(Area.NECK_FRONT),))
    planned = replace(chart(), plans=(stored(plan),))
    assert signing_from(planned, GIVEN, (NECK,), GIVEN, RULES) == GIVEN + 24 * HOUR


@pytest.mark.parametrize(
    ("country", "hours"), [("GB", 168), ("AU", 168), ("ZZ", 168), ("SE", 168), ("DK", None)]
)
def test_under_age_the_wait_runs_from_the_first_consultation(
    country: str, hours: int | None
) -> None:
    seen = stored(Consultation(PATIENT, GIVEN.date(), 1), at=GIVEN - 10 * HOUR, state=State.SIGNED)
    young = replace(chart(born=date(2009, 1, 1)), consultations=(seen,))
    until = signing_from(young, GIVEN, (NECK,), GIVEN, replace(RULES, country=country))
    assert until == (None if hours is None else GIVEN + (hours - 10) * HOUR)


def test_in_a_country_without_treatment_under_age_there_is_nothing_to_sign() -> None:
    young = chart((outline(NECK),), born=date(2009, 1, 1))
    denmark = replace(RULES, country="DK")
    assert consent_state(young, NECK, GIVEN + 99 * HOUR, denmark).standing is Is.UNDER_AGE


def test_who_comes_of_age_signs_as_a_grown_up() -> None:
    young = chart((outline(NECK),), born=date(2008, 11, 4))
    assert state(young, hours=38).standing is Is.WAITING
    assert state(young, hours=40).standing is Is.UNSIGNED


@pytest.mark.parametrize(
    ("country", "hours"), [("GB", 24), ("AU", 24), ("SE", 48), ("DK", 48), ("FR", 168), ("ZZ", 24)]
)
def test_the_wait_is_that_of_the_country(country: str, hours: int) -> None:
    rules = replace(RULES, country=country)
    assert signing_from(chart(), GIVEN, (NECK,), GIVEN, rules) == GIVEN + hours * HOUR


at_some_hour = st.integers(0, 400).map(lambda hours: GIVEN + hours * HOUR)
charts = st.builds(
    lambda papers, signed, gone: chart(
        tuple(outline(*where, at=at, number=n) for n, (where, at) in enumerate(papers, 1)),
        tuple(consent(*where, at=at, number=n) for n, (where, at) in enumerate(signed, 1)),
        tuple(back(n, signed[n - 1][1] + later * HOUR) for n, later in gone if n <= len(signed)),
    ),
    st.lists(st.tuples(some_sites, at_some_hour), max_size=4),
    st.lists(st.tuples(some_sites, at_some_hour), max_size=4),
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 60)), max_size=3),
)


@given(charts, sites, at_some_hour)
def test_what_holds_was_signed_covers_and_was_not_taken_back(
    of: Chart, site: Site, now: datetime
) -> None:
    found = consent_state(of, site, now, RULES)
    gone = {w.record.consent_id for w in of.withdrawals if w.record.withdrawn_on <= now.date()}
    signed = [c for c in of.consents if c.record.signed_at <= now]
    live = [c for c in signed if not any(ends(back, c, site) for back in signed if back.id in gone)]
    alone = [c for c in live if any(covers(each, site) for each in c.record.sites)]
    if alone:
        assert found.standing is Is.VALID
    if found.standing is Is.VALID:
        assert found.consent in live
    if found.standing in (Is.WAITING, Is.UNSIGNED):
        assert found.until is not None and found.outline is not None
        assert (now < found.until) == (found.standing is Is.WAITING)
        assert found.until >= found.outline.record.given_at + 24 * HOUR
    if found.standing is Is.WITHDRAWN:
        assert found.consent is not None and found.consent.id in gone


def ends(back: Stored[Consent], one: Stored[Consent], site: Site) -> bool:
    """Say whether taking one consent back ends another: itself, or an older one for that skin."""
    meets = any(covers(each, site) or covers(site, each) for each in back.record.sites)
    order = (one.record.signed_at, one.id) <= (back.record.signed_at, back.id)
    return one.id == back.id or (meets and order)


@given(charts, st.lists(sites, max_size=5), at_some_hour)
def test_each_site_is_told_once_and_nothing_ahead_counts(
    of: Chart, wanted: list[Site], now: datetime
) -> None:
    found = consent_states(of, wanted, now, RULES)
    assert [each.site for each in found] == list(dict.fromkeys(wanted))
    past = replace(
        of,
        handouts=tuple(h for h in of.handouts if h.record.given_at <= now),
        consents=tuple(c for c in of.consents if c.record.signed_at <= now),
        withdrawals=tuple(w for w in of.withdrawals if w.record.withdrawn_on <= now.date()),
    )
    assert consent_states(past, wanted, now, RULES) == found
