"""The skin type before a session is that of the newest signed consultation."""

from dataclasses import replace

from infrared_desktop.domain.chart import Chart, State
from infrared_desktop.domain.skin_cautions import skin_type
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
