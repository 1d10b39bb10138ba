"""Who may do what, written out act by act: the code is held against it, never asked for it."""

import pytest

from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.access.rights import (
    FOUNDER_RIGHTS,
    GRANTED,
    PROGRAM_RIGHTS,
    Right,
    granted,
    may,
    refusal_of,
)
from infrared_desktop.domain.records.answers import Role

# R reception, C clinician, O owner, P the program itself, F who founds a clinic.
WHO = {
    "RCOP": """
        program-started program-stopped unlocked unlocked-with-recovery-key unlock-failed locked
        verb-unlocked unlocked-untold code-typed code-refused
        clock-changed clock-confirmed looked-again passphrase-changed backup-made backup-failed
        backup-proven backup-lost
        typed-work-back
    """,
    "O": """
        staff-added role-changed staff-disabled staff-enabled passphrase-reset
        recovery-key-begun recovery-key-changed passphrase-given rekeying-begun database-rekeyed
        settings-changed mail-server-changed backup-place-changed erasure-refused erasure-waits
        erasure-erased clinic-exported restored restore-undone kept-removed audit-viewed
        audit-checked audit-exported
    """,
    "CO": """
        desk-rules-changed room-added device-added device-changed device-taken-back
        protocol-approved protocol-picked restricted-chart-opened patients-merged merge-taken-back
        patients-told-apart told-apart-taken-back restriction-refused copy-refused copy-done
        joining-refused
        record-restricted restriction-lifted consultation-signed session-signed review-signed
        addendum-signed remark-taken-up remark-tied remark-dismissed remark-reopened plan-made
        plan-changed plan-invalidated adverse-event-closed rule-overridden rule-re-examined
        rule-letter rule-acknowledged rule_decision-invalidated test-spot-made test-spot-read
        test_spot-invalidated consultation-invalidated session-invalidated review-invalidated
        history-invalidated photo-invalidated consent-signed consent-confirmed photographs-aligned
        photographs-exported photographs-not-exported record-printed record-exported export-failed
        review-copy-made review-copy-failed review-copy-leave health-checked photograph-fetched
        history-opened photograph-seen
    """,
    "RCO": """
        closure-added closure-taken-back message-text-changed chart-opened
        searched patient-registered patient-edited erasure-asked erasure-withdrawn
        restriction-asked restriction-withdrawn copy-asked copy-withdrawn joining-asked
        joining-withdrawn
        list-imported import-taken-back
        visit-booked visits-booked visits-taken-back visit-moved visit-handed-over
        visit-step-undone visit-arrived visit-in_treatment visit-fulfilled visit-noshow
        visit-cancelled visit-entered-in-error absence-struck next-step-agreed next-step-undone
        wish-added wish-waiting wish-booked wish-withdrawn waiting-taken-back time-offered
        offer-open offer-accepted offer-declined offer-expired offer-accepted-undone draft-kept
        draft-discarded remarks-taken-in history-taken history-confirmed adverse-event-reported
        adverse-event-followed adverse_event-invalidated paper-printed outline-given
        instructions-given aftercare-given handout-invalidated consent-prepared consent-withdrawn
        consent-invalidated withdrawal-invalidated photographs-added photographs-taken-back
        photographs-described photographs-moved photographs-moved-back photographs-struck
        photographs-given-up photographs-called-back photographs-to-be-called-back
        contact-attempted contact-attempt-invalidated contact_attempt-invalidated
        follow-up-snoozed follow-up-not_needed follow-up-declined follow-up-reopened
        follow-up-moved follow-up-assigned follow-up-batch follow-up-batch-taken-back
        message-written message-handed message-queued message-sending message-taken
        message-unknown message-refused message-withdrawn diary-printed diary-exported
        day-pack-made follow-up-list-made follow-up-list-saved report-exported photo-register-made
        photo-register-saved
    """,
    "F": """
        clinic-founded
    """,
    "P": """
        derived-anew practice restored-with-recovery-key
    """,
}
EXPECTED = {name: who for who, names in WHO.items() for name in names.split()}
HOLDERS = {
    "R": GRANTED[Role.RECEPTION],
    "C": GRANTED[Role.CLINICIAN],
    "O": GRANTED[Role.OWNER],
    "P": PROGRAM_RIGHTS,
    "F": FOUNDER_RIGHTS,
}


def test_every_act_stands_in_the_matrix_once() -> None:
    assert sum(len(names.split()) for names in WHO.values()) == len(EXPECTED)
    assert EXPECTED.keys() == DEEDS.keys()


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("name", EXPECTED)
def test_an_act_is_granted_to_those_of_the_matrix_and_to_nobody_else(
    name: str, holder: str
) -> None:
    assert (DEEDS[name].right in HOLDERS[holder]) is (holder in EXPECTED[name])


def test_reception_reads_the_medical_record_only_where_the_owner_says_so() -> None:
    assert granted(Role.RECEPTION, True) - granted(Role.RECEPTION) == {Right.READ_RECORD}
    sees = granted(Role.RECEPTION, True, True) - granted(Role.RECEPTION, True)
    assert sees == {Right.SEE_PHOTOS}
    assert granted(Role.RECEPTION, False, True) == granted(Role.RECEPTION)
    for role in (Role.CLINICIAN, Role.OWNER):
        assert granted(role, True) == granted(role, False) == GRANTED[role]


def test_a_role_without_a_row_may_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(GRANTED, Role.OWNER)
    assert not any(may(Role.OWNER, right) for right in Right)


def test_every_right_that_a_role_lacks_has_a_sentence_that_says_who_has_it() -> None:
    for right in Right:
        lacking = [role for role in Role if not may(role, right)]
        if Role.CLINICIAN in lacking and not may(Role.OWNER, right):
            assert "Only the program" in refusal_of(right)
        elif Role.CLINICIAN in lacking:
            assert "nly the owner" in refusal_of(right)
        elif lacking:
            assert "clinician" in refusal_of(right)


def test_no_right_is_granted_that_no_act_needs() -> None:
    assert {deed.right for deed in DEEDS.values()} == set(Right) - {
        Right.STRIKE_PAPER,
        Right.LIFT_OTHERS,
    }
