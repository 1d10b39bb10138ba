"""One window holds a folder; one that follows gets it, and no third one comes in between."""

import os
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.views.locking import claim
from infrared_desktop.views.locking.claim import Claim

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_second_window_is_refused_until_the_first_has_gone(tmp_path: Path) -> None:
    first = Claim(tmp_path)
    assert not first.taken
    assert Claim(tmp_path).taken
    first.give_up()
    again = Claim(tmp_path)
    assert not again.taken
    again.give_up()
    assert not list(tmp_path.iterdir())


def test_a_lock_where_nothing_may_be_written_is_no_sign_of_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = Claim(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert not Claim(tmp_path).taken
    monkeypatch.undo()
    assert Claim(tmp_path).taken
    left.give_up()


def test_no_third_window_comes_between_two_that_follow_each_other(
    tmp_path: Path, qtbot: QtBot
) -> None:
    first = Claim(tmp_path)
    following = Claim(tmp_path, follows=True)
    assert not following.taken
    assert Claim(tmp_path, follows=True).taken
    first.give_up()  # from here on only the file of what follows stands
    third = Claim(tmp_path)
    assert third.taken, "and what it tried it lets go of at once"
    qtbot.waitUntil(lambda: not (tmp_path / "window.next.lock").exists())
    assert Claim(tmp_path).taken
    following.give_up()
    last = Claim(tmp_path)
    assert not last.taken
    last.give_up()


def test_files_of_a_process_that_died_hold_nobody_up(tmp_path: Path, qapp: QApplication) -> None:
    dead = "999999999\npython\n\n"
    for name in ("window.lock", "window.next.lock"):
        (tmp_path / name).write_text(dead, encoding="utf-8")
    claim = Claim(tmp_path)
    assert not claim.taken
    following = Claim(tmp_path, follows=True)
    assert not following.taken, "the file of what follows is free for it"
    claim.give_up()
    following.give_up()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_window_that_stands_open_for_days_keeps_its_folder(
    tmp_path: Path, elsewhere: bool
) -> None:
    first = None if elsewhere else Claim(tmp_path)
    lock = tmp_path / "window.lock"
    if elsewhere:
        number = "0123456789abcdef0123456789abcdef"
        lock.write_text(f"4711\nInfrared Desktop\nFRONT-DESK-2\n{number}\n\n", encoding="utf-8")
    days_ago = time.time() - 5 * 24 * 3_600
    os.utime(lock, (days_ago, days_ago))
    assert Claim(tmp_path).taken
    assert lock.exists()
    if first is not None:
        first.give_up()


@pytest.mark.parametrize("own", [True, False])
def test_only_the_place_of_this_computer_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: bool
) -> None:
    monkeypatch.setattr(claim, "is_own_place", lambda _: own)
    Claim(tmp_path / "place" / "clinic").give_up()
    assert (tmp_path / "place").exists() is own
