"""The first schema: one table of versions for each kind of record, as first released."""

VERSION_COLUMNS = """
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('current', 'signed', 'invalid')),
    author_id INTEGER NOT NULL,
    stored_at TEXT NOT NULL,
    content_hash TEXT NOT NULL,
"""

RECORD_COLUMNS = {
    "settings": """
        clinic_name TEXT NOT NULL,
        country TEXT NOT NULL,
        date_order TEXT NOT NULL,
        language TEXT NOT NULL,
        timezone TEXT NOT NULL,
        practice INTEGER NOT NULL,
        protocol TEXT NOT NULL,
        opens_at TEXT NOT NULL,
        closes_at TEXT NOT NULL
    """,
    "staff": """
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        active INTEGER NOT NULL
    """,
    "room": """
        name TEXT NOT NULL,
        active INTEGER NOT NULL
    """,
    "device": """
        name TEXT NOT NULL,
        family TEXT NOT NULL,
        handpieces TEXT NOT NULL,
        serial TEXT NOT NULL,
        in_service INTEGER NOT NULL
    """,
    "patient": """
        surname TEXT NOT NULL,
        given_name TEXT NOT NULL,
        birth_date TEXT,
        sex TEXT,
        phone TEXT NOT NULL,
        second_phone TEXT NOT NULL,
        email TEXT NOT NULL,
        address TEXT NOT NULL,
        language TEXT NOT NULL,
        preferred_channel TEXT,
        do_not_contact INTEGER NOT NULL,
        note TEXT NOT NULL,
        external_id TEXT NOT NULL
    """,
    "consultation": """
        patient_id INTEGER NOT NULL,
        consulted_on TEXT NOT NULL,
        clinician_id INTEGER NOT NULL,
        visit_kind TEXT NOT NULL,
        main_concern TEXT NOT NULL,
        expectation TEXT,
        event_deadline TEXT,
        bdd_outcome TEXT,
        fitzpatrick_type INTEGER,
        current_tan TEXT,
        last_exposure TEXT,
        note TEXT NOT NULL,
        areas TEXT NOT NULL,
        protocol_version TEXT NOT NULL
    """,
    "plan": """
        patient_id INTEGER NOT NULL,
        planned_on TEXT NOT NULL,
        clinician_id INTEGER NOT NULL,
        consultation_id INTEGER,
        areas TEXT NOT NULL,
        maintenance_months INTEGER NOT NULL,
        status TEXT NOT NULL,
        reason TEXT NOT NULL
    """,
    "appointment": """
        patient_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        day TEXT NOT NULL,
        starts TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        clinician_id INTEGER,
        room_id INTEGER,
        device_id INTEGER,
        plan_id INTEGER,
        sites TEXT NOT NULL,
        status TEXT NOT NULL,
        arrived_at TEXT,
        started_at TEXT,
        ended_at TEXT,
        note TEXT NOT NULL
    """,
    "session": """
        patient_id INTEGER NOT NULL,
        performed_on TEXT NOT NULL,
        operator_id INTEGER NOT NULL,
        plan_id INTEGER,
        appointment_id INTEGER,
        device_id INTEGER,
        skin_clean TEXT,
        tan_checked TEXT,
        eye_protection INTEGER NOT NULL,
        note TEXT NOT NULL,
        areas TEXT NOT NULL,
        override_reason TEXT NOT NULL
    """,
    "adverse_event": """
        area TEXT NOT NULL,
        side TEXT,
        patient_id INTEGER NOT NULL,
        session_id INTEGER,
        noted_on TEXT NOT NULL,
        reaction TEXT NOT NULL,
        severity INTEGER NOT NULL,
        relatedness TEXT,
        note TEXT NOT NULL,
        closed_on TEXT
    """,
    "review": """
        patient_id INTEGER NOT NULL,
        reviewed_on TEXT NOT NULL,
        clinician_id INTEGER NOT NULL,
        plan_id INTEGER,
        timepoint TEXT NOT NULL,
        satisfaction TEXT,
        gais_patient INTEGER,
        goal_met TEXT,
        decision TEXT,
        note TEXT NOT NULL,
        areas TEXT NOT NULL
    """,
    "next_step": """
        patient_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        decided_on TEXT NOT NULL,
        appointment_id INTEGER,
        due TEXT,
        reason TEXT NOT NULL
    """,
    "contact_attempt": """
        patient_id INTEGER NOT NULL,
        follow_up_key TEXT NOT NULL,
        attempted_at TEXT NOT NULL,
        channel TEXT NOT NULL,
        outcome TEXT NOT NULL,
        note TEXT NOT NULL
    """,
    "follow_up_decision": """
        patient_id INTEGER NOT NULL,
        follow_up_key TEXT NOT NULL,
        decided_on TEXT NOT NULL,
        kind TEXT NOT NULL,
        reason TEXT NOT NULL,
        until TEXT
    """,
    "addendum": """
        patient_id INTEGER NOT NULL,
        about_kind TEXT NOT NULL,
        about_id INTEGER NOT NULL,
        reason TEXT NOT NULL,
        text TEXT NOT NULL
    """,
}

BOOKKEEPING = """
CREATE TABLE head (
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    patient_id INTEGER,
    day TEXT,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX head_patient ON head (patient_id, kind, id, version, state);
CREATE INDEX head_day ON head (kind, day, id, version, state);
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    staff_id INTEGER NOT NULL,
    act TEXT NOT NULL,
    kind TEXT,
    record_id INTEGER,
    version INTEGER,
    patient_id INTEGER,
    content_hash TEXT,
    state TEXT,
    mac TEXT NOT NULL
) STRICT;
CREATE TABLE draft (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    patient_id INTEGER NOT NULL,
    staff_id INTEGER NOT NULL,
    kept_at TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE follow_up (
    patient_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    show_on TEXT NOT NULL,
    hidden TEXT,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    due TEXT NOT NULL,
    overdue_from TEXT NOT NULL,
    escalates_on TEXT,
    content TEXT NOT NULL,
    PRIMARY KEY (patient_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_due ON follow_up (hidden, show_on DESC, state, due);
CREATE INDEX follow_up_outcome ON follow_up (due)
    WHERE kind = 'visit_outcome' AND hidden IS NULL;
"""
