"""Whether a text says who somebody is: by a name, the name in an e-mail address, or a phone."""

import unicodedata
from collections.abc import Iterator

from infrared_desktop.domain.people.folding import fold
from infrared_desktop.domain.records.people import Patient

_SHORTEST, _FEWEST_DIGITS = 3, 6
_FIRST_OF_NO_SPACES = "\u2e80"  # Chinese, Japanese and Korean: there one sign may be a whole name


def says_who(text: str, patient: Patient) -> bool:
    """Say whether a text names a patient, in whatever script and case."""
    folded = fold(text)
    words, digits = set(_words(folded)), _digits(folded)
    if any(_is_in(name, words, folded) for name in _names(patient)):
        return True
    phones = (_digits(fold(phone)) for phone in (patient.phone, patient.second_phone))
    return any(len(each) >= _FEWEST_DIGITS and each[-_FEWEST_DIGITS:] in digits for each in phones)


def _names(patient: Patient) -> Iterator[str]:
    # Of an address what stands before the @: behind it stands what many have, such as "mail".
    told = f"{patient.surname} {patient.given_name} {patient.email.partition('@')[0]}"
    return _words(fold(told))


def _is_in(name: str, words: set[str], text: str) -> bool:
    if name.isascii():  # short ones are words of many languages as well
        return len(name) >= _SHORTEST and name in words
    if name[0] >= _FIRST_OF_NO_SPACES or len(name) >= _SHORTEST:
        return name in text  # inflected, or written without spaces
    return len(name) > 1 and name in words


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text; a vowel sign is a part of its word."""
    return iter("".join(sign if _is_of_word(sign) else " " for sign in text).split())


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))
