"""Every adverse event has its action, and severity never makes it wait longer."""

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol.protocol import parse_protocol
from infrared_desktop.domain.protocol.side_effects import Urgency, urgency_of
from infrared_desktop.domain.records.answers import Reaction
from infrared_desktop.domain.toml.tables import Tag
from tests.domain.consultations import TITAN, TITAN_TEXT

_ORDER = [Urgency.WATCH, Urgency.SOON, Urgency.TODAY, Urgency.NOW]


@pytest.mark.parametrize("reaction", Reaction)
def test_every_reaction_says_what_to_do_and_on_what_ground(reaction: Reaction) -> None:
    effect = TITAN.side_effect(reaction)
    assert effect.action and effect.course and effect.source


@pytest.mark.parametrize("reaction", Reaction)
def test_advice_is_a_suggestion_that_a_clinician_confirms(reaction: Reaction) -> None:
    effect = TITAN.side_effect(reaction)
    assert effect.tag is Tag.DEFAULT
    assert effect.action.startswith(("Suggestion: ", "No advice of its own: "))


@pytest.mark.parametrize("reaction", Reaction)
def test_a_worse_reaction_never_waits_longer(reaction: Reaction) -> None:
    effect = TITAN.side_effect(reaction)
    ranks = [_ORDER.index(urgency_of(effect, severity)) for severity in (1, 2, 3, 4)]
    assert ranks == sorted(ranks)
    assert ranks[2] >= _ORDER.index(Urgency.TODAY)
    assert ranks[3] == _ORDER.index(Urgency.NOW)


def test_a_blister_is_seen_the_same_day() -> None:
    assert TITAN.side_effect(Reaction.BLISTER).urgency is Urgency.TODAY


def test_a_protocol_that_forgets_a_reaction_is_refused() -> None:
    head, entry, rest = TITAN_TEXT.partition('[[side_effects]]\ncode = "AE17"')
    without = head + rest[rest.index("[[") :]
    assert entry
    with pytest.raises(KnownError, match="AE17"):
        parse_protocol(without, "titan.toml")
