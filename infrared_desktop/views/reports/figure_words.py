"""What each figure of the front desk is called, and how it is counted, in one plain sentence."""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from infrared_desktop.views.inputs import choices

_NAMES = {
    "no_show": "Did not come",
    "late_cancellation": "Cancelled late",
    "rebooked": "Left with the next visit booked",
    "recall": "Recalls that led to a visit",
    "plan_done": "Plans that were completed",
    "overdue": "Sessions that are overdue",
    "way_to_plan": "From consultation to plan",
    "way_to_session": "From plan to first session",
    "utilisation:clinician": "Use of people's time",
    "utilisation:room": "Use of rooms",
    "utilisation:device": "Use of devices",
}
_DEFINITIONS = {
    "no_show": "The visits that were missed without a word, among those that took place and those. "
    "Booking a missed visit anew does not erase that it was missed.",
    "late_cancellation": "The visits cancelled later than the clinic allows, among those that took "
    "place and those.",
    "rebooked": "The visits that took place after which, by midnight, the patient had a later "
    "visit booked.",
    "recall": "Those that led to a visit within 90 days of the last attempt before it, among the "
    "maintenance recalls first attempted in these days. Attempts after these days count too.",
    "plan_done": "The plans made in these days of which every session took place, among those and "
    "the plans that were closed before.",
    "overdue": "The areas of open plans whose latest day has passed today without a visit ahead, "
    "among all areas of open plans with sessions left.",
    "way_to_plan": "The days from a signed consultation to the plan made of it, for plans made in "
    "these days.",
    "way_to_session": "The days from a plan made in these days to its first session.",
    "utilisation:clinician": "The minutes of each person's visits that took place, among the "
    "minutes the clinic was open and the person there.",
    "utilisation:room": "The minutes of each room's visits that took place, among the minutes the "
    "clinic was open and the room in use.",
    "utilisation:device": "The minutes of each device's visits that took place, among the minutes "
    "the clinic was open and the device in use.",
}
_COUNTS = {
    "no_show": ("missed", "came"),
    "late_cancellation": ("cancelled late", "came"),
    "rebooked": ("booked before leaving", "not booked"),
    "recall": ("came", "did not come"),
    "plan_done": ("completed", "closed before"),
    "overdue": ("overdue", "in time or booked"),
}


def name_of(key: str) -> str:
    """Return what a figure is called."""
    return translated(_NAMES[key])


def definition(key: str) -> str:
    """Say in a plain sentence how a figure is counted."""
    return translated(_DEFINITIONS[key])


def counts_as(key: str, hit: bool, value: float) -> str:
    """Say what a row is to its figure: a hit or not, days, or minutes."""
    if key in _COUNTS:
        yes, no = _COUNTS[key]
        return translated(yes if hit else no)
    form = "{n} days" if key.startswith("way") else "{n} min"
    return translated(form).format(n=f"{value:g}")


def group_words(key: str, group: str) -> str:
    """Say to which bar of a figure a row belongs: a kind, an area, an attempt, or who and what."""
    if key == "recall":
        return translated("after attempt {n}").format(n=group)
    return choices.label(group) if isinstance(group, Enum) else group


def translated(text: str) -> str:
    """Translate a text about figures."""
    return QCoreApplication.translate("Figures", text)
