"""An invented patient: name, birth date, ways of contact, and what is missing."""

from datetime import date, timedelta
from random import Random

from infrared_desktop.domain.people.folding import latin
from infrared_desktop.domain.records.answers import Channel, Sex
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.practice.names import Name, draw, odd

_STREETS = ("Birch Lane", "Harbour Street", "Mill Road", "Rue des Érables", "Station Square")
_NOTES = (
    "Prefers mornings.",
    "Hard of hearing: speak slowly, or write.",
    "Comes with her daughter, who interprets.",
    "Travels a lot; asks for letters.",
    "Sensitive to perfume.",
)
# Area codes in Canada; 555-0100 to 555-0199 are set aside for invented numbers in each.
_AREA_CODES = (
    *(204, 226, 236, 249, 250, 289, 306, 343, 365, 367, 403, 416, 418, 431, 437, 438, 450, 506),
    *(514, 519, 548, 579, 581, 587, 604, 613, 639, 647, 672, 705, 709, 778, 780, 782, 807, 819),
    *(825, 867, 873, 902, 905),
)
_NORTH_AMERICAN = len(_AREA_CODES) * 100
_AUSTRALIAN = ("+6125550", "+6135550", "+6175550", "+6185550")  # set aside there: 5550 xxxx
_CHANNELS = (Channel.PHONE, Channel.SMS, Channel.EMAIL, Channel.POST)


def make_patient(rng: Random, number: int, today: date, reachable: bool = False) -> Patient:
    """Make the patient with a number; about every seventeenth name is an odd one."""
    female = rng.random() < 0.86
    name = odd(number // 17) if number % 17 == 9 else draw(rng, female)
    return Patient(
        surname=name.surname,
        given_name=name.given_name,
        birth_date=_birth_date(rng, today),
        sex=_sex(rng, female),
        phone=phone(number) if rng.random() < 0.95 else "",
        second_phone=phone(number + _NORTH_AMERICAN // 2) if rng.random() < 0.08 else "",
        email=_email(name, number) if rng.random() < 0.65 else "",
        address=_address(rng),
        language=_language(name, number) if rng.random() < 0.7 else "",
        preferred_channel=rng.choice(_CHANNELS) if rng.random() < 0.6 else None,
        do_not_contact=rng.random() < 0.02 and not reachable,
        note=rng.choice(_NOTES) if rng.random() < 0.12 else "",
        external_id=f"OLD-{number:05}" if rng.random() < 0.15 else "",
    )


def phone(number: int) -> str:
    """Return an invented phone number, from ranges that are never given to anybody."""
    # A stride without a common factor, so that neighbours live under different area codes.
    place = number * 37
    if number % 9 and number < _NORTH_AMERICAN:
        code, line = divmod(place % _NORTH_AMERICAN, 100)
        return f"+1{_AREA_CODES[code]}55501{line:02}"
    return f"{_AUSTRALIAN[place % 4]}{place // 4 % 10_000:04}"


def _birth_date(rng: Random, today: date) -> date | None:
    if rng.random() < 0.05:
        return None
    years = min(max(rng.gauss(49, 12), 20), 86)
    return today - timedelta(days=int(years * 365.25))


def _sex(rng: Random, female: bool) -> Sex | None:
    draw = rng.random()
    if draw < 0.06:
        return None
    if draw < 0.07:
        return Sex.OTHER
    return Sex.FEMALE if female else Sex.MALE


def _language(name: Name, number: int) -> str:
    """Return what the name suggests, or now and then German, in which sheets can be printed.

    The die is its own, so that it leaves the rest of a clinic as it was.
    """
    return "de" if Random(f"language:{number}").random() < 0.15 else name.language


def _email(name: Name, number: int) -> str:
    local = "".join(c for c in latin(name.surname) if c.isascii() and c.isalnum())[:20]
    return f"{local or 'patient'}.{number}@example.{'org' if number % 3 else 'com'}"


def _address(rng: Random) -> str:
    if rng.random() < 0.45:
        return ""
    return f"{rng.randint(1, 240)} {rng.choice(_STREETS)}, Exampleton"
