"""What the waiting list asks of a protocol is the same whether all of it is read or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.protocol.facts import of_protocol, read_waiting_facts
from infrared_desktop.domain.protocol.instruction_terms import Phase
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.storage.desks.protocols import SHIPPED, load_protocol, shipped_text

TITAN = shipped_text("titan")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_facts_are_those_of_the_whole_protocol(name: str) -> None:
    found = read_waiting_facts(shipped_text(name))
    assert found == of_protocol(load_protocol(name))
    assert found is not None
    assert found.leads


@given(areas=st.sets(st.sampled_from(Area), max_size=3))
def test_what_is_told_before_a_session_depends_on_the_areas_alike(areas: set[Area]) -> None:
    text = TITAN.replace("hours = 336\n", 'hours = 336\nareas = ["NECK_ANT"]\n', 1)
    facts = read_waiting_facts(text)
    assert facts is not None
    whole = load_protocol("titan").instructions_for(Phase.BEFORE, *areas)
    gone = bool(areas) and Area.NECK_FRONT not in areas
    hours = [one.hours for one in whole][int(gone) :]
    assert [one.hours for one in facts.leads_for(map(Site, areas))] == hours


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("[windows]", "[ windows ]"),
        ("best_days = { value = 30,", "best = { value = 30,"),
        ("best_days = { value = 30,", "best_days = { value = 30"),
        ("[[instructions]]", "[[instruction]]"),
        ("earliest_days = { value = 28, ", "# "),
    ],
)
def test_a_text_that_is_laid_out_otherwise_is_left_to_the_whole_reading(
    written: str, otherwise: str
) -> None:
    assert read_waiting_facts(TITAN.replace(written, otherwise)) is None
