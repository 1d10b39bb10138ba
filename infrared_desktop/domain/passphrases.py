"""Whether a passphrase is good enough for a clinic (trust checklist A2; NIST SP 800-63B-4)."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from infrared_desktop.domain.sentences import Sentence, sentence

SHORTEST = 15
_GOOD_SCORE = 3
_LEAST_OF_OTHERS = 8  # characters that are left without the names that anybody here knows
_PROGRAM_WORDS = "infrared", "desktop", "titan", "clinic", "passphrase", "password"
_CHECKED_CHARACTERS = 72  # the estimate's time grows with the square of the length


@dataclass(frozen=True)
class Strength:
    """How strong a passphrase is, from 0 to 4, and what is wrong with it, if anything is."""

    score: int
    problem: Sentence | None


def judge_passphrase(passphrase: str, known_words: Iterable[str]) -> Strength:
    """Judge a passphrase; the clinic's and the person's own names make it weak."""
    from zxcvbn import zxcvbn  # its word lists take a while to load

    text = unicodedata.normalize("NFKC", passphrase)
    if not text:
        return Strength(0, sentence("Choose a passphrase, such as four words that nobody expects."))
    known = (unicodedata.normalize("NFKC", each).casefold() for each in known_words)
    words = [word for each in known for word in each.split()]
    score = int(zxcvbn(text[:_CHECKED_CHARACTERS], user_inputs=words)["score"])
    if len(text) < SHORTEST:
        return Strength(
            min(score, 2),
            sentence("Characters still missing: {missing}.", missing=SHORTEST - len(text)),
        )
    if score < _GOOD_SCORE:
        return Strength(score, sentence("This is easy to guess. Add a word that nobody expects."))
    if _without(text, words) < _LEAST_OF_OTHERS:
        return Strength(
            1,
            sentence("Names of the clinic, the program or you are easy to guess. Add other words."),
        )
    return Strength(score, None)


def _without(text: str, words: Iterable[str]) -> int:
    """Count the characters that are left when the words and all blanks are taken out."""
    left = text.casefold()
    for word in sorted((*words, *_PROGRAM_WORDS), key=len, reverse=True):
        left = left.replace(word, "") if len(word) > 1 else left
    return len("".join(left.split()))
