"""Every code that a protocol names can be looked up."""

import pytest

from infrared_desktop.assets import RESOURCES
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol.sources import cited, codes_in, parse_sources
from tests.domain.consultations import TITAN, TITAN_TEXT

TEXT = (RESOURCES / "protocols" / "sources.toml").read_text(encoding="utf-8")
SOURCES = parse_sources(TEXT, "sources.toml")


def test_every_code_of_the_shipped_protocol_has_its_citation() -> None:
    used = set(codes_in(TITAN_TEXT))
    assert {"S5", "S33a"} <= used
    assert used - set(SOURCES) == set()


def test_no_citation_stands_there_for_nothing() -> None:
    assert set(SOURCES) - set(codes_in(TITAN_TEXT)) == set()


@pytest.mark.parametrize("rule", TITAN.rules, ids=lambda rule: rule.code)
def test_a_rule_cites_each_of_its_codes(rule: object) -> None:
    source = rule.source  # type: ignore[attr-defined]
    assert tuple(code for code, _ in cited(source, SOURCES)) == codes_in(source)


def test_codes_are_found_in_their_order_and_once() -> None:
    assert codes_in("reference 3, C09; S19, S33a; again S19, not XS5") == ("S19", "S33a")


@pytest.mark.parametrize("text", ["S1 = 5", 'S1 = " "', "S1 ="])
def test_a_broken_file_is_named(text: str) -> None:
    with pytest.raises(KnownError, match=r"sources\.toml"):
        parse_sources(text, "sources.toml")
