"""Every way to read at a desk, classed by whom it serves: a new one fails until it stands here."""

import inspect
import re
from pathlib import Path

from infrared_desktop.storage.clinic import Clinic
from tests.test_house import PACKAGE

# Names, contacts, visits, papers, devices, counts: the desk works with these.
DESK = {
    "diary": "agenda between clashes day devices get obstacles overlaps rooms unresolved",
    "follow_ups": "count people_by_reason place reasons struck total",
    "history": "written_under",  # a number
    "front_desk": "closures remarks_waiting rules wishes_waiting",
    "locked_work": "is_waiting waiting",  # that something does; what who reads typed
    "messages": "count_open get outbox password server texts",
    "offers": "freed",
    "papers": "to_confirm",
    "people": "alike count find get kept many page",
    "photos": "also_with exports",  # numbers, and what left: no picture
    "protocols": "by_title copies current get newest stale_days text waiting_facts",
    "review_copies": "all key named",
    "rights": "apart back_again decisions finish_erasing may_lift merges newest waiting wishes",
    "staff": "all bookable check_owner_left clinicians get is_rekeying_due last_unlocked of_role "
    "settings",
    "waiting": "every get make_way offers open_offers wishes",
    "care": "is_unaltered signature",  # whether, and who signed
}
# The medical record: refused to who may not read it.
RECORD = {
    "care": "find history",
    "history": "awaits_joining beside of_patient versions",
    "photos": "alignment get of_patient",
}
# Given to everybody, without what of it is of the record.
EITHER = {
    "care": "draft drafts",
    "follow_ups": "after_step due of_patient open_of_patient page rows would_be",
    "people": "chart struck",
    "photos": "with_content",
    "review_copies": "drafts",
    "rights": "side",
}
# The owner's: the desk itself asks, as the place of the window does.
OWNER = {"audit": "count page rows"}
# What the program derives by: no screen, verb or paper asks for it.
PROGRAM = {"follow_ups": "derived misplaced", "people": "derive_anew read_chart"}
CLASSES = (DESK, RECORD, EITHER, OWNER, PROGRAM)


def test_every_way_to_read_at_a_desk_is_classed_once(clinic: Clinic) -> None:
    named = [
        f"{desk}.{name}"
        for each in CLASSES
        for desk, names in each.items()
        for name in names.split()
    ]
    assert len(named) == len(set(named))
    assert set(_ways(clinic)) == set(named), (
        "say whom it serves, and veil it if it is of the record"
    )


def test_what_the_program_derives_by_is_asked_for_by_storage_alone() -> None:
    program = "|".join(name for names in PROGRAM.values() for name in names.split())
    asking = re.compile(rf"\.({program})\(")
    outside = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] != "storage" and asking.search(_text(path))
    ]
    assert outside == []


def _ways(clinic: Clinic) -> list[str]:
    """Return what reads at a desk: acts, which name who does them and when, are asked elsewhere."""
    found = []
    for name in (each for each in dir(clinic) if not each.startswith("_") and each != "ledger"):
        desk = getattr(clinic, name)
        if type(desk).__module__.startswith("infrared_desktop.storage"):
            for way, method in inspect.getmembers(desk, inspect.ismethod):
                is_act = {"by", "now"} <= set(inspect.signature(method).parameters)
                found += [] if way.startswith("_") or is_act else [f"{name}.{way}"]
    return found


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
