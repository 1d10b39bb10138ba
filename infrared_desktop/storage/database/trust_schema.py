"""The schema of trust: who may, what the audit log tells besides, and patients' rights."""

NEW_RECORDS = {
    "restriction": """
        patient_id INTEGER NOT NULL,
        asked_on TEXT NOT NULL,
        reason TEXT NOT NULL
    """,
    "erasure": """
        patient_id INTEGER NOT NULL,
        asked_on TEXT NOT NULL,
        decision TEXT NOT NULL,
        reason TEXT NOT NULL,
        earliest_on TEXT
    """,
    "merge": """
        patient_id INTEGER NOT NULL,
        merged_id INTEGER NOT NULL,
        reason TEXT NOT NULL
    """,
}

GAINED = {
    "settings": """
        idle_lock_min INTEGER NOT NULL DEFAULT 5
        reception_reads_records INTEGER NOT NULL DEFAULT 0
        keep_years INTEGER
        keep_until_age INTEGER
    """,
    "audit": """
        role TEXT
        workstation TEXT
        utc_offset_min INTEGER
        action TEXT
        outcome TEXT
        reason TEXT
    """,
}

# What a patient asked for: to be erased was the one wish that the release before kept.
WISHES = {"erasure": "asked_for TEXT NOT NULL DEFAULT 'erasure'"}

# What was typed and not saved when the window locked; one row a person, and gone when it is back.
TABLES = (
    """
    CREATE TABLE locked_work (
        staff_id INTEGER PRIMARY KEY,
        patient_id INTEGER,
        kept_at TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT
    """,
    # The highest number that an erased record of a kind had: none is given twice.
    "CREATE TABLE spent_number (kind TEXT PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    # Photographs of the erased that still lie there by their content; '' for the rest of the work.
    "CREATE TABLE unfinished_erasure (content TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
)

INDEXES = (
    "CREATE INDEX merge_merged ON merge (merged_id)",
    "CREATE INDEX audit_at ON audit (at)",
    "CREATE INDEX audit_act ON audit (act)",
)
