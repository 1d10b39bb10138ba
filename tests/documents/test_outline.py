"""An outline says what holds for the patient's own areas, and all of it can be translated."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.documents.letters import Letters
from infrared_desktop.documents.markup import Form, read_markup
from infrared_desktop.documents.outline import outline_sentences, outline_text
from infrared_desktop.domain.papers.outline_facts import OutlineFacts, item_codes, risks
from infrared_desktop.domain.protocol.consent_terms import ClauseWhen
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, Region, Side, Site, region_of
from infrared_desktop.domain.records.diary import Device, IntendedUse
from infrared_desktop.storage.desks.protocols import load_protocol, load_sources

TITAN = load_protocol("titan")
FACE, ARM, BELLY = Site(Area.FACE_FULL), Site(Area.UPPER_ARM, Side.LEFT), Site(Area.ABDOMEN_LOWER)
LAMP = Device("Titan", intended_use="warming\nmuscles")
all_sites = st.builds(Site, st.sampled_from(Area), st.sampled_from([None, *Side]))
all_facts = st.builds(
    OutlineFacts,
    st.lists(all_sites, min_size=1, max_size=4, unique=True).map(tuple),
    is_dark=st.booleans(),
    is_under_age=st.booleans(),
    devices=st.sampled_from([(), (LAMP,), (Device("Lamp 2"), LAMP)]),
    wait_hours=st.sampled_from([None, 0, 24, 168]),
    cost=st.text(max_size=20),
)


def text_of(facts: OutlineFacts) -> str:
    return outline_text(TITAN, facts, Letters(), load_sources())


@pytest.mark.parametrize(
    ("site", "told", "silent"),
    [
        (FACE, "about 70 were very satisfied", "of 20 women"),
        (ARM, "in a study of 20 women the effect was minimal", "about 70 were"),
        (BELLY, "about 40 were very satisfied", "about 70 were"),
    ],
)
def test_the_evidence_is_that_of_the_area(site: Site, told: str, silent: str) -> None:
    text = text_of(OutlineFacts((site,)))
    assert told in text
    assert silent not in text


def test_the_studies_behind_the_figures_are_named() -> None:
    assert "20 women, 2 monthly sessions" in text_of(OutlineFacts((ARM,)))
    assert "303 patients (PubMed 24215421)" in text_of(OutlineFacts((FACE,)))
    assert "Where these figures come from" not in outline_text(
        TITAN, OutlineFacts((ARM,)), Letters()
    )


@pytest.mark.parametrize(
    ("months", "told"),
    [(12, "counts for 12 months."), (1, "counts for 1 month."), (0, "")],
)
def test_it_says_how_long_what_is_signed_counts(months: int, told: str) -> None:
    protocol = replace(TITAN, consent=replace(TITAN.consent, valid_months=months))
    text = outline_text(protocol, OutlineFacts((FACE,)), Letters())
    assert told in text
    assert ("What you sign counts" in text) == bool(months)


def test_every_risk_stands_there_with_its_frequency() -> None:
    rows = [b.cells for b in read_markup(text_of(OutlineFacts((FACE,))).splitlines())]
    for effect in risks(TITAN):
        assert (effect.name, effect.frequency, effect.course) in rows
    assert any("7 in 63 treatments" in row[1] for row in rows if len(row) == 3)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (OutlineFacts((FACE,), is_dark=True), "K11"),
        (OutlineFacts((FACE,), devices=(LAMP,)), "K10"),
        (OutlineFacts((FACE,), is_under_age=True), "K15"),
        (OutlineFacts((ARM,)), "K13"),
        (OutlineFacts((BELLY,)), "K14"),
    ],
)
def test_a_clause_stands_there_only_in_its_case(facts: OutlineFacts, code: str) -> None:
    (clause,) = (one for one in TITAN.consent.clauses if one.code == code)
    assert f"- {clause.text}" in text_of(facts)
    assert code in item_codes(TITAN, facts)
    assert clause.text not in text_of(OutlineFacts((Site(Area.SUBMENTAL),)))


def test_what_the_device_was_made_for_is_told_in_one_line() -> None:
    text = text_of(OutlineFacts((FACE,), devices=(LAMP, Device("Lamp 2"))))
    assert "- Titan: its maker names this use: warming muscles" in text
    assert "- Lamp 2: we know of no approval to tighten skin in this country." in text


def test_the_words_of_the_own_country_are_told_before_those_of_the_manual() -> None:
    uses = (IntendedUse("CA", Answer.NO, "warming joints"),)
    lamp = replace(LAMP, intended_uses=uses)
    told = {c: text_of(OutlineFacts((FACE,), devices=(lamp,), country=c)) for c in ("CA", "DE")}
    assert "- Titan: its maker names this use: warming joints" in told["CA"]
    assert "- Titan: its maker names this use: warming muscles" in told["DE"]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (0, "as soon as you have read this"),
        (24, "You can sign 24 hours after"),
        (168, "You can sign 7 days after"),
        (None, "nobody under 18 is treated"),
    ],
)
def test_the_time_to_think_it_over_is_told(hours: int | None, told: str) -> None:
    assert told in text_of(OutlineFacts((FACE,), wait_hours=hours))


def test_cost_and_planned_sessions_are_told() -> None:
    text = text_of(OutlineFacts((FACE, ARM), (3, 1), cost="900 €,\n# all in"))
    assert "- The cost that you were told: 900 €, # all in" in text
    assert "- Face, full: 3 sessions are planned." in text
    assert "- Upper arm, left: 1 session is planned." in text
    assert "Ask for it before you sign." in text_of(OutlineFacts((FACE,)))


@given(all_facts)
def test_no_gap_is_left_open_and_everything_is_of_the_patients_regions(facts: OutlineFacts) -> None:
    text = text_of(replace(facts, cost=facts.cost.replace("{", "").replace("}", "")))
    assert not re.search(r"\{\w*\}", text)
    regions = {region_of(site.area) for site in facts.sites}
    for one in TITAN.expected_results:
        stands_there = one.text.format(**one.values) in text
        assert stands_there == (one.region is None or one.region in regions)
    titles = [block for block in read_markup(text.splitlines()) if block.form is Form.TITLE]
    assert len(titles) == 1


class Marking(Letters):
    """Puts a mark on what went through the translation."""

    def say(self, text: str, **values: object) -> str:
        return f"«{super().say(text, **values)}»"  # type: ignore[arg-type]


@given(all_facts)
def test_every_line_goes_through_the_letters(facts: OutlineFacts) -> None:
    for block in read_markup(outline_text(TITAN, facts, Marking()).splitlines()):
        for cell in block.cells:
            assert cell.startswith("«") and cell.endswith("»"), cell


def test_every_sentence_that_an_outline_says_is_listed_for_translation() -> None:
    listed = set(outline_sentences(TITAN))

    class Listening(Letters):
        def say(self, text: str, **values: object) -> str:
            assert text in listed, text
            return super().say(text, **values)  # type: ignore[arg-type]

    for hours in (None, 0, 1, 24, 168):
        facts = OutlineFacts(
            tuple(Site(area, Side.LEFT) for area in Area), (1, 2), True, True, (LAMP, Device("B"))
        )
        outline_text(TITAN, replace(facts, wait_hours=hours, cost="1"), Listening())


def test_every_clause_of_the_protocol_has_its_case() -> None:
    told = set()
    for region in Region:
        area = next(area for area in Area if region_of(area) is region)
        told |= set(item_codes(TITAN, OutlineFacts((Site(area),), (), True, True, (LAMP,))))
    assert {one.code for one in TITAN.consent.clauses} <= told
    assert {one.code for one in TITAN.expected_results} <= told
    assert ClauseWhen.PHOTOGRAPHS in {one.when for one in TITAN.consent.clauses}
