"""In which order a person's names are written: some languages put the surname first."""

import re

from infrared_desktop.domain.records.people import Patient

# By the code of the language, or by the beginning of its name as somebody may have typed it.
_SURNAME_FIRST = re.compile(
    r"(ja|zh|ko|vi|hu)(?![^\W_])|japan|nihon|日本|chines|mandarin|cantonese|中文|汉语|漢語|korea|한국"
    r"|vietnam|tiếng việt|hungar|ungar|magyar"
)
# Han, kana and Hangul: a name in these is written surname first in whatever language.
_EAST_ASIAN = re.compile(r"[\u3005\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")


def written_name(patient: Patient) -> str:
    """Return the whole name as the person writes it, to sign or to be addressed by."""
    names = (patient.given_name, patient.surname)
    ordered = reversed(names) if _is_surname_first(patient) else names
    return " ".join(part for part in ordered if part)


def _is_surname_first(patient: Patient) -> bool:
    if _EAST_ASIAN.search(patient.surname):
        return True
    return _SURNAME_FIRST.match(patient.language.strip().casefold()) is not None
