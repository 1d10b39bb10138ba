"""What a figure rests on is said in plain words."""

import pytest

from infrared_desktop.domain.toml.tables import Tag
from infrared_desktop.views.lists.grounds import basis_words, ground_words, tag_words


@pytest.mark.parametrize("tag", Tag)
def test_every_tag_has_words_of_its_own(tag: Tag) -> None:
    others = {tag_words(each) for each in Tag if each is not tag}
    assert tag_words(tag) not in others
    assert tag_words(tag) != tag


def test_a_default_asks_to_be_confirmed() -> None:
    assert ground_words("reference 1", "default") == (
        "Clinic default, to be confirmed. Source: reference 1"
    )
    assert basis_words("Chua 2007.", "study") == "Seen in a study or a manual: Chua 2007."
    assert basis_words("", "study") == ""
