"""What a device may be used for, country by country (clinical reference 8.3)."""

from collections.abc import Iterator
from dataclasses import replace

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.diary import Device, IntendedUse
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.domain.sentences import sentence


def is_off_label(device: Device, country: str) -> bool:
    """Say whether nobody said of a device that it was made to tighten skin in this country."""
    return device.intends_tightening(country) is not Answer.YES


def use_words(device: Device, country: str) -> str:
    """Return what a device may be used for in a country, else what its manual says."""
    own = (use.text for use in device.intended_uses if use.country == country and use.text)
    return next(own, device.intended_use)


def told_by_country(device: Device, country: str) -> Device:
    """Return a device whose older answer stands as a row of the clinic's own country."""
    told = device.tightening_is_intended
    if told is None:
        return device
    known = any(use.country == country for use in device.intended_uses)
    own = () if known else (IntendedUse(country, told),)
    return replace(device, tightening_is_intended=None, intended_uses=(*device.intended_uses, *own))


def use_gaps(device: Device) -> Iterator[Gap]:
    """Find a use without its country, and a country that is told twice."""
    seen = set()
    for place, use in enumerate(device.intended_uses):
        if not use.country:
            yield Gap("country", sentence("Say in which country."), place)
        elif use.country in seen:
            yield Gap("country", sentence("This country is listed twice."), place)
        seen.add(use.country)
