"""Phone numbers: one spelling to store and compare, another to show, digits to search."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# The library is imported where it is first used: it is slow, and the first window needs no phone.

_SHAPE = re.compile(r"[+\d\s().\-/‐-―]+(?:(?:x|ext\.?|#)\s*\d{1,7})?", re.IGNORECASE)


def normal_phone(text: str, country: str) -> str:
    """Return a valid number as +digits, with any extension after " x"; else the text, tidied.

    Nothing is lost: text that says more than a number, or is no number there, is kept.
    """
    tidied = _tidied(text)
    number = _read(tidied, country)
    if number is None:
        return tidied
    from phonenumbers import PhoneNumberFormat, format_number

    extension = f" x{number.extension}" if number.extension else ""
    return str(format_number(number, PhoneNumberFormat.E164)) + extension


@lru_cache(maxsize=2048)
def show_phone(text: str, country: str) -> str:
    """Return the number as people there write it: foreign ones with their country code."""
    number = _read(text, country)
    if number is None:
        return text
    from phonenumbers import PhoneNumberFormat, format_number, region_code_for_number

    home = region_code_for_number(number) == country.upper()
    form = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return str(format_number(number, form))


def is_impossible(text: str, country: str) -> bool:
    """Say whether a text cannot be a phone number there: too short, too long, or no number.

    Words beside a number are no fault, and without a country only +numbers can be judged.
    """
    tidied = _tidied(text)
    if not tidied or not (country or "+" in tidied):
        return False
    from phonenumbers import Leniency, PhoneNumberMatcher

    found = PhoneNumberMatcher(tidied, country.upper() or None, Leniency.POSSIBLE)
    return not found.has_next()


def phone_digits(text: str) -> tuple[str, ...]:
    """Return the digits under which a number may be typed: with country code, dialled, bare."""
    digits = _digits(text)
    if not digits:
        return ()
    if not text.startswith("+"):
        return (digits,)
    trunk, bare = _national(digits)
    return tuple(dict.fromkeys((digits, trunk + bare, bare)))


def same_phone(one: str, other: str) -> bool:
    """Tell whether two stored numbers are one, though one may lack the country code."""
    shorter, longer = sorted((_bare(one), _bare(other)), key=len)
    if len(shorter) < 6:
        return False
    return shorter == longer or (len(shorter) >= 8 and longer.endswith(shorter))


def phone_tail(text: str) -> str:
    """Return the last eight digits, equal for all spellings of a number; "" for a scrap."""
    digits = _bare(text)
    return digits[-8:] if len(digits) >= 6 else ""


def _bare(text: str) -> str:
    return _digits(text).lstrip("0")


def _digits(text: str) -> str:
    number = text.partition(" x")[0] if text.startswith("+") else text
    if number.isascii():
        return "".join(filter(str.isdecimal, number))
    return "".join(str(int(char)) for char in number if char.isdecimal())


def _tidied(text: str) -> str:
    visible = (char for char in unicodedata.normalize("NFKC", text) if _is_visible(char))
    return " ".join("".join(visible).split())


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) != "Cf"


def _read(text: str, country: str) -> "PhoneNumber | None":
    if not _SHAPE.fullmatch(text):
        return None
    from phonenumbers import NumberParseException, is_valid_number, parse

    try:
        number = parse(text, country.upper() or None)
    except NumberParseException:
        return None
    return number if is_valid_number(number) else None


def _national(digits: str) -> tuple[str, str]:
    """Return the trunk prefix dialled inside the country, and the number without its code."""
    for length in (1, 2, 3):
        trunk = _trunk_prefix(digits[:length])
        if trunk is not None:
            return trunk, digits[length:]
    return "", digits


@cache
def _trunk_prefix(code: str) -> str | None:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    regions = COUNTRY_CODE_TO_REGION_CODE.get(int(code or 0))
    if not regions:
        return None
    metadata = PhoneMetadata.metadata_for_region(regions[0], None)
    return (metadata and metadata.national_prefix) or ""
