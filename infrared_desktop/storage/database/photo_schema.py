"""The schema of photographs and review copies; the pictures themselves lie beside the database."""

NEW_RECORDS = {
    "photo": """
        patient_id INTEGER NOT NULL,
        content TEXT NOT NULL,
        taken_on TEXT NOT NULL,
        dated_by TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        width_px INTEGER NOT NULL,
        height_px INTEGER NOT NULL,
        taken_at TEXT,
        taken_by_id INTEGER,
        area TEXT,
        side TEXT,
        view TEXT,
        timepoint TEXT,
        appointment_id INTEGER,
        adverse_event_id INTEGER,
        distance_cm INTEGER,
        focal_mm REAL,
        light_setup TEXT NOT NULL,
        make_up_free TEXT,
        neutral_expression TEXT,
        quarter_turns INTEGER NOT NULL,
        camera TEXT NOT NULL,
        purposes TEXT NOT NULL,
        note TEXT NOT NULL
    """,
    "alignment": """
        patient_id INTEGER NOT NULL,
        photo_id INTEGER NOT NULL,
        onto_id INTEGER NOT NULL,
        landmarks TEXT NOT NULL
    """,
    "photo_export": """
        patient_id INTEGER NOT NULL,
        photo_id INTEGER NOT NULL,
        content TEXT NOT NULL,
        kind TEXT NOT NULL,
        purpose TEXT NOT NULL,
        exported_at TEXT NOT NULL,
        recipient TEXT NOT NULL,
        stamp TEXT NOT NULL,
        consent_id INTEGER
    """,
    "call_back": """
        patient_id INTEGER NOT NULL,
        export_id INTEGER NOT NULL,
        said TEXT NOT NULL
    """,
    "review_copy": """
        copy_id TEXT NOT NULL,
        made_at TEXT NOT NULL,
        until TEXT NOT NULL,
        scope TEXT NOT NULL,
        patients TEXT NOT NULL,
        holder_id INTEGER NOT NULL,
        with_photographs INTEGER NOT NULL,
        note TEXT NOT NULL
    """,
    "remark": """
        patient_id INTEGER NOT NULL,
        remark_id TEXT NOT NULL,
        copy_id TEXT NOT NULL,
        written_at TEXT NOT NULL,
        written_by_id INTEGER NOT NULL,
        text TEXT NOT NULL,
        about_kind TEXT NOT NULL,
        about_id INTEGER,
        status TEXT NOT NULL
    """,
}

GAINED = {
    "settings": """
        reception_sees_photographs INTEGER NOT NULL DEFAULT 0
        asks_photographs INTEGER NOT NULL DEFAULT 0
    """,
}

INDEXES = (
    "CREATE INDEX photo_content ON photo (content)",
    "CREATE INDEX remark_remark ON remark (remark_id)",
    # When somebody looked at a patient last.
    "CREATE INDEX audit_reader ON audit (patient_id, staff_id, at)",
)
