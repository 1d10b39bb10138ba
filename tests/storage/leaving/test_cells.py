"""A number that stands for somebody, something or a degree has its words beside it."""

from datetime import date
from typing import Any

from infrared_desktop.domain.labels.codes import NUMBERED
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.waiting import Wish
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.database.rows import field_types, to_json
from infrared_desktop.storage.leaving.cells import row_type, sayers, words_of
from infrared_desktop.storage.leaving.explained import KIND_WORDS

NAMES = {"staff": {1: "Dr. \u00c5sa Lindqvist"}, "room": {1: "Room 1"}, "device": {1: "Titan"}}
NAMED = {"staff", "room", "device"}
# What is no number of this program's, or of a record whose kind stands beside it or in the file.
BARE = {"external_id", "copy_id", "about_id", "export_id", "onto_id", "merged_id"}


def kept_types() -> set[Any]:
    """Return every type of record that leaves, and of the rows inside one."""
    whole = {kind.record_type for kind in KINDS.values()}
    fields = [of for each in whole for of in field_types(each).values()]
    return whole | {rows for of in fields if (rows := row_type(of))}


def test_every_number_of_somebody_or_something_has_its_name_beside_it() -> None:
    bare = {
        name
        for each in kept_types()
        for name in field_types(each)
        if name.endswith("_id") and name not in sayers(each)
    }
    kinds = {f"{kind}_id" for kind in set(KIND_WORDS) - NAMED}
    assert bare - kinds == BARE


def test_a_number_is_told_by_the_name_of_what_it_stands_for() -> None:
    values = {"clinician_id": 1, "room_id": 1, "device_id": 1}
    assert words_of(Appointment, values, NAMES) == {
        "clinician_id": "Dr. \u00c5sa Lindqvist",
        "room_id": "Room 1",
        "device_id": "Titan",
    }
    assert words_of(Appointment, {"room_id": 99}, NAMES) == {}, "nobody knows it"


def test_monday_has_its_word_though_its_number_is_none() -> None:
    (row,) = {rows for each in kept_types() if "weekday" in field_types(rows := each)}
    assert words_of(row, {"weekday": 0}, NAMES) == {"weekday": NUMBERED["Weekday"]["0"]}
    wish = Wish(7, AppointmentKind.SESSION, date(2026, 11, 23), date(2026, 12, 24), weekdays=(0, 3))
    assert words_of(Wish, to_json(wish), NAMES)["weekdays"] == "Monday; Thursday"
