"""Whatever happens to the clocks, nothing opens early, and no reminder is lost or comes twice."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.follow_ups.reminders import remind
from infrared_desktop.domain.follow_ups.worklist import Part
from infrared_desktop.domain.messages.checks import visit_key
from infrared_desktop.domain.messages.outbox_retry import DISTANCES, next_try
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import MailServer, Message, MessageStatus
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.exchange.mail import Delivered, MailPost
from infrared_desktop.exchange.mail_route import UnreachedError
from infrared_desktop.storage.access.tries import Tries, WaitError, delay_s
from infrared_desktop.storage.backup.places import Standing
from infrared_desktop.storage.backup.standing import is_due
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.worklist import Wanted
from infrared_desktop.storage.files.review_copy import CopyHeader, UnlockedCopy
from infrared_desktop.storage.files.review_leave import LeaseBook
from infrared_desktop.storage.health.clock import confirm_day
from infrared_desktop.views.door import Door
from infrared_desktop.views.locking.vigil import Coming, Vigil
from infrared_desktop.views.messages.sending import send_waiting
from infrared_desktop.views.tasks import Task
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.faults.clocks import DAY, EVENTS, FRIDAY, HOUR, TORONTO, YEAR, Computer
from tests.faults.figures import Note
from tests.scenes import TODAY, full_day, patient, stored_now, treated_patient, visit

events = pytest.mark.parametrize("event", EVENTS)
ABOUT_NOW = timedelta(seconds=1)


def computer(event: str) -> Computer:
    return Computer(EVENTS[event][0])


@events
@pytest.mark.parametrize("wrong", [3, 5, 9, 20])
def test_a_wrong_try_waits_as_long_as_it_is_to(
    event: str, wrong: int, tmp_path: Path, figures: Note
) -> None:
    pc = computer(event)
    for _ in range(wrong):
        Tries(tmp_path, lambda: pc.running).failed(1)
    began, wait = pc.truly, delay_s(wrong)
    EVENTS[event][1](pc)
    early = 0
    while (pc.truly - began).total_seconds() < wait:
        with pytest.raises(WaitError):
            Tries(tmp_path, lambda: pc.running).check(1)
            early += 1
        pc.go_on(ABOUT_NOW)
    Tries(tmp_path, lambda: pc.running).check(1)  # and not a second longer
    figures("clock: wait after wrong tries", tries=1, lost=early)


def test_a_wait_by_the_clock_on_the_wall_would_end_early(tmp_path: Path, figures: Note) -> None:
    pc = computer("set forward a year")
    for _ in range(9):
        Tries(tmp_path, lambda: pc.wall.timestamp()).failed(1)
    EVENTS["set forward a year"][1](pc)
    Tries(tmp_path, lambda: pc.wall.timestamp()).check(1)
    figures("clock: wait after wrong tries", control=1)


@events
def test_the_window_locks_when_it_is_to_and_never_later(event: str, figures: Note) -> None:
    pc = computer(event)
    vigil = Vigil(pc.read())
    pc.go_on(ABOUT_NOW)
    assert vigil.look(pc.read(), 5) is None
    vigil.touch(pc.read())
    touched = pc.truly
    told: Coming | None = None
    for second in range(302):
        if second == 100 and "summer" not in event:
            EVENTS[event][1](pc)
        told = vigil.look(pc.read(), 5)
        if told is not None and told.left_s == 0:
            break
        pc.go_on(ABOUT_NOW)
    assert told is not None and told.left_s == 0
    waited = pc.truly - touched
    by_itself = {"asleep for a weekend", "set back a day", "set forward a year"}
    assert (waited == timedelta(seconds=300)) == (event not in by_itself)
    figures("clock: lock of the window", tries=1, lost=int(waited > timedelta(hours=66)))


@pytest.fixture
def book(tmp_path: Path) -> LeaseBook:
    header = CopyHeader("clinic", "copy", FRIDAY, FRIDAY.astimezone(TORONTO).date(), ())
    return LeaseBook(tmp_path, UnlockedCopy(tmp_path / "copy", header, bytes(32), CLINICIAN))


def opens(book: LeaseBook, pc: Computer) -> bool:
    try:
        book.admit(pc.wall.astimezone(TORONTO).date(), pc.wall)
    except KnownError:
        return False
    return True


@events
def test_a_review_copy_opens_until_its_last_day_and_no_longer(
    event: str, book: LeaseBook, figures: Note
) -> None:
    pc = Computer(FRIDAY)  # 17:00 of its last day at the clinic
    assert opens(book, pc)
    EVENTS[event][1](pc)
    assert opens(book, pc) == (event in ("put right by the network",) or "summer" in event)
    pc.wall = pc.truly  # somebody sets it right
    assert opens(book, pc) == (pc.truly.astimezone(TORONTO).date() <= book.read().until)
    pc.go_on(DAY)
    assert not opens(book, pc)
    pc.set_by(-DAY)
    assert not opens(book, pc), "a clock that was set back opened it again"
    figures("clock: last day of a review copy", tries=4, lost=0)


@given(st.lists(st.tuples(st.integers(-40, 40), st.integers(0, 30)), max_size=8))
def test_no_way_of_setting_the_clock_opens_a_copy_that_was_refused(
    steps: list[tuple[int, int]],
) -> None:
    with scratch() as folder:
        header = CopyHeader("clinic", "copy", FRIDAY, FRIDAY.astimezone(TORONTO).date(), ())
        book = LeaseBook(folder, UnlockedCopy(folder, header, bytes(32), CLINICIAN))
        pc, latest = Computer(FRIDAY), FRIDAY
        for set_by, passed in steps:
            pc.go_on(passed * HOUR)
            pc.set_by(set_by * HOUR)
            if opens(book, pc):
                assert pc.wall >= latest - HOUR
            latest = max(latest, pc.wall)


@contextmanager
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@events
def test_the_desk_is_reminded_each_day_and_never_twice(event: str, figures: Note) -> None:
    pc = computer(event)
    pc.go_on(-2 * DAY)
    settled, told = pc.wall, list[datetime]()
    step = timedelta(minutes=5)
    while pc.truly < EVENTS[event][0] + 6 * DAY:
        pc.go_on(step)
        if pc.truly == EVENTS[event][0]:
            EVENTS[event][1](pc)
        elif pc.truly == EVENTS[event][0] + timedelta(hours=1) and event == "set forward a year":
            pc.set_by(-YEAR)  # it was noticed, and put right
        reminder = remind([time(9)], settled, pc.wall, TORONTO)
        settled = reminder.settled
        if reminder.is_due:
            told.append(pc.truly)
    between = [later - sooner for sooner, later in pairwise(told)]
    twice = sum(each < timedelta(hours=12) for each in between if event != "set forward a year")
    longest = timedelta(hours=74 if "weekend" in event else 25)
    lost = sum(each > longest for each in between)
    assert (twice, lost) == (0, 0), told
    figures("clock: reminder of the desk", tries=len(told), lost=lost, torn=twice)


def test_a_look_from_any_day_changes_nothing_and_hides_nothing(
    clinic: Clinic, figures: Note
) -> None:
    full_day(clinic)
    treated_patient(clinic, "Okafor", time(12))
    before, known = stored_now(clinic), _listed(clinic, TODAY)
    days = [TODAY + timedelta(days=each) for each in (-365, -1, 1, 3, 120, 365, 3650)]
    lost = sum(_listed(clinic, day) != known for day in days)
    assert (lost, _listed(clinic, TODAY)) == (0, known)
    assert stored_now(clinic) == before
    figures("clock: follow-ups on the list", tries=len(days) * len(known), lost=lost)


def _listed(clinic: Clinic, day: date) -> list[tuple[int, str]]:
    """Return all that stands on some part of the list of a day: each once, or it shows."""
    parts = (clinic.follow_ups.rows(Wanted(part, day)) for part in Part)
    return sorted((row.patient_id, row.key) for rows in parts for row in rows)


@given(
    st.sampled_from(["America/Toronto", "Europe/Berlin", "America/Havana", "Asia/Beirut", "UTC"]),
    st.integers(0, 365 * 24),
)
def test_a_clinic_s_days_follow_one_another_wherever_it_stands(name: str, hour: int) -> None:
    zone = ZoneInfo(name)
    now = datetime(2026, 1, 1, tzinfo=FRIDAY.tzinfo) + hour * HOUR
    steps = [(now + minutes * timedelta(minutes=1)).astimezone(zone) for minutes in range(0, 90, 5)]
    days = [step.date() for step in steps]
    assert days == sorted(days) and (days[-1] - days[0]).days <= 1


class Post(MailPost):
    """A line to a server that takes each message; the first time it is not reached."""

    def __init__(self, took: list[str], fails: int) -> None:
        self._took, self._fails = took, fails

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *_: object) -> None:
        """Close nothing."""

    def deliver(self, address: str, _: object) -> Delivered:
        """Take a message."""
        if self._fails:
            raise UnreachedError("The mail server was not reached.")
        self._took.append(address)
        return Delivered(MessageStatus.TAKEN, "")


@pytest.mark.parametrize("event", [name for name in EVENTS if "summer" not in name])
def test_a_message_that_waits_leaves_once(event: str, clinic: Clinic, figures: Note) -> None:
    pc = Computer(NOW + timedelta(hours=6))  # 10:00 at the clinic
    number = clinic.people.register(patient(email="a@example.org"), RECEPTION, NOW).id
    said = Message(number, "", Channel.EMAIL, NOW, "en", "Good day.", "a@example.org", "Hello")
    (stored,) = clinic.messages.write([said], RECEPTION, pc.wall)
    clinic.front_desk.change_rules(DeskRules(quiet_from=time(0), quiet_until=time(0)), 1, pc.wall)
    server = MailServer("localhost", 25, sender="desk@clinic.example")
    clinic.messages.set_server(server, None, CLINICIAN, pc.wall)
    took: list[str] = []

    def send(fails: int, only_again: bool) -> None:
        door = Door(clinic.folder, clinic.ledger.key, RECEPTION, pc.wall)
        send_waiting(Task(), door, lambda *_: Post(took, fails), only_again)

    send(1, only_again=False)
    EVENTS[event][1](pc)
    for step in range(12 * 8):
        if event == "set forward a year" and step == 12:
            assert took == []  # nobody knows yet whether its day is right
            confirm_day(clinic, RECEPTION, pc.wall)
        rules, waiting = clinic.front_desk.rules(), clinic.messages.outbox(MessageStatus.QUEUED)
        at = next_try(waiting, pc.wall, rules, TORONTO)
        if at is not None and at <= pc.wall:
            send(0, only_again=True)
        pc.go_on(timedelta(minutes=5))
    assert clinic.messages.get(stored.id).record.status is MessageStatus.TAKEN
    assert took == ["a@example.org"]
    figures("clock: message that waits", tries=1, lost=1 - len(took))


def test_a_clock_a_year_ahead_withdraws_no_reminder(clinic: Clinic, figures: Note) -> None:
    number = clinic.people.register(patient(email="a@example.org"), RECEPTION, NOW).id
    booked = clinic.diary.book(visit(number, TODAY + DAY, time(10)), RECEPTION, NOW)
    key = visit_key(booked.id)
    said = Message(number, key, Channel.EMAIL, NOW, "en", "Good day.", "a@example.org", "Hello")
    (stored,) = clinic.messages.write([said], RECEPTION, NOW)
    clinic.front_desk.change_rules(DeskRules(quiet_from=time(0), quiet_until=time(0)), 1, NOW)
    clinic.messages.set_server(MailServer("localhost", 25, sender="d@c.example"), None, 1, NOW)
    took: list[str] = []

    def send(now: datetime) -> str:
        door = Door(clinic.folder, clinic.ledger.key, RECEPTION, now)
        return str(send_waiting(Task(), door, lambda *_: Post(took, 0)).why)

    assert "365 days ahead" in send(NOW + YEAR)
    assert clinic.messages.get(stored.id).record.status is MessageStatus.QUEUED
    clinic.note("unlocked", RECEPTION, NOW + YEAR)
    assert "Lock with F12" in send(NOW + YEAR + HOUR)
    send(NOW + HOUR)  # put right
    assert clinic.messages.get(stored.id).record.status is MessageStatus.TAKEN
    figures("clock: message that waits", tries=1, lost=1 - len(took))


@pytest.mark.parametrize("set_by", [-DAY, YEAR, -YEAR, timedelta(0)])
@pytest.mark.parametrize("tries", [1, len(DISTANCES)])
def test_no_clock_puts_a_message_off_for_days(
    set_by: timedelta, tries: int, clinic: Clinic
) -> None:
    number = clinic.people.register(patient(email="a@example.org"), RECEPTION, NOW).id
    said = Message(number, "", Channel.EMAIL, NOW, "en", "Good day.", "a@example.org", "Hello")
    again = replace(said, tries=tries, tried_at=NOW, again_at=NOW + DISTANCES[tries - 1])
    waiting = clinic.messages.write([again], RECEPTION, NOW)
    now = NOW + set_by
    at = next_try(waiting, now, DeskRules(quiet_from=time(0), quiet_until=time(0)), TORONTO)
    assert at is not None and now <= at <= now + DISTANCES[-1]


@pytest.mark.parametrize("set_by", [-DAY, YEAR, -YEAR])
def test_no_clock_puts_a_backup_off(set_by: timedelta, clinic: Clinic) -> None:
    here = Standing(clinic.folder.parent, proven_at=NOW, tried_at=NOW, row=0)
    assert not is_due(clinic, [here], NOW + timedelta(minutes=1))
    assert is_due(clinic, [here], NOW + set_by)
