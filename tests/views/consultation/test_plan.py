"""Planning by keyboard: what a consultation proposes, what needs a reason, how a plan ends."""

from dataclasses import replace
from datetime import date, timedelta

from infrared_desktop.domain.records.answers import PlanStatus, SkinCondition, Tan, Verdict
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side
from infrared_desktop.domain.records.care import AreaFinding, Plan, PlanArea
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.look.theme import Meaning
from tests.clinics import CLINICIAN, NOW
from tests.scenes import TODAY, consultation, patient, plan, session
from tests.views.desk import Desk

NECK = AreaFinding(
    Area.NECK_FRONT,
    laxity_grade=2.5,
    laxity_scale=LaxityScale.ALEXIADES,
    skin_conditions=(),
    verdict=Verdict.SUITABLE,
)
ARM = AreaFinding(
    Area.UPPER_ARM, Side.LEFT, laxity_grade=2.0, skin_conditions=(), verdict=Verdict.PRECAUTIONS
)
KNEE = AreaFinding(Area.KNEE, Side.BOTH, laxity_grade=4.0, verdict=Verdict.NOT_SUITABLE)


def consulted(clinic: Clinic, *areas: AreaFinding, **fields: object) -> tuple[int, int]:
    """Register somebody and sign a consultation; return both numbers."""
    number = clinic.people.register(patient("Ahlgren"), CLINICIAN, NOW).id
    known = {"current_tan": Tan.NONE, "areas": areas or (NECK, ARM, KNEE)}
    signed = clinic.care.sign(consultation(number, **(known | fields)), CLINICIAN, NOW)
    return number, signed.id


def plans(clinic: Clinic, number: int) -> list[Stored[Plan]]:
    return list(clinic.people.chart(number).plans)


def meaning(desk: Desk) -> list[str]:
    rows = desk.screen.meaning.rows()
    return [f"{rows.row(n).title}: {rows.row(n).note}" for n in range(rows.rowCount())]


def test_what_was_judged_suitable_is_proposed_and_saved_with_one_key(desk: Desk) -> None:
    number, consultation_id = consulted(desk.clinic)
    desk.go("plan", number, consultation_id)
    assert "New plan" in desk.words() and "not saved yet" in desk.screen.header.chip.chip().text
    desk.press("Ctrl+S")
    (stored,) = plans(desk.clinic, number)
    made = stored.record
    assert [(row.area, row.side) for row in made.areas] == [
        (Area.NECK_FRONT, None),
        (Area.UPPER_ARM, Side.LEFT),
    ]
    assert all(1 <= row.sessions <= 3 for row in made.areas)
    assert all((row.earliest_days, row.latest_days) == (28, 92) for row in made.areas)
    assert (made.consultation_id, made.maintenance_months) == (consultation_id, 12)
    assert desk.screen.header.chip.chip().text == "saved"


def test_after_saving_the_first_session_is_offered_and_enter_books_it(desk: Desk) -> None:
    number, consultation_id = consulted(desk.clinic)
    desk.go("plan", number, consultation_id)
    desk.press("Ctrl+S")
    assert desk.screen.banner.text() == "The plan is saved."
    assert desk.screen.banner.action_button().text() == "Book session 1"
    desk.press("Return")
    assert "Book: Ahlgren, Ottilie" in desk.words()
    desk.press("Ctrl+S")
    (booked,) = desk.clinic.people.chart(number).appointments
    assert booked.record.plan_id == plans(desk.clinic, number)[0].id
    assert "Plan of 23 Nov 2026" in desk.words()


def test_a_session_that_is_booked_is_not_offered_again_until_it_is_taken_back(desk: Desk) -> None:
    number, consultation_id = consulted(desk.clinic)
    desk.go("plan", number, consultation_id)
    desk.press("Ctrl+S")
    assert desk.screen.book.isVisible()
    desk.press("Return")
    desk.press("Ctrl+S")
    assert "Plan of 23 Nov 2026" in desk.words()
    assert not desk.screen.book.isVisible()
    desk.press("Ctrl+Z")
    assert desk.screen.book.text() == "Book session 1  Ctrl+B"
    assert desk.screen.book.isVisible()


def test_the_plan_is_told_in_days(desk: Desk) -> None:
    number, consultation_id = consulted(desk.clinic, NECK)
    desk.go("plan", number, consultation_id)
    desk.screen.form.areas.binder.input("sessions").setFocus()
    desk.type("3")
    assert meaning(desk) == [
        "Neck, front: Session 1 from 23 Nov 2026. "
        "Sessions 2 to 3: each 28–92 days after the actual one before."
    ]
    desk.type("2")
    assert meaning(desk) == [
        "Neck, front: Session 1 from 23 Nov 2026. Session 2: 28–92 days after the actual session 1."
    ]


def test_a_plan_under_way_tells_the_window_of_its_next_session(desk: Desk) -> None:
    number, _ = consulted(desk.clinic, NECK)
    stored = desk.clinic.care.plan(plan(number), CLINICIAN, NOW)
    desk.clinic.care.sign(session(number, plan_id=stored.id), CLINICIAN, NOW)
    desk.go("plan", number, stored.id, about="stored")
    assert meaning(desk)[0].startswith("Neck, front: Session 2 of 2: 21 Dec 2026 to 23 Feb 2027")
    assert desk.screen.book.text() == "Book session 2  Ctrl+B"


def test_an_area_that_was_not_judged_suitable_is_warned_of(desk: Desk) -> None:
    number, consultation_id = consulted(desk.clinic, NECK, KNEE)
    desk.go("plan", number, consultation_id)
    assert desk.screen.caution.text() == ""
    editor = desk.screen.form.areas
    editor.add(PlanArea(Area.KNEE, Side.BOTH))
    assert desk.screen.caution.text() == "Knee, both was judged: not suitable."
    editor.add(PlanArea(Area.ABDOMEN_LOWER))
    assert "Abdomen, lower was not judged" in desk.screen.caution.text()
    chips = next(column.chip for column in editor.columns() if column.chip)
    assert [chips(row).text for row in editor.value] == ["suitable", "not suitable", "not judged"]


def test_a_deferred_area_is_warned_of_with_its_day(desk: Desk) -> None:
    tanned = replace(NECK, verdict=Verdict.DEFERRED, skin_conditions=())
    number, consultation_id = consulted(
        desk.clinic, tanned, fitzpatrick_type=4, current_tan=Tan.NATURAL, last_exposure=TODAY
    )
    desk.go("plan", number, consultation_id)
    assert desk.screen.form.areas.value == []
    desk.screen.form.areas.add(PlanArea(Area.NECK_FRONT))
    assert "Neck, front is deferred until 7 Dec 2026." in desk.screen.caution.text()
    assert meaning(desk)[0].startswith("Neck, front: Session 1 from 7 Dec 2026.")


def test_a_decision_against_the_program_leads_and_both_are_said(desk: Desk) -> None:
    faded = replace(NECK, verdict=Verdict.PRECAUTIONS, verdict_reason="Tan faded")
    number, consultation_id = consulted(
        desk.clinic, faded, fitzpatrick_type=4, current_tan=Tan.NATURAL, last_exposure=TODAY
    )
    desk.go("plan", number, consultation_id)
    said = desk.screen.caution.text()
    assert said.startswith("Neck, front: program: deferred until ")
    assert said.endswith(" Dec 2026; you decided: with care – Tan faded.")
    assert meaning(desk)[0].startswith("Neck, front: Session 1 from 23 Nov 2026.")
    chip = next(column.chip for column in desk.screen.form.areas.columns() if column.chip)
    shown = chip(desk.screen.form.areas.value[0])
    assert (shown.meaning, shown.text) == (Meaning.CAUTION, "with care")


def test_with_care_wears_no_tick_where_both_agree_on_it(desk: Desk) -> None:
    agreed = replace(NECK, verdict=Verdict.PRECAUTIONS)
    number, consultation_id = consulted(desk.clinic, agreed, fitzpatrick_type=5)
    desk.go("plan", number, consultation_id)
    chip = next(column.chip for column in desk.screen.form.areas.columns() if column.chip)
    shown = chip(desk.screen.form.areas.value[0])
    assert (shown.meaning, shown.text) == (Meaning.CAUTION, "with care")


def test_what_the_program_said_then_stands_and_beside_it_what_it_says_today(desk: Desk) -> None:
    then = TODAY - timedelta(3)
    waited = replace(
        NECK,
        verdict=Verdict.DEFERRED,
        program_verdict=Verdict.DEFERRED,
        program_earliest=then,
    )
    number, consultation_id = consulted(desk.clinic, waited)
    desk.go("plan", number, consultation_id)
    desk.screen.form.areas.add(PlanArea(Area.NECK_FRONT))
    chip = next(column.chip for column in desk.screen.form.areas.columns() if column.chip)
    assert chip(desk.screen.form.areas.value[0]).text == "deferred to 20 Nov 2026"
    (told,) = meaning(desk)
    assert (
        "When it was signed, the program said: deferred until 20 Nov 2026; today it says: " in told
    )
    assert "today it says" not in desk.screen.caution.text()


def test_what_the_program_says_against_it_since_then_is_warned_of(desk: Desk) -> None:
    now_wounded = replace(
        NECK,
        skin_conditions=(SkinCondition.OPEN_WOUND,),
        program_verdict=Verdict.SUITABLE,
    )
    number, consultation_id = consulted(desk.clinic, now_wounded)
    desk.go("plan", number, consultation_id)
    assert desk.screen.caution.text() == (
        "Neck, front: When it was signed, the program said: suitable; "
        "today it says: deferred until it is examined again."
    )


def test_an_open_deferral_has_no_day(desk: Desk) -> None:
    wound = replace(NECK, verdict=Verdict.DEFERRED, skin_conditions=(SkinCondition.OPEN_WOUND,))
    number, consultation_id = consulted(desk.clinic, wound)
    desk.go("plan", number, consultation_id)
    desk.screen.form.areas.add(PlanArea(Area.NECK_FRONT))
    assert "deferred until it is examined again" in desk.screen.caution.text()


def test_more_than_three_sessions_need_a_reason(desk: Desk) -> None:
    number, consultation_id = consulted(desk.clinic, NECK)
    desk.go("plan", number, consultation_id)
    assert not desk.screen.form.reason.isVisible()
    desk.screen.form.areas.binder.input("sessions").setFocus()
    desk.type("4")
    desk.press("Ctrl+S")
    assert plans(desk.clinic, number) == []
    assert "More than 3 sessions need a reason." in desk.words(desk.screen)
    desk.type("thick skin, slow answer")
    desk.press("Ctrl+S")
    (stored,) = plans(desk.clinic, number)
    assert (stored.record.areas[0].sessions, stored.record.reason) == (4, "thick skin, slow answer")


def test_an_open_plan_is_changed_and_the_change_taken_back(desk: Desk) -> None:
    number, consultation_id = consulted(desk.clinic, NECK)
    desk.go("plan", number, consultation_id)
    desk.press("Ctrl+S")
    desk.fill("maintenance_months", "18")
    assert desk.screen.header.chip.chip().text == "not saved yet"
    desk.press("Ctrl+S")
    (stored,) = plans(desk.clinic, number)
    assert (stored.version, stored.record.maintenance_months) == (2, 18)
    desk.press("Ctrl+Z")
    assert plans(desk.clinic, number)[0].record.maintenance_months == 12
    assert desk.screen.binder.values()["maintenance_months"] == 12


def test_a_plan_is_closed_only_with_a_reason(desk: Desk) -> None:
    number, consultation_id = consulted(desk.clinic, NECK)
    desk.go("plan", number, consultation_id)
    desk.press("Ctrl+S")
    desk.screen.form.status.setFocus()
    desk.press("G")
    desk.press("Ctrl+S")
    assert "Say why the plan ends here." in desk.words(desk.screen)
    assert plans(desk.clinic, number)[0].record.status is PlanStatus.OPEN
    desk.type("moved away")
    desk.press("Ctrl+S")
    closed = plans(desk.clinic, number)[0].record
    assert (closed.status, closed.reason) == (PlanStatus.ABANDONED, "moved away")
    assert not desk.screen.book.isVisible()


def test_a_saved_plan_is_taken_back_as_a_whole(desk: Desk) -> None:
    number, consultation_id = consulted(desk.clinic, NECK)
    desk.go("plan", number, consultation_id)
    desk.press("Ctrl+S")
    desk.press("Ctrl+Z")
    assert plans(desk.clinic, number) == []
    assert desk.screen.header.chip.chip().text == "not saved yet"
    desk.press("Ctrl+S")
    assert len(plans(desk.clinic, number)) == 1


def test_a_plan_without_areas_or_with_the_same_skin_twice_is_not_saved(desk: Desk) -> None:
    number = desk.clinic.people.register(patient("Ahlgren"), CLINICIAN, NOW).id
    desk.go("plan", number)
    desk.press("Ctrl+S")
    assert "A plan needs at least one area." in desk.words(desk.screen)
    desk.screen.form.areas.add(PlanArea(Area.KNEE, Side.LEFT))
    desk.screen.form.areas.add(PlanArea(Area.KNEE, Side.BOTH))
    desk.press("Ctrl+S")
    assert "Knee, both: planned twice." in desk.words(desk.screen)
    desk.screen.form.areas.binder.input("latest_days").setFocus()
    desk.type("20")
    desk.screen.form.areas.select(0)
    desk.screen.form.areas.remove()
    desk.press("Ctrl+S")
    assert "at most is less than at least" in desk.words(desk.screen)
    assert plans(desk.clinic, number) == []


def test_a_side_is_asked_for_only_where_there_is_one(desk: Desk) -> None:
    number = desk.clinic.people.register(patient("Ahlgren"), CLINICIAN, NOW).id
    desk.go("plan", number)
    desk.press("Ctrl+N")
    assert desk.screen.section == "people" and len(desk.screen.form.areas.value) == 1
    side = desk.screen.form.areas.binder.input("side")
    assert not side.isVisible()
    desk.screen.form.areas.add(PlanArea(Area.KNEE))
    assert side.isVisible()
    desk.press("Ctrl+S")
    assert "Knee: which side?" in desk.words(desk.screen)


def test_maintenance_lies_between_6_and_24_months(desk: Desk) -> None:
    number, consultation_id = consulted(desk.clinic, NECK)
    desk.go("plan", number, consultation_id)
    desk.fill("maintenance_months", "36")
    desk.press("Ctrl+S")
    assert "From 6 to 24." in desk.words(desk.screen)
    assert plans(desk.clinic, number) == []


def test_a_later_consultation_leads_to_a_new_plan(desk: Desk) -> None:
    number, first = consulted(desk.clinic, NECK)
    desk.clinic.care.plan(plan(number, consultation_id=first), CLINICIAN, NOW)
    later = replace(consultation(number, areas=(ARM,)), consulted_on=date(2026, 11, 30))
    second = desk.clinic.care.sign(later, CLINICIAN, NOW)
    desk.go("plan", number)
    assert [row.area for row in desk.screen.form.areas.value] == [Area.UPPER_ARM]
    desk.press("Ctrl+S")
    newest = plans(desk.clinic, number)[-1].record
    assert (len(plans(desk.clinic, number)), newest.consultation_id) == (2, second.id)


def test_what_was_typed_is_not_lost_by_leaving(desk: Desk) -> None:
    number, consultation_id = consulted(desk.clinic, NECK)
    desk.go("plan", number, consultation_id)
    desk.fill("maintenance_months", "24")
    desk.go("today")
    assert "This is not saved yet." in desk.screen.banner.text()
    assert desk.screen.binder.values()["maintenance_months"] == 24
