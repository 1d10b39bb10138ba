"""Folded text: what is left of a name when case, accents, width and punctuation don't count."""

import re
import unicodedata

from anyascii import anyascii

from infrared_desktop.domain.phones import phone_digits
from infrared_desktop.domain.records.people import Patient

# Letters that Unicode does not take apart, but that people type without their stroke or form.
_PLAIN = dict(zip("øđðłħıŧŋɖґ", "oddlhitndг", strict=True))
_PLAIN |= {"æ": "ae", "œ": "oe", "þ": "th"}
# Arabic and Persian forms of one letter, the stretching mark, and Hebrew letters at a word's end.
_PLAIN |= {"ى": "ي", "ی": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ک": "ك", "ٱ": "ا", "ـ": ""}
_PLAIN |= {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}
# Letters of their own, though Unicode writes them as a letter with an accent.
_PLAIN |= {"й": "й", "ї": "ї"}
_PLAIN |= dict.fromkeys("'’‘‛ʼʻʽʾʿ`´′‵׳״", "")

_PHONE_PART = 5  # digits in groups: fewer are a day, a number, or two of them

_NUMBER = re.compile(r"(?:no|nr|number|patient)? ?0*([1-9][0-9]{0,8})")

# What spells one sound in names of many languages: Wickström is heard as Vikstrom, Thomas as Tomas.
_HEARD = (("w", "v"), ("ck", "k"), ("th", "t"))
_DOUBLED = re.compile(r"([a-z])\1+")

_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ñ": "ny"}
)


class _Folded(dict[int, str]):
    """Each character's folded form, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character.casefold() in _PLAIN:
        return _PLAIN[character.casefold()]
    text = unicodedata.normalize("NFKD", character)
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(map(_fold_piece, text))


def _fold_piece(piece: str) -> str:
    if piece in _PLAIN:
        return _PLAIN[piece]
    if "ァ" <= piece <= "ヶ":
        return chr(ord(piece) - 0x60)
    category = unicodedata.category(piece)
    if category == "Nd":
        return str(unicodedata.decimal(piece))
    if category[0] == "M":
        return piece if _is_part_of_letter(piece) else ""
    if category[0] in "LN":
        return piece
    return "" if category == "Cf" else " "


def _is_part_of_letter(mark: str) -> bool:
    """Tell Indic vowels, viramas and kana voicing, which are letters, from accents and points."""
    selector = "\ufe00" <= mark <= "\ufe0f" or unicodedata.category(mark) == "Me"
    return not selector and unicodedata.combining(mark) in (0, 7, 8, 9)


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return the text in small plain letters and digits, its words parted by one space.

    Each script keeps its own letters. Folding twice changes nothing.
    """
    folded = unicodedata.normalize("NFC", text).translate(_FOLDED)
    return " ".join(unicodedata.normalize("NFC", folded).split())


def latin(text: str) -> str:
    """Return the folded text in Latin letters, so that "petrova" meets "Петрова"."""
    folded = fold(text)
    return folded if folded.isascii() else fold(anyascii(folded))


def spelled_out(text: str) -> str:
    """Return the Latin text with ä as ae, ø as oe and so on, as passports write it."""
    return latin(unicodedata.normalize("NFC", text).casefold().translate(_SPELLED_OUT))


def phonetic(name: str) -> str:
    """Return how the name sounds, word by word, in Latin letters."""
    import jellyfish  # half a megabyte that a day of visits does not need

    # Metaphone hears a y before a vowel; Meyer and Maier are one name all the same.
    plain = latin(name).replace("y", "i")
    for spelled, heard in _HEARD:
        plain = plain.replace(spelled, heard)
    words = _DOUBLED.sub(r"\1", plain).split()
    return " ".join(jellyfish.metaphone(word) or word for word in words)


def search_terms(typed: str) -> list[str]:
    """Return the folded words to look for; a phone number typed in groups is one word."""
    words = fold(typed).split()
    digits = "".join(words)
    if digits.isdecimal() and len(digits) >= _PHONE_PART:
        return [digits]
    return words


def typed_number(typed: str) -> int | None:
    """Return the patient number that was typed, as "5", "0005", "#5" or "no. 5"."""
    found = _NUMBER.fullmatch(fold(typed))
    return int(found[1]) if found else None


def search_text(patient: Patient, number: int) -> str:
    """Return every folded form under which the patient can be found, best known first."""
    forms = [*name_forms(patient)]
    forms += [str(number), *phone_digits(patient.phone), *phone_digits(patient.second_phone)]
    forms += [*birth_forms(patient), fold(patient.email), fold(patient.external_id)]
    return " ".join(form for form in dict.fromkeys(forms) if form)


def name_forms(patient: Patient) -> tuple[str, ...]:
    """Return the name folded, and where it needs it, in Latin letters and as passports write it."""
    name = f"{patient.surname} {patient.given_name}"
    return (fold(name),) if name.isascii() else (fold(name), latin(name), spelled_out(name))


def birth_forms(patient: Patient) -> tuple[str, ...]:
    """Return the birth date as it may be typed, part by part or in one."""
    born = patient.birth_date
    if born is None:
        return ()
    year, month, day = f"{born.year:04}", f"{born.month:02}", f"{born.day:02}"
    return f"{year} {month} {day}", year + month + day, day + month + year, month + day + year
