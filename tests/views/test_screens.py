"""Every screen works by keyboard alone: mnemonics, names and the order of Tab, for all screens."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.messages.checks import visit_key
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files import watched_folder
from infrared_desktop.views.inputs.picker import Picker
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning, apply_theme
from infrared_desktop.views.screen import Place
from infrared_desktop.views.screens import SCREENS
from tests.clinics import NOW, RECEPTION, Template
from tests.scenes import TODAY, history, treated_patient, visit
from tests.views.desk import Desk
from tests.views.told_actions import told_actions

INPUTS = (
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QAbstractButton,
    QTabBar,
    Picker,
)
MOST_TABS = 150


def place_of(name: str, clinic: Clinic) -> Place:
    """Return where a screen shows something: the treated patient's own records."""
    number = treated_patient(clinic, "Okafor")
    booked = clinic.diary.book(visit(number, TODAY + timedelta(days=40)), RECEPTION, NOW)
    visits = {"session": booked.id, "review": booked.id}
    if name == "history_version":
        return Place(name, number, clinic.history.take(history(number), RECEPTION, NOW).version)
    alone = {"today", "people", "diary", "follow_ups", "import", "clinic", "protocol", "devices"}
    alone |= {"waiting"}
    alone |= {"message_text", "mail_server", "messages", "reports", "photo_register", "outcomes"}
    if name == "message":
        return Place(name, number, about=visit_key(booked.id))
    return Place(name, None if name in alone else number, visits.get(name))


@pytest.fixture(scope="module", params=list(SCREENS))
def shown(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    template: Template,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Desk]:
    """Yield a desk at one screen after the other; the tests of one screen share its window."""
    folder = tmp_path_factory.mktemp("shown")
    QLocale.setDefault(QLocale.c())
    apply_theme(qapp, Qt.ColorScheme.Light)
    with pytest.MonkeyPatch.context() as patch, closing(template.copy_to(folder / "c")) as clinic:
        patch.setattr(watched_folder, "usual_file", lambda: folder / "watched.json")
        desk = Desk(QtBot(request), clinic).sit_down()
        place = place_of(request.param, clinic)
        desk.now += timedelta(days=5)
        desk.frame.go(place)
        assert type(desk.screen).__name__ == SCREENS[request.param][1]
        QApplication.processEvents()
        yield desk
        desk.get_up()
    qapp.setStyleSheet("")


def visible(desk: Desk) -> list[QWidget]:
    return [each for each in desk.frame.findChildren(QWidget) if each.isVisible()]


def takes_keys(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and widget.focusProxy() is None


def inputs(desk: Desk) -> list[QWidget]:
    """Return what takes keys; the line inside a list of answers is that list itself."""
    found = [each for each in visible(desk) if isinstance(each, INPUTS) and takes_keys(each)]
    return [each for each in found if not isinstance(each.parent(), QComboBox | QAbstractSpinBox)]


def named(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words


def told(widgets: list[QWidget]) -> list[str]:
    return [f"{type(each).__name__} {each.objectName()} {named(each)}" for each in widgets]


def mnemonics(widget: QWidget) -> list[str]:
    """Return the keys that a widget claims with Alt."""
    texts = []
    if isinstance(widget, QTabBar):
        texts = [widget.tabText(number) for number in range(widget.count())]
    elif isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy()):
        texts = [widget.text()]
    found = (QKeySequence.mnemonic(text).toString() for text in texts)
    return [key for key in found if re.fullmatch(r"Alt\+.", key)]


def clashes(desk: Desk) -> dict[str, list[str]]:
    """Return the keys that more than one thing on the screen claims."""
    claims: dict[str, list[QWidget]] = {}
    for widget in visible(desk):
        for key in mnemonics(widget):
            claims.setdefault(key, []).append(widget)
    assert {"Alt+T", "Alt+P", "Alt+D", "Alt+F"} <= set(claims)
    for action in (*desk.frame.actions(), *desk.screen.actions()):
        if (key := action.shortcut().toString()) in claims:
            claims[key].append(desk.frame)
    return {key: told(widgets) for key, widgets in claims.items() if len(widgets) > 1}


def test_no_two_things_on_a_screen_share_a_mnemonic(shown: Desk) -> None:
    assert not clashes(shown)


def test_no_message_shares_a_mnemonic_with_its_screen(shown: Desk) -> None:
    actions = told_actions(type(shown.screen).__module__)
    for banner in shown.screen.findChildren(Banner):
        if banner.isHidden() and banner.parentWidget().isVisible():
            for action in actions:
                banner.tell(Meaning.CAUTION, "Something was said.", action)
                assert banner.action_button().isVisible()
                assert not clashes(shown), action
            banner.settle()


def test_what_messages_offer_is_found_in_the_sources() -> None:
    offered = told_actions("infrared_desktop.views.people.patient_form")
    assert {"Gi&ve it up", "Sa&ve as another person"} <= set(offered)
    assert "&Open it" in told_actions("infrared_desktop.views.people.patient")


def test_every_input_has_a_name_for_a_screen_reader(shown: Desk) -> None:
    assert not told([each for each in inputs(shown) if not named(each)])


def test_tab_leads_to_every_input_and_round_again(shown: Desk) -> None:
    wanted = set(inputs(shown))
    reached: Counter[QWidget] = Counter()
    for _ in range(MOST_TABS):
        here = QApplication.focusWidget()
        assert here is not None
        reached[here] += 1
        if reached[here] > 1 and wanted <= set(reached):
            break
        shown.qtbot.keyClick(here, Qt.Key.Key_Tab)
    missed = [each for each in wanted if each not in reached and each.isVisible()]
    assert not told(missed)


def test_escape_closes_the_keys_and_the_focus_returns(shown: Desk) -> None:
    before = QApplication.focusWidget()
    shown.press("F1")
    assert shown.frame.sheet.isVisible()
    shown.press("Escape")
    assert not shown.frame.sheet.isVisible()
    assert QApplication.focusWidget() is before
