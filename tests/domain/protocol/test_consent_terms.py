"""What a protocol has to say about consents, and about asking for it again on the day."""

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol.protocol import parse_protocol
from infrared_desktop.storage.desks.protocols import SHIPPED, load_protocol, shipped_text

TITAN = shipped_text("titan")
ASKED = 'code = "D-CONSENT"'
MONTHS = "valid_months = { value = 12"


def test_every_shipped_protocol_lets_a_consent_count_for_a_year() -> None:
    for name in SHIPPED:
        assert load_protocol(name).consent.valid_months == 12


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (MONTHS, MONTHS.replace("12", "-1"), "consent.valid_months"),
        (MONTHS, MONTHS.replace("12", "121"), "between 0 (never runs out) and 120"),
        (MONTHS, MONTHS.replace("12", '"a year"'), "consent.valid_months"),
        (ASKED, 'code = "D-AGAIN"', "needs D-CONSENT"),
        (f"{ASKED}\nquestion", f'{ASKED}\nareas = ["NECK_ANT"]\nquestion', "is asked of everybody"),
    ],
    ids=["negative", "too long", "a word", "not asked", "not of everybody"],
)
def test_terms_that_cannot_be_meant_are_refused(old: str, new: str, told: str) -> None:
    assert TITAN.count(old) == 1
    with pytest.raises(KnownError) as refused:
        parse_protocol(TITAN.replace(old, new), "titan.toml")
    assert told in str(refused.value.sentence)


def test_with_none_a_consent_never_runs_out() -> None:
    text = TITAN.replace(MONTHS, MONTHS.replace("12", "0"))
    assert parse_protocol(text, "titan.toml").consent.valid_months == 0
