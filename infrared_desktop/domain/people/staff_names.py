"""Names of the staff: a name as it is stored, and what keeps somebody from being added by it."""

import re
import unicodedata
from collections.abc import Iterable

from infrared_desktop.domain.people.folding import fold
from infrared_desktop.domain.sentences import Sentence, sentence

LONGEST = 150  # characters
RESERVED = "recovery"  # by this name the key file knows the recovery key
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def tidied(text: str) -> str:
    """Return the text composed, on one line, without invisible marks of direction."""
    return " ".join(_HIDDEN.sub("", unicodedata.normalize("NFC", text)).split())


def obstacle(name: str, others: Iterable[str]) -> Sentence | None:
    """Say what keeps a tidied name from being the name of one more person, if anything does."""
    if not name:
        return sentence("A name is needed.")
    if len(name) > LONGEST:
        return sentence("At most {most} characters.", most=LONGEST)
    if _as_seen(name) == RESERVED:
        return sentence("The program uses this name. Add another word.")
    if _as_seen(name) in map(_as_seen, others):
        return sentence(
            "There is this name already, or one that looks like it. Add a second name or a letter."
        )
    return None


def _as_seen(name: str) -> str:
    return fold(name) or name.casefold()
