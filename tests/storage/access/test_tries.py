"""Wrong tries slow the next one down, whatever is done to the clock, and never for good."""

import json
import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.tries import FREE, LONGEST_S, MOST, Tries, WaitError, delay_s
from infrared_desktop.storage.files.folder import TRIES


class Computer:
    """A computer that runs for so many seconds; its clock on the wall is never asked."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.running = folder, 1_000.0

    def tries(self) -> Tries:
        return Tries(self.folder, lambda: self.running)  # as after a new start of the program

    def fail(self, times: int, who: int = 1) -> None:
        for _ in range(times):
            self.tries().failed(who)


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


def test_two_slips_cost_nothing(computer: Computer) -> None:
    computer.fail(FREE - 1)
    computer.tries().check(1)


def test_ten_wrong_tries_wait_longer_each_time(computer: Computer) -> None:
    waits = []
    for _ in range(10):
        computer.tries().check(1)
        waits.append(computer.tries().failed(1))
        computer.running += waits[-1]
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256]


def test_a_new_start_of_the_program_does_not_help(computer: Computer) -> None:
    computer.fail(5)
    computer.running += 5
    with pytest.raises(WaitError, match="3 s are left") as told:
        computer.tries().check(1)
    assert told.value.seconds == 3


def test_others_do_not_wait(computer: Computer) -> None:
    computer.fail(9)
    computer.tries().check(2)


def test_a_restarted_computer_waits_on(computer: Computer) -> None:
    computer.fail(8)
    computer.running = 14.0  # it was started anew, however long it was off
    assert computer.tries().seconds_left(1) == 64 - 14
    computer.running = 64.0
    computer.tries().check(1)


def test_the_longest_wait_is_a_quarter_of_an_hour(computer: Computer) -> None:
    computer.fail(60)
    assert computer.tries().seconds_left(1) == LONGEST_S == 15 * 60
    computer.running += LONGEST_S
    computer.tries().check(1)


def test_after_a_hundred_only_another_way_opens(computer: Computer) -> None:
    computer.fail(99)
    computer.running += LONGEST_S
    computer.tries().check(1)
    computer.fail(1)
    computer.running += 10 * LONGEST_S
    with pytest.raises(KnownError, match="one-time code"):
        computer.tries().check(1)
    computer.tries().forget(1)
    computer.tries().check(1)


def test_what_is_forgotten_is_still_told_once(computer: Computer) -> None:
    computer.fail(2)
    computer.fail(MOST + 7, who=5)
    computer.tries().forget(1)
    untold = computer.tries().untold()
    assert {who: len(moments) for who, moments in untold.items()} == {1: 2, 5: MOST}
    assert all(datetime.fromisoformat(at).tzinfo for at in untold[1])
    for who, moments in untold.items():
        computer.tries().told(who, moments)
    assert not computer.tries().untold()
    assert 1 not in computer.tries()._read(), "nothing is left to be known of"
    with pytest.raises(KnownError, match="Too many"):
        computer.tries().check(5)  # that it was told is no way round the wait


def test_a_try_between_telling_and_noting_that_is_told_later(computer: Computer) -> None:
    computer.fail(1)
    told = computer.tries().untold()[1]
    time.sleep(0.002)
    computer.fail(1)
    computer.tries().told(1, told)
    assert len(computer.tries().untold()[1]) == 1


@given(st.integers(0, 10_000))
def test_no_wait_is_shorter_than_one_for_fewer_tries(count: int) -> None:
    assert 0 <= delay_s(count) <= delay_s(count + 1) <= LONGEST_S


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=8), st.integers(FREE, 40))
def test_no_jump_of_the_clock_lets_anybody_in_early(
    tmp_path_factory: pytest.TempPathFactory, stints: list[float], count: int
) -> None:
    computer = Computer(tmp_path_factory.mktemp("tries"))
    computer.fail(count)
    begun, passed = computer.running, 0.0
    for stint in stints:  # each after a restart
        computer.running = stint
        passed = max(passed, stint)
        left = computer.tries().seconds_left(1)
        assert left <= delay_s(count)
        if left == 0:
            assert passed >= delay_s(count) or stint - begun >= delay_s(count)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("1ac"), inner),
)


@given(
    _JSON
    | st.dictionaries(
        st.just("1"), st.fixed_dictionaries({"count": _JSON, "running_s": _JSON, "untold": _JSON})
    )
)
def test_a_spoilt_file_keeps_nobody_out_for_long(
    tmp_path_factory: pytest.TempPathFactory, content: object
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / TRIES).write_text(json.dumps(content), encoding="utf-8")
    tries = Tries(folder, lambda: 100.0)
    assert 0 <= tries.seconds_left(1) <= LONGEST_S
    tries.forget(1)
    tries.failed(1)
