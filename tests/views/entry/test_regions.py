"""Countries are named, and stand in the order, of the language that the clinic speaks."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from infrared_desktop.views.entry import regions


@pytest.fixture
def speak() -> Iterator[object]:
    """Yield what sets the language; it is put back afterwards."""
    before = QLocale()
    yield QLocale.setDefault
    QLocale.setDefault(before)


@pytest.mark.usefixtures("speak")
def test_in_german_each_country_has_its_german_name_in_german_order() -> None:
    QLocale.setDefault(QLocale("en_CA"))
    english = dict(regions.countries())
    QLocale.setDefault(QLocale("de_DE"))
    german = dict(regions.countries())
    assert german.keys() == english.keys()
    assert (english["DE"], german["DE"], german["AT"]) == ("Germany", "Deutschland", "Österreich")
    assert sum(german[code] != english[code] for code in german) > len(german) / 2
    names = list(german.values())
    assert names.index("Norwegen") < names.index("Österreich") < names.index("Polen")


@pytest.mark.usefixtures("speak")
def test_a_language_without_a_list_of_ours_names_them_in_english() -> None:
    QLocale.setDefault(QLocale("th_TH"))
    assert dict(regions.countries())["DE"] == "Germany"


@pytest.mark.usefixtures("speak")
def test_a_country_is_found_by_its_own_and_its_english_name_too() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    also = regions.other_country_names()
    assert "Japan" in also["JP"] and "日本" in also["JP"]
    assert "Germany" in also["DE"]
