"""The front desk's schema: hours and rules, missed visits, the waiting list, messages."""

NEW_RECORDS = {
    "desk_rules": """
        hours TEXT NOT NULL,
        visits TEXT NOT NULL,
        conflicts TEXT NOT NULL,
        quiet_from TEXT NOT NULL,
        quiet_until TEXT NOT NULL,
        most_contacts_a_week INTEGER NOT NULL,
        late_hours INTEGER NOT NULL,
        remind_at TEXT NOT NULL,
        offer_hours INTEGER NOT NULL,
        when_closed TEXT NOT NULL
    """,
    "closure": """
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        why TEXT NOT NULL,
        starts TEXT,
        ends TEXT,
        clinician_id INTEGER,
        room_id INTEGER,
        device_id INTEGER
    """,
    "absence": """
        patient_id INTEGER NOT NULL,
        appointment_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        day TEXT NOT NULL,
        starts TEXT NOT NULL,
        noted_at TEXT NOT NULL,
        note TEXT NOT NULL
    """,
    "wish": """
        patient_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        wished_on TEXT NOT NULL,
        last_day TEXT NOT NULL,
        first_day TEXT,
        weekdays TEXT NOT NULL,
        not_before TEXT,
        not_after TEXT,
        clinician_id INTEGER,
        minutes INTEGER,
        is_urgent INTEGER NOT NULL,
        appointment_id INTEGER,
        status TEXT NOT NULL,
        note TEXT NOT NULL
    """,
    "offer": """
        patient_id INTEGER NOT NULL,
        wish_id INTEGER NOT NULL,
        day TEXT NOT NULL,
        starts TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        offered_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        clinician_id INTEGER,
        room_id INTEGER,
        device_id INTEGER,
        status TEXT NOT NULL,
        note TEXT NOT NULL
    """,
    "message": """
        patient_id INTEGER NOT NULL,
        follow_up_key TEXT NOT NULL,
        channel TEXT NOT NULL,
        written_at TEXT NOT NULL,
        language TEXT NOT NULL,
        text TEXT NOT NULL,
        address TEXT NOT NULL,
        subject TEXT NOT NULL,
        message_id TEXT NOT NULL,
        status TEXT NOT NULL,
        tries INTEGER NOT NULL,
        tried_at TEXT,
        told TEXT NOT NULL,
        batch TEXT NOT NULL,
        again_at TEXT
    """,
    "message_text": """
        kind TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        channel TEXT NOT NULL,
        language TEXT NOT NULL,
        text TEXT NOT NULL,
        subject TEXT NOT NULL
    """,
    "mail_server": """
        host TEXT NOT NULL,
        port INTEGER NOT NULL,
        safety TEXT NOT NULL,
        user TEXT NOT NULL,
        sender TEXT NOT NULL,
        sender_name TEXT NOT NULL
    """,
}

# The one secret that is no record: it is changed, not appended to, and in no export.
SECRETS = "CREATE TABLE secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID"

GAINED = {
    "contact_attempt": """
        batch TEXT NOT NULL DEFAULT ''
        found_wrong TEXT NOT NULL DEFAULT ''
    """,
    "follow_up_decision": """
        batch TEXT NOT NULL DEFAULT ''
        role TEXT
        staff_id INTEGER
    """,
    # Derived, like the whole table.
    "follow_up": """
        rests_from TEXT
        whose TEXT
    """,
    "patient": """
        may_contact_by TEXT
        best_time TEXT NOT NULL DEFAULT ''
    """,
}

INDEXES = (
    # Of all versions: what a visit gave up is found by the day that it was on.
    "CREATE INDEX appointment_day ON appointment (day)",
    "DROP INDEX follow_up_due",
    "CREATE INDEX follow_up_due ON follow_up (hidden, show_on DESC, state, due, rests_from)",
    # All that the order of Today's list needs: the rows themselves lie wide apart in the file.
    "CREATE INDEX follow_up_shown ON follow_up (hidden, show_on, kind, overdue_from, escalates_on, "
    "due, whose) WHERE hidden IS NULL",
    "CREATE INDEX follow_up_whose ON follow_up (whose) WHERE whose IS NOT NULL",
    "CREATE INDEX contact_attempt_batch ON contact_attempt (batch, stored_at)",
    "CREATE INDEX follow_up_decision_batch ON follow_up_decision (batch, stored_at)",
)
