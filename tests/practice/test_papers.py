"""The papers of the practice clinic are real outlines, and keep the rules of a consent."""

from datetime import UTC, datetime

from infrared_desktop.documents.letters import Letters
from infrared_desktop.domain.papers.consent_state import ConsentRules
from infrared_desktop.domain.records.consents import Consent, Handout, HandoutKind, is_drawn
from infrared_desktop.domain.sessions.consent_gates import consent_gates
from infrared_desktop.storage.clinic import Clinic


def test_outlines_say_what_holds_for_the_patients_areas(practice: Clinic) -> None:
    given = [one.record for one in practice.ledger.books.all(Handout)]
    outlines = [one for one in given if one.kind is HandoutKind.OUTLINE]
    assert len({one.text for one in outlines}) > len(outlines) / 4
    for one in outlines:
        assert f"## {Letters(one.language).say('What can go wrong')}" in one.text
        assert ("E12" in one.codes) == any("ARM" in str(site) for site in one.sites)


def test_nobody_signs_before_the_wait_is_over_or_without_a_line(practice: Clinic) -> None:
    signed = [one.record for one in practice.ledger.books.all(Consent)]
    assert len(signed) > 10
    for one in signed:
        assert one.informed_at <= one.cooling_off_ends_at <= one.signed_at
        assert is_drawn(one.signature)


def test_sessions_rest_on_a_consent_or_say_why_not(practice: Clinic) -> None:
    settings = practice.settings
    rules = ConsentRules(practice.protocol.consent, settings.country, practice.protocol.title)
    sessions = confirmed = 0
    for number in range(1, practice.people.count() + 1):
        chart = practice.people.chart(number)
        taken_back = {one.record.consent_id for one in chart.withdrawals}
        for session in chart.sessions:
            sessions += 1
            record = session.record
            assert record.consent_reconfirmed or record.override_reason
            confirmed += record.consent_reconfirmed
            if record.consent_id is None or record.consent_id in taken_back:
                continue
            sites = [row.site for row in record.areas]
            now = datetime.combine(record.performed_on, session.at.timetz()).astimezone(UTC)
            assert not consent_gates(chart, sites, now, rules)
    assert confirmed > sessions * 0.9
