"""Every code has plain words of its own, so that no code is ever shown to a person."""

import pytest

from infrared_desktop.domain.labels.codes import LABELS, plain_label


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_every_code_has_words_and_no_two_codes_share_them(kind: type) -> None:
    words = [plain_label(value) for value in kind]
    assert all(words)
    assert len(set(words)) == len(words)
    assert set(LABELS[kind]) == {value.value for value in kind}
