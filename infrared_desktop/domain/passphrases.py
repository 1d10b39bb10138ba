"""Whether a passphrase is good enough for a clinic (trust checklist A2; NIST SP 800-63B-4)."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from infrared_desktop.domain.sentences import Sentence, sentence

SHORTEST = 15
_GOOD_SCORE = 3
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
    words = [word.casefold() for known in known_words for word in known.split()]
    score = int(zxcvbn(text[:_CHECKED_CHARACTERS], user_inputs=words)["score"])
    if len(text) < SHORTEST:
        return Strength(
            min(score, 2),
            sentence("{missing} more characters are needed.", missing=SHORTEST - len(text)),
        )
    if score < _GOOD_SCORE:
        return Strength(score, sentence("This is easy to guess. Add a word that nobody expects."))
    return Strength(score, None)
