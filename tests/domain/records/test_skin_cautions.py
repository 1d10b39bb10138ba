"""The skin type before a session is that of the newest signed consultation that noted one."""

from dataclasses import replace
from datetime import timedelta

from infrared_desktop.domain.records.chart import Chart, State
from infrared_desktop.domain.records.skin_cautions import skin_type
from tests.domain.consultations import PATIENT, consultation
from tests.domain.strategies import stored


def chart(skin: int | None, state: State = State.SIGNED) -> Chart:
    seen = stored(consultation(fitzpatrick_type=skin), state=state)
    return Chart(stored(PATIENT), consultations=(seen,))


def test_only_a_signed_consultation_counts_and_the_newest_leads() -> None:
    draft = chart(5, State.CURRENT)
    assert skin_type(draft) is None
    (old,) = chart(2).consultations
    newer = replace(old, id=9, record=consultation(fitzpatrick_type=4))
    assert skin_type(replace(draft, consultations=(newer, old))) == 4


def test_a_later_consultation_that_did_not_ask_takes_no_type_back() -> None:
    told = chart(5)
    (old,) = told.consultations
    later = replace(old, id=9, record=consultation(fitzpatrick_type=None))
    assert skin_type(replace(told, consultations=(old, later))) == 5


def test_the_day_of_the_consultation_counts_and_not_when_it_was_typed() -> None:
    told = chart(5)
    (seen,) = told.consultations
    day = seen.record.consulted_on - timedelta(400)
    typed_later = replace(seen, id=9, record=consultation(fitzpatrick_type=2, consulted_on=day))
    assert skin_type(replace(told, consultations=(seen, typed_later))) == 5
