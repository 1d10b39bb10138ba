"""A name stands in the order in which its own people write it."""

import pytest

from infrared_desktop.domain.people.name_order import written_name
from infrared_desktop.domain.records.people import Patient


@pytest.mark.parametrize(
    "language", ["ja", "ja-JP", "Japanese", "日本語", " KO ", "hu", "Tiếng Việt", "zh_TW"]
)
def test_the_surname_leads_where_the_language_has_it_so(language: str) -> None:
    assert written_name(Patient("Tanaka", "Yuki", language=language)) == "Tanaka Yuki"


@pytest.mark.parametrize("language", ["", "en", "German", "de-AT", "javanese", "-"])
def test_the_given_name_leads_elsewhere(language: str) -> None:
    assert written_name(Patient("Côté", "Ottilie", language=language)) == "Ottilie Côté"


@pytest.mark.parametrize(
    ("surname", "given"), [("山田", "花子"), ("やまだ", "はなこ"), ("김", "민준"), ("佐々木", "恵")]
)
def test_a_name_in_its_own_script_needs_no_language(surname: str, given: str) -> None:
    assert written_name(Patient(surname, given)) == f"{surname} {given}"


def test_a_part_that_is_not_known_leaves_no_gap() -> None:
    assert written_name(Patient("山田", "")) == "山田"
    assert written_name(Patient("", "Yuki", language="ja")) == "Yuki"
