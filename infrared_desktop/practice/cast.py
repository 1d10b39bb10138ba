"""Those patients whose way leads to a certain visit: today's list, and what there is to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from infrared_desktop.domain.follow_ups.due import FollowUpKind
from infrared_desktop.domain.records.answers import AppointmentKind, ContactOutcome
from infrared_desktop.practice.diary import Diary
from infrared_desktop.practice.story import minutes_of
from infrared_desktop.practice.ways import Fate, Step, Turn, consultation, review, session

_GAP = 42  # days between sessions that leave room for weekends


@dataclass(frozen=True)
class Part:
    """One patient's part in the clinic: since when, which visits, and what is left undone."""

    starts_on: date
    steps: tuple[Step, ...]
    wish: str = ""
    keeps: frozenset[FollowUpKind] | None = None
    blistered: bool = False
    calls: tuple[ContactOutcome, ...] = ()
    snoozed: bool = False
    drafts: bool = False


def cast(diary: Diary, on: date, size: int) -> list[Part]:
    """Return the first parts of the cast, today's visits before everything else."""
    makers: list[Callable[[Diary, date], Part]] = [*_TODAY, *_LAST_DAYS]
    return [make(diary, on) for make in makers[:size]]


def days_open_before(on: date) -> Iterator[date]:
    """Yield the weekdays before a day, the last one first."""
    day = on
    while True:
        day -= timedelta(days=1)
        if day.weekday() < 5 and (day.month, day.day) not in ((12, 25), (1, 1)):
            yield day


def _sessions(number: int, planned: int) -> list[Step]:
    """Return a course up to its n-th session."""
    later = [session(_GAP) for _ in range(number - 1)]
    return [consultation(sessions=planned), session(14), *later]


def _ends_on(
    diary: Diary, day: date, wall: time, column: int, steps: list[Step], fate: Fate = Fate.KEPT
) -> Part:
    """Lay a way so that its last visit takes a certain place in the diary."""
    last = steps[-1]
    place = diary.fix(day, wall, minutes_of(last.kind), column)
    steps = [*steps[:-1], replace(last, place=place, fate=fate)]
    starts_on = day - timedelta(sum(step.days for step in steps))
    return Part(starts_on, tuple(steps), keeps=frozenset())


def _today(
    wall: time,
    column: int,
    steps: list[Step],
    fate: Fate = Fate.LEFT_OPEN,
    wish: str = "",
    drafts: bool = False,
) -> Callable[[Diary, date], Part]:
    def make(diary: Diary, on: date) -> Part:
        part = _ends_on(diary, on, wall, column, steps, fate)
        return replace(part, wish=wish, drafts=drafts)

    return make


def _before(
    days: int,
    steps: list[Step],
    fate: Fate = Fate.KEPT,
    wall: time = time(15),
    wish: str = "",
    keeps: tuple[FollowUpKind, ...] = (),
    blistered: bool = False,
    calls: tuple[ContactOutcome, ...] = (),
    snoozed: bool = False,
    drafts: bool = False,
) -> Callable[[Diary, date], Part]:
    """Make a part that ends some days ago, on the next open day before that if need be."""

    def make(diary: Diary, on: date) -> Part:
        before = on - timedelta(days - 1)
        column = 0 if steps[-1].kind is AppointmentKind.SESSION else 1
        part = _ends_on(diary, next(days_open_before(before)), wall, column, steps, fate)
        return replace(
            part,
            wish=wish,
            keeps=frozenset(keeps),
            blistered=blistered,
            calls=calls,
            snoozed=snoozed,
            drafts=drafts,
        )

    return make


_TODAY = (
    _today(time(9), 0, _sessions(3, 3), Fate.KEPT, "neck"),
    _today(time(9), 1, [consultation()], Fate.KEPT, "face"),
    _today(time(10), 0, _sessions(2, 3), Fate.IN_TREATMENT, "face", drafts=True),
    _today(time(11), 0, _sessions(1, 2), Fate.ARRIVED, "abdomen"),
    _today(time(11, 15), 1, [*_sessions(2, 2), review(3)]),
    _today(time(13), 1, [consultation()]),
    _today(time(14), 0, _sessions(2, 2), wish="arms"),
)
_NO_ANSWER, _WRONG = ContactOutcome.NO_ANSWER, ContactOutcome.WRONG_NUMBER
_T1, _T2, _T8 = FollowUpKind.AFTERCARE_CALL, FollowUpKind.CHECK, FollowUpKind.BOOK_SESSION
_LAST_DAYS = (
    _before(1, _sessions(1, 2), Fate.LEFT_OPEN, time(15)),
    _before(1, [*_sessions(1, 1), review(1)], Fate.ARRIVED, time(16), drafts=True),
    _before(1, _sessions(1, 2), wall=time(11), wish="neck", keeps=(_T1, _T8)),
    _before(3, _sessions(2, 3), wall=time(14), wish="face", keeps=(_T2, _T8), blistered=True),
    _before(39, _sessions(1, 2), wish="abdomen", keeps=(_T8,), calls=(_NO_ANSWER, _NO_ANSWER)),
    _before(182, _sessions(2, 2), wish="face", keeps=(FollowUpKind.REVIEW_6,)),
    _before(371, _sessions(2, 2), wish="neck", keeps=(FollowUpKind.MAINTENANCE,)),
    _before(43, _sessions(1, 1), keeps=(FollowUpKind.REVIEW_1,), calls=(_WRONG,)),
    _before(30, _sessions(1, 3), keeps=(_T8,), snoozed=True),
    _before(18, [replace(consultation(), turn=Turn.TANNED)], keeps=(FollowUpKind.NEXT_STEP,)),
)
