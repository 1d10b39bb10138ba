"""What a patient reads, in the patient's language; English stands in the code and the protocols."""

import tomllib
from collections.abc import Mapping
from functools import cache

from infrared_desktop import assets
from infrared_desktop.domain.sentences import Sentence, Value

ENGLISH = "en"
# What each language calls itself, and what people write for it in a patient's record.
LANGUAGES = {ENGLISH: "English", "de": "Deutsch"}
_ALSO = {"de": ("german", "ger", "deu"), ENGLISH: ("english", "eng", "englisch")}


class Letters:
    """Says English sentences in another language; where one is missing, in English."""

    def __init__(self, language: str = ENGLISH) -> None:
        self.language = language
        self._words = _words_of(language)

    def say(self, text: str, **values: Value | Sentence) -> str:
        """Return a sentence with its gaps filled; a sentence in a gap is translated for itself."""
        told = self._words.get(text, text)
        return told.format(**{name: self._filled(value) for name, value in values.items()})

    def missing(self, text: str) -> bool:
        """Say whether a sentence is said in English for want of its translation."""
        return self.language != ENGLISH and text not in self._words

    def _filled(self, value: Value | Sentence) -> Value:
        return (
            self.say(value.template, **dict(value.values)) if isinstance(value, Sentence) else value
        )


def names_of(code: str) -> tuple[str, ...]:
    """Return what a language is called, in small letters: its own name, the English one, more."""
    return (LANGUAGES.get(code, code).lower(), *_ALSO.get(code, (code,)))


def language_of(written: str) -> str:
    """Return the code of the language that a patient's record names, English if we have none."""
    typed = written.strip().lower()
    for code in LANGUAGES:
        if typed and (typed in (code, *names_of(code)) or typed[:3] == f"{code}-"):
            return code
    return ENGLISH


@cache
def _words_of(language: str) -> Mapping[str, str]:
    path = assets.RESOURCES / "letters" / f"{language}.toml"
    if language == ENGLISH or not path.exists():
        return {}
    words: Mapping[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
    return words
