"""The command line: every verb is known to the start of the program."""

import pytest

from infrared_desktop.__main__ import VERBS, main
from infrared_desktop.commands import verbs


@pytest.mark.parametrize("verb", VERBS)
def test_the_start_leads_to_every_verb(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    assert verb in capsys.readouterr().out


def test_no_verb_is_forgotten_at_the_start() -> None:
    assert set(VERBS) == verbs()
