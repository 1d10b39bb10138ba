"""The main job, end to end: one patient's whole way through the real window, by keyboard alone."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.answers import (
    AppointmentStatus,
    ContactOutcome,
    Endpoint,
    NextStepKind,
    ReviewDecision,
    Satisfaction,
    Timepoint,
    Verdict,
)
from infrared_desktop.domain.records.areas import Area, LaxityScale, Site
from infrared_desktop.domain.records.care import AreaSettings
from infrared_desktop.domain.records.chart import Chart, State
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.domain.sessions.day_check import day_questions
from infrared_desktop.start import Options
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.desks.protocols import load_protocol
from infrared_desktop.storage.verify import verify
from infrared_desktop.views.window import Window
from tests.clinics import PASSPHRASE, Template
from tests.views.keyboard import Keyboard

LIST = Path(__file__).parents[1] / "data" / "patients_smart.tsv"
WHO, NUMBER = "Moore, Kimberly S", 10
OWN_GRADE = "The patient's own grade of improvement, 1 to 5, lower is better"
NECK = AreaSettings(
    Area.NECK_FRONT,
    handpiece="V",
    fluence_j_cm2=36.0,
    passes=6,
    pulses_total=384,
    cooling_temp_c=20.0,
    endpoints=(Endpoint.CONTRACTION,),
    pain_nrs=3,
    no_adverse_event=True,
    wavelength_low_nm=1100,
    wavelength_high_nm=1800,
    spot_w_mm=15.0,
    spot_h_mm=10.0,
)
# The front desk's loop: find → arrived → done → book next → log call, typed letters included.
# It took 20 when it was written; a longer way has to be a decision, not an accident.
DESK_LOOP_KEYS = 22


@dataclass
class Clock:
    """A clock that stands until it is moved on."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def go_to(self, day: date) -> None:
        """Stand at 9 o'clock of a winter's day at the clinic, at 10 in summer."""
        self.now = datetime.combine(day, time(14), UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 23, 15, 0, tzinfo=UTC))


@pytest.fixture
def window(
    template: Template, tmp_path: Path, dressed: QApplication, qtbot: QtBot, clock: Clock
) -> Iterator[Window]:
    folder = tmp_path / "clinic"
    shutil.copytree(template.folder, folder)
    window = Window(Options(practice=False, folder=folder), clock)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield window
    window.shut()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_patients_whole_way_by_keyboard(
    window: Window, template: Template, tmp_path: Path, qtbot: QtBot, clock: Clock
) -> None:
    keys = Keyboard(qtbot, window)
    unlock(keys)
    import_twice(keys)
    find(keys)
    take_history(keys)
    consult(keys)
    plan(keys)
    first_session(keys, clock)
    second_session(keys, clock)
    third_session(keys, clock)
    review_after_three_months(keys, clock)
    recall_after_a_year(keys, clock)
    read_the_whole_way(keys)
    keys.press("F12")
    keys.reads("Unlock the clinic")
    with closing(open_clinic(tmp_path / "clinic", template.key, clock())) as clinic:
        assert list(verify(clinic)) == []
        assert clinic.people.count() == 67
        judge(clinic.people.chart(NUMBER))


def first_session(keys: Keyboard, clock: Clock) -> None:
    book(keys, "+1w", "30.11.2026")
    instruct(keys, "Too late for 4 of 16")
    keys.press("Alt+Left")
    keys.reads("signed by Dr. Åsa Lindqvist on 23 Nov 2026")
    keys.go_to("Make a plan")
    hand_over_outline(keys)
    clock.go_to(date(2026, 11, 30))
    receive(keys, "session · Neck, front + Abdomen, lower", "consent to sign")
    sign_consent(keys)
    keys.press("Ctrl+1")
    assert "consent" not in keys.reads("treating 0 min")
    treat(keys)
    close(keys, "Session 2 of 3 is to be booked, from 28 Dec 2026 to 2 Mar 2027.")
    keys.reads("Signed. Session 2 of 3 is best from 28 Dec 2026 to 2 Mar 2027.")
    care_after(keys)


def second_session(keys: Keyboard, clock: Clock) -> None:
    """The day after the first one call and book, then treat; so far the front desk's keys count."""
    clock.go_to(date(2026, 12, 1))
    desk = keys.count(lambda: call(keys, "Session 1 at Neck, front + Abdomen, lower"))
    desk += keys.count(lambda: go_to_book(keys, "session 2 of 3 is to be booked"))
    keys.reads("Session 2 of 3: 28 Dec 2026 to 2 Mar 2027, best 30 Dec 2026.", "30.12.2026")
    desk += keys.count(lambda: keys.press("Ctrl+S"))
    keys.reads(f"Booked: {WHO}", "Wed 30 Dec 2026 at 08:00", "0 due")
    clock.go_to(date(2026, 12, 30))
    desk += keys.count(lambda: find(keys))
    desk += keys.count(lambda: receive(keys, "session · Neck, front + Abdomen, lower"))
    treat_again(keys, "Neck, front 36 J/cm²; Abdomen, lower 38 J/cm²")
    desk += keys.count(lambda: close(keys, "Session 3 of 3 is to be booked"))
    keys.reads("Signed. Session 3 of 3 is best from 27 Jan 2027 to 1 Apr 2027.")
    assert desk <= DESK_LOOP_KEYS


def third_session(keys: Keyboard, clock: Clock) -> None:
    clock.go_to(date(2026, 12, 31))
    call(keys, "Session 2 at Neck, front + Abdomen, lower")
    go_to_book(keys, "session 3 of 3 is to be booked")
    book(keys, "8.2.2027", "08.02.2027")
    clock.go_to(date(2027, 2, 8))
    receive(keys, "session · Neck, front")
    treat_again(keys, "Neck, front 36 J/cm²", areas=1)
    close(keys, "After the last session: the first review.")
    keys.reads("Signed. This was the plan's last session: a review comes next.")
    clock.go_to(date(2027, 2, 9))
    call(keys, "Session 3 at Neck, front")


def review_after_three_months(keys: Keyboard, clock: Clock) -> None:
    clock.go_to(date(2027, 5, 10))
    keys.press("Ctrl+4")
    go_to_book(keys, "a review 90 days after.")
    keys.press("Ctrl+S")
    keys.reads(f"Booked: {WHO}, review, Mon 10 May 2027 at 10:00.")
    receive(keys, "review")
    review(keys)
    close(keys, "Maintenance, as the review says.", "08.02.2028", "review, 6 months, on 7 Aug 2027")
    keys.reads("Signed. The maintenance recall stands in the follow-up list.")


def recall_after_a_year(keys: Keyboard, clock: Clock) -> None:
    clock.go_to(date(2028, 2, 9))
    keys.press("Ctrl+4")
    keys.choose("to be followed up on 8 Feb 2028., maintenance · due")
    keys.reads("Review of 10 May 2027: maintenance at Abdomen, lower + Neck, front was agreed")
    seen = keys.reads("Rule T7, maintenance")
    due, rest, total = figures(r"(\d+) due \+ (\d+) upcoming or hidden = (\d+) in all", seen)
    assert (due > 0, due + rest) == (True, total)
    parts = [figures(rf"{name} (\d+)", seen)[0] for name in ("Due", "Upcoming", "Hidden")]
    assert (parts[0], sum(parts)) == (due, total)


def unlock(keys: Keyboard) -> None:
    keys.reads("Unlock the clinic")
    keys.type(PASSPHRASE)
    keys.press("Return")
    keys.reads("Monday 23 November", "Nobody is booked today.")


def import_twice(keys: Keyboard) -> None:
    keys.press("Ctrl+2")
    keys.reads("There are no patients yet.")
    keys.press("Alt+I")
    keys.reads("Which list?")
    keys.type(str(LIST))
    keys.press("Return")
    keys.reads("Import 67 people", "New 67", "Already here 0", "Cannot be read 0")
    keys.press("Ctrl+Return")
    keys.reads("67 people were imported. Left out: 0 already here")
    keys.fill("File of the list", str(LIST))
    keys.press("Return")
    keys.reads("New 0", "Already here 67", "Cannot be read 0")


def find(keys: Keyboard) -> None:
    """Find by half a phone number, and open."""
    keys.press("Ctrl+K")
    keys.type("112-81")
    keys.reads(f"{WHO}, born 31 May 1968 (58)")
    keys.press("Return")
    keys.reads(WHO, "no. 0010 · 800-112-8147", "Consultation  V")


def take_history(keys: Keyboard) -> None:
    """A healthy patient: none of all groups, in one key each."""
    keys.press("H")
    keys.reads("Medical history", "history: not taken", "Conditions: Not asked yet.")
    keys.answer("Pregnancy", "does not apply")
    keys.press(*["Ctrl+0"] * 5)
    keys.answer("Smoking", "never")
    keys.answer("Sun", "ordinary")
    keys.fill("Alcohol, units a week", "2")
    keys.answer("The weight is", "stable")
    keys.press("Ctrl+S")
    keys.reads("Saved as version 1.", "history: taken today")
    keys.press("Return")
    keys.reads(WHO, "no known allergies", "Consultation  V")


def consult(keys: Keyboard) -> None:
    keys.press("V")
    keys.reads("Consultation", f"{WHO} · born 31 May 1968 (58) · no. 0010")
    keys.type("Neck and belly hang")
    keys.answer("Expectation", "moderate")
    keys.answer("Skin type (Fitzpatrick)", "II")
    keys.answer("Tan", "none")
    examine(keys, "Neck, front", "90", "2.5", "moderate")
    keys.reads("Neck, front | – | 2.5 Alexiades | 90 cm² | suitable", "Grade 2.5: good candidate")
    keys.answer("Your decision", "suitable")
    examine(keys, "Abdomen, lower", "150", "2", "subtle")
    keys.reads("Abdomen, lower | – | 2 clinic scale | 150 cm² | suitable")
    keys.reads("Body: fewer are satisfied", "Clinic scale, not validated: 2 to 3 sessions")
    keys.answer("Alternatives discussed", "surgery")
    keys.answer("Chaperone, for areas of the body", "present")
    keys.answer("Your decision", "suitable")
    sign(keys, "Neck, front: suitable; Abdomen, lower: suitable")
    keys.reads("Signed. Next: a plan", "signed by Dr. Åsa Lindqvist on 23 Nov 2026")


def examine(keys: Keyboard, area: str, size: str, grade: str, benefit: str) -> None:
    """Add an area and answer everything that is asked of it."""
    keys.press("Ctrl+N")
    keys.answer("Area", area)
    keys.fill("Size", size)
    keys.answer("Laxity grade", grade)
    keys.answer("Suspicious lesion", "no")
    keys.answer("Tattoo or permanent make-up", "no")
    keys.answer("Skin conditions in the area", "none")
    keys.answer("Expected benefit", benefit)


def plan(keys: Keyboard) -> None:
    """Plan what the consultation proposes, one session more at the neck, and go on to book."""
    keys.press("Return")
    keys.reads("New plan", "Neck, front | 2 | 28 to 92 days | suitable")
    keys.fill("Sessions", "3")
    keys.reads("Neck, front | 3 | 28 to 92 days | suitable", "Abdomen, lower | 2 |")
    keys.press("Ctrl+S")
    keys.reads("The plan is saved.", "Book session 1")
    keys.press("Return")
    keys.reads("Neck, front, Session 1 of 3", "Abdomen, lower, Session 1 of 2")


def hand_over_outline(keys: Keyboard) -> None:
    """Hand the outline over, with what it costs; it cannot be signed before a day is over."""
    find(keys)
    keys.reads("no consent", "Consent  C")
    keys.press("C")
    keys.reads("Outline and consent", "it can be signed from Tue 24 Nov 2026")
    keys.fill("Cost, as it is told", "CAD 900 a session")
    keys.press("Ctrl+O")
    keys.reads("Handed over and kept word for word.", "consent: thinking it over")


def sign_consent(keys: Keyboard) -> None:
    """Store the consent; without a pen or a mouse it was signed on paper."""
    find(keys)
    keys.press("C")
    keys.reads("The time to think it over is past: the patient can sign.", "8 things missing")
    keys.press("Ctrl+D", "F8")
    keys.tick("Told that no result is certain")
    keys.tick("Told what the device was made for")
    for use, words in (("the record", "yes"), ("teaching", "no"), ("advertising", "no")):
        keys.answer(f"Photographs for {use}", words)
    keys.reads("1 thing missing")
    keys.press("F8")
    keys.reads("Nothing is drawn yet. Sign here, or say below where the signed paper is kept.")
    keys.fill("Or signed on paper, which is kept in", "blue folder")
    keys.press("Ctrl+Return")
    keys.reads("Signed by Kimberly S Moore on Mon 30 Nov 2026, 09:00")


def go_to_book(keys: Keyboard, about: str) -> None:
    """Begin a booking from a row of the follow-up list."""
    keys.choose(about)
    keys.press("B")
    keys.reads(f"Book: {WHO}")


def book(keys: Keyboard, day: str, shown: str) -> None:
    """Take the first free time of a day."""
    keys.fill("Day", day)
    keys.press("F8", "Return")
    keys.reads(shown)
    keys.press("Return")
    keys.reads(f"Booked: {WHO}, session")


def receive(keys: Keyboard, what: str, *alerts: str) -> None:
    """Mark on Today that the patient has come and that the treatment begins."""
    keys.press("Ctrl+1")
    keys.reads(f"{WHO}, born 1968 · no. 0010, {what}, expected", "1 expected", *alerts)
    keys.press("A")
    keys.reads("arrived 0 min", "1 arrived")
    keys.press("S")
    keys.reads("treating 0 min", "1 in treatment")


def treat(keys: Keyboard) -> None:
    """Record the first session: everything is typed."""
    check_skin(keys)
    keys.reads("Neck, front: nothing given before")
    keys.press("F8")
    keys.reads("Nothing was given here before.")
    settings(keys, "V", "36", "6", "384", "20")
    keys.press("Ctrl+PgDown")
    settings(keys, "XL", "38", "4", "300", "18")
    keys.reads("Neck, front | 36 J/cm² | 6 · 384 | 3 | none", "Nothing stands in the way")
    keys.reads("Abdomen, lower | 38 J/cm² | 4 · 300 | 3 | none")
    sign(keys, "Neck, front 36 J/cm²; Abdomen, lower 38 J/cm²")


def treat_again(keys: Keyboard, summary: str, areas: int = 2) -> None:
    """Record a later session: the settings of last time are taken over area by area."""
    check_skin(keys)
    keys.go_to("Pulses in all")
    keys.reads("last: 36", "last: 384", "V · 36 J/cm² · 6 passes · 384 pulses · 20 °C")
    for number in range(areas):
        if number:
            keys.press("Ctrl+PgDown")
        keys.press("Ctrl+L")
        keys.reads("As last time:")
        outcome(keys, "2")
    sign(keys, summary)


def instruct(keys: Keyboard, *late: str) -> None:
    """Hand over the sheet that is offered right after a booking."""
    keys.reads("Hand out the sheet  Ctrl+G")
    keys.press("Ctrl+G")
    keys.reads("Instructions · English", "not handed over yet", *late)
    keys.press("Ctrl+Return")
    keys.reads("Noted that you handed it over. The program sent nothing by itself.")
    keys.press("Alt+Left")


def care_after(keys: Keyboard) -> None:
    """Hand over the after-care sheet, and come back to what was offered."""
    keys.press("Ctrl+E")
    keys.reads("Aftercare · English", "not handed over yet")
    keys.press("Ctrl+Return")
    keys.reads("Noted that you handed it over.")
    keys.press("Alt+Left")


def check_skin(keys: Keyboard) -> None:
    """Open the record of the visit and answer the re-check."""
    asked = day_questions(load_protocol("titan"), (Site(Area.NECK_FRONT),))
    keys.press("V")
    keys.reads("Session", f"{WHO} · born 31 May 1968 (58) · no. 0010", "missing before")
    keys.press("F8")
    keys.reads("Ask: Do you still want the treatment today? not asked")
    keys.press(*(str(one.wanted)[0].upper() for one in asked))
    keys.reads(f"all {len(asked)} answered")
    keys.answer("Window clean and whole", "yes")
    keys.answer("Cooling works", "yes")
    keys.tick("Eyes shielded, all in the room")


def settings(
    keys: Keyboard, handpiece: str, fluence: str, passes: str, pulses: str, cooling: str
) -> None:
    """Type what an area received."""
    keys.answer("Handpiece", handpiece)
    keys.fill("Fluence", fluence)
    keys.fill("Passes", passes)
    keys.fill("Pulses in all", pulses)
    keys.fill("Cooling", cooling)
    outcome(keys, "3")


def outcome(keys: Keyboard, pain: str) -> None:
    """Answer what was felt and seen this time."""
    keys.fill("Pain, 0 to 10", pain)
    keys.answer("Seen on the skin right after", "visible tightening")
    keys.tick("No adverse event")


def review(keys: Keyboard) -> None:
    keys.press("V")
    keys.reads("Review", f"{WHO} · born 31 May 1968 (58) · no. 0010")
    keys.reads("91 days since the last session", "“Neck and belly hang”")
    keys.press("F8")
    keys.answer("Laxity grade now", "1.5")
    keys.answer("Improvement by your eye, 1 to 5, lower is better", "improved")
    keys.press("Ctrl+PgDown")
    keys.answer("Laxity grade now", "1")
    keys.answer("Improvement by your eye, 1 to 5, lower is better", "improved")
    keys.reads("Neck, front | 2.5 Alexiades | 1.5 Alexiades | 1 better, 40 % | improved (3)")
    keys.answer(OWN_GRADE, "improved")
    keys.answer("Satisfaction", "satisfied")
    keys.answer("Late reactions since the last session", "no")
    keys.answer("Photographs complete: every view of the baseline taken again", "yes")
    keys.answer("Decision", "maintenance")
    keys.press("Ctrl+Return")
    keys.reads("1 thing missing", "Ask whether the patient's own goal was met.")
    keys.answer("Goal met", "partly")
    sign(keys, "Neck, front 1.5 Alexiades; Abdomen, lower 1 clinic scale; maintenance")


def sign(keys: Keyboard, summary: str) -> None:
    keys.press("Ctrl+Return")
    keys.reads(
        "You sign as Dr. Åsa Lindqvist, owner: “I ", f"” {summary}. It can't be changed then"
    )
    keys.press("Ctrl+Return")


def close(keys: Keyboard, *why: str) -> None:
    """Take the next step that is proposed."""
    keys.reads(f"{WHO}: done", "What comes next?", *why)
    keys.press("Ctrl+Return")


def call(keys: Keyboard, about: str) -> None:
    """Log from the follow-up list that the patient was reached."""
    keys.press("Ctrl+4")
    keys.choose(f"{about} on")
    keys.reads("Rule T1, after-care call", "800-112-8147", "Nobody has tried yet.")
    keys.press("L")
    keys.answer("Outcome", "reached")
    keys.press("Return")
    keys.reads(f"Noted about {WHO}: reached.")


def read_the_whole_way(keys: Keyboard) -> None:
    """Read the patient's timeline in words, from the follow-up list on."""
    keys.press("Return")
    keys.reads(WHO, "The same in words")
    keys.go_to("Timeline as a list")
    for line in (
        "23 Nov 2026 · Neck, front: Consultation, laxity 2.5 (Alexiades scale)",
        "30 Nov 2026 · Neck, front: Session 1, 36 J/cm², 384 pulses, 20736 J in all, handpiece V",
        "30 Nov 2026 · Abdomen, lower: Session 1, 38 J/cm², 300 pulses, 34200 J in all",
        "30 Dec 2026 · Neck, front: Session 2, 36 J/cm²",
        "8 Feb 2027 · Neck, front: Session 3, 36 J/cm²",
        "10 May 2027 · Neck, front: Review at 3 months, decided: maintenance, laxity 1.5",
        "8 Feb 2028 – 9 Mar 2028 · Later: maintenance, Review of 10 May 2027",
    ):
        keys.choose(line)
        keys.reads(line)


def figures(pattern: str, text: str) -> list[int]:
    found = re.search(pattern, text)
    assert found, f"{pattern!r} is not in sight"
    return [int(each) for each in found.groups()]


def judge(chart: Chart) -> None:
    """Look at what is on disk."""
    (consultation,) = chart.consultations
    assert consultation.state is State.SIGNED
    found = [(a.area, a.laxity_grade, a.laxity_scale) for a in consultation.record.areas]
    assert found == [
        (Area.NECK_FRONT, 2.5, LaxityScale.ALEXIADES),
        (Area.ABDOMEN_LOWER, 2.0, LaxityScale.CLINIC),
    ]
    assert {area.verdict for area in consultation.record.areas} == {Verdict.SUITABLE}
    (planned,) = chart.plans
    assert planned.record.consultation_id == consultation.id
    assert [area.sessions for area in planned.record.areas] == [3, 2]
    judge_sessions(chart, planned.id)
    assert [given.record.kind for given in chart.handouts] == [
        HandoutKind.INSTRUCTIONS,
        HandoutKind.OUTLINE,
        HandoutKind.AFTERCARE,
    ]
    judge_consent(chart)
    asked = chart.sessions[0].record.day_check
    assert {one.code for one in day_questions(load_protocol("titan"), ())} == {
        one.code for one in asked
    }
    visits = [visit.record for visit in chart.appointments]
    assert [visit.status for visit in visits] == [AppointmentStatus.FULFILLED] * 4
    assert [step.record.kind for step in chart.next_steps] == [NextStepKind.FOLLOW_UP] * 4
    assert [a.record.outcome for a in chart.attempts] == [ContactOutcome.REACHED] * 3
    (reviewed,) = chart.reviews
    assert reviewed.record.timepoint is Timepoint.MONTH_3
    assert [area.laxity_grade for area in reviewed.record.areas] == [1.5, 1.0]
    assert reviewed.record.satisfaction is Satisfaction.SATISFIED
    assert reviewed.record.decision is ReviewDecision.MAINTENANCE


def judge_consent(chart: Chart) -> None:
    """The consent rests on the outline as it was read, and each session on the consent."""
    (signed,) = chart.consents
    outline = next(one for one in chart.handouts if one.id == signed.record.handout_id)
    assert signed.record.document_hash == outline.record.document_hash
    assert "CAD 900 a session" in outline.record.text
    assert signed.record.signed_at >= signed.record.cooling_off_ends_at
    assert (signed.record.signed_paper, signed.record.signature) == ("blue folder", ())
    assert {session.record.consent_id for session in chart.sessions} == {signed.id}


def judge_sessions(chart: Chart, plan_id: int) -> None:
    """Compare the sessions: the settings of the first were carried, what was felt was not."""
    signed = [session.record for session in chart.sessions]
    assert [session.performed_on for session in signed] == [
        date(2026, 11, 30),
        date(2026, 12, 30),
        date(2027, 2, 8),
    ]
    assert {session.plan_id for session in signed} == {plan_id}
    assert [len(session.areas) for session in signed] == [2, 2, 1]
    assert signed[0].areas[0] == NECK
    for session in signed[1:]:
        assert (session.areas[0].fluence_j_cm2, session.areas[0].pulses_total) == (36.0, 384)
        assert session.areas[0].pain_nrs == 2
    assert chart.adverse_events == ()
