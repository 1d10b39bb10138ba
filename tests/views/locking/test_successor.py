"""What follows is started as this process was, and told where it stood and who was here."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.start import Options, read_options
from infrared_desktop.views.locking.successor import Heritage, heritage, words_of

PROGRAM = ["-m", "infrared_desktop"]
VARIABLE = "INFRARED_FOLLOWS"


@pytest.mark.parametrize("practice", [True, False])
def test_it_opens_the_same_clinic(practice: bool) -> None:
    options = Options(practice, Path("a folder") / "Клиника")
    words = words_of(options)
    assert words[:2] == PROGRAM
    assert read_options(words[2:]) == options


def test_it_opens_the_same_review_copy() -> None:
    words = words_of(Options(False, Path("x"), review=Path("a.infrared-review")))
    assert read_options(words[2:]).review == Path("a.infrared-review")


def test_what_is_left_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, '["01ff", "Noor Haddad", "idle", "kept"]')
    assert heritage() == Heritage("01ff", "Noor Haddad", "idle", "kept")
    assert heritage() is None


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_a_variable_that_somebody_else_set_stops_no_start(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, text)
        left = heritage()
        assert left is None or isinstance(left, Heritage)
