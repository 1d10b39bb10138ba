"""What is read together, and what lies beside the desks: whom each way serves, and no finding."""

import inspect
import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage import gathered
from infrared_desktop.storage.audit.reading import Asked
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.calendar_rows import calendar_visits, visits_between
from infrared_desktop.storage.gathered.desk_figures import desk_figures
from infrared_desktop.storage.gathered.outcome_records import outcomes
from infrared_desktop.storage.gathered.timelines import timeline_of
from infrared_desktop.storage.gathered.waiting_list import openings, waiters_of, waiting_list
from infrared_desktop.storage.gathered.whole_record import record_to_print, whole_record
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.eventful_day import LATER, ONE, OTHER, TREATING, eventful_day
from tests.scenes import TODAY, close_the_record, consultation, session
from tests.test_house import PACKAGE

SECRET = "Quillfeather"
"""A word that stands only in what is of the medical record."""
# By whom each way is used; a new one fails until it stands here.
DESK = """
    calendar_rows.clinic_mark calendar_rows.visits_between calendar_rows.calendar_visits
    desk_figures.desk_figures slot_finder.things_of slot_finder.slots_of waiting_list.waiting_list
    waiting_list.openings waiting_list.offer_now waiting_list.waiters_of waiting_list.waiter_of
    timelines.timeline_of timelines.laid_out timelines.with_versions timelines.windows_of
"""  # what they read of charts comes veiled from the desks
COUNTS = "erasing_facts.what_goes erasing_facts.what_left"  # figures and moments alone
KEEPING = """
    keeping_list.keeping_of keeping_list.past_their_time keeping_list.open_wishes
    keeping_list.erased_since
    alike_pairs.alike_pairs alike_pairs.apart_from alike_pairs.told_apart
"""  # names, days and decisions about erasing, as everybody may see them
RECORD = """
    outcome_records.outcomes whole_record.record_to_print whole_record.whole_record
"""
ACTS = "whole_record.note_printing"  # asks the right, and leaves a row
# A picture is named by its content alone, which the desk of photographs tells to who may see it.
OPEN_PICTURES = {
    *("views/timeline/timeline_pictures.py", "views/photos/export.py", "views/photos/photos.py"),
    *("views/photos/export_run.py", "views/photos/compare_set.py", "views/photos/taking_in.py"),
    *("views/photos/compare_sheet.py", "commands/photos.py"),
}
# These look at the file itself or at numbers, at no record.
PAST_THE_DESKS = {
    *("views/backup/damage_watch.py", "commands/checks.py", "views/rights/erasure.py"),
    "views/health/lookout.py",
}


@pytest.fixture
def told(clinic: Clinic) -> Clinic:
    """Return a clinic after an eventful day, with a word in the record of two patients."""
    eventful_day(clinic)
    for number in (ONE, OTHER):
        seen = consultation(number, main_concern=SECRET, note=SECRET)
        clinic.care.sign(seen, CLINICIAN, NOW)
        clinic.care.sign(session(number, LATER, note=SECRET), CLINICIAN, NOW)
    return clinic


def _all_told(clinic: Clinic) -> str:
    """Return all that the ways of the desk tell of everybody."""
    visits = visits_between(clinic, TODAY, LATER)
    told = (
        visits,
        calendar_visits(clinic, visits, named=True),
        desk_figures(clinic, TODAY, LATER, LATER, lambda _: None),
        waiting_list(clinic, NOW),
        list(openings(clinic, NOW)),
        waiters_of(clinic, NOW),
        timeline_of(clinic, ONE, LATER),
        timeline_of(clinic, OTHER, LATER),
        list(clinic.follow_ups.of_patient(ONE)),
        clinic.photos.exports(),
        clinic.review_copies.drafts(),
        clinic.review_copies.all(),
        clinic.rights.decisions(ONE),
        clinic.messages.outbox(),
    )
    return repr(told)


def test_every_way_to_read_together_is_classed_once() -> None:
    found = [
        f"{module.name}.{name}"
        for module in iter_modules(gathered.__path__)
        for name, way in inspect.getmembers(
            import_module(f"{gathered.__name__}.{module.name}"), inspect.isfunction
        )
        if not name.startswith("_") and way.__module__.endswith(f"gathered.{module.name}")
    ]
    assert sorted(found) == sorted(f"{DESK} {COUNTS} {KEEPING} {RECORD} {ACTS}".split())


def test_no_way_of_the_desk_tells_reception_of_a_finding(told: Clinic) -> None:
    assert SECRET in _all_told(told)
    close_the_record(told)
    told.read_as(RECEPTION)
    assert SECRET not in _all_told(told)


def test_no_way_tells_of_a_restricted_chart(told: Clinic) -> None:
    told.read_as(TREATING)
    assert SECRET in repr(timeline_of(told, ONE, LATER))
    assert SECRET not in repr(timeline_of(told, OTHER, LATER))
    with pytest.raises(KnownError):
        whole_record(told, OTHER)


def test_ways_of_the_record_are_refused_to_reception(told: Clinic) -> None:
    close_the_record(told)
    told.read_as(RECEPTION)
    for way in (
        lambda: outcomes(told, TODAY, LATER, LATER, lambda _: None),
        lambda: record_to_print(told, ONE, RECEPTION, NOW),
        lambda: whole_record(told, ONE),
    ):
        with pytest.raises(KnownError, match="A clinician"):
            way()


@pytest.mark.parametrize("by", [RECEPTION, TREATING])
def test_the_audit_log_is_read_by_the_owner_alone(told: Clinic, by: int) -> None:
    told.read_as(by)
    for way in (
        lambda: told.audit.count(Asked()),
        lambda: told.audit.page(Asked(), 0, 5),
        lambda: list(told.audit.rows(Asked())),
    ):
        with pytest.raises(KnownError, match="Only the owner looks through"):
            way()
    told.read_as(CLINICIAN)
    assert told.audit.count(Asked()) == len(list(told.audit.rows(Asked())))


def test_pictures_are_opened_only_by_what_was_told_of_them() -> None:
    assert _outside_storage(r"photos\.files") == OPEN_PICTURES


def test_no_screen_or_verb_reads_past_the_desks() -> None:
    assert _outside_storage(r"ledger\.(books|db)\b") == PAST_THE_DESKS


def _outside_storage(asking: str) -> set[str]:
    files = (path for path in PACKAGE.rglob("*.py"))
    named = {path.relative_to(PACKAGE): path.read_text(encoding="utf-8") for path in files}
    return {
        place.as_posix()
        for place, text in named.items()
        if place.parts[0] not in ("storage", "practice") and re.search(asking, text)
    }
