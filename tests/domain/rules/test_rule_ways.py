"""What a clinician can still decide about a rule that fires."""

from infrared_desktop.domain.records.answers import Answer, SkinCondition
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.history import HealthEntry
from infrared_desktop.domain.records.history_answers import HealthCondition, TreatmentKind
from infrared_desktop.domain.records.rule_decisions import RuleDecisionKind
from tests.domain.consultations import TODAY
from tests.domain.scenes import Scene, at, decided, had, ill

OVERRIDDEN, EXAMINED = RuleDecisionKind.OVERRIDDEN, RuleDecisionKind.RE_EXAMINED
LETTER, TOLD = RuleDecisionKind.LETTER, RuleDecisionKind.ACKNOWLEDGED


def ways(scene: Scene, code: str) -> tuple[RuleDecisionKind, ...]:
    (fired,) = (one for one in scene.seen().fired if one.code == code)
    return fired.ways


def test_what_has_no_day_can_be_examined_again_or_overridden() -> None:
    rash = Scene(site={"skin_conditions": (SkinCondition.RASH,)})
    assert ways(rash, "C07") == (EXAMINED, OVERRIDDEN)


def test_what_has_a_day_waits_or_is_overridden() -> None:
    assert ways(had(TreatmentKind.FILLER, TODAY), "C28") == (OVERRIDDEN,)


def test_a_letter_is_a_way_where_it_clears_or_eases() -> None:
    assert ways(Scene(site={"suspicious_lesion": Answer.YES}), "C06") == (LETTER, OVERRIDDEN)
    assert ways(ill(HealthCondition.CANCER), "C05") == (LETTER, OVERRIDDEN)
    assert ways(ill(HealthCondition.PORPHYRIA), "C27") == (OVERRIDDEN,)


def test_of_what_only_warns_the_patient_can_be_told_once() -> None:
    arm = at(Area.UPPER_ARM, Side.LEFT)
    assert ways(arm, "R-AREA-ARM") == (TOLD,)
    assert ways(arm.after(decisions=(decided("R-AREA-ARM", TOLD),)), "R-AREA-ARM") == ()


def test_a_history_that_is_old_has_to_be_asked_and_not_told() -> None:
    old = TODAY.replace(year=TODAY.year - 1)
    assert ways(Scene(history={"taken_on": old}), "R-STALE") == ()


def test_what_was_overridden_is_not_overridden_twice_and_a_letter_still_counts() -> None:
    ill_one = Scene(history={"conditions": (HealthEntry(HealthCondition.SKIN_CANCER),)})
    weighed = ill_one.after(decisions=(decided("C04", OVERRIDDEN),))
    assert ways(weighed, "C04") == (LETTER,)


def test_what_supports_treatment_needs_no_decision() -> None:
    assert ways(Scene(), "R-GRADE") == ()
