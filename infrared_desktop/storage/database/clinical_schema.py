"""The second schema: history, papers, consent, test spots, decisions on rules, own protocols."""

NEW_RECORDS = {
    "history": """
        patient_id INTEGER NOT NULL,
        taken_on TEXT NOT NULL,
        confirmed_on TEXT,
        pregnancy TEXT,
        last_period_on TEXT,
        delivered_on TEXT,
        conditions TEXT,
        medicines TEXT,
        allergies TEXT,
        implants TEXT,
        treatments TEXT,
        smoking TEXT,
        cigarettes_per_day INTEGER,
        alcohol_units_per_week INTEGER,
        sun_habit TEXT,
        sunscreen_spf INTEGER,
        height_cm INTEGER,
        weight_kg REAL,
        weight_trend TEXT,
        note TEXT NOT NULL
    """,
    "handout": """
        patient_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        given_at TEXT NOT NULL,
        language TEXT NOT NULL,
        text TEXT NOT NULL,
        sites TEXT NOT NULL,
        codes TEXT NOT NULL,
        protocol_version TEXT NOT NULL,
        appointment_id INTEGER,
        cost_quoted TEXT NOT NULL
    """,
    "consent": """
        patient_id INTEGER NOT NULL,
        handout_id INTEGER NOT NULL,
        document_hash TEXT NOT NULL,
        informed_at TEXT NOT NULL,
        cooling_off_ends_at TEXT NOT NULL,
        signed_at TEXT NOT NULL,
        taken_by_id INTEGER NOT NULL,
        sites TEXT NOT NULL,
        language TEXT NOT NULL,
        risks_discussed TEXT NOT NULL,
        alternatives_discussed TEXT NOT NULL,
        off_label_explained INTEGER NOT NULL,
        no_guarantee INTEGER NOT NULL,
        cost_quoted TEXT NOT NULL,
        questions TEXT NOT NULL,
        photo_record TEXT,
        photo_education TEXT,
        photo_marketing TEXT,
        signer TEXT NOT NULL,
        signer_name TEXT NOT NULL,
        witness TEXT NOT NULL,
        signature TEXT NOT NULL,
        protocol_version TEXT NOT NULL,
        signed_paper TEXT NOT NULL
    """,
    "withdrawal": """
        patient_id INTEGER NOT NULL,
        consent_id INTEGER NOT NULL,
        withdrawn_on TEXT NOT NULL,
        reason TEXT NOT NULL
    """,
    "rule_decision": """
        patient_id INTEGER NOT NULL,
        code TEXT NOT NULL,
        kind TEXT NOT NULL,
        decided_on TEXT NOT NULL,
        reason TEXT NOT NULL,
        area TEXT,
        side TEXT
    """,
    "test_spot": """
        area TEXT NOT NULL,
        side TEXT,
        patient_id INTEGER NOT NULL,
        done_at TEXT NOT NULL,
        operator_id INTEGER NOT NULL,
        device_id INTEGER,
        handpiece TEXT NOT NULL,
        fluence_j_cm2 REAL,
        pulses INTEGER,
        read_due_at TEXT NOT NULL,
        read_at TEXT,
        seen TEXT,
        passed TEXT,
        note TEXT NOT NULL
    """,
    "protocol_copy": """
        name TEXT NOT NULL,
        text TEXT NOT NULL,
        approved_by_id INTEGER NOT NULL,
        approved_on TEXT NOT NULL,
        reason TEXT NOT NULL
    """,
    "signature": """
        about_kind TEXT NOT NULL,
        about_id INTEGER NOT NULL,
        about_version INTEGER NOT NULL,
        signed_hash TEXT NOT NULL,
        signer TEXT NOT NULL,
        role TEXT NOT NULL,
        meaning TEXT NOT NULL,
        patient_id INTEGER
    """,
}

# By them one record is compared with what was told of it, and its signature is found.
INDEXES = (
    "CREATE INDEX audit_record ON audit (kind, record_id, version)",
    "CREATE INDEX signature_about ON signature (about_kind, about_id, about_version)",
)

# A record made before gets the value that stands for "not asked" or "none said".
NEW_COLUMNS = {
    "consultation": """
        alternatives_discussed TEXT
        bdd_tool TEXT
        bdd_score INTEGER
        chaperone TEXT
        interpreter TEXT NOT NULL DEFAULT ''
        glogau INTEGER
        skin_thickness TEXT
        subcutaneous_fat TEXT
        volume_loss TEXT
        history_version INTEGER
    """,
    "session": """
        started TEXT
        ended TEXT
        assistant_id INTEGER
        supervisor_id INTEGER
        window_clean TEXT
        cooling_works TEXT
        counter_start INTEGER
        counter_end INTEGER
        anaesthesia TEXT
        anaesthesia_detail TEXT NOT NULL DEFAULT ''
        coupling_gel TEXT
        gel_lot TEXT NOT NULL DEFAULT ''
        day_check TEXT NOT NULL DEFAULT '[]'
        history_version INTEGER
        consent_id INTEGER
        consent_reconfirmed INTEGER NOT NULL DEFAULT 0
        post_cooling_min INTEGER
        product_applied TEXT NOT NULL DEFAULT ''
        stopped_early TEXT NOT NULL DEFAULT ''
        protocol_version TEXT NOT NULL DEFAULT ''
    """,
    "adverse_event": """
        course TEXT NOT NULL DEFAULT ''
        care_given TEXT NOT NULL DEFAULT ''
        outcome TEXT
        device_incident TEXT
        reported_on TEXT
    """,
    "review": """
        late_event TEXT
        photographs_complete TEXT
        next_review_on TEXT
        maintenance_on TEXT
    """,
    "device": """
        manufacturer TEXT NOT NULL DEFAULT ''
        source_type TEXT
        handpiece_serials TEXT NOT NULL DEFAULT '[]'
        udi TEXT NOT NULL DEFAULT ''
        wavelength_low_nm INTEGER
        wavelength_high_nm INTEGER
        tightening_is_intended TEXT
        intended_use TEXT NOT NULL DEFAULT ''
        last_service_on TEXT
        service_due_on TEXT
        rules_review_on TEXT
        recall TEXT NOT NULL DEFAULT ''
    """,
}

# What was found missing at the first use: the third schema, in the same way.
GAINED = {
    "settings": "phone TEXT NOT NULL DEFAULT ''",
    "device": "intended_uses TEXT NOT NULL DEFAULT '[]'",
    "consent": """
        co_signer_name TEXT NOT NULL DEFAULT ''
        co_signature TEXT NOT NULL DEFAULT '[]'
        valid_until TEXT
        signer_relation TEXT NOT NULL DEFAULT ''
    """,
    "session": """
        room_id INTEGER
        patient_eyewear TEXT
        staff_eye_od REAL
        vital_signs TEXT NOT NULL DEFAULT ''
    """,
}
