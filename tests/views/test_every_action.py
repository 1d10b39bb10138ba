"""Each role at every place: what is offered there stands in a table, and what is not is refused.

The table is `every_action.txt`, row by row: r is reception where the owner keeps the medical record
from it, R where she lets it read, C a clinician, O the owner. `[]` marks a button.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.views import paper_desk, screens
from infrared_desktop.views.screen import Place
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.eventful_day import TREATING, eventful_day
from tests.scenes import close_the_record, stored_now
from tests.views.desk import Desk
from tests.views.every_place import Act, acts_on, ways_to

PEOPLE = {"r": RECEPTION, "R": RECEPTION, "C": TREATING, "O": CLINICIAN}
TABLE = Path(__file__).with_name("every_action.txt")
OPENS = "(opens)"
READINGS = ("chart-opened", "history-opened", "searched", "photograph-seen")


def _table() -> dict[tuple[str, str], str]:
    """Return to whom each act of each place is offered."""
    found, place = {}, ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("    "):
            place = line
        elif line:
            who, _, words = line.strip().partition(" ")
            found[place, words] = who
    return found


@pytest.fixture(scope="module")
def day(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a clinic after an eventful day, to be copied."""
    folder = tmp_path_factory.mktemp("day") / "clinic"
    with closing(template.copy_to(folder)) as clinic:
        eventful_day(clinic)
    return folder


@pytest.fixture
def desk(
    dressed: QApplication, qtbot: QtBot, day: Path, template: Template, tmp_path: Path
) -> Iterator[Desk]:
    """Yield a desk at a copy of it, at which nobody sits yet."""
    shutil.copytree(day, tmp_path / "clinic")
    with closing(open_clinic(tmp_path / "clinic", template.key, NOW)) as clinic:
        yield Desk(qtbot, clinic)


def _seat(desk: Desk, who: str) -> None:
    if who == "r":
        close_the_record(desk.clinic)
    desk.sit_down(PEOPLE[who])


def _opened(desk: Desk) -> Iterator[tuple[str, Any]]:
    """Yield every place that opens, with its screen, each made anew."""
    for name in screens.NEEDS:
        for title, place in ways_to(name):
            desk.frame._screens.clear()
            desk.frame._way[:] = [Place("today")]
            desk.frame.go(place)
            if type(desk.screen).__name__ == screens.SCREENS[name][1]:
                yield title, desk.screen


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of menus, offscreen
@pytest.mark.parametrize("who", PEOPLE)
def test_each_place_offers_what_the_table_says_and_refuses_the_rest(
    desk: Desk, who: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paper, table = tmp_path / "paper.pdf", _table()
    monkeypatch.setattr(paper_desk, "ask_for_place", lambda *_: paper)
    _seat(desk, who)
    offered: set[tuple[str, str]] = set()
    for title, screen in _opened(desk):
        acts = list(acts_on(screen))
        offered |= {(title, OPENS)} | {(title, act.words) for act in acts if act.is_offered}
        withheld = [act for act in acts if who not in table.get((title, act.words), "rRCO")]
        if withheld:
            _check_refused(desk, title, withheld)
    desk.get_up()
    expected = {act for act, whom in table.items() if who in whom}
    assert offered - expected == set(), f"say in {TABLE.name} whom this is offered to"
    assert expected - offered == set(), "this is offered no more"
    assert not paper.exists()


def _check_refused(desk: Desk, title: str, withheld: list[Act]) -> None:
    before = _kept(desk.clinic)
    for act in withheld:
        _press(act)
    assert _kept(desk.clinic) == before, f"{title}: {[act.words for act in withheld]}"


def _press(act: Act) -> None:
    act.part.setEnabled(True)
    if isinstance(act.part, QAction):
        act.part.trigger()
    else:
        act.part.click()
    menu = QApplication.activePopupWidget()
    if menu is not None:  # what it offers: saved as a file, and so on
        menu.actions()[0].trigger()
        menu.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _kept(clinic: Clinic) -> dict[str, list[tuple[Any, ...]]]:
    """Return what is stored, without readings and what the audit log tells of refusals."""
    stored = stored_now(clinic)
    told = [row for row in stored["audit"] if not {"refused", *READINGS} & set(row)]
    return stored | {"audit": told}


def test_an_act_that_nobody_classed_is_noticed(desk: Desk) -> None:
    desk.sit_down(CLINICIAN)
    screen = desk.go("people")
    screen.addAction(QAction("Sneak out", screen))
    words = {act.words for act in acts_on(screen)}
    assert {each for each in words if ("people", each) not in _table()} >= {"Sneak out"}
    desk.get_up()
