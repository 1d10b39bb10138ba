"""An older copy of a protocol gains the words that it lacks, and no other."""

from infrared_desktop.domain.protocol.wordings import with_new_wordings

SHIPPED = """
[rules.A.wordings]
old = { sentence = "Shipped" }
new = { title = "New", sentence = "A \\"new\\" one" }
[rules.B.wordings]
only = { sentence = "B" }
[rules.C.wordings]
later = { sentence = "C" }
"""


def test_each_rule_gains_what_it_lacks_and_keeps_what_it_says() -> None:
    own = """
[rules.A.wordings]  # ours
old = { sentence = "Ours" }
[rules.B]
title = "B"
[figures]
a = 1
"""
    assert (
        with_new_wordings(SHIPPED, own)
        == """
[rules.A.wordings]  # ours
new = { title = "New", sentence = "A \\"new\\" one" }
old = { sentence = "Ours" }
[rules.B]
title = "B"
[figures]
a = 1

[rules.B.wordings]
only = { sentence = "B" }
"""
    )


def test_a_copy_that_lacks_nothing_stays_as_it_is() -> None:
    for text in (SHIPPED, "no TOML at all"):
        assert with_new_wordings(SHIPPED, text) == text
