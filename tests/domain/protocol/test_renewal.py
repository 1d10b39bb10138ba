"""A copy made before a rule existed is told which rules it lacks, and takes them over."""

import tomllib

import pytest

from infrared_desktop.domain.protocol.protocol import parse_protocol
from infrared_desktop.domain.protocol.renewal import missing_rules, with_missing_rules
from infrared_desktop.storage.desks.protocols import SHIPPED, load_protocol, shipped_text


def without(text: str, code: str) -> str:
    """Return a protocol as it was before a rule was made, read by its tables alone."""
    kept, inside = [], False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.startswith((f"[rules.{code}]", f"[rules.{code}."))
        kept += [] if inside else [line]
    return "\n".join(kept) + "\n"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_rule_is_missed_where_it_is_not_and_comes_back_as_the_program_has_it(
    name: str,
) -> None:
    shipped = shipped_text(name)
    rules = tomllib.loads(shipped)["rules"]
    for code in rules:
        old = without(shipped, code)
        assert code not in tomllib.loads(old)["rules"]
        assert missing_rules(shipped, old) == (code,)
        renewed = with_missing_rules(shipped, old)
        assert renewed.startswith(old.rstrip()) and missing_rules(shipped, renewed) == ()
        assert tomllib.loads(renewed) == tomllib.loads(shipped)


@pytest.mark.parametrize("name", SHIPPED)
def test_several_come_in_at_once_and_the_copy_can_be_used(name: str) -> None:
    shipped = shipped_text(name)
    first, *_, last = tomllib.loads(shipped)["rules"]
    old = without(without(shipped, first), last).replace("days = 14", "days = 21")
    renewed = with_missing_rules(shipped, old)
    held = {rule.code for rule in parse_protocol(renewed, "clinic.toml").rules}
    assert held == {rule.code for rule in load_protocol(name).rules}
    assert "days = 21" in renewed  # what the clinic changed stays


def test_of_a_whole_copy_and_of_what_is_no_protocol_nothing_is_missed() -> None:
    shipped = shipped_text("titan")
    assert missing_rules(shipped, shipped) == () == missing_rules(shipped, "[rules")
    assert missing_rules(shipped, 'name = "Titan"') == ()
    assert with_missing_rules(shipped, shipped) == shipped
