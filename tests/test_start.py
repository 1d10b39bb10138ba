"""The window's options are read the same whichever way; wrong use is one sentence and exit 2."""

from pathlib import Path

import pytest

from infrared_desktop.start import Options, is_own_place, read_options, usual_folder


@pytest.mark.parametrize("practice", [True, False])
def test_the_usual_folders_are_apart(practice: bool) -> None:
    words = ["--practice"] if practice else []
    assert read_options(words) == Options(practice, usual_folder(practice))
    assert usual_folder(True) != usual_folder(False)


@pytest.mark.parametrize(
    "words",
    [
        ["--folder", "here"],
        ["--folder=here"],
        ["--practice", "--folder", "here"],
        ["--folder", "here", "--practice"],
        ["--folder", "here", "--leave"],
    ],
)
def test_a_named_folder_is_taken(words: list[str]) -> None:
    asked = Options("--practice" in words, Path("here"), "--leave" in words)
    assert read_options(words) == asked


@pytest.mark.parametrize("words", [["--folder"], ["--practise"], ["here"], ["--folder", "-x"]])
def test_wrong_use_is_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        read_options(words)
    assert capsys.readouterr().err.count("\n") == 1


def test_only_this_computers_own_place_is_made_where_it_is_not_there() -> None:
    assert all(is_own_place(usual_folder(practice)) for practice in (True, False))
    assert not is_own_place(Path("stick") / "clinic")
