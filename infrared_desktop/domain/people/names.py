"""Names made comparable: Latin letters, umlauts as one letter, words in any order."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from infrared_desktop.domain.people.folding import latin, phonetic


@dataclass(frozen=True)
class Names:
    """The words of a person's name, made comparable."""

    surname: tuple[str, ...]
    given: tuple[str, ...]

    @cached_property
    def every(self) -> tuple[str, ...]:
        """All words, in an order that does not depend on which is the surname."""
        return tuple(sorted(self.surname + self.given))

    @property
    def known(self) -> tuple[str, ...]:
        """The words that a short and a full form of the name have in common."""
        return tuple(sorted(self.surname + self.given[:1]))

    @property
    def sounds(self) -> frozenset[str]:
        """How each word sounds."""
        return frozenset(self.heard_surname + self.heard_given)

    @cached_property
    def heard_surname(self) -> tuple[str, ...]:
        """How each word of the surname sounds, in order."""
        return _sounds(self.surname)

    @cached_property
    def heard_given(self) -> tuple[str, ...]:
        """How each given name sounds, in order."""
        return _sounds(self.given)


@lru_cache(maxsize=4096)
def comparable(surname: str, given_name: str) -> Names:
    """Make a name comparable; one made of signs alone, such as an emoji, is kept as it is."""
    return Names(_plain_words(surname), _plain_words(given_name))


def same_given(one: Names, other: Names) -> bool:
    """Tell whether one has the other's given names, maybe with more, or initials for them."""
    if not one.given or not other.given or one.given[0] != other.given[0]:
        return False
    pairs = zip(one.given[1:], other.given[1:], strict=False)
    return all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def alike(one: Names, other: Names) -> bool:
    """Tell whether two names sound alike, but for one slip of the finger at most."""
    surnames, given = (one.surname, other.surname), (one.given, other.given)
    if not all((*surnames, *given)):
        return False
    same_given_sound = one.heard_given == other.heard_given
    if one.heard_surname == other.heard_surname:
        return same_given_sound or _one_slip(*given)
    return same_given_sound and _one_slip(*surnames)


def _plain_words(text: str) -> tuple[str, ...]:
    words = latin(text) or text.casefold().strip()
    for spelled, short in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")):
        words = words.replace(spelled, short)
    return tuple(words.split())


def _sounds(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phonetic(word) or word for word in words)  # an emoji makes no sound


def _one_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    import jellyfish  # see phonetic

    a, b = "".join(one), "".join(other)
    return min(len(a), len(b)) >= 4 and jellyfish.damerau_levenshtein_distance(a, b) <= 1
