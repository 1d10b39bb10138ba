"""A medical history by keyboard: taken, changed, confirmed, drafted and brought back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.protocol.visit_terms import HistoryTerms
from infrared_desktop.domain.records.answers import Sex
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.care import AreaFinding
from infrared_desktop.domain.records.history import (
    Allergy,
    HealthEntry,
    History,
    Implant,
    Medicine,
    PastTreatment,
)
from infrared_desktop.domain.records.history_answers import (
    Allergen,
    HealthCondition,
    ImplantKind,
    MedicineKind,
    Pregnancy,
    Smoking,
    SunHabit,
    TreatmentKind,
    WeightTrend,
)
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.views.forms.binder import inputs_of
from infrared_desktop.views.history.page import GROUPS
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.look.theme import Meaning
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.views.answering import Hand
from tests.views.desk import Desk
from tests.views.keyboard import Keyboard

TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def number(desk: Desk) -> int:
    patient = Patient("Fonseca", "Inês", date(1990, 9, 2), sex=Sex.FEMALE)
    return desk.clinic.people.register(patient, CLINICIAN, NOW).id


def healthy(number: int, **other: Any) -> History:
    history = History(
        number,
        TODAY - timedelta(days=40),
        pregnancy=Pregnancy.NO,
        conditions=(),
        medicines=(),
        allergies=(),
        implants=(),
        treatments=(),
        smoking=Smoking.NEVER,
        alcohol_units_per_week=2,
        sun_habit=SunHabit.ORDINARY,
        weight_trend=WeightTrend.STABLE,
    )
    return replace(history, **other)


def rich(number: int) -> History:
    """A history with something in every field."""
    return healthy(
        number,
        last_period_on=date(2026, 11, 2),
        delivered_on=date(2019, 5, 6),
        conditions=(HealthEntry(HealthCondition.KELOID, "shoulder", date(2015, 1, 1)),),
        medicines=(Medicine(MedicineKind.ISOTRETINOIN, stopped_on=date(2026, 7, 22)),),
        allergies=(Allergy(Allergen.LATEX, "rash"), Allergy(Allergen.METAL)),
        implants=(Implant(ImplantKind.PIERCING, detail="ears"),),
        treatments=(PastTreatment(TreatmentKind.FAT, product="own"),),
        smoking=Smoking.CURRENT,
        cigarettes_per_day=4,
        sunscreen_spf=30,
        height_cm=168,
        weight_kg=61.5,
        note="Afraid of needles",
    )


@pytest.fixture
def keys(desk: Desk, qtbot: QtBot) -> Keyboard:
    return Keyboard(qtbot, desk.frame)


@pytest.fixture
def stored(desk: Desk, number: int) -> Iterator[Any]:
    yield desk.clinic.history.take(healthy(number), RECEPTION, NOW - timedelta(days=40))


def on_record(desk: Desk, number: int) -> History:
    found = desk.clinic.history.of_patient(number)
    assert found is not None
    return found.record


def test_a_history_is_taken_by_keyboard_alone(desk: Desk, number: int, keys: Keyboard) -> None:
    desk.go("patient", number)
    keys.press("H")
    keys.reads("Medical history", "history: not taken", "Conditions: Not asked yet.")
    keys.answer("Pregnancy", "not pregnant")
    keys.press("Ctrl+0")
    keys.go_to("Add: Medicines")
    keys.type("isotr")
    keys.press("Return")
    keys.fill("Medicine started on", "1.2026")
    keys.fill("Medicine stopped on; empty if still taken", "22.7.2026")
    keys.go_to("Add: Allergies")
    keys.type("LAT")
    keys.press("Tab")
    keys.fill("Detail of the allergy and reaction", "rash")
    keys.press("Tab", "Ctrl+0", "Ctrl+0")
    keys.answer("Smoking", "smokes")
    keys.fill("Cigarettes a day", "5")
    keys.answer("Sun", "much sun")
    keys.fill("Weight", "61,5")
    keys.press("Ctrl+S")
    keys.reads("Saved as version 1.", "history: of today, 2 not asked")
    assert on_record(desk, number) == History(
        number,
        TODAY,
        pregnancy=Pregnancy.NO,
        conditions=(),
        medicines=(
            Medicine(
                MedicineKind.ISOTRETINOIN,
                started_on=date(2026, 1, 1),
                stopped_on=date(2026, 7, 22),
            ),
        ),
        allergies=(Allergy(Allergen.LATEX, "rash"),),
        implants=(),
        treatments=(),
        smoking=Smoking.CURRENT,
        cigarettes_per_day=5,
        sun_habit=SunHabit.MUCH,
        weight_kg=61.5,
    )
    keys.press("Return")
    keys.reads("allergic: latex, rash")


def test_tab_leads_through_the_form_in_the_order_in_which_it_is_read(
    desk: Desk, number: int, qtbot: QtBot
) -> None:
    desk.clinic.history.take(rich(number), CLINICIAN, NOW)
    page = desk.go("history", number).page
    page.first.setFocus()
    QApplication.processEvents()
    walked = []
    for _ in range(60):
        here = QApplication.focusWidget()
        if here is None or not page.isAncestorOf(here):
            break
        walked.append(here)
        desk.press("Tab")

    def place(widget: QWidget) -> tuple[int, int]:
        at = widget.mapTo(page.page, widget.rect().topLeft())
        return at.y() // 16, at.x()

    assert len(walked) > 35
    lines = [place(widget) for widget in walked]
    assert lines == sorted(lines)


def test_the_head_stands_before_the_form_as_tab_goes(desk: Desk, number: int) -> None:
    screen = desk.go("history", number)
    screen.page.first.setFocus()
    desk.press("Shift+Tab")
    assert QApplication.focusWidget() is screen.header.missing


def test_every_answer_survives_the_form(desk: Desk, number: int) -> None:
    for history in (rich(number), healthy(number), History(number, TODAY)):
        screen = desk.go("history", number)
        screen.show_anew(history)
        assert screen.record() == history


@pytest.mark.parametrize("group", GROUPS)
def test_none_of_these_and_not_asked_are_two_answers_in_one_key(
    group: str, desk: Desk, number: int, stored: Any, keys: Keyboard
) -> None:
    screen = desk.go("history", number)
    rows = screen.page.binder.input(group)
    rows.finder.setFocus()
    assert screen.record() == stored.record
    keys.press("Ctrl+0")
    assert getattr(screen.record(), group) is None
    assert rows.state.chip().text == "not asked"
    keys.press("Ctrl+S")
    assert getattr(on_record(desk, number), group) is None
    rows.finder.setFocus()
    keys.press("Ctrl+0", "Ctrl+S")
    assert getattr(on_record(desk, number), group) == ()
    assert rows.state.chip() is None


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("leaves", ["Return", "Tab"])
def test_what_no_list_knows_is_kept_word_for_word(
    group: str, leaves: str, desk: Desk, number: int, keys: Keyboard
) -> None:
    screen = desk.go("history", number)
    rows = screen.page.binder.input(group)
    rows.finder.setFocus()
    keys.type("Qumroxin 5")
    keys.press(leaves)
    keys.reads("No rule knows “Qumroxin 5”: it stands here as other.")
    keys.press("Ctrl+S")
    (row,) = getattr(on_record(desk, number), group)
    assert "other" in vars(row).values() and "Qumroxin 5" in vars(row).values()


def test_what_may_mean_several_is_asked_about(desk: Desk, number: int, keys: Keyboard) -> None:
    screen = desk.go("history", number)
    rows = screen.page.binder.input("medicines")
    rows.finder.setEditText("re")
    rows.finder.lineEdit().editingFinished.emit()
    keys.reads("Several are called so. Choose one from the list.")
    assert screen.record().medicines is None


def test_rows_are_not_lost_to_none_of_these(desk: Desk, number: int, keys: Keyboard) -> None:
    desk.clinic.history.take(rich(number), CLINICIAN, NOW)
    screen = desk.go("history", number)
    screen.page.groups[0].finder.setFocus()
    keys.press("Ctrl+0")
    keys.reads("There are rows here. Remove them first.")
    assert screen.record() == rich(number)


def test_a_removed_row_comes_back(desk: Desk, number: int, keys: Keyboard) -> None:
    desk.clinic.history.take(rich(number), CLINICIAN, NOW)
    screen = desk.go("history", number)
    screen.page.groups[2].table.setFocus()
    keys.press("Delete")
    keys.reads("latex was removed.", "Allergies: removed: latex, rash")
    keys.go_to("Undo")
    keys.press("Space")
    assert screen.record() == rich(number)


def test_a_contradiction_stands_beside_its_answer_and_is_not_saved(
    desk: Desk, number: int, stored: Any, keys: Keyboard
) -> None:
    screen = desk.go("history", number)
    keys.go_to("Add: Medicines")
    keys.type("gold")
    keys.press("Return")
    keys.fill("Medicine started on", "1.10.2026")
    keys.fill("Medicine stopped on; empty if still taken", "1.9.2026")
    keys.press("Tab")
    field = screen.page.groups[1].binder.input("stopped_on")
    assert error_of(field) == "Stopped before it was started."
    keys.reads("Medicines: Stopped before it was started.")
    keys.press("Ctrl+S")
    assert QApplication.focusWidget() is field
    assert on_record(desk, number) == stored.record
    keys.fill("Medicine stopped on; empty if still taken", "1.11.2026")
    assert error_of(field) == ""
    keys.press("Ctrl+S")
    keys.reads("Saved as version 2.")


def test_a_day_that_cannot_be_read_is_said_and_nothing_is_saved(
    desk: Desk, number: int, stored: Any, keys: Keyboard
) -> None:
    screen = desk.go("history", number)
    keys.fill("Last period", "yesterdayish")
    keys.answer("Smoking", "stopped")
    field = screen.page.binder.input("last_period_on")
    assert error_of(field).startswith("This is not a day.")
    keys.press("Ctrl+S")
    assert on_record(desk, number) == stored.record
    assert QApplication.focusWidget() is field


def test_f8_goes_from_one_open_question_to_the_next(desk: Desk, number: int) -> None:
    screen = desk.go("history", number)
    reached = []
    for _ in screen.gaps:
        desk.press("F8")
        here = QApplication.focusWidget()
        assert here is not None
        reached.append(here.accessibleName())
    assert reached[:2] == ["Pregnancy", "Add: Conditions"]
    assert len(set(reached)) == len(screen.gaps) == 10


def test_nothing_changed_is_confirmed_item_by_item(
    desk: Desk, number: int, stored: Any, keys: Keyboard
) -> None:
    screen = desk.go("history", number)
    asked = desk.clinic.protocol.history.ask_each_visit
    keys.reads("Still the same?", "history: 40 days old", "not pregnant", "Smoking: never")
    keys.press("Ctrl+Return")
    keys.reads("Ask each of the questions beside the form first.")
    assert len(desk.clinic.history.versions(stored)) == 1
    screen.panel.first().setFocus()
    for name in asked:
        desk.qtbot.waitUntil(lambda: screen.panel.asks.answers[name].hasFocus())  # noqa: B023
        keys.press("1")
    desk.qtbot.waitUntil(screen.panel.confirm.hasFocus)
    keys.press("Return")
    keys.reads("Confirmed: nothing has changed.", "history: confirmed today")
    keys.reads("Asked on 23 Nov 2026: nothing had changed.")
    assert on_record(desk, number) == replace(stored.record, confirmed_on=TODAY)
    keys.press("Ctrl+Z")
    assert on_record(desk, number) == stored.record


def test_what_changed_leads_to_its_answer_and_bars_the_confirmation(
    desk: Desk, number: int, stored: Any, keys: Keyboard
) -> None:
    screen = desk.go("history", number)
    keys.go_to("Medicines: the same as before?")
    keys.press("2")
    assert QApplication.focusWidget() is screen.page.binder.input("medicines").finder
    assert not screen.panel.may_confirm()
    keys.type("gold")
    keys.press("Return")
    keys.reads("What you changed", "Medicines: gold (was: none)")
    keys.press("Ctrl+Return")
    keys.reads("Something was changed. Save it with Ctrl+S instead.")
    keys.press("Ctrl+S")
    keys.reads("Saved as version 2.", "Medicines: gold (was: none)")
    assert on_record(desk, number).taken_on == TODAY


def test_only_what_the_clinic_names_is_asked_and_what_was_never_asked_must_be(
    desk: Desk, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = HistoryTerms(30, ("allergies", "sun_habit"))
    protocol = replace(desk.clinic.protocol, history=terms)
    monkeypatch.setattr(desk.clinic.protocols, "get", lambda name: protocol)
    desk.clinic.history.take(healthy(number, allergies=None), CLINICIAN, NOW - timedelta(days=2))
    screen = desk.go("history", number)
    answers = screen.panel.asks.answers
    assert list(answers) == ["allergies", "sun_habit"]
    assert answers["allergies"].labels() == ["ask now"]
    assert answers["sun_habit"].labels() == ["the same", "changed"]
    assert not screen.panel.may_confirm()


def test_a_draft_comes_back_after_a_crash_and_never_stands_in_for_the_record(
    desk: Desk, number: int, stored: Any, keys: Keyboard
) -> None:
    screen = desk.go("history", number)
    Hand(desk.qtbot, screen.page.binder).type("note", "Afraid of needles")
    screen.page.binder.input("conditions").tick_none()
    desk.qtbot.waitUntil(lambda: screen.keeper.draft is not None)
    keys.reads("draft, saved")
    assert on_record(desk, number) == stored.record
    desk.get_up()  # as after a crash: nothing was saved
    desk.sit_down()
    screen = desk.go("history", number)
    assert "Your draft of 23 Nov 2026" in screen.banner.text()
    assert screen.record() == replace(stored.record, note="Afraid of needles", conditions=None)
    assert on_record(desk, number) == stored.record


def test_taking_everything_back_leaves_no_draft(desk: Desk, number: int, stored: Any) -> None:
    screen = desk.go("history", number)
    hand = Hand(desk.qtbot, screen.page.binder)
    hand.type("note", "x")
    desk.qtbot.waitUntil(lambda: screen.keeper.draft is not None)
    desk.press("Backspace")
    assert desk.clinic.care.drafts() == []
    assert screen.header.chip.chip() is None


def test_two_people_who_write_at_once_lose_nothing(
    desk: Desk, number: int, stored: Any, keys: Keyboard
) -> None:
    screen = desk.go("history", number)
    Hand(desk.qtbot, screen.page.binder).type("note", "mine")
    theirs = replace(stored.record, smoking=Smoking.EX, note="theirs")
    second = desk.clinic.history.take(theirs, RECEPTION, NOW, stored)
    keys.reads("Noor Haddad saved this history", "Smoking: stopped (was: never)")
    keys.press("Ctrl+S")
    keys.reads("Noor Haddad saved this history")
    assert desk.clinic.history.of_patient(number) == second
    screen.banner.action_button().click()
    keys.reads("What you changed", "Note: mine (was: theirs)", "Somebody else wrote: theirs")
    assert desk.clinic.history.of_patient(number) == second
    keys.press("Ctrl+S")
    assert on_record(desk, number) == replace(theirs, note="mine", taken_on=TODAY)
    assert desk.clinic.care.drafts() == []


def test_a_draft_on_an_older_version_is_put_on_top_not_over_the_newer_one(
    desk: Desk, number: int, stored: Any, keys: Keyboard
) -> None:
    begun = replace(stored.record, note="mine")
    desk.clinic.care.keep_draft(begun, CLINICIAN, NOW, stored.version)
    theirs = replace(stored.record, smoking=Smoking.EX)
    desk.clinic.history.take(theirs, RECEPTION, NOW, stored)
    screen = desk.go("history", number)
    keys.reads("Noor Haddad saved this history")
    assert screen.record() == begun
    screen.banner.action_button().click()
    assert screen.record() == replace(theirs, note="mine")


def test_what_cannot_be_stored_is_kept_as_a_draft(
    desk: Desk, number: int, stored: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise KnownError("The disk is full. Nothing was saved.")

    screen = desk.go("history", number)
    Hand(desk.qtbot, screen.page.binder).type("note", "mine")
    monkeypatch.setattr(desk.clinic.history, "take", refuse)
    desk.press("Ctrl+S")
    assert screen.banner.text() == "The disk is full. Nothing was saved."
    (draft,) = desk.clinic.care.drafts()
    assert draft.record(History).note == "mine"


@pytest.mark.parametrize("name", ["consultation", "session", "review"])
def test_a_record_shows_allergies_and_how_old_the_history_is_and_leads_there(
    name: str, desk: Desk, number: int, stored: Any
) -> None:
    screen = desk.go(name, number)
    assert screen.history.age.chip().text == "history: 40 days old"
    assert screen.history.allergies.chip().text == "no known allergies"
    desk.press("Ctrl+H")
    assert type(desk.screen).__name__ == "HistoryScreen"
    assert desk.screen.stored == stored


@pytest.mark.parametrize("name", ["consultation", "session", "review"])
def test_a_record_shows_the_worst_alert_whole_and_stays_in_its_window(
    name: str, desk: Desk, number: int
) -> None:
    implants = (Implant(ImplantKind.DEFIBRILLATOR), Implant(ImplantKind.PACEMAKER))
    told = "a long tale of what happened years ago " * 3
    allergies = (Allergy(Allergen.LATEX, told),)
    history = healthy(number, implants=implants, allergies=allergies)
    stored = desk.clinic.history.take(history, CLINICIAN, NOW)
    desk.frame.resize(1366, 768)
    screen = desk.go(name, number)
    alert = screen.history.alert
    assert alert.chip().meaning is Meaning.STOP
    assert alert.chip().text == "defibrillator +1"
    assert alert.toolTip() == "defibrillator, pacemaker"
    desk.qtbot.waitUntil(lambda: alert.width() == alert.sizeHint().width())
    assert desk.frame.width() == 1366
    for widget in (alert, screen.history.allergies, screen.history.age, screen.header.sign):
        corner = widget.mapTo(screen, widget.rect().bottomRight())
        assert screen.rect().contains(corner)
    desk.clinic.history.take(replace(history, implants=()), CLINICIAN, NOW, stored)
    screen.reload()
    assert alert.isHidden()


def test_the_next_gap_of_a_consultation_is_its_own_and_one_of_the_history_is_gone_to(
    desk: Desk, number: int
) -> None:
    unasked = healthy(number, smoking=None, medicines=None)
    desk.clinic.history.take(unasked, CLINICIAN, NOW)
    screen = desk.go("consultation", number)
    Hand(desk.qtbot, screen.page.binder).type("main_concern", "The neck looks tired")
    screen.areas.set_value([AreaFinding(Area.NECK_FRONT)])
    screen.on_changed()
    fields = [gap.field for gap in screen.gaps]
    away = fields.index("medicines")
    assert "smoking" not in fields[:away] and away > fields.index("laxity_grade")
    desk.press("F8")
    assert desk.screen is screen
    screen.show_gap(screen.gaps[away])
    page = desk.screen.page
    assert QApplication.focusWidget() is page.binder.input("medicines").finder


def test_the_patients_page_shows_allergies_and_what_stops_a_lamp(desk: Desk, number: int) -> None:
    pacemaker = (Implant(ImplantKind.PACEMAKER),)
    history = healthy(number, implants=pacemaker, allergies=(Allergy(Allergen.LATEX),))
    desk.clinic.history.take(history, CLINICIAN, NOW)
    page = desk.go("patient", number)
    chips = [label.chip().text for label in page.patient_banner.chips if label.chip()]
    assert chips[:2] == ["pacemaker", "allergic: latex"]


def test_a_history_of_a_man_begins_with_what_does_not_apply(desk: Desk) -> None:
    man = Patient("Moreau", "Jean", date(1980, 1, 1), sex=Sex.MALE)
    number = desk.clinic.people.register(man, CLINICIAN, NOW).id
    screen = desk.go("history", number)
    assert screen.record().pregnancy is Pregnancy.NOT_APPLICABLE
    assert not screen.is_changed()
    assert desk.clinic.care.drafts() == []


def leave(keys: Keyboard, key: str, qtbot: QtBot) -> None:
    """Leave a finder by a key; the first Tab only closes the list that stands open below it."""
    popup = QApplication.activePopupWidget()
    if popup is not None and key == "Tab":
        qtbot.keyClick(popup, Qt.Key.Key_Tab)
    keys.press(key)


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("roacc", MedicineKind.ISOTRETINOIN, ""),
        ("Roaccutane 20 mg", MedicineKind.ISOTRETINOIN, "Roaccutane 20 mg"),
        ("tretinoin", MedicineKind.TOPICAL_RETINOID, "tretinoin"),
        ("tretin", MedicineKind.TOPICAL_RETINOID, ""),
        ("isotretinoin", MedicineKind.ISOTRETINOIN, ""),
        ("isotretinoin gel", MedicineKind.TOPICAL_RETINOID, "isotretinoin gel"),
    ],
)
@pytest.mark.parametrize("leaves", ["Return", "Tab"])
def test_a_medicine_is_found_by_the_name_on_its_box(
    typed: str,
    kind: MedicineKind,
    name: str,
    leaves: str,
    desk: Desk,
    number: int,
    keys: Keyboard,
    qtbot: QtBot,
) -> None:
    if leaves == "Tab" and typed == "tretin":
        pytest.skip("half a word that several names hold is asked about")
    screen = desk.go("history", number)
    screen.page.binder.input("medicines").finder.setFocus()
    keys.type(typed)
    leave(keys, leaves, qtbot)
    assert screen.record().medicines == (Medicine(kind, name),)
    if name:
        keys.reads(f"“{typed}” is taken for {plain_label(kind)}.")


@pytest.mark.parametrize("group", ["conditions", "implants", "treatments"])
def test_a_medicine_in_another_group_is_sent_to_the_medicines(
    group: str, desk: Desk, number: int, keys: Keyboard
) -> None:
    """ "No rule knows it" would be untrue, and the rule that knows it looks elsewhere."""
    screen = desk.go("history", number)
    screen.page.binder.input(group).finder.setFocus()
    keys.type("Roaccutane")
    keys.press("Return")
    keys.reads("“Roaccutane” is a medicine (isotretinoin). Write it under Medicines as well.")


def test_an_allergy_to_a_medicine_stands_among_the_allergies(
    desk: Desk, number: int, keys: Keyboard
) -> None:
    desk.go("history", number).page.binder.input("allergies").finder.setFocus()
    keys.type("Roaccutane")
    keys.press("Return")
    keys.reads("No rule knows “Roaccutane”: it stands here as other.")


def test_a_brand_that_was_kept_as_other_is_asked_about(
    desk: Desk, number: int, keys: Keyboard
) -> None:
    brand = Medicine(MedicineKind.OTHER, "Roaccutane")
    desk.clinic.history.take(healthy(number, medicines=(brand,)), CLINICIAN, NOW)
    desk.go("history", number).page.binder.input("medicines").table.setFocus()
    keys.reads("isotretinoin? Then choose that kind.")


def test_where_a_cream_is_put_is_asked_and_of_a_tablet_it_is_not(
    desk: Desk, number: int, keys: Keyboard
) -> None:
    screen = desk.go("history", number)
    rows = screen.page.binder.input("medicines")
    rows.finder.setFocus()
    keys.type("isotr")
    keys.press("Return")
    assert rows.binder.input("area").isHidden() and rows.binder.input("side").isHidden()
    keys.answer("Kind of medicine", "retinoid on the skin")
    keys.answer("Area on which the medicine is put", "Knee")
    keys.answer("Side on which the medicine is put", "left")
    (cream,) = screen.record().medicines
    assert (cream.kind, cream.area, cream.side) == ("topical_retinoid", Area.KNEE, Side.LEFT)
    keys.answer("Kind of medicine", "isotretinoin")
    keys.reads("Only what is put on the skin has an area.")


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("leaves", ["Return", "Tab"])
def test_a_row_that_was_added_is_in_sight_and_has_the_keys(
    group: str, leaves: str, desk: Desk, number: int, keys: Keyboard, qtbot: QtBot
) -> None:
    desk.frame.resize(1366, 768)
    rows = desk.go("history", number).page.binder.input(group)
    rows.finder.setFocus()
    keys.type("other")
    leave(keys, leaves, qtbot)
    inner = [each for each in inputs_of(rows.detail) if not each.isHidden()]
    qtbot.waitUntil(inner[1].hasFocus)
    for each in (rows.table, rows.detail):
        qtbot.waitUntil(lambda shown=each: shown.visibleRegion().boundingRect() == shown.rect())
