"""German is complete: every sentence that a patient may read is said, with the same gaps."""

import re
import tomllib

import pytest

from infrared_desktop import assets
from infrared_desktop.documents.aftercare_sheet import aftercare_sentences
from infrared_desktop.documents.instruction_sheet import instruction_sentences
from infrared_desktop.documents.letters import LANGUAGES, Letters
from infrared_desktop.documents.outline import outline_sentences
from infrared_desktop.storage.desks.protocols import load_protocol

GERMAN = Letters("de")
TEXT = (assets.RESOURCES / "letters" / "de.toml").read_text(encoding="utf-8")
WORDS: dict[str, str] = tomllib.loads(TEXT)["words"]
PAPERS = (outline_sentences, instruction_sentences, aftercare_sentences)
# "{count} hours" and the like say what fills {time}; names of the sources are not translated.
GAP = re.compile(r"\{\w*\}")


def sentences() -> set[str]:
    protocols = [load_protocol(name) for name in ("titan", "other-infrared")]
    return {text for paper in PAPERS for protocol in protocols for text in paper(protocol)}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.__name__)
@pytest.mark.parametrize("name", ["titan", "other-infrared"])
def test_no_sentence_of_a_paper_is_missing(paper: object, name: str) -> None:
    assert callable(paper)
    missing = [text for text in paper(load_protocol(name)) if GERMAN.missing(text)]
    assert not missing


def test_nothing_is_translated_that_no_paper_says() -> None:
    assert set(WORDS) - sentences() == set()


@pytest.mark.parametrize("english", sorted(WORDS))
def test_a_translation_has_the_same_gaps_and_is_another_text(english: str) -> None:
    german = WORDS[english]
    assert sorted(GAP.findall(german)) == sorted(GAP.findall(english))
    assert german.strip() == german != english
    assert german[-1] in ".?" if english[-1] in ".?" else german[-1] not in ".?"


def test_a_patient_is_addressed_formally() -> None:
    familiar = re.compile(r"\b(du|dich|dir|dein\w*|euch|euer)\b", re.IGNORECASE)
    assert not [text for text in WORDS.values() if familiar.search(text)]


def test_every_language_that_is_offered_has_its_file() -> None:
    folder = assets.RESOURCES / "letters"
    assert {path.stem for path in folder.glob("*.toml")} == set(LANGUAGES) - {"en"}
